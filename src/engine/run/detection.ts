// From noticing to repair: who notices what, when the faults that last until they are fixed end, and when the repair begins. It injects
// nothing and repairs nothing; whatever is never noticed lasts, and is not repaired.
import type { Component } from '../kernel/state.ts';
import { RANK, TASK } from '../services/agenda.ts';
import type { AlarmSource, Alarms } from '../services/alarms.ts';
import type { Invoicing } from '../services/billing/invoicing.ts';
import type { Ground } from '../services/ground.ts';
import type { Silence } from '../services/silence.ts';
import type { Subscriber } from '../services/subscriber/subscriber.ts';

/** Who is watched by whom. */
interface Neighbours {
  readonly alarms: Alarms;
  readonly silence: Silence | null;
  readonly invoicing: Invoicing;
  readonly billing: Subscriber;
}

/** What the task of noticing is about. */
const GIVEN = 0;
const COMPARED = 1;
const COMPLAINED = 2;

export class Detection implements Component {
  readonly saved = ['noticedAt', 'falseAlarms', 'complaining', 'called'];
  /** When an incident was first noticed, microseconds; null while it was not. */
  noticedAt: number | null = null;
  /** Alarms before any fault had begun: people looked for nothing. One that goes on is one. */
  falseAlarms = 0;
  /** A customer has a reason to complain and has not done so yet. */
  private complaining = false;
  /** The repair has been called for. */
  private called = false;
  private readonly ground: Ground;
  private readonly its: Neighbours;

  constructor(ground: Ground, neighbours: Neighbours) {
    this.ground = ground;
    this.its = neighbours;
    neighbours.alarms.heard = (source, goesOn) => this.hears(source, goesOn);
    if (ground.model.detection.by === 'customer') neighbours.invoicing.book.harmed = () => this.harmed();
    ground.handlers.on(TASK.notice, (what) => this.due(what));
  }

  /** Schedules what is known from the start. */
  start(): void {
    const { by, at, every } = this.ground.model.detection;
    if (by === 'given' && at !== null) this.later(at, GIVEN);
    if (by === 'reconciliation') this.later(every, COMPARED);
    this.its.silence?.start();
  }

  /** Faults may have ended, or one that was to begin never will. */
  faultsEnded(): void {
    this.callForRepair();
  }

  private later(at: number, what: number): void {
    if (at <= this.ground.model.length) this.ground.tasks.push(at, RANK.message, TASK.notice, what, 0);
  }

  private due(what: number): void {
    const { alarms, billing } = this.its;
    const { time, model } = this.ground;
    if (what === GIVEN) return alarms.given();
    if (what === COMPLAINED) {
      this.complaining = false;
      return alarms.complaint();
    }
    const { level } = billing.divergence.total;
    if (level > 0 && time.now >= model.billing.startsAt) alarms.compared();
    this.later(time.now + model.detection.every, COMPARED);
  }

  /** An invoice was wrong or missed. */
  private harmed(): void {
    if (this.complaining) return;
    this.complaining = true;
    this.later(this.ground.time.now + this.ground.model.detection.delay, COMPLAINED);
  }

  private hears(source: AlarmSource, goesOn: boolean): void {
    const { incident, time, model } = this.ground;
    const { now } = time;
    if (source !== model.detection.by) return;
    if (incident.beganAt(now) === null) {
      if (!goesOn) this.falseAlarms++;
      return;
    }
    this.noticedAt ??= now;
    if (source === 'given') return;
    const { hours, people } = model;
    const at = hours === null ? now + people.fix : hours.done(now, people.fix);
    if (incident.fix(now, at)) this.ground.tasks.push(at, RANK.faultEnds, TASK.faultEnds, 0, 0);
    this.callForRepair();
  }

  /** The repair begins when it has been noticed, and nothing hinders it any more. */
  private callForRepair(): void {
    const { incident, time, tasks, model } = this.ground;
    const { now } = time;
    if (model.detection.by === 'given' || this.noticedAt === null || this.called) return;
    if (incident.hindersRepair(now)) return;
    this.called = true;
    tasks.push(Math.max(now, model.billing.startsAt), RANK.repair, TASK.repair, 0, 0);
  }
}
