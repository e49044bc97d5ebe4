// One run: its parts, and the loop that takes the next task and gives it to whoever takes tasks of its kind. It decides nothing
// about users or messages; when the run is over is its one rule.
import { isChosen } from '../catalog.ts';
import type { Changes } from '../scenario.ts';
import { type Handler, RANK, TASK } from '../services/agenda.ts';
import { subscriberOf } from '../services/subscriber/consumer-settings.ts';
import type { Consumers } from '../services/subscriber/consumers.ts';
import type { Subscriber } from '../services/subscriber/subscriber.ts';
import { fillLog, populate, scheduleFaults, scheduleInputs } from './opening.ts';
import { Parts } from './parts.ts';
import type { PlannedProcedure, PreparedRun } from './spec.ts';

/** More tasks than this within one microsecond are a loop, not a run. */
const LOOP = 50_000_000;

const bindsLate = ({ strategy, parameters }: PlannedProcedure): boolean => isChosen(strategy.bindsLate, parameters);

export class Simulation extends Parts {
  /** Of every subscriber, Billing's first. */
  private readonly workers: readonly Consumers[];

  constructor(prepared: PreparedRun, changes?: Changes) {
    super(prepared, changes);
    const { handlers } = this;
    this.workers = this.subscribers.map(({ consumers }) => consumers);
    handlers.on(TASK.subscriberStarts, (number) => this.starts(this.subscribers[number] as Subscriber));
    handlers.on(TASK.repair, () => this.repairBegins());
    handlers.on(TASK.lengthReached, () => this.lengthReached());
    handlers.on(TASK.brokerTimer, () => this.bus.timer());
    handlers.on(TASK.handBack, (a, b) => this.consumersOf(a).mishaps.handBack(a, b));
    handlers.on(TASK.consumerTimeout, (a, b) => this.consumersOf(a).mishaps.timeOut(a, b));
    handlers.on(TASK.consumerReturns, (a) => this.consumersOf(a).presence.connect());
  }

  /** When the run ended; null while it goes on. */
  get endedAt(): number | null {
    return this.clock.endedAt;
  }

  /** When the strategy is first asked for anything, as far as that is known beforehand, microseconds; Infinity: only the run shows it. */
  get asksAt(): number {
    const { model, prepared } = this;
    const asked = prepared.spec.inputs.flatMap(({ kind, at }) => (kind === 'repair' ? [at] : []));
    const latest = [...asked, model.repairAtLatest].map((at) => Math.max(at, model.billing.startsAt));
    return Math.min(model.repairAt, ...latest);
  }

  /** Fills the tables and schedules what is known from the start. Once, before `run`. */
  start(): void {
    const { model, prepared, tasks, subscribers } = this;
    this.billing.divergence.total.watch(this.incident.beganAt(Number.POSITIVE_INFINITY) ?? Number.POSITIVE_INFINITY);
    const withCopy = subscribers.filter((each) => this.keepsCopy(each.number) && this.startOf(each.number) === 0);
    populate(this, withCopy);
    this.ledger.traceInitial(withCopy);
    if (this.bus.kind === 'log' && model.broker.holdsInitial) fillLog(this, this.bus);
    scheduleFaults(this, 0, prepared.spec.scenario.faults.length);
    for (const each of subscribers)
      tasks.push(this.startOf(each.number), RANK.repair, TASK.subscriberStarts, each.number, 0);
    for (const at of [model.repairAt, Math.max(model.repairAtLatest, model.billing.startsAt)])
      if (at < Number.POSITIVE_INFINITY) tasks.push(at, RANK.repair, TASK.repair, 0, 0);
    this.detection.start();
    scheduleInputs(this, 0);
    tasks.push(model.length, RANK.length, TASK.lengthReached, 0, 0);
    this.reconciler?.schedule(model.billing.startsAt);
    this.workload.scheduleNext();
    this.publisher.heart.begin();
    this.invoicing.schedule(model.billing.firstRun);
  }

