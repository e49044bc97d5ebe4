// One run: all parts, wired once, and the loop that takes the next task and gives it to the part it is for. It decides
// nothing about users or messages; everything in it that changes can be saved, loaded and handed to a fork.
import { findEntry } from '../catalog.ts';
import { Counters } from '../counters.ts';
import { Chance } from '../kernel/chance.ts';
import { Histogram } from '../kernel/histogram.ts';
import { loadState, type Saved, saveState } from '../kernel/state.ts';
import { TaskQueue } from '../kernel/tasks.ts';
import { VirtualTime } from '../kernel/time.ts';
import type { Model } from '../model.ts';
import { neverBegins, type Policy } from '../points.ts';
import { policies } from '../policies/catalog.ts';
import { Toolbox } from '../repair/toolbox.ts';
import { kindOf } from '../rows.ts';
import type { Changes } from '../scenario.ts';
import { RANK, TASK } from '../services/agenda.ts';
import { Consumers } from '../services/billing/consumers.ts';
import { Copy } from '../services/billing/copy.ts';
import { Invoicing } from '../services/billing/invoicing.ts';
import type { LogBus } from '../services/bus/log-bus.ts';
import { openBus } from '../services/bus/open-bus.ts';
import type { QueueBus } from '../services/bus/queue-bus.ts';
import { Divergence } from '../services/divergence.ts';
import { Gauge } from '../services/gauge.ts';
import { Incident } from '../services/incident.ts';
import { traceInitial } from '../services/ledger.ts';
import { Messages } from '../services/messages.ts';
import { Transport } from '../services/transport.ts';
import { Api } from '../services/user/api.ts';
import { UserDatabase } from '../services/user/database.ts';
import { Publisher } from '../services/user/publisher.ts';
import { Workload } from '../services/user/workload.ts';
import type { World } from '../services/world.ts';
import { Trace } from '../trace/trace.ts';
import { Clock } from './clock.ts';
import { fillLog, populate, scheduleFaults, scheduleInputs } from './opening.ts';
import { Repair } from './repair.ts';
import type { Plan } from './spec.ts';

/** More tasks than this within one microsecond are a loop, not a run. */
const LOOP = 50_000_000;

/** Everything that changes. What a part lists in `fields` is its state. */
const PARTS = [
  'clock',
  'counters',
  'time',
  'tasks',
  'trace',
  'delays',
  'incident',
  'messages',
  'users',
  'workload',
  'publisher',
  'transport',
  'bus',
  'backlog',
  'api',
  'copy',
  'divergence',
  'consumers',
  'invoicing',
  'tools',
  'repair',
] as const;

export class Simulation implements World {
  readonly plan: Plan;
  readonly model: Model;
  readonly policy: Policy;
  readonly changes: Changes | undefined;
  readonly chance: Chance;
  readonly time = new VirtualTime();
  readonly tasks = new TaskQueue();
  readonly trace: Trace;
  readonly delays = new Histogram();
  readonly incident: Incident;
  readonly messages: Messages;
  readonly users = new UserDatabase(this.time);
  readonly workload: Workload;
  readonly publisher: Publisher;
  readonly transport: Transport;
  readonly bus: QueueBus | LogBus;
  readonly backlog = new Gauge(this.time);
  readonly api: Api;
  readonly copy: Copy;
  readonly divergence = new Divergence(this.time);
  readonly consumers: Consumers;
  readonly invoicing: Invoicing;
  readonly repair: Repair;
  readonly tools: Toolbox;
  readonly clock = new Clock();
  readonly counters = new Counters();

  constructor(plan: Plan, changes?: Changes) {
    this.plan = plan;
    this.model = plan.model;
    this.changes = changes;
    this.policy = findEntry(policies, plan.model.billing.policy) as Policy;
    this.chance = new Chance(plan.model.seed);
    this.trace = new Trace(this.time, this.model.tracksPlan);
    this.incident = new Incident(plan.faults, this.chance);
    this.messages = new Messages(plan.model.broker.log);
    this.workload = new Workload(this);
    this.publisher = new Publisher(this);
    this.transport = new Transport(this);
    this.bus = openBus(this.model.broker, this.time, this.tasks, this.transport);
    this.api = new Api(this);
    this.copy = new Copy(this.time, this.policy.stamps);
    this.consumers = new Consumers(this);
    this.invoicing = new Invoicing(this);
    this.repair = new Repair(this);
    this.tools = new Toolbox(this, (signal) => this.repair.signal(signal));
  }

