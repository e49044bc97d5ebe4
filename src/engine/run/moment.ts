// Where everything stands at the moment a session has been put to: modes, queues, what is on its way, the runbook's step, the
// running totals. Plain data for the page; it computes nothing that the parts do not know.
import { COUNTERS, type Counter } from '../counters.ts';
import { type Place, placeOf } from '../points.ts';
import { KINDS } from '../rows.ts';
import type { Subscription } from '../services/bus/bus.ts';
import type { Subscriber } from '../services/subscriber/subscriber.ts';
import type { Phase, Procedure } from './procedure.ts';
import type { Simulation } from './simulation.ts';

export interface ActiveFault {
  /** What a `remove` input names. */
  readonly name: string;
  readonly fault: string;
  readonly title: string;
  /** Microseconds; `until` is Infinity when it lasts until it is removed. */
  readonly at: number;
  readonly until: number;
  /** Where people see it strike. */
  readonly place: Place;
}

/** How far Billing has read one partition of a log, and which of its consumers reads it. */
interface PartitionMoment {
  readonly head: number;
  readonly committed: number;
  /** Counted from 1. */
  readonly reader: number;
}

/** One of the queues to which messages are shared out by user, and which consumer reads it. */
interface QueueMoment {
  /** Messages waiting or unacknowledged. */
  readonly waiting: number;
  /** Counted from 1; 0: nobody. */
  readonly reader: number;
}

/** Where a subscriber stands. */
interface SubscriberMoment {
  readonly id: string;
  /** Whether its queue is bound, or its group has a position. */
  readonly bound: boolean;
  /** Messages waiting or unacknowledged; of a log, entries the group has not acknowledged. */
  readonly backlog: number;
  readonly down: boolean;
  /** The consumers live and do not get through to the broker. */
  readonly cutOff: boolean;
  readonly paused: boolean;
  readonly attached: boolean;
  readonly connected: number;
  readonly working: number;
  readonly inMemory: number;
  readonly rows: number;
  /** Users by kind of divergence, index into `KINDS`; cell 0 is unused. */
  readonly byKind: readonly number[];
  readonly divergent: number;
}

/** Where a runbook stands. */
interface ProcedureMoment {
  readonly beganAt: number | null;
  readonly endedAt: number | null;
  readonly cannot: string | null;
  /** The runbook's state: a key of its chart's `states`; null before it begins. */
  readonly state: string | null;
  readonly phases: readonly Phase[];
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
  readonly network: {
    readonly flying: number;
    /** Kept by the publisher until the broker takes them. */
    readonly unconfirmed: number;
    /** The fault that cuts the publisher off from the broker. */
    readonly severedBy: string | null;
  };
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
    /** Of a log in several partitions, of which the two above are sums: each, with the number of the consumer that reads it, 0: nobody. */
    readonly partitions: readonly PartitionMoment[];
    /** Of messages that are shared out to several queues: each. */
    readonly queues: readonly QueueMoment[];
  };
  readonly billing: SubscriberMoment & { readonly run: number; readonly runOpen: boolean };
  /** Subscribers besides Billing. */
  readonly others: readonly SubscriberMoment[];
  readonly api: { readonly pending: number; readonly downBy: string | null };
  readonly repair: ProcedureMoment;
  /** What fills the copy; null where the scenario names nothing. */
  readonly seeding: ProcedureMoment | null;
  /** Users by kind of divergence, index into `KINDS`; cell 0 is unused. */
  readonly byKind: readonly number[];
  readonly divergent: number;
  readonly counters: Readonly<Record<Counter, number>>;
}

function subscriberMoment({ id, consumers, copy, divergence, backlog }: Subscriber, time: number): SubscriberMoment {
  const { all, subscription, presence } = consumers;
  const { down, cutOff, paused, attached } = presence;
  return {
    id,
    bound: subscription.bound,
    backlog: backlog.level,
    down,
    cutOff,
    paused,
    attached,
    connected: all.filter(({ connected }) => connected).length,
    working: all.filter((consumer) => consumer.isWorking(time + 1)).length,
    inMemory: all.reduce((sum, { held, busy }) => sum + held.length + Number(busy), 0),
    rows: copy.present,
    byKind: KINDS.map((_, kind) => divergence.byKind[kind] as number),
    divergent: divergence.total.level,
  };
}

function partitionsOf(subscription: Subscription): readonly PartitionMoment[] {
  if (subscription.kind === 'queue' || subscription.partitions.length === 1) return [];
  return subscription.partitions.map(({ head, committed }, n) => ({
    head,
    committed,
    reader: subscription.readerOf(n) + 1,
  }));
}

function queuesOf(subscription: Subscription): readonly QueueMoment[] {
  if (subscription.kind === 'log' || subscription.queues.length === 1) return [];
  return subscription.queues.map(({ waiting, reader }) => ({ waiting, reader: reader + 1 }));
}

const procedureMoment = ({ beganAt, endedAt, cannot, state, phases }: Procedure): ProcedureMoment => ({
  beganAt,
  endedAt,
  cannot,
  state,
  phases,
});

/** The moment at which a run stands, told as `time`. */
export function momentOf(simulation: Simulation, time: number): Moment {
  const { users, transport, publisher, bus, invoicing, api, repair, seeding, incident } = simulation;
  const [billing, ...others] = simulation.subscribers.map((each) => subscriberMoment(each, time)) as [
    SubscriberMoment,
    ...SubscriberMoment[],
  ];
  const { subscription } = simulation.billing.consumers;
  return {
    time,
    ended: simulation.endedAt !== null,
    faults: incident.active.map((index) => {
      const { name, fault, values, at, until } = incident.instance(index);
      return { name, fault: fault.id, title: fault.title, at, until, place: placeOf(fault, values) };
    }),
    user: {
      users: users.users,
      active: users.active,
      suspended: users.suspended,
      outbox: publisher.waiting,
    },
    network: { flying: transport.flying, unconfirmed: transport.unconfirmed.length, severedBy: transport.severedBy },
    broker: {
      up: bus.up,
      downBy: bus.downBy,
      bound: billing.bound,
      log: subscription.kind === 'log',
      backlog: billing.backlog,
      head: subscription.kind === 'log' ? subscription.head : 0,
      committed: subscription.kind === 'log' ? subscription.committed : 0,
      partitions: partitionsOf(subscription),
      queues: queuesOf(subscription),
    },
    billing: { ...billing, run: invoicing.run, runOpen: invoicing.open },
    others,
    api: { pending: api.pending, downBy: incident.ask('call', null).downBy },
    repair: procedureMoment(repair),
    seeding: seeding === null ? null : procedureMoment(seeding),
    byKind: billing.byKind,
    divergent: billing.divergent,
    counters: Object.fromEntries(COUNTERS.map((name) => [name, simulation.counters[name]])) as Record<Counter, number>,
  };
}
