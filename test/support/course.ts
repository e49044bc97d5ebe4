// The oracle's count of divergent users over time: for how long how many differed, the most at once, and when as few did as before the
// first fault. It shares no code with the engine.
import type { Facts } from './facts.ts';

const HOUR = 3_600_000_000;

/** Hours of a whole number of microseconds; beyond what a number counts exactly, whole hours and the rest apart. */
const hoursOf = (microseconds: bigint): number =>
  microseconds <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(microseconds) / HOUR
    : Number(microseconds / BigInt(HOUR)) + Number(microseconds % BigInt(HOUR)) / HOUR;

/** So many users were divergent from `t` on. */
interface Level {
  readonly t: number;
  readonly level: number;
}

export class Course {
  peak = 0;
  /** How many differed when the length was over. */
  atLength = 0;
  /** User-microseconds: more than a number can count exactly. */
  private area = 0n;
  /** Each level with when it began to stand: of one instant only the last. */
  private readonly levels: Level[] = [];
  private readonly facts: Facts;

  constructor(facts: Facts) {
    this.facts = facts;
  }

  get userHours(): number {
    return hoursOf(this.area);
  }

  /** Whether there is a copy at that time that could differ. */
  counts(time: number): boolean {
    return this.facts.reads !== 'api' && time >= this.facts.startsAt;
  }

  /** So many users differed from `since` until `t`. */
  stood(divergent: number, since: number, t: number): void {
    const { length, startsAt, reads } = this.facts;
    const levelAt = (time: number): number => (this.counts(time) ? divergent : 0);
    if (since <= length && length < t) this.atLength = levelAt(length);
    this.levels.push({ t: since, level: levelAt(since) });
    if (since < startsAt && startsAt < t) this.levels.push({ t: startsAt, level: levelAt(startsAt) });
    const lasted = t - Math.max(since, startsAt);
    if (reads === 'api' || lasted <= 0) return;
    this.area += BigInt(divergent) * BigInt(lasted);
    this.peak = Math.max(this.peak, divergent);
  }

  /** Seconds from `beganAt` until the level is for good no higher than at most in the hour before `broke`; null: never. */
  usualAfter(broke: number, beganAt: number, last: Level): number | null {
    const course = [...this.levels, last];
    const stood = course.map((each, n) => ({ ...each, until: course[n + 1]?.t ?? Number.POSITIVE_INFINITY }));
    const before = stood.filter(({ t, until }) => t < broke && until > Math.max(0, broke - HOUR));
    const usual = Math.max(0, ...before.map(({ level }) => level));
    const above = stood.findLast(({ level, until }) => level > usual && until > beganAt);
    if (above === undefined) return 0;
    return above.until === Number.POSITIVE_INFINITY ? null : (above.until - beganAt) / 1_000_000;
  }
}