  get now(): number {
    return this.time.now;
  }

  /** When the run ended; null while it goes on. */
  get endedAt(): number | null {
    return this.clock.endedAt;
  }

  /** Fills the tables and schedules what is known from the start. Once, before `run`. */
  start(): void {
    const { model, plan, tasks } = this;
    const hasCopy = model.billing.startsAt === 0 && model.billing.reads !== 'api';
    populate(this, hasCopy);
    traceInitial(this, hasCopy);
    if (this.bus.kind === 'log' && model.broker.holdsInitial) fillLog(this, this.bus);
    scheduleFaults(this, 0, plan.spec.scenario.faults.length);
    tasks.push(model.billing.startsAt, RANK.repair, TASK.billingStarts, 0, 0);
    tasks.push(model.repairAt, RANK.repair, TASK.repair, 0, 0);
    scheduleInputs(this, 0);
    tasks.push(model.length, RANK.length, TASK.lengthReached, 0, 0);
    this.workload.scheduleNext();
    this.scheduleInvoices(Math.max(1, Math.ceil(model.billing.startsAt / model.billing.invoiceEvery)));
  }

  /** Does every task up to and including `until`; stops when the run has ended. Returns whether it goes on. */
  run(until: number): boolean {
    const { clock, time, tasks, repair, model } = this;
    if (clock.endedAt !== null) return false;
    // Up to here nobody needs to ask whether to stop.
    const sure = Math.min(until, model.length);
    let within = 0;
    for (;;) {
      const next = tasks.nextTime();
      if (next > time.now) {
        if (next > sure) {
          if (time.now >= model.length && this.mayEnd(next)) return false;
          if (next > until) return true;
        }
        time.moveTo(next);
        within = 0;
      } else if (++within > LOOP) throw new Error(this.loopReport());
      const { kind, a, b } = tasks.take();
      clock.steps++;
      this.act(kind, a, b);
      if (repair.hasSignals) repair.drain();
    }
  }

  /** What is neither settled nor periodic: messages, outbox rows, API calls, an invoice run, a runbook. */
  get inFlight(): number {
    return (
      this.transport.pending +
      this.backlog.level +
      this.consumers.inMemory +
      this.publisher.outbox.length +
      this.api.pending +
      (this.invoicing.open ? 1 : 0) +
      (this.repair.running ? 1 : 0)
    );
  }

  /** All that changes, but for the tables by user and the append-only logs, which have their own way back. */
  save(): Saved {
    return Object.fromEntries(PARTS.map((name) => [name, saveState(this[name])]));
  }

  load(saved: Saved): void {
    for (const name of PARTS) loadState(this[name], saved[name]);
  }

  /** Gives a task to the part it is for. */
  private act(kind: number, a: number, b: number): void {
    switch (kind) {
      case TASK.change:
        return this.workload.change();
      case TASK.arrive:
        return this.transport.arrive(a);
      case TASK.processed:
        return this.consumers.processed(a, b);
      case TASK.acknowledge:
        return this.consumers.acknowledge(a, b);
      default:
        return this.actRarely(kind, a, b);
    }
  }

  /** The same for tasks that are few, so that the code above stays short enough to be fast. */
  private actRarely(kind: number, a: number, b: number): void {
    switch (kind) {
      case TASK.invoiceRun:
        return this.invoiceRun();
      case TASK.serve:
        return this.api.serve(a);
      case TASK.answer:
        return this.api.answered(a);
      case TASK.faultBegins:
        return this.faultBegins(a);
      case TASK.faultEnds:
        return this.faultEnds(a);
      case TASK.repair:
        return this.repairBegins();
      case TASK.runbook:
        return this.repair.timer(a);
      case TASK.relay:
        return this.publisher.relay();
      case TASK.billingStarts:
        return this.billingStarts();
      case TASK.invoiceRetry:
        return this.invoicing.retry(a);
      case TASK.brokerTimer:
        return this.bus.timer();
      case TASK.lengthReached:
        return this.lengthReached();
      case TASK.tool:
        return this.tools.due(a, b);
      default:
        throw new Error(`No part takes tasks of kind ${kind}.`);
    }
  }

