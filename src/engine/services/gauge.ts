// A level that goes up and down in virtual time, with its peak and its integral. What happens within one microsecond is one
// change: a level counts only when it lasts.
import type { VirtualTime } from '../kernel/time.ts';

export class Gauge {
  readonly saved = ['level', 'since', 'area', 'highest'];
  level = 0;
  /** Since when it stands there, microseconds. */
  private since: number;
  /** The integral up to then. */
  private area: number;
  private highest = 0;
  private readonly time: VirtualTime;

  constructor(time: VirtualTime) {
    this.time = time;
    this.since = Number.NaN; // first: see kernel/state.ts
    this.area = Number.NaN;
    this.since = 0;
    this.area = 0;
  }

  /** The level rises by so much now. */
  change(by: number): void {
    const { level } = this;
    const { now } = this.time;
    const lasted = now - this.since;
    if (lasted > 0) {
      this.area += level * lasted;
      this.since = now;
      if (level > this.highest) this.highest = level;
    }
    this.level = level + by;
  }

  /** Level × microseconds from the start to `now`. */
  integral(now: number): number {
    return this.area + this.level * (now - this.since);
  }

  /** The highest level that lasted, up to `now`. */
  peak(now: number): number {
    return Math.max(this.highest, now > this.since ? this.level : 0);
  }
}
