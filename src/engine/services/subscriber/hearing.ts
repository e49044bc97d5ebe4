// Billing listens: where the User service sends heartbeats, silence can be told from quiet. It notes when it last heard anything, and of what time, takes
// heartbeats in, which change nothing, and raises an alarm when two in a row have not come. An event that was never recorded it
// does not miss: heartbeats flow all the same.
import { EFFECTS } from '../../trace/words.ts';
import { RANK, TASK } from '../agenda.ts';
import type { Alarms } from '../alarms.ts';
import type { Bus } from '../bus/bus.ts';
import type { Ground } from '../ground.ts';
import type { Losses } from '../losses.ts';
import type { Messages } from '../messages.ts';
import { NO_USER } from '../user/heart.ts';

/** By which ways messages come to consumers, and who hears them. */
export interface Road {
  readonly bus: Bus;
  readonly messages: Messages;
  readonly losses: Losses;
  /** Where there are heartbeats, or somebody asks how old what is known is. */
  readonly hearing: Hearing | null;
}

const IGNORED = EFFECTS.indexOf('ignored');
/** How many heartbeats may be missed, as with those of RabbitMQ's connections. */
const MISSED = 2;

export class Hearing {
  readonly saved = ['lastHeard', 'isSilent', 'toldOf'];
  /** When anything was processed last, microseconds; Infinity before it listens. */
  private lastHeard: number;
  /** The latest time that anything processed tells of, microseconds; Infinity before it listens. */
  private toldOf: number;
  /** Whether it has raised the alarm about the silence that there is. */
  private isSilent = false;
  private readonly ground: Ground;
  private readonly messages: Messages;
  private readonly number: number;
  /** Null: nobody listens, as at other subscribers. */
  private readonly alarms: Alarms | null;

  constructor(ground: Ground, messages: Messages, number: number, alarms: Alarms | null) {
    this.lastHeard = Number.NaN; // first: see kernel/state.ts
    this.lastHeard = Number.POSITIVE_INFINITY;
    this.toldOf = Number.NaN;
    this.toldOf = Number.POSITIVE_INFINITY;
    this.ground = ground;
    this.messages = messages;
    this.number = number;
    this.alarms = alarms;
    if (alarms !== null) ground.handlers.on(TASK.listen, () => this.look());
  }

  /** It begins to listen. Again: nothing. */
  begin(): void {
    if (this.lastHeard < Number.POSITIVE_INFINITY) return;
    this.lastHeard = this.ground.time.now;
    this.toldOf = this.lastHeard;
    if (this.alarms !== null) this.lookLater();
  }

  /** A message was processed; returns whether it is a heartbeat, which says nothing but that the path works. */
  hears(message: number): boolean {
    const { ground, messages } = this;
    this.lastHeard = ground.time.now;
    this.isSilent = false;
    messages.open(message);
    const occurredAt = messages.occurredAt(message);
    if (occurredAt > this.toldOf) this.toldOf = occurredAt;
    if (messages.user !== NO_USER) return false;
    ground.trace.apply(message, NO_USER, messages.version, IGNORED, this.number);
    return true;
  }

  /**
   * For how long nothing is known, microseconds: since the latest time that anything processed tells of. After the run's length, when
   * nothing happens any more, it does not grow.
   */
  get staleness(): number {
    const { time, model } = this.ground;
    return Math.min(time.now, model.length) - this.toldOf;
  }

  private look(): void {
    const { now } = this.ground.time;
    const isLate = now - this.lastHeard > MISSED * this.ground.model.publisher.heartbeat;
    if (isLate && !this.isSilent) this.alarms?.silence();
    this.isSilent = isLate;
    this.lookLater();
  }

  /** It looks when heartbeats are sent, as long as there are any. */
  private lookLater(): void {
    const { time, tasks, model } = this.ground;
    const every = model.publisher.heartbeat;
    const next = (Math.floor(time.now / every) + 1) * every;
    if (next <= model.length) tasks.push(next, RANK.message, TASK.listen, 0, 0);
  }
}
