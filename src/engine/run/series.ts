// Divergent users by kind over time, read off the two logs of writes: exact at every sample, nothing is simulated. Between two
// samples the highest and the lowest moment are told too, so that a short peak is as high in every drawing as it was.
import { grown } from '../kernel/columns.ts';
import { KINDS, kindOf } from '../rows.ts';
import type { Keyframe, Lengths } from './history.ts';
import type { Parts } from './parts.ts';

export interface Series {
  /** Microseconds, rising. */
  readonly times: Float64Array;
  /** For each kind (index into `KINDS`; 0 unused) the number of users at each of the times. */
  readonly byKind: readonly Float64Array[];
}

/** Tells somebody, now and then, that long work goes on. */
export type Beat = () => void;

/**
 * The run at `times` (rising), and between each two of them at its highest and its lowest moment where that is beyond both. It begins
 * with the tables of a keyframe before the first of them; `reach`: how far the logs go.
 */
export function seriesOf(parts: Parts, keyframe: Keyframe, times: Float64Array, reach: Lengths, beat: Beat): Series {
  const course = new BothTables(parts, keyframe, reach);
  const told = new Told();
  const extremes = new Extremes();
  let before = Number.NaN;
  for (const time of times) {
    extremes.clear();
    course.goTo(time, told.length === 0 ? null : extremes);
    for (const { at, total, counts } of extremes.inOrder()) {
      const beyond = total > Math.max(before, course.total) || total < Math.min(before, course.total);
      if (beyond && at < time) told.add(at, counts);
    }
    told.add(time, course.counts);
    before = course.total;
    beat();
  }
  return told.series();
}

/** A series that grows. */
class Told {
  private readonly times: number[] = [];
  private readonly byKind: number[][] = KINDS.map(() => []);

  get length(): number {
    return this.times.length;
  }

  add(time: number, counts: Float64Array): void {
    this.times.push(time);
    for (let kind = 0; kind < KINDS.length; kind++)
      (this.byKind[kind] as number[]).push(kind === 0 ? 0 : (counts[kind] as number));
  }

  series(): Series {
    return { times: Float64Array.from(this.times), byKind: this.byKind.map((column) => Float64Array.from(column)) };
  }
}

/** One end of what was between two samples. */
class Extreme {
  at = -1;
  total = 0;
  readonly counts = new Float64Array(KINDS.length);

  take(at: number, total: number, counts: Float64Array): void {
    this.at = at;
    this.total = total;
    this.counts.set(counts);
  }
}

class Extremes {
  private readonly high = new Extreme();
  private readonly low = new Extreme();

  clear(): void {
    this.high.at = -1;
    this.low.at = -1;
  }

  note(at: number, total: number, counts: Float64Array): void {
    const { high, low } = this;
    if (high.at < 0 || total > high.total) high.take(at, total, counts);
    if (low.at < 0 || total < low.total) low.take(at, total, counts);
  }

  inOrder(): readonly Extreme[] {
    const { high, low } = this;
    if (high.at < 0) return [];
    return high.at < low.at ? [high, low] : [low, high];
  }
}

/** Who is told of every instant at which the counts changed. */
interface Observer {
  note(at: number, total: number, counts: Float64Array): void;
}

/** Both tables going forward in time, with the users counted by kind; of what is written within one instant only the end counts. */
export class BothTables {
  /** As people count: all 0 while there is no copy to compare. */
  readonly counts = new Float64Array(KINDS.length);
  total = 0;
  private readonly all = new Float64Array(KINDS.length);
  private truth: Uint8Array;
  private copy: Uint8Array;
  private change: number;
  private write: number;
  private changeAt = 0;
  private writeAt = 0;
  private counting = false;
  /** When counting begins; Infinity once it has, and where there is no copy. */
  private startsAt: number;
  private readonly parts: Parts;
  private readonly reach: Lengths;

  constructor(parts: Parts, { tables, changes, writes }: Keyframe, reach: Lengths) {
    this.parts = parts;
    this.reach = reach;
    this.startsAt = parts.keepsCopy(0) ? parts.startOf(0) : Number.POSITIVE_INFINITY;
    this.change = changes;
    this.write = writes[0] as number;
    this.truth = tables.truthRows.slice();
    this.copy = (tables.copies[0]?.rows ?? new Uint8Array(1)).slice();
    const highest = Math.max(this.truth.length, this.copy.length);
    for (let user = 1; user < highest; user++) this.move(0, kindOf(this.truth[user] ?? 0, this.copy[user] ?? 0));
    this.lookAhead();
  }

  /** Goes to `time` (inclusive) and tells of each instant on the way at which something changed. */
  goTo(time: number, observer: Observer | null): void {
    for (;;) {
      const written = Math.min(this.changeAt, this.writeAt);
      const now = Math.min(written, this.startsAt);
      if (now > time) return;
      if (now === this.startsAt) {
        this.counting = true;
        this.startsAt = Number.POSITIVE_INFINITY;
      }
      if (now === written) this.through(now);
      if (!this.counting) continue;
      this.tell();
      observer?.note(now, this.total, this.counts);
    }
  }

  private tell(): void {
    let total = 0;
    for (let kind = 1; kind < KINDS.length; kind++) {
      this.counts[kind] = this.all[kind] as number;
      total += this.all[kind] as number;
    }
    this.total = total;
  }

  /** Everything that both logs say of one instant. */
  private through(now: number): void {
    const { users, billing } = this.parts;
    const truthLog = users.log;
    const copyLog = billing.copy.log;
    while (this.changeAt === now) {
      const user = truthLog.userOf(this.change);
      const row = truthLog.rowOf(this.change++);
      if (user >= this.truth.length) this.truth = grown(this.truth, user + 1);
      const before = this.truth[user] as number;
      const copy = this.copy[user] ?? 0;
      this.move(kindOf(before, copy), kindOf(row, copy));
      this.truth[user] = row;
      this.changeAt = this.change < this.reach.changes ? truthLog.timeOf(this.change) : Number.POSITIVE_INFINITY;
    }
    while (this.writeAt === now) {
      const user = copyLog.userOf(this.write);
      const row = copyLog.rowOf(this.write++);
      if (user >= this.copy.length) this.copy = grown(this.copy, user + 1);
      const truth = this.truth[user] ?? 0;
      this.move(kindOf(truth, this.copy[user] as number), kindOf(truth, row));
      this.copy[user] = row;
      this.writeAt = this.write < (this.reach.writes[0] ?? 0) ? copyLog.timeOf(this.write) : Number.POSITIVE_INFINITY;
    }
  }

  private lookAhead(): void {
    const { users, billing } = this.parts;
    const { changes, writes } = this.reach;
    this.changeAt = this.change < changes ? users.log.timeOf(this.change) : Number.POSITIVE_INFINITY;
    this.writeAt = this.write < (writes[0] ?? 0) ? billing.copy.log.timeOf(this.write) : Number.POSITIVE_INFINITY;
  }

  private move(before: number, after: number): void {
    this.all[before] = (this.all[before] as number) - 1;
    this.all[after] = (this.all[after] as number) + 1;
  }
}
