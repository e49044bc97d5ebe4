// The alarm on silence: for each type of event how long none of it has come to the broker, against how often one usually comes. It sees
// that nothing comes, not that some of it is missing; a type that is rare is waited for long.
import { log } from '../kernel/arithmetic.ts';
import type { Component } from '../kernel/state.ts';
import { EVENT_TYPES, type EventType } from '../rows.ts';
import { RANK, TASK } from './agenda.ts';
import type { Alarms } from './alarms.ts';
import type { Ground } from './ground.ts';

/**
 * How long the alarm waits for each type, microseconds: a silence of independent events (Poisson, rate λ) is longer than w with
 * probability e^(−λw), so w = ln(1/α)/λ. Infinity for a type of which none usually comes.
 */
export const windowsOf = (rates: readonly number[], falseAlarm: number): readonly number[] =>
  rates.map((rate) => (rate > 0 ? -log(falseAlarm) / rate : Number.POSITIVE_INFINITY));

export class Silence implements Component {
  readonly saved = ['last'];
  /** By type: when one has come last, microseconds. */
  private last: readonly number[] = EVENT_TYPES.map(() => 0);
  private readonly windows: readonly number[];
  private readonly ground: Ground;
  private readonly alarms: Alarms;

  /** `rates`: how many events of each type usually come in a microsecond. */
  constructor(ground: Ground, alarms: Alarms, rates: readonly number[]) {
    this.ground = ground;
    this.alarms = alarms;
    this.windows = windowsOf(rates, ground.model.detection.falseAlarm);
    ground.handlers.on(TASK.silence, (type) => this.due(type));
  }

  start(): void {
    for (const type of EVENT_TYPES.keys()) this.look(type, 0);
  }

  /** An event of this type has come. */
  hears(type: number): void {
    this.last = this.last.map((each, n) => (n === type ? this.ground.time.now : each));
  }

  /** Looks again when the type will have been silent for a window since `from`, if nothing of it comes. */
  private look(type: number, from: number): void {
    const at = Math.ceil(from + (this.windows[type] as number));
    // After the run's length nobody does anything: that is no silence.
    if (at < this.ground.model.length) this.ground.tasks.push(at, RANK.message, TASK.silence, type, 0);
  }

  /**
   * An alarm that goes on is raised again after every further window: one that was false may not hide the next. Who has looked for nothing
   * because of it does not look again.
   */
  private due(type: number): void {
    const { now } = this.ground.time;
    const [last, window] = [this.last[type] as number, this.windows[type] as number];
    const silent = now - last;
    if (silent < window) return this.look(type, last);
    this.alarms.absence(EVENT_TYPES[type] as EventType, silent >= 2 * window);
    this.look(type, now);
  }
}
