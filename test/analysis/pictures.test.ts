// What drawings are made of: layouts, outlines, charts, flights and stories, each from plain data.
import { expect, test } from 'vitest';
import { stacked } from '../../src/analysis/bands.ts';
import { dotsAt, flightsOf } from '../../src/analysis/flights.ts';
import { ranSteps, stepAt } from '../../src/analysis/lanes/ran-steps.ts';
import {
  isShown,
  nextDivergent,
  pointOfUser,
  rasterLayout,
  refitted,
  userAtPoint,
  userByKey,
  windowAround,
  zoomedCount,
} from '../../src/analysis/raster.ts';
import { dotsOf, LOOKS, looksOf, TileFiller } from '../../src/analysis/shares.ts';
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

test('cells are whole pixels, square unless they are tiny, and leave little of the room empty', () => {
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
      if (wide >= 3) expect(tall, `${users} in ${width} by ${height}`).toBe(wide);
      const used = Math.ceil(users / block) * wide * tall;
      expect(used / (width * height), `${users} in ${width} by ${height}`).toBeGreaterThan(0.55);
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

test('in another room, and when more users come, everybody keeps row and column', () => {
  for (const users of [40, 10_697, 1_000_000]) {
    const before = rasterLayout(users, 520, 460);
    for (const [width, height, more] of [
      [520, 426, 0],
      [400, 300, 0],
      [700, 600, 0],
      [520, 460, Math.ceil(users / 10)],
    ] as const) {
      const after = refitted(before, users + more, width, height, 1);
      expect([after.columns, after.block, after.first]).toEqual([before.columns, before.block, before.first]);
      expect(after.wide / after.tall).toBe(before.wide / before.tall);
      expect(after.columns * after.wide).toBeLessThanOrEqual(width);
      expect(after.rows * after.tall).toBeLessThanOrEqual(height);
      expect(after.columns * after.rows * after.block).toBeGreaterThanOrEqual(users + more);
    }
    expect(refitted(before, users, 520, 460, 1)).toEqual(before);
  }
});

/** Of a field of tiles with so many users each, in which every `every`-th is of this kind: the share of the field that has its colour. */
function coloured(kind: number, every: number, block: number, side: number): number {
  const tiles = 50;
  const cells = Uint8Array.from({ length: tiles * block + 1 }, (_, user) => (user % every === 0 ? kind : 0) | 8);
  const [looks, dots] = [new Uint32Array(LOOKS), new Uint16Array(8)];
  const filler = new TileFiller(side);
  let filled = 0;
  for (let tile = 0; tile < tiles; tile++) {
    looksOf(cells, 1 + tile * block, 1 + (tile + 1) * block, looks);
    dotsOf(
      [0, 1, 2, 3, 4, 5].map((each) => (each === 0 ? 0 : (looks[each | 8] as number))),
      block,
      side * side,
      dots,
    );
    filler.fill(dots);
    filled += filler.kinds.filter((each) => each === kind).length;
  }
  return filled / (tiles * side * side);
}

test('8 % looks like 8 %: the coloured area of a tile is the share of its users', () => {
  for (const kind of [1, 2, 3, 4, 5])
    for (const block of [90, 570, 3_300])
      for (const every of [2, 4, 12, 30])
        expect(coloured(kind, every, block, 8), `${every} of ${block}`).toBeCloseTo(1 / every, 1.7);
  expect(coloured(1, 1, 570, 8)).toBe(1);
});

test('one of many is still seen, healing shows dot by dot, and dots that stay do not move', () => {
  const dots = new Uint16Array(8);
  dotsOf([0, 1, 0, 1, 0, 0], 3_300, 64, dots);
  expect([...dots]).toEqual([0, 1, 0, 1, 0, 0, 0, 0]);
  dotsOf([0, 3_299, 0, 1, 0, 0], 3_300, 64, dots);
  expect(dots[1]).toBe(63);
  const filler = new TileFiller(8);
  filler.fill([0, 20, 12, 0, 0, 0]);
  const before = filler.kinds.slice();
  filler.fill([0, 9, 12, 0, 0, 0]);
  filler.kinds.forEach((kind, place) => {
    if (kind !== 0) expect(kind).toBe(before[place]);
  });
  expect(filler.kinds.filter((kind) => kind === 1)).toHaveLength(9);
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