  private scheduleInvoices(n: number): void {
    const { model, tasks, invoicing } = this;
    const due = n * model.billing.invoiceEvery;
    this.clock.invoices = n;
    if (due <= model.length || invoicing.open) tasks.push(due, RANK.invoices, TASK.invoiceRun, 0, 0);
  }

  /** A run is due; past the length only the end of one that is still open. */
  private invoiceRun(): void {
    const { invoicing, model } = this;
    const n = this.clock.invoices;
    if (n * model.billing.invoiceEvery <= model.length) invoicing.begin();
    else if (invoicing.open) invoicing.end();
    this.scheduleInvoices(n + 1);
  }

  private faultBegins(index: number): void {
    const instance = this.incident.instance(index);
    const { fault } = instance;
    if (neverBegins(instance)) return;
    this.incident.begin(index);
    this.trace.note('fault', { fault: fault.id, on: true });
    this.modesMayChange();
  }

  private faultEnds(index: number): void {
    if (!this.incident.active.includes(index)) return;
    const { fault } = this.incident.instance(index);
    this.incident.end(index);
    this.trace.note('fault', { fault: fault.id, on: false });
    this.modesMayChange();
  }

  /** Broker and consumers are asked again whether they are there. */
  private modesMayChange(): void {
    this.brokerMayChange();
    const fault = this.incident.ask('consumer', null);
    if (fault !== null && !this.consumers.down) this.consumers.die(fault);
    else if (fault === null && this.consumers.down) {
      this.consumers.down = false;
      this.consumers.connect();
    }
  }

  private brokerMayChange(): void {
    const { bus, consumers } = this;
    const fault = this.incident.ask('broker', null);
    if (fault !== null && bus.up) {
      bus.stop(fault);
      consumers.disconnected(false, fault);
    } else if (fault === null && !bus.up) {
      bus.start();
      this.transport.resend();
      consumers.connect();
    }
  }

  private billingStarts(): void {
    const { model, users, copy, divergence, plan } = this;
    if (model.billing.reads === 'api') return;
    divergence.begin(users.users, (user) => kindOf(users.rows[user] as number, copy.rows[user] ?? 0));
    if (model.billing.startsAt > 0 && plan.strategy.seeds) return;
    this.consumers.subscription.bind();
    this.consumers.attach();
  }

  /** The repair begins once: as the scenario says, or earlier when somebody starts it. */
  private repairBegins(): void {
    if (this.repair.beganAt !== null) return;
    const { users, copy, divergence, repair } = this;
    divergence.repairBegins(users.users, (user) => kindOf(users.rows[user] as number, copy.rows[user] ?? 0));
    repair.begin();
  }

  private lengthReached(): void {
    this.divergence.atLength = this.divergence.total.level;
    this.clock.backlogAtLength = this.backlog.integral(this.now);
  }

  /** After `length` the run ends as soon as nothing is in flight, or when its time to settle is over. */
  private mayEnd(next: number): boolean {
    const { model } = this;
    if (this.clock.backlogAtLength === null) return false;
    const last = model.length + model.settleWithin;
    if (this.inFlight === 0) this.end(this.now, true);
    else if (next > last) this.end(last, false);
    return this.endedAt !== null;
  }

  private end(at: number, settled: boolean): void {
    this.time.moveTo(at);
    this.clock.endedAt = at;
    this.clock.settled = settled;
    if (this.invoicing.open) this.invoicing.end();
  }

  private loopReport(): string {
    return `More than ${LOOP} tasks within one microsecond, at ${this.now} µs.`;
  }
}
