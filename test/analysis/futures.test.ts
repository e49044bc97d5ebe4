// Futures that were left behind: their names follow from what tells them from the run that is played, and each
// name is its own.
import { expect, test } from 'vitest';
import { type Future, freeId, futureLanes, futureTitles, partedAt, withFuture } from '../../src/analysis/futures.ts';
import type { Input, VariantSpec } from '../../src/engine/index.ts';
import { HOUR, MINUTE } from '../../src/engine/units.ts';
import { scenario, silent } from '../support/scenarios.ts';

const lane = (id: string, strategy = id): VariantSpec => ({ id, title: id, strategy, parameters: {}, set: {} });
const base = { ...scenario({ faults: [silent('10h', '1h')] }), variants: [lane('wait'), lane('resync')] };
const down: Input = {
  kind: 'inject',
  at: 10.5 * HOUR + 1,
  fault: { fault: 'consumer-down', at: `${10.5 * HOUR + 1}us`, for: '30m' },
};
const api: Input = { kind: 'inject', at: 11 * HOUR + 12_000_001, fault: { fault: 'api-down', at: '11h' } };
const mended: Input = { kind: 'remove', at: 10 * HOUR + 20 * MINUTE + 1, name: 'publisher-silent at 10h' };
const gone: Input = { kind: 'remove', at: 12 * HOUR + 1, name: 'injected 1' };
const begun: Input = { kind: 'repair', at: 11 * HOUR + 1 };
const future = (inputs: readonly Input[], variant = lane('wait'), id = 'earlier-1'): Future => ({
  id,
  variant,
  inputs,
  reached: 24 * HOUR,
});
const names = (played: readonly Input[], ...futures: readonly Future[]) => futureTitles(base, futures, played);

test('a future is named by what parts it from the run that is played', () => {
  expect(names([down], future([]))).toEqual(['Before: consumer down at 10:30']);
  expect(names([], future([down]))).toEqual(['With: consumer down at 10:30']);
  expect(names([mended], future([]))).toEqual(['Before: publisher silent removed at 10:20']);
  expect(names([down, gone], future([down]))).toEqual(['Before: consumer down removed at 12:00']);
  expect(names([begun], future([]))).toEqual(['Before: repair begun at 11:00']);
  expect(names([down], future([api]))).toEqual(['With: API down at 11:00:12']);
  expect(names([], future([], lane('resync')))).toEqual(['Other lane: resync']);
  expect(partedAt(future([api]), [down])).toBe(down.at);
  expect(partedAt(future([]), [])).toBeNull();
});

test('no two lanes share a name or an id', () => {
  const futures = [future([]), future([], lane('resync'), 'earlier-2'), future([], lane('resync'), 'earlier-3')];
  const lanes = futureLanes(base, futures, [down]);
  expect(new Set(lanes.map(({ variant }) => variant.title)).size).toBe(3);
  expect(lanes.map(({ variant }) => variant.id)).toEqual(['earlier-1', 'earlier-2', 'earlier-3']);
  expect(lanes[0]?.variant.title).toMatch(/^Before: consumer down at 10:30 \(/);
  expect(freeId(base, futures)).toBe('earlier-4');
  expect(freeId({ ...base, variants: [lane('earlier-1')] }, [])).toBe('earlier-2');
});

test('the same future is kept once, with the furthest moment shown of it', () => {
  const one = withFuture([], { ...future([]), reached: 5 });
  expect(withFuture(one, { ...future([], lane('wait'), 'earlier-2'), reached: 9 })).toEqual([
    { ...future([]), reached: 9 },
  ]);
  expect(withFuture(one, future([down]))).toHaveLength(2);
});
