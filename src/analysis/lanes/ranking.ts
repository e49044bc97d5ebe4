// Which of several values is best, and which are as good as equal: one is better than another only by more than the interval of
// many seeds, or by more than 1 % of a single run. It knows numbers, and of a measure only which way is better.
import type { Measure, MeasureValue } from '../../engine/index.ts';

type Bounds = readonly [low: number, high: number];

/** What a lane says in a row. */
export interface Sample {
  readonly value: MeasureValue;
  /** The 95 % interval over many seeds; null of a single run. */
  readonly interval: Bounds | null;
  /** The interval of this lane less the first, paired by seed; null of a single run. */
  readonly versusFirst: Bounds | null;
  /** Whether it is the lane that others are paired with. */
  readonly isFirst: boolean;
}

export type Rated = 'best' | 'worst' | null;

interface Ranking {
  readonly marks: readonly Rated[];
  /** How many lanes are as good as equal at the best end; 0 where one is best. */
  readonly equal: number;
}

/** Differences of a single run up to this share are none. */
const SHARE = 0.01;

interface Ranked extends Sample {
  readonly value: number;
  readonly at: number;
}

const excludesZero = ([low, high]: Bounds): boolean => low > 0 || high < 0;

/** Whether two differ by more than chance, or 1 %, can explain. */
export function isApart(a: Sample, b: Sample): boolean {
  if (typeof a.value !== 'number' || typeof b.value !== 'number') return false;
  if (a.interval !== null && b.interval !== null) {
    const paired = a.isFirst ? b.versusFirst : b.isFirst ? a.versusFirst : null;
    if (paired !== null) return excludesZero(paired);
    return a.interval[1] < b.interval[0] || b.interval[1] < a.interval[0];
  }
  return Math.abs(a.value - b.value) > SHARE * Math.max(Math.abs(a.value), Math.abs(b.value));
}

/** Those with a number, the best first. */
function sorted({ better }: Pick<Measure, 'better'>, samples: readonly Sample[]): readonly Ranked[] {
  const ranked = samples.flatMap((sample, at) =>
    typeof sample.value === 'number' ? [{ ...sample, value: sample.value, at }] : [],
  );
  return ranked.sort((a, b) => (better === 'more' ? b.value - a.value : a.value - b.value));
}

/** Best and worst of a row; `never`: a value that is missing is worse than any. */
export function rankingOf(measure: Pick<Measure, 'better'>, samples: readonly Sample[], never: boolean): Ranking {
  const marks: Rated[] = samples.map(() => null);
  if (measure.better === 'neither' || samples.length < 2) return { marks, equal: 0 };
  const ranked = sorted(measure, samples);
  const [best, last] = [ranked[0], ranked[ranked.length - 1]];
  const missing = samples.filter(({ value }) => value === null).length;
  if (best === undefined || last === undefined) return { marks, equal: samples.length };
  const likeBest = ranked.filter((each) => !isApart(best, each)).length;
  const likeLast = ranked.filter((each) => !isApart(last, each)).length;
  if (likeBest === 1 && (ranked.length > 1 || (never && missing > 0))) marks[best.at] = 'best';
  if (missing === 0 && likeLast === 1 && ranked.length > 1) marks[last.at] = 'worst';
  const all = never ? marks.map((mark, n) => (samples[n]?.value === null ? 'worst' : mark)) : marks;
  return { marks: all, equal: likeBest > 1 ? likeBest : 0 };
}

const ordinal = (n: number): string =>
  `${n}${['th', 'st', 'nd', 'rd'][n % 100 > 10 && n % 100 < 14 ? 0 : n % 10] ?? 'th'}`;

/** The place of each in words: `least`, `2nd`, … `most`; those as good as equal share one. */
export function placesOf(samples: readonly Sample[]): readonly string[] {
  const ranked = sorted({ better: 'less' }, samples);
  const places = samples.map(() => '');
  let head = ranked[0];
  let place = 1;
  const groups: { readonly place: number; readonly members: Ranked[] }[] = [];
  ranked.forEach((each, n) => {
    if (head === undefined || groups.length === 0 || isApart(head, each)) {
      head = each;
      place = n + 1;
      groups.push({ place, members: [] });
    }
    groups[groups.length - 1]?.members.push(each);
  });
  groups.forEach((group, n) => {
    const word =
      groups.length === 1 ? 'equal' : n === 0 ? 'least' : n === groups.length - 1 ? 'most' : ordinal(group.place);
    for (const { at } of group.members) places[at] = word;
  });
  return places;
}
