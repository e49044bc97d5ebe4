// The alarm on silence: for each type of event how long none of it has come to the broker, against how often one usually comes. It sees
// that nothing comes, not that some of it is missing; a type that is rare is waited for long.
import { log } from '../kernel/arithmetic.ts';
import type { Component } from '../kernel/state.ts';
import { EVENT_TYPES, type EventType, SNAPSHOT } from '../rows.ts';
import { RANK, TASK } from './agenda.ts';
import type { Alarms } from './alarms.ts';
import type { Ground } from './ground.ts';

/**
 * How long the alarm waits for each type, microseconds: a silence of independent events (Poisson, rate λ) is longer than w with
 * probability e^(−λw), so w = ln(1/α)/λ. Infinity for a type of which none usually comes.
 */
export const windowsOf = (rates: readonly number[], falseAlarm: number): readonly number[] =>
  rates.map((rate) => (rate > 0 ? -log(falseAlarm) / rate : Number.POSITIVE_INFINITY));

/** The list with another value at one place. */
const replaced = <T>(list: readonly T[], at: number, value: T): readonly T[] =>
  list.map((each, n) => (n === at ? value : each));

export class Silence implements Component {
  readonly saved = ['last', 'raised'];
  /** By type: when one has come last, microseconds; and whether the alarm has been raised since. */
  private last: readonly number[] = EVENT_TYPES.map(() => 0);
  private raised: readonly boolean[] = EVENT_TYPES.map(() => false);
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
    for (const type of EVENT_TYPES.keys()) this.look(type);
  }

  /** An event of this type has come. */
  hears(type: number): void {
    if (type === SNAPSHOT) return;
    this.last = replaced(this.last, type, this.ground.time.now);
    if (this.raised[type] !== true) return;
    this.raised = replaced(this.raised, type, false);
    this.look(type);
  }

  /** Looks again when the type will have been silent for too long, if nothing of it comes. */
  private look(type: number): void {
    const at = Math.ceil((this.last[type] as number) + (this.windows[type] as number));
    // After the run's length nobody does anything: that is no silence.
    if (at < this.ground.model.length) this.ground.tasks.push(at, RANK.message, TASK.silence, type, 0);
  }

  private due(type: number): void {
    const silent = this.ground.time.now - (this.last[type] as number);
    if (silent < (this.windows[type] as number)) return this.look(type);
    this.raised = replaced(this.raised, type, true);
    this.alarms.absence(EVENT_TYPES[type] as EventType);
  }
}