  /** Does every task up to and including `until`; stops when the run has ended. Returns whether it goes on. */
  run(until: number): boolean {
    const { clock, time, tasks, repair, seeding, model } = this;
    if (clock.endedAt !== null) return false;
    // Up to here nobody needs to ask whether to stop.
    const sure = Math.min(until, model.length);
    let within = 0;
    for (;;) {
      const next = tasks.nextTime();
      if (next > time.now) {
        if (next > sure) {
          if (time.now >= model.length && this.mayEnd(next, until)) return false;
          if (next > until) return true;
        }
        time.moveTo(next);
        within = 0;
      } else if (++within > LOOP) throw new Error(this.loopReport());
      const { kind, a, b } = tasks.take();
      clock.steps++;
      this.act(kind, a, b);
      if (repair.hasSignals) repair.drain();
      if (seeding?.hasSignals === true) seeding.drain();
    }
  }

  /** Gives a task to whoever takes those of its kind; the four that come with every change are called by name, which is faster. */
  private act(kind: number, a: number, b: number): void {
    switch (kind) {
      case TASK.change:
        return this.workload.change();
      case TASK.arrive:
        return this.transport.arrive(a);
      case TASK.processed:
        return (this.workers[subscriberOf(a)] as Consumers).processed(a, b);
      case TASK.acknowledge:
        return (this.workers[subscriberOf(a)] as Consumers).acknowledgements.arrive(a, b);
      default:
        return (this.handlers.all[kind] as Handler)(a, b);
    }
  }

  /** What is neither settled nor periodic: messages, outbox rows, API calls, an invoice run, runbooks. */
  get inFlight(): number {
    return (
      this.transport.pending +
      this.subscribers.reduce((sum, { inFlight }) => sum + inFlight, 0) +
      this.publisher.waiting +
      this.api.pending +
      (this.invoicing.open ? 1 : 0) +
      (this.repair.running ? 1 : 0) +
      (this.seeding?.running === true ? 1 : 0)
    );
  }

  private consumersOf(member: number): Consumers {
    return this.workers[subscriberOf(member)] as Consumers;
  }

  private starts(subscriber: Subscriber): void {
    if (!this.keepsCopy(subscriber.number)) return;
    this.ledger.beginCounting(subscriber);
    const isNew = subscriber === this.billing && this.startOf(subscriber.number) > 0;
    if (!isNew || !this.bindsLate()) subscriber.begin();
    if (isNew) this.seeding?.begin();
  }

  /** The repair begins once: as the scenario says, or earlier when somebody starts it. */
  private repairBegins(): void {
    if (this.repair.beganAt !== null) return;
    this.ledger.repairBegins(this.billing);
    this.departs();
    this.repair.begin();
  }

  /** Whether Billing, which starts now with an empty copy, hears of nothing until whoever fills the copy binds the queue. */
  private bindsLate(): boolean {
    const { prepared, model } = this;
    if (prepared.seed !== null) return bindsLate(prepared.seed);
    if (model.repairAt > this.time.now) return false;
    this.departs(); // where no seed is named, a strategy that begins now is the seeding
    return bindsLate(prepared.repair);
  }

  /** From here on the run depends on its strategy. */
  private departs(): void {
    this.clock.departedAt ??= this.time.now;
  }

  private lengthReached(): void {
    for (const { divergence } of this.subscribers) divergence.atLength = divergence.total.level;
    this.clock.backlogAtLength = this.billing.backlog.integral(this.time.now);
  }

  /** After `length` the run ends as soon as nothing is in flight, or when its time to settle is over. */
  private mayEnd(next: number, until: number): boolean {
    const { model } = this;
    if (this.clock.backlogAtLength === null) return false;
    const last = model.length + model.settleWithin;
    if (this.inFlight === 0) this.end(this.time.now, true);
    else if (next > last && last <= until) this.end(last, false);
    return this.endedAt !== null;
  }

  /** Ends the run at `at`, before its time, if it has not ended before. Everything up to then must have been done. */
  endHere(at: number): void {
    if (this.endedAt !== null) return;
    this.time.moveTo(at);
    if (this.clock.backlogAtLength === null) {
      this.repair.lengthIsNow();
      this.lengthReached();
    }
    this.end(at, this.inFlight === 0);
  }

  private end(at: number, settled: boolean): void {
    this.time.moveTo(at);
    this.clock.endedAt = at;
    this.clock.settled = settled;
    this.invoicing.close();
  }

  private loopReport(): string {
    return `More than ${LOOP} tasks within one microsecond, at ${this.time.now} µs.`;
  }
}
