// How long the truth and the copy of one user were what, and when the two differed, and how. It reads trace lines.
import { type CommitLine, type CopyLine, KINDS, kindOf, namedRow, type TraceLine } from '../../engine/index.ts';

export interface Span {
  readonly from: number;
  readonly to: number;
  readonly value: string;
}

export interface Spans {
  readonly truth: readonly Span[];
  readonly copy: readonly Span[];
  /** Spans in which the two differ, by kind. */
  readonly divergent: readonly Span[];
}

/** Shorter than this, microseconds, an event is just on its way. */
export const ON_ITS_WAY = 1_000_000;

/** From when on divergence is counted; null: there is no copy that could differ. */
export type CountedFrom = number | null;

const rowOf = ({ status, plan }: CommitLine | CopyLine): number => namedRow(status, plan);

/** A value that holds from one change to the next, as spans. */
class Held {
  readonly spans: Span[] = [];
  private value: string;
  private since: number;

  constructor(value: string, since: number) {
    this.value = value;
    this.since = since;
  }

  become(value: string, time: number): void {
    if (value === this.value) return;
    this.end(time);
    this.value = value;
    this.since = time;
  }

  end(time: number): void {
    if (time > this.since) this.spans.push({ from: this.since, to: time, value: this.value });
  }
}

export function spansOf(lines: readonly TraceLine[], end: number, countedFrom: CountedFrom = 0): Spans {
  const truth = new Held('absent', 0);
  const copy = new Held('absent', 0);
  const kind = new Held('agrees', 0);
  let [is, believed] = [0, 0];
  const states = lines.filter((line) => line.kind === 'commit' || line.kind === 'copy');
  const judge = (time: number) => {
    if (countedFrom !== null && time >= countedFrom) kind.become(KINDS[kindOf(is, believed)] ?? 'agrees', time);
  };
  let started = countedFrom === 0;
  states.forEach((line, n) => {
    if (!started && countedFrom !== null && line.t > countedFrom) {
      judge(countedFrom);
      started = true;
    }
    if (line.kind === 'commit') {
      is = rowOf(line);
      truth.become(line.status, line.t);
    } else {
      believed = rowOf(line);
      copy.become(line.status, line.t);
    }
    if (states[n + 1]?.t !== line.t) judge(line.t);
  });
  if (!started && countedFrom !== null && countedFrom < end) judge(countedFrom);
  for (const held of [truth, copy, kind]) held.end(end);
  return {
    truth: truth.spans,
    copy: copy.spans,
    divergent: kind.spans.filter(({ value }) => value !== 'agrees'),
  };
}

/** The divergence people speak of: those that last longer than an event is on its way. */
export const lasting = (spans: readonly Span[]): readonly Span[] =>
  spans.filter(({ from, to }) => to - from > ON_ITS_WAY);
