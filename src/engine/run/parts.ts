// The parts of a run, each made once and given the ground and its neighbours. What a part lists in `saved`, or saves itself, is
// its state; the parts with state together are the state of the run.
import { findEntry } from '../catalog.ts';
import { Counters } from '../counters.ts';
import { Chance } from '../kernel/chance.ts';
import { isPart, loadState, PutBack, type Saved, saveState } from '../kernel/state.ts';
import { TaskQueue } from '../kernel/tasks.ts';
import { VirtualTime } from '../kernel/time.ts';
import type { Model } from '../model.ts';
import type { Policy } from '../points.ts';
import { policies } from '../policies/catalog.ts';
import { Toolbox } from '../repair/toolbox.ts';
import type { Changes } from '../scenario.ts';
import { Handlers } from '../services/agenda.ts';
import { Alarms } from '../services/alarms.ts';
import { Invoicing } from '../services/billing/invoicing.ts';
import { Reconciler } from '../services/billing/reconciler.ts';
import { openBus } from '../services/bus/open-bus.ts';
import { Erasure } from '../services/erasure.ts';
import type { Ground } from '../services/ground.ts';
import { Incident } from '../services/incident.ts';
import { Ledger } from '../services/ledger.ts';
import { Losses } from '../services/losses.ts';
import { Messages } from '../services/messages.ts';
import { Redriving } from '../services/redriving.ts';
import { Restoring } from '../services/restoring.ts';
import { Returns } from '../services/returns.ts';
import { Silence } from '../services/silence.ts';
import { Subscriber, type SubscriberSettings } from '../services/subscriber/subscriber.ts';
import { Transport, WatchedTransport } from '../services/transport.ts';
import { Api } from '../services/user/api.ts';
import { UserDatabase } from '../services/user/database.ts';
import { LogFirstPublisher } from '../services/user/log-first-publisher.ts';
import { Publisher } from '../services/user/publisher.ts';
import { usualRates } from '../services/user/usual-rates.ts';
import { UnevenWorkload, Workload } from '../services/user/workload.ts';
import { Trace } from '../trace/trace.ts';
import { Clock } from './clock.ts';
import { Detection } from './detection.ts';
import { FaultTasks } from './fault-tasks.ts';
import { Procedure } from './procedure.ts';
import type { PreparedRun } from './spec.ts';

/** What a run is made from. */
class Given {
  readonly prepared: PreparedRun;
  /** Real changes that replace the random workload. */
  readonly changes: Changes | undefined;
  readonly model: Model;
  /** Billing first. */
  readonly settings: readonly SubscriberSettings[];

  constructor(prepared: PreparedRun, changes?: Changes) {
    this.prepared = prepared;
    this.changes = changes;
    this.model = prepared.model;
    this.settings = [{ ...prepared.model.billing, id: 'billing', sends: null }, ...prepared.model.others];
  }
}

const policyOf = ({ policy }: SubscriberSettings): Policy => findEntry(policies, policy) as Policy;

