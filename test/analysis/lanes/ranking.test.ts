// What is best, what is as good as equal, and which place a lane has, on numbers from the outcomes that people compared by eye.
import { describe, expect, test } from 'vitest';
import { isApart, placesOf, rankingOf, type Sample } from '../../../src/analysis/lanes/ranking.ts';

const one = (value: number | null): Sample => ({ value, interval: null, versusFirst: null, isFirst: false });
const less = { better: 'less' } as const;

describe('of one run', () => {
  test.each<[string, readonly (number | null)[], readonly (string | null)[], number]>([
    ['a lead of more than 1 %', [977, 228, 500], ['worst', 'best', null], 0],
    ['a lead of less is none', [783.68, 783.72, 2869, 2885], [null, null, null, null], 2],
    ['two that are alike are not best, and the third is worst', [10424, 10424, 41784], [null, null, 'worst'], 2],
    ['all alike', [320, 320, 320], [null, null, null], 3],
    ['nothing is 0 but the best', [0, 12, 12], ['best', null, null], 0],
    ['one lane has nobody to be better than', [5], [null], 0],
  ])('%s', (_about, values, marks, equal) => {
    expect(rankingOf(less, values.map(one), false)).toEqual({ marks, equal });
  });

  test('never is worst, and whoever comes to an end alone is best', () => {
    expect(rankingOf(less, [null, 60, 300].map(one), true).marks).toEqual(['worst', 'best', null]);
    expect(rankingOf(less, [null, null, 300].map(one), true).marks).toEqual(['worst', 'worst', 'best']);
    expect(rankingOf(less, [null, null].map(one), true).marks).toEqual([null, null]);
  });

  test('more may be better, and what is neither has no marks', () => {
    expect(rankingOf({ better: 'more' }, [1, 3].map(one), false).marks).toEqual(['worst', 'best']);
    expect(rankingOf({ better: 'neither' }, [1, 3].map(one), false).marks).toEqual([null, null]);
  });

  test('places in words; those as good as equal share one', () => {
    expect(placesOf([41784, 10424, 10424, 20000, 30000].map(one))).toEqual(['most', 'least', 'least', '3rd', '4th']);
    expect(placesOf([5, 5].map(one))).toEqual(['equal', 'equal']);
  });
});

describe('over many seeds', () => {
  const seeds = (value: number, half: number, more: Partial<Sample> = {}): Sample => ({
    value,
    interval: [value - half, value + half],
    versusFirst: null,
    isFirst: false,
    ...more,
  });

  test('intervals that lie upon each other are no lead', () => {
    expect(rankingOf(less, [seeds(793.43, 20), seeds(793.44, 20)], false)).toEqual({ marks: [null, null], equal: 2 });
    expect(rankingOf(less, [seeds(700, 20), seeds(793, 20)], false).marks).toEqual(['best', 'worst']);
  });

  test('paired by seed, a lead is one though the intervals overlap', () => {
    const first = seeds(800, 50, { isFirst: true });
    expect(isApart(first, seeds(790, 50, { versusFirst: [-14, -6] }))).toBe(true);
    expect(isApart(seeds(790, 50, { versusFirst: [-14, 6] }), first)).toBe(false);
  });
});
