// What drawings are made of: layouts, outlines, charts, flights and stories, each from plain data.
import { expect, test } from 'vitest';
import { stacked } from '../../src/analysis/bands.ts';
import { dotsAt, flightsOf } from '../../src/analysis/flights.ts';
import { ranSteps, stepAt } from '../../src/analysis/ran-steps.ts';
import {
  isShown,
  nextDivergent,
  pointOfUser,
  rasterLayout,
  userAtPoint,
  userByKey,
  windowAround,
  worstOfBlock,
  zoomedCount,
} from '../../src/analysis/raster.ts';
import { lostThenRepublished } from '../support/hand-made.ts';
import { open, scenario } from '../support/scenarios.ts';

const SECOND = 1_000_000;

test('every user has a cell, and a point leads back to the user', () => {
  for (const users of [1, 12, 10_697, 60_000, 1_000_000]) {
    const layout = rasterLayout(users, 520, 460);
    expect(layout.columns * layout.wide).toBeLessThanOrEqual(520);
    expect(layout.rows * layout.tall).toBeLessThanOrEqual(460);
    for (const user of [1, Math.ceil(users / 2), users]) {
      const { x, y } = pointOfUser(layout, user);
      const found = userAtPoint(layout, x + layout.wide / 2, y + layout.tall / 2) ?? 0;
      expect(Math.abs(user - found)).toBeLessThan(layout.block);
    }
  }
  expect(rasterLayout(10_697, 520, 460).block).toBe(1);
  expect(rasterLayout(1_000_000, 520, 460).block).toBeGreaterThan(8);
});

test('cells are whole pixels and leave little of the room empty', () => {
  const rooms = [
    [520, 460],
    [366, 380],
    [187, 146],
    [900, 700],
  ] as const;
  for (const users of [2_000, 10_697, 11_454, 100_000, 1_000_000]) {
    for (const [width, height] of rooms) {
      const { block, columns, rows, wide, tall } = rasterLayout(users, width, height);
      expect([wide % 1, tall % 1]).toEqual([0, 0]);
      expect(Math.max(wide, tall) / Math.min(wide, tall)).toBeLessThanOrEqual(2);
      const used = Math.ceil(users / block) * wide * tall;
      expect(used / (width * height), `${users} in ${width} by ${height}`).toBeGreaterThan(0.7);
      expect(columns * rows * block).toBeGreaterThanOrEqual(users);
    }
  }
});

test('a part of the field has room for words, and keeps the user in sight', () => {
  let count = 1_000_000;
  while (zoomedCount(1_000_000, count, true, 520, 460) < count) count = zoomedCount(1_000_000, count, true, 520, 460);
  const first = windowAround(1_000_000, count, 4711, 0.5);
  const layout = rasterLayout(1_000_000, 520, 460, { first, count });
  expect(layout.block).toBe(1);
  expect(Math.min(layout.wide, layout.tall)).toBeGreaterThanOrEqual(24);
  expect(isShown(layout, 4711)).toBe(true);
  const { x, y } = pointOfUser(layout, 4711);
  expect(userAtPoint(layout, x + 1, y + 1)).toBe(4711);
  while (count < 1_000_000) count = zoomedCount(1_000_000, count, false, 520, 460);
  expect(count).toBe(1_000_000);
});

test('keys move from cell to cell as in a grid, and stop at its ends', () => {
  const layout = { first: 1, last: 95, block: 1, columns: 10, rows: 10, wide: 5, tall: 5, left: 0 };
  const from = (user: number, key: string, all = false) => userByKey(layout, user, key, 95, all);
  expect(from(14, 'ArrowRight')).toBe(15);
  expect(from(14, 'ArrowUp')).toBe(4);
  expect(from(4, 'ArrowUp')).toBe(1);
  expect([from(14, 'Home'), from(14, 'End')]).toEqual([11, 20]);
  expect([from(14, 'Home', true), from(14, 'End', true)]).toEqual([1, 95]);
  expect([from(14, 'PageDown'), from(14, 'x')]).toEqual([95, null]);
  const tiles = { ...layout, block: 16, last: 1520 };
  expect([userByKey(tiles, 17, 'ArrowRight', 1520, false), userByKey(tiles, 17, 'ArrowDown', 1520, false)]).toEqual([
    33, 177,
  ]);
});