export class Parts extends Given implements Ground {
  readonly clock = new Clock();
  readonly time = new VirtualTime();
  readonly tasks = new TaskQueue();
  readonly handlers = new Handlers();
  readonly chance = new Chance(this.prepared.spec.seed);
  readonly counters = new Counters();
  readonly trace = new Trace(
    this.time,
    this.model.tracksPlan,
    this.settings.map(({ id }) => id),
  );
  readonly incident = new Incident(this.prepared.faults, this.chance);
  /** What may be read again, is held, is read by several, or may be a dead letter while somebody works on it, is not forgotten. */
  readonly messages = new Messages(
    this.model.broker.log ||
      this.settings.length > 1 ||
      this.model.broker.limits.deadLetters === true ||
      this.settings.some((settings) => policyOf(settings).holds === true),
  );
  readonly losses = new Losses(this, this.messages);
  readonly bus = openBus(
    {
      ...this.model.broker,
      mandatory: this.model.publisher.mandatory,
      queues: this.model.billing.affinity === 'partition' ? this.model.billing.consumers : 1,
    },
    this.time,
    this.tasks,
    this.losses,
    this.messages,
  );
  readonly alarms = new Alarms(this);
  /** Who waits for events that do not come; null: nobody. */
  readonly silence: Silence | null =
    this.model.detection.by === 'silence-alarm'
      ? new Silence(this, this.alarms, usualRates(this.model, this.changes))
      : null;
  readonly transport =
    this.silence === null
      ? new Transport(this, this.messages, this.losses, this.bus)
      : new WatchedTransport(this, this.messages, this.losses, this.bus, this.silence);
  readonly returns = new Returns(this, this.transport, this.losses, this.bus);
  readonly users = new UserDatabase(this.time);
  readonly ledger = new Ledger(this, this.users);
  readonly api = new Api(this, this.users);
  /** Who keeps a copy, Billing first. */
  readonly subscribers: readonly Subscriber[] = this.settings.map(
    (settings, number) => new Subscriber(this, number, settings, policyOf(settings), this),
  );
  readonly publisher: Publisher =
    this.model.user.logFirst && this.bus.kind === 'log'
      ? new LogFirstPublisher(this, this.users, this.messages, this.transport, this.bus)
      : new Publisher(this, this.users, this.messages, this.transport);
  readonly redriving = new Redriving(this, this.messages, this.billing);
  readonly workload =
    this.model.zipf > 0 && this.model.users > 0 && this.changes === undefined
      ? new UnevenWorkload(this, this.users, this.ledger, this.publisher)
      : new Workload(this, this.users, this.ledger, this.publisher, this.changes);
  readonly invoicing = new Invoicing(this, this.users, this.billing, this.api);
  /** Who compares the copy with the truth now and then; null: nobody does. */
  readonly reconciler: Reconciler | null =
    this.model.billing.reconcileEvery < Number.POSITIVE_INFINITY && this.model.user.digest && this.keepsCopy(0)
      ? new Reconciler(this, this.api, this.billing, this.alarms)
      : null;
  readonly tools: Toolbox = new Toolbox(this, true, {
    signal: (signal) => this.repair.signal(signal),
    remark: (sentence) => this.repair.remark(sentence),
    overran: (whom, sentence) => this.repair.overrun(whom, sentence),
  });
  readonly repair: Procedure = new Procedure(this, [this.prepared.repair, ...this.prepared.then], this.tools);
  /** What fills the copy of a service that starts later, where the scenario says so. */
  readonly seedingTools: Toolbox | null =
    this.prepared.seed === null
      ? null
      : new Toolbox(this, false, {
          signal: (signal) => this.seeding?.signal(signal),
          remark: (sentence) => this.seeding?.remark(sentence),
          overran: (whom, sentence) => this.seeding?.overrun(whom, sentence),
        });
  readonly seeding: Procedure | null =
    this.prepared.seed === null || this.seedingTools === null
      ? null
      : new Procedure(this, [this.prepared.seed], this.seedingTools);
  readonly erasure = new Erasure(this, this);
  readonly restoring = new Restoring(this, this);
  readonly detection: Detection = new Detection(this, this);
  readonly faults = new FaultTasks(this, this);

  private readonly stateful: readonly (readonly [name: string, part: unknown])[];

  constructor(prepared: PreparedRun, changes?: Changes) {
    super(prepared, changes);
    this.stateful = Object.entries(this).filter(([, part]) => isPart(part));
  }

  get billing(): Subscriber {
    return this.subscribers[0] as Subscriber;
  }

  /** When a subscriber comes into being, microseconds. */
  startOf(subscriber: number): number {
    return (this.settings[subscriber] as SubscriberSettings).startsAt;
  }

  /** Billing keeps no copy where it asks the API alone. */
  keepsCopy(subscriber: number): boolean {
    return subscriber > 0 || this.model.billing.reads !== 'api';
  }

  /** The ground that all parts stand on: the run itself, of which each sees that much. */
  get ground(): Ground {
    return this;
  }

  /** All that changes, but for the tables by user and the append-only logs, which have their own way back. */
  save(): Saved {
    return Object.fromEntries(this.stateful.map(([name, part]) => [name, saveState(part)]));
  }

  load(saved: Saved): void {
    for (const [name, part] of this.stateful) loadState(part, saved[name]);
  }

  /** All that changes as it is now, to be put back again and again. */
  asItIs(): readonly PutBack[] {
    return this.stateful.map(([, part]) => new PutBack(part, saveState(part)));
  }
}
