// When a level is back to what is usual: to what it had at most in the hour before things went wrong. Kept up as the level changes, so
// that nobody has to go through a whole run for it afterwards.
import { HOUR } from '../units.ts';

export class Usual {
  readonly saved = ['broke', 'highest', 'leftAt'];
  /** When things go wrong, microseconds; Infinity: not as far as is known. */
  private broke: number;
  /** The highest level that lasted in the hour before. */
  private highest = 0;
  /** When it was last above that, microseconds; 0: never yet. */
  private leftAt: number;

  constructor() {
    this.broke = Number.NaN; // first: see kernel/state.ts
    this.leftAt = Number.NaN;
    this.broke = Number.POSITIVE_INFINITY;
    this.leftAt = 0;
  }

  /** Things will go wrong at `broke`. Returns the bar above which levels are to be told to `lasted`. */
  begin(broke: number): number {
    this.broke = broke;
    if (broke === Number.POSITIVE_INFINITY) return broke;
    return broke > 0 ? -1 : 0;
  }

  /** The level stood there from `from` to `to`, microseconds. Returns the bar for those that follow. */
  lasted(level: number, from: number, to: number): number {
    const { broke } = this;
    if (to <= broke - HOUR) return -1;
    if (from < broke) {
      if (level > this.highest) this.highest = level;
      return to < broke ? -1 : this.highest;
    }
    this.leftAt = to;
    return this.highest;
  }

  /**
   * Microseconds from `begin` until the level, which now is `level` since `since`, was back for good; null: it is not. Undefined where that
   * was not kept up: for other things that went wrong, and for a begin before the hour.
   */
  after(broke: number, begin: number, level: number, since: number): number | null | undefined {
    if (broke !== this.broke || begin < broke - HOUR) return undefined;
    if (since >= broke && level > this.highest) return null;
    return Math.max(0, this.leftAt - begin);
  }
}
