// A level that goes up and down in virtual time, with its peak and its integral. What happens within one microsecond is one
// change: a level counts only when it lasts. The integral is a whole number however long it grows: whole hours are set aside.
import type { VirtualTime } from '../kernel/time.ts';
import { HOUR, SECOND } from '../units.ts';
import { Usual } from './usual.ts';

/** Sums below are exact, whatever one more product adds. */
const FULL = (Number.MAX_SAFE_INTEGER + 1) / 2;

export class Gauge {
  readonly saved = ['level', 'since', 'area', 'hours', 'highest', 'bar', 'low', 'usual'];
  level = 0;
  /** Since when it stands there, microseconds. */
  private since: number;
  /** The integral up to then, in microseconds, but for the hours that have been set aside. */
  private area: number;
  private hours: number;
  private highest = 0;
  /** A level above it is told to `usual` once it has lasted. */
  private bar: number;
  /** The lower of `highest` and `bar`: only what is above it is worth a second look. */
  private low = 0;
  private readonly usual = new Usual();
  private readonly time: VirtualTime;

  constructor(time: VirtualTime) {
    this.time = time;
    this.since = Number.NaN; // first: see kernel/state.ts
    this.area = Number.NaN;
    this.hours = Number.NaN;
    this.since = 0;
    this.area = 0;
    this.hours = 0;
    this.bar = Number.NaN;
    this.bar = Number.POSITIVE_INFINITY;
  }

  /** From now on it is noted when the level is back to what it was before things go wrong at `broke`, microseconds. */
  watch(broke: number): void {
    this.bar = this.usual.begin(broke);
    this.low = Math.min(this.highest, this.bar);
  }

  /** The level rises by so much now. (Short, so that compilers put it in place of calls; the rest is called.) */
  change(by: number): void {
    if (this.time.now > this.since) this.settle();
    this.level += by;
  }

  /** The level has lasted until now. */
  private settle(): void {
    const { level } = this;
    const { now } = this.time;
    const lasted = now - this.since;
    const grown = level * lasted;
    if (this.area + grown < FULL) this.area += grown;
    else this.setAside(level, lasted);
    if (level > this.low) this.high(level, now);
    this.since = now;
  }

  /** Level × microseconds from the start to `now`. */
  integral(now: number): number {
    return this.hours * HOUR + this.area + this.level * (now - this.since);
  }

  /** The same in hours, from a whole number of microseconds that is exact. */
  integralHours(now: number): number {
    const { hours, area, level } = this;
    const grown = level * (now - this.since);
    if (hours === 0 && area + grown <= Number.MAX_SAFE_INTEGER) return (area + grown) / HOUR;
    const [whole, rest] = inHours(level, now - this.since);
    const left = (area % HOUR) + rest;
    return hours + Math.floor(area / HOUR) + whole + Math.floor(left / HOUR) + (left % HOUR) / HOUR;
  }

  /** The highest level that lasted, up to `now`. */
  peak(now: number): number {
    return Math.max(this.highest, now > this.since ? this.level : 0);
  }

  /** A level that is higher than others were has lasted until now. */
  private high(level: number, now: number): void {
    if (level > this.highest) this.highest = level;
    if (level > this.bar) this.bar = this.usual.lasted(level, this.since, now);
    this.low = Math.min(this.highest, this.bar);
  }

  /** See `Usual.after`. */
  usualAfter(broke: number, begin: number): number | null | undefined {
    return this.usual.after(broke, begin, this.level, this.since);
  }

  private setAside(level: number, lasted: number): void {
    const [whole, rest] = inHours(level, lasted);
    this.hours += Math.floor(this.area / HOUR) + whole;
    this.area = (this.area % HOUR) + rest;
  }
}

/** `level` × `lasted` in whole hours and what is left, less than an hour, in microseconds. */
function inHours(level: number, lasted: number): readonly [hours: number, rest: number] {
  const seconds = level * (Math.floor(lasted / SECOND) % 3600);
  const rest = (seconds % 3600) * SECOND + level * (lasted % SECOND);
  const hours = level * Math.floor(lasted / HOUR) + Math.floor(seconds / 3600);
  return [hours + Math.floor(rest / HOUR), rest % HOUR];
}
