// Where everything stands at the moment a session has been put to: modes, queues, what is on its way, the runbook's step, the
// running totals. Plain data for the page; it computes nothing that the parts do not know.
import { COUNTERS, type Counter } from '../counters.ts';
import { KINDS } from '../rows.ts';
import type { Phase } from './repair.ts';
import type { Simulation } from './simulation.ts';

export interface ActiveFault {
  /** Its place among the run's faults: what a `remove` input names. */
  readonly index: number;
  readonly fault: string;
  readonly title: string;
  /** Microseconds; `until` is Infinity when it lasts until it is removed. */
  readonly at: number;
  readonly until: number;
}

export interface Moment {
  /** Microseconds of virtual time. */
  readonly time: number;
  readonly ended: boolean;
  readonly faults: readonly ActiveFault[];
  readonly user: {
    readonly users: number;
    readonly active: number;
    readonly suspended: number;
    readonly outbox: number;
  };
  readonly network: { readonly flying: number; readonly unconfirmed: number };
  readonly broker: {
    readonly up: boolean;
    readonly downBy: string | null;
    readonly bound: boolean;
    readonly log: boolean;
    /** Messages waiting or unacknowledged; of a log, entries the group has not acknowledged. */
    readonly backlog: number;
    /** Of a log: the end and the group's position. */
    readonly head: number;
    readonly committed: number;
  };
  readonly billing: {
    readonly down: boolean;
    readonly paused: boolean;
    readonly attached: boolean;
    readonly connected: number;
    readonly working: number;
    readonly inMemory: number;
    readonly rows: number;
    readonly run: number;
    readonly runOpen: boolean;
  };
  readonly api: { readonly pending: number; readonly downBy: string | null };
  readonly repair: {
    readonly beganAt: number | null;
    readonly endedAt: number | null;
    readonly cannot: string | null;
    /** The runbook's state: a key of its chart's `states`; null before it begins. */
    readonly state: string | null;
    readonly phases: readonly Phase[];
  };
  /** Users by kind of divergence, index into `KINDS`; cell 0 is unused. */
  readonly byKind: readonly number[];
  readonly divergent: number;
  readonly counters: Readonly<Record<Counter, number>>;
}

/** The moment at which `simulation` stands, told as `time`. */
export function momentOf(simulation: Simulation, time: number): Moment {
  const { users, transport, publisher, bus, consumers, copy, invoicing, api, repair, divergence, incident } =
    simulation;
  const { subscription } = consumers;
  return {
    time,
    ended: simulation.endedAt !== null,
    faults: incident.active.map((index) => {
      const { fault, at, until } = incident.instance(index);
      return { index, fault: fault.id, title: fault.title, at, until };
    }),
    user: { users: users.users, active: users.active, suspended: users.suspended, outbox: publisher.outbox.length },
    network: { flying: transport.flying, unconfirmed: transport.unconfirmed.length },
    broker: {
      up: bus.up,
      downBy: bus.downBy,
      bound: subscription.bound,
      log: subscription.kind === 'log',
      backlog: simulation.backlog.level,
      head: subscription.kind === 'log' ? subscription.head : 0,
      committed: subscription.kind === 'log' ? subscription.committed : 0,
    },
    billing: {
      down: consumers.down,
      paused: consumers.paused,
      attached: consumers.attached,
      connected: consumers.all.filter((consumer) => consumer.connected).length,
      working: consumers.all.filter((consumer) => consumer.isWorking(time + 1)).length,
      inMemory: consumers.all.reduce((sum, consumer) => sum + consumer.held.length + Number(consumer.busy), 0),
      rows: copy.present,
      run: invoicing.run,
      runOpen: invoicing.open,
    },
    api: { pending: api.pending, downBy: incident.ask('call', null) },
    repair: {
      beganAt: repair.beganAt,
      endedAt: repair.endedAt,
      cannot: repair.cannot,
      state: repair.state,
      phases: repair.phases,
    },
    byKind: KINDS.map((_, kind) => divergence.byKind[kind] as number),
    divergent: divergence.total.level,
    counters: Object.fromEntries(COUNTERS.map((name) => [name, simulation.counters[name]])) as Record<Counter, number>,
  };
}
