// A level that goes up and down in virtual time, with its peak and its integral. What happens within one microsecond is one
// change: a level counts only when it lasts.
import type { VirtualTime } from '../kernel/time.ts';

const LEVEL = 0;
/** Since when it stands there, microseconds. */
const SINCE = 1;
/** The integral up to then. */
const AREA = 2;
const HIGHEST = 3;

export class Gauge {
  readonly fields = ['cells'];
  private cells = new Float64Array(4);
  private readonly time: VirtualTime;

  constructor(time: VirtualTime) {
    this.time = time;
  }

  get level(): number {
    return this.cells[LEVEL] as number;
  }

  /** The level rises by so much now. */
  change(by: number): void {
    const { cells } = this;
    const { now } = this.time;
    const level = cells[LEVEL] as number;
    const lasted = now - (cells[SINCE] as number);
    if (lasted > 0) {
      cells[AREA] = (cells[AREA] as number) + level * lasted;
      if (level > (cells[HIGHEST] as number)) cells[HIGHEST] = level;
      cells[SINCE] = now;
    }
    cells[LEVEL] = level + by;
  }

  /** Level × microseconds from the start to `now`. */
  integral(now: number): number {
    return (this.cells[AREA] as number) + this.level * (now - (this.cells[SINCE] as number));
  }

  /** The highest level that lasted, up to `now`. */
  peak(now: number): number {
    return Math.max(this.cells[HIGHEST] as number, now > (this.cells[SINCE] as number) ? this.level : 0);
  }
}
