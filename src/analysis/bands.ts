// A stacked area from counts by kind: outlines in drawing units, ready for SVG. It decides no colours.
import { measureOf, type VariantResult } from '../engine/index.ts';
import { STACK } from './kinds.ts';

export interface Counts {
  readonly times: Float64Array;
  readonly byKind: readonly Float64Array[];
}

interface Band {
  readonly kind: string;
  /** Closed outline. */
  readonly area: string;
}

interface Bands {
  readonly bands: readonly Band[];
  /** The line over all of them. */
  readonly total: string;
}

const round = (value: number): string => String(Math.round(value * 10) / 10);

/** Samples that change nothing are left out, so that outlines stay short. */
function corners(values: readonly Float64Array[], length: number): number[] {
  const kept: number[] = [];
  for (let n = 0; n < length; n++) {
    const same = (a: number, b: number) => values.every((column) => column[a] === column[b]);
    if (n === 0 || n === length - 1 || !same(n, n - 1) || !same(n, n + 1)) kept.push(n);
  }
  return kept;
}

/** `x` of a time, `y` of a count. */
export function stacked({ times, byKind }: Counts, x: (time: number) => number, y: (count: number) => number): Bands {
  const used = STACK.filter(({ index }) => byKind[index]?.some((count) => count > 0));
  const kept = corners(byKind, times.length);
  const across = kept.map((n) => round(x(times[n] as number)));
  // What is the upper edge of one band is the lower one of the next: each is put into words once.
  const edge = (values: readonly number[]) => values.map((value, n) => `${across[n]} ${round(y(value))}`);
  let counts: readonly number[] = kept.map(() => 0);
  let below = edge(counts);
  const bands = used.map(({ kind, index }) => {
    counts = counts.map((value, n) => value + (byKind[index]?.[kept[n] as number] ?? 0));
    const above = edge(counts);
    const area = `M${above.join('L')}L${below.reverse().join('L')}Z`;
    below = above;
    return { kind, area };
  });
  // Before anything was seen there is no line yet.
  return { bands, total: kept.length === 0 ? '' : `M${below.join('L')}` };
}

/** The most divergent users at once in any of several runs, as they counted themselves. */
export const peakOfRuns = (results: readonly VariantResult[]): number =>
  Math.max(0, ...results.map(({ measures }) => Number(measureOf(measures, 'divergent.peak') ?? 0)));

/** More than this many times the middle peak, and a lane's peak is told in words instead of flattening all others. */
const TOWERS = 5;

/** The one scale of several lanes: the highest peak that does not tower over the others. */
export function commonPeak(results: readonly VariantResult[]): number {
  const peaks = results.map((result) => peakOfRuns([result])).sort((a, b) => a - b);
  const middle = peaks[Math.floor((peaks.length - 1) / 2)] ?? 0;
  return Math.max(0, ...peaks.filter((peak) => peak <= TOWERS * middle || middle === 0));
}

/** Users of all kinds at a place of a series. */
export const summed = ({ byKind }: Counts, n: number): number =>
  byKind.reduce((sum, column) => sum + (column[n] ?? 0), 0);

/** The moment with the most divergent users in a series, and how many: the peak that the run counted itself. */
export function summitOf({ times, byKind }: Counts): { readonly time: number; readonly users: number } {
  let summit = { time: times[0] ?? 0, users: 0 };
  for (let n = 0; n < times.length; n++) {
    let users = 0;
    for (const column of byKind) users += column[n] as number;
    if (users > summit.users) summit = { time: times[n] as number, users };
  }
  return summit;
}

/** The most divergent users at once in any of several series. */
export const peakOf = (all: readonly Counts[]): number => Math.max(0, ...all.map((each) => summitOf(each).users));
