// A service that keeps a copy of the users by events: its copy, its consumers, how far it is from the truth, and what it counts.
// Billing is the first of a list; what else a subscriber does with what it knows is not its business.
import { Counters } from '../../counters.ts';
import { Histogram } from '../../kernel/histogram.ts';
import type { Policy } from '../../points.ts';
import { Alarms } from '../alarms.ts';
import type { Bus } from '../bus/bus.ts';
import { Gauge } from '../gauge.ts';
import type { Ground } from '../ground.ts';
import type { KeptCopy, Ledger } from '../ledger.ts';
import type { Losses } from '../losses.ts';
import type { Messages } from '../messages.ts';
import type { Api } from '../user/api.ts';
import { ActingProjection } from './acting-projection.ts';
import type { ConsumerSettings } from './consumer-settings.ts';
import { Consumers } from './consumers.ts';
import { Copy } from './copy.ts';
import { type Design, DesignedProjection } from './designed-projection.ts';
import { Divergence } from './divergence.ts';
import { FetchingConsumers } from './fetching-consumers.ts';
import { Hearing } from './hearing.ts';
import { Outward } from './outward.ts';
import { type Bookkeeping, Projection } from './projection.ts';
import { fieldVersions } from './told.ts';

/** A subscriber as the model has it. */
export interface SubscriberSettings extends ConsumerSettings {
  /** Id of the policy by which it decides. */
  readonly policy: string;
  /** The type of events on which it acts outward, an index into `EVENT_TYPES`; null: it never does, as Billing. */
  readonly sends: number | null;
}

interface Neighbours {
  readonly bus: Bus;
  readonly messages: Messages;
  readonly losses: Losses;
  readonly ledger: Ledger;
  readonly api: Api;
  readonly alarms: Alarms;
}

/** Whether events are whole states with a version, and the policy does no more than compare. */
const isPlain = ({ carry, versioned, gapDetection }: Design, { holds, fields }: Policy): boolean =>
  carry === 'state' && versioned && !gapDetection && holds !== true && fields !== true;

export class Subscriber implements KeptCopy {
  readonly saved: readonly string[];
  readonly id: string;
  readonly number: number;
  readonly copy: Copy;
  /** How it decides whether an event may write a row. */
  readonly policy: Policy;
  readonly divergence: Divergence;
  /** Messages waiting in the queue or unacknowledged; of a log, entries the group has not acknowledged. */
  readonly backlog: Gauge;
  /** Times from commit to first application, microseconds. */
  readonly delays = new Histogram();
  /** Billing's are the run's; every other subscriber has its own. */
  readonly counters: Counters;
  /** What it does outward; null: nothing. */
  readonly outward: Outward | null;
  readonly projection: Projection;
  readonly consumers: Consumers;
  /** What it hears where the User service sends heartbeats, or where it asks how old what it knows is. */
  readonly hearing: Hearing | null;
  /** What its projections are made with. */
  private readonly makes: {
    readonly messages: Messages;
    readonly policy: Policy;
    readonly design: Design;
  };
  private readonly ledger: Ledger;
  private readonly isNew: boolean;
  /** Whether its copy has the initial users from the start. */
  readonly beganFilled: boolean;

  /** `number`: its place in the list of all, Billing 0. */
  constructor(ground: Ground, number: number, settings: SubscriberSettings, policy: Policy, neighbours: Neighbours) {
    const { ledger, messages, api, alarms } = neighbours;
    const { carry, versioned } = ground.model.events;
    const design = { carry, versioned, gapDetection: settings.gapDetection };
    const beats = ground.model.publisher.heartbeat > 0;
    const listens = beats || (number === 0 && ground.model.billing.freshnessGate < Number.POSITIVE_INFINITY);
    this.saved = [
      'copy',
      'divergence',
      'backlog',
      'delays',
      'projection',
      'consumers',
      ...(number > 0 ? ['counters'] : []),
      ...(settings.sends === null ? [] : ['outward']),
      ...(listens ? ['hearing'] : []),
    ];
    this.id = settings.id;
    this.policy = policy;
    this.isNew = settings.startsAt > 0;
    this.beganFilled = !this.isNew && (number > 0 || ground.model.billing.reads !== 'api');
    this.number = number;
    const ofFields = policy.fields === true;
    this.copy = new Copy(ground.time, policy.stamps || ofFields, ofFields ? fieldVersions(1, 1) : 0);
    this.divergence = new Divergence(ground.time);
    this.backlog = new Gauge(ground.time);
    this.counters = number === 0 ? ground.counters : new Counters();
    this.outward = settings.sends === null ? null : new Outward(messages, settings.sends);
    this.hearing = listens ? new Hearing(ground, messages, number, beats && number === 0 ? alarms : null) : null;
    const road = { ...neighbours, hearing: this.hearing };
    const books = { kept: this, policy, counters: this.counters, delays: this.delays };
    ledger.keep(this);
    this.ledger = ledger;
    this.makes = { messages, policy, design };
    if (isPlain(design, policy) && this.outward === null) {
      this.projection = new Projection(ground, messages, ledger, books);
      this.consumers = new Consumers(ground, settings, road, this.projection, books, this.backlog);
      return;
    }
    const projection =
      this.outward === null
        ? new DesignedProjection(ground, messages, ledger, books, design, alarms)
        : new ActingProjection(ground, messages, ledger, books, { design, alarms, outward: this.outward });
    this.projection = projection;
    this.consumers =
      carry === 'key'
        ? new FetchingConsumers(ground, settings, road, projection, books, this.backlog, api)
        : new Consumers(ground, settings, road, projection, books, this.backlog);
  }

  /** Somebody else than an event brings a user's row, all of it, as it was at `at` µs: whoever waits for it goes on. `cause` is an index into `COPY_CAUSES`. */
  bring(user: number, version: number, row: number, cause: number, at: number): void {
    this.ledger.write(this, user, version, row, cause, this.projection.stampOf(version, at));
    this.projection.brought(user);
  }

  /** Another projection by the same design and policy, onto another table: it acts on nothing outside. `ground` is told of its alarms. */
  projectionOnto(ground: Ground, ledger: Ledger, books: Omit<Bookkeeping, 'policy'>): Projection {
    const { messages, policy, design } = this.makes;
    const all = { ...books, policy };
    if (isPlain(design, policy)) return new Projection(ground, messages, ledger, all);
    return new DesignedProjection(ground, messages, ledger, all, design, new Alarms(ground));
  }

  /** Comes into being: its queue is bound, or its group has a position, and its consumers begin. Again: nothing. */
  begin(): void {
    // Who has been there from the start has its queue; a new one asks for it over the road to the broker.
    if (!this.isNew || !this.consumers.presence.cutOff) this.consumers.subscription.bind();
    this.consumers.presence.attach();
    this.hearing?.begin();
  }

  /** What is neither settled nor periodic: messages that it, or the broker for it, still has. */
  get inFlight(): number {
    return this.backlog.level + this.consumers.inMemory;
  }
}
