// What stands under the invoice runs of a lane: how many invoices of a run went out wrong and how many were missed, runs that stand
// too close together as one sum. It draws nothing.
import { numberText } from '../numbers.ts';

interface CrossedRun {
  readonly time: number;
  readonly wrong: number;
  readonly missed: number;
}

interface Crossing {
  /** The runs that it counts, the first and the last, as places in the list of all. */
  readonly first: number;
  readonly last: number;
  /** Pixel of the line between its two numbers; near an edge they stand inside of it. */
  readonly x: number;
  readonly wrong: number;
  readonly missed: number;
  /** How many of its runs are counted so far. */
  readonly counted: number;
  /** The last of them; null where none is. */
  readonly newest: CrossedRun | null;
}

/** Pixels of a digit, roughly, of a word's letter, and between two sums. */
const DIGIT = 6.6;
const LETTER = 5.4;
const APART = 6;

const textOf = (count: number): string => (count === 0 ? '' : numberText(count));

interface Plot {
  readonly x: (time: number) => number;
  readonly width: number;
}

interface Group {
  readonly first: number;
  readonly last: number;
}

/** Where a sum's words stand: the line between its numbers, left and right end. */
function extentOf(runs: readonly CrossedRun[], { first, last }: Group, { x, width }: Plot) {
  const middle = (x((runs[first] as CrossedRun).time) + x((runs[last] as CrossedRun).time)) / 2;
  const { left, right } = reachOf(runs, { first, last });
  const at = Math.max(left, Math.min(width - right, middle));
  return { at, left: at - left, right: at + right };
}

/** How far a sum's words reach to the left and to the right of its line. */
function reachOf(
  runs: readonly CrossedRun[],
  { first, last }: Group,
): { readonly left: number; readonly right: number } {
  const part = runs.slice(first, last + 1);
  const wrong = part.reduce((sum, run) => sum + run.wrong, 0);
  const missed = part.reduce((sum, run) => sum + run.missed, 0);
  const count = last > first ? ` ${last - first + 1} runs`.length * LETTER : 0;
  if (wrong + missed === 0) return { left: 21 + count / 2, right: 21 + count / 2 };
  return { left: 4 + textOf(wrong).length * DIGIT, right: 4 + textOf(missed).length * DIGIT + count };
}

/** Which runs stand as one sum, so that no two overlap. It follows from the whole run, so that nothing moves while it is played. */
function groupsOf(runs: readonly CrossedRun[], plot: Plot): readonly Group[] {
  const groups: Group[] = [];
  for (let n = 0; n < runs.length; n++) {
    let group: Group = { first: n, last: n };
    for (;;) {
      const before = groups[groups.length - 1];
      if (before === undefined) break;
      if (extentOf(runs, before, plot).right + APART <= extentOf(runs, group, plot).left) break;
      groups.pop();
      group = { first: before.first, last: n };
    }
    groups.push(group);
  }
  return groups;
}

/** The sums under the runs; only runs up to `until`, microseconds, are counted. */
export function crossingsOf(runs: readonly CrossedRun[], plot: Plot, until: number): readonly Crossing[] {
  return groupsOf(runs, plot).map(({ first, last }) => {
    const counted = runs.slice(first, last + 1).filter(({ time }) => time <= until);
    return {
      first,
      last,
      x: extentOf(runs, { first, last }, plot).at,
      wrong: counted.reduce((sum, { wrong }) => sum + wrong, 0),
      missed: counted.reduce((sum, { missed }) => sum + missed, 0),
      counted: counted.length,
      newest: counted.at(-1) ?? null,
    };
  });
}