test('a tile shows the worst of its users', () => {
  const cells = Uint8Array.from([0, 8, 10, 10, 9, 8]);
  expect(worstOfBlock(cells, 1, 6, 7) & 7).toBe(1);
  expect(worstOfBlock(cells, 1, 4, 7) & 7).toBe(2);
  expect(worstOfBlock(cells, 1, 2, 7)).toBe(8);
});

test('walking from one divergent user to the next goes around', () => {
  const cells = Uint8Array.from([0, 8, 9, 8, 10, 8]);
  expect([nextDivergent(cells, 0, 1, 7), nextDivergent(cells, 2, 1, 7), nextDivergent(cells, 4, 1, 7)]).toEqual([
    2, 4, 2,
  ]);
  expect(nextDivergent(cells, 2, -1, 7)).toBe(4);
  expect(nextDivergent(Uint8Array.from([0, 8]), 1, 1, 7)).toBeUndefined();
});

test('bands stand on each other', () => {
  const byKind = [0, 1, 2].map((kind) => Float64Array.from([0, kind, kind]));
  const { bands, total } = stacked(
    { times: Float64Array.from([0, 1, 2]), byKind },
    (t) => t * 10,
    (n) => 100 - n * 10,
  );
  expect(bands.map(({ kind }) => kind)).toEqual(['overbilled', 'underbilled']);
  expect(total).toBe('M0 100L10 70L20 70');
});

test('a runbook is drawn as it ran: what took no time is a step, what was skipped is none, what came again stands once', () => {
  const of = scenario({
    billing: { startsAt: '1h' },
    faults: [{ fault: 'api-down', at: '1h', for: '90s' }],
    repair: { at: '1h' },
  });
  const lane = (order: string) => open({ ...of, people: 'none' }, { strategy: 'resync', parameters: { order } });
  const drawn = (order: string) => {
    const session = lane(order);
    session.finish();
    return ranSteps(session.facts().phases).map(({ title, took }) => [title, took === 0]);
  };
  const people = ['Write the resync', 'Review the resync', 'Start the resync'].map((title) => [title, true]);
  expect(drawn('copy-first')).toEqual([
    ...people,
    ['Scan pages', false],
    ['Wait for the API', false],
    ['Bind the queue', true],
    ['Sweep the deleted', true],
  ]);
  expect(drawn('subscribe-first').map(([title]) => title)).toEqual([
    ...people.map(([title]) => title),
    'See that the queue is bound',
    'Scan pages',
    'Wait for the API',
    'Sweep the deleted',
  ]);
});

test('the step under way is the last that began', () => {
  const phase = (name: string, from: number, to: number | null) =>
    ({ name, team: 'billing', from, to, handsOn: 0 }) as const;
  const phases = [phase('Write', 5, 9), phase('Bind', 9, 9), phase('Scan', 9, null)];
  expect([4, 5, 8, 9, 99].map((time) => stepAt(phases, time))).toEqual([null, 'Write', 'Write', 'Scan', 'Scan']);
});

test('where a message is drawn follows from the shown time alone', () => {
  const flights = flightsOf(lostThenRepublished);
  expect(flights.map(({ left, delivered, lostAt }) => [left, delivered, lostAt])).toEqual([
    [100 * SECOND, null, 100 * SECOND],
    [300 * SECOND, 320 * SECOND, null],
  ]);
  const shown = (time: number) => dotsAt(flights, time * SECOND, 50 * SECOND).map(({ at, ghost }) => [at, ghost]);
  expect(shown(125)).toEqual([[0.5, true]]);
  expect(shown(310)).toEqual([[0.2, false]]);
  expect(shown(375)).toEqual([[1.5, false]]);
  expect(shown(500)).toEqual([]);
});
