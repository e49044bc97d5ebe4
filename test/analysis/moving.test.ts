// What moves on the topology and stands on the timeline: dots, beads that count them, and labels that keep apart.
import { expect, test } from 'vitest';
import { clockStart, roomyTicks, shortLength } from '../../src/analysis/clock.ts';
import { beadsAt, callsAt, drawnAs, type Flight, leftWithin, readableSpan } from '../../src/analysis/flights.ts';
import { handMade } from '../support/hand-made.ts';

const SECOND = 1_000_000;
const flight = (left: number, more: Partial<Flight> = {}): Flight => ({
  letter: { message: left },
  user: 1,
  version: 1,
  left,
  delivered: left + 1000,
  lostAt: null,
  where: null,
  twin: false,
  ...more,
});

test('a bead counts every message of its stretch once on each half of the road, and lost ones apart', () => {
  const flights = [
    ...Array.from({ length: 30 }, (_, n) => flight(n * 0.1 * SECOND)),
    ...Array.from({ length: 4 }, (_, n) => flight((1 + n * 0.2) * SECOND, { delivered: null, lostAt: 1 })),
  ];
  const beads = beadsAt(flights, 2.5 * SECOND, SECOND, SECOND);
  const counts = beads.map(({ count, at, ghost }) => [ghost ? 'lost' : at > 1 ? 'second' : 'first', count, at % 1]);
  expect(counts).toContainEqual(['first', 10, 0.5]);
  expect(counts).toContainEqual(['lost', 4, 0.5]);
  expect(counts).toContainEqual(['second', 10, 0.5]);
  const passed = (half: number) => {
    const seen = new Map<string, number>();
    for (let time = 25_000; time < 6 * SECOND; time += 50_000)
      for (const bead of beadsAt(flights, time, SECOND, SECOND))
        if (!bead.ghost && (bead.at > 1 ? 2 : 1) === half)
          seen.set(String(Math.round(time - (bead.at % 1) * SECOND)), bead.count);
    return [...seen.values()].reduce((sum, count) => sum + count, 0);
  };
  expect(passed(1)).toBe(30);
  expect(passed(2)).toBe(30);
});

test('the same time shows the same beads, whichever way it was reached', () => {
  const flights = [flight(0), flight(10), flight(SECOND)];
  const once = beadsAt(flights, 1.2 * SECOND, SECOND, SECOND);
  beadsAt(flights, 5 * SECOND, SECOND, SECOND);
  expect(beadsAt(flights, 1.2 * SECOND, SECOND, SECOND)).toEqual(once);
});

test('calls of the API are counted on their own road', () => {
  const ANSWER = { request: { kind: 'one', user: 1 }, rows: 1, status: 200 } as const;
  const lines = handMade(['100ms', 'api', ANSWER], ['200ms', 'api', ANSWER], ['900ms', 'api', ANSWER]);
  expect(callsAt(lines, 1.25 * SECOND, SECOND, SECOND)).toEqual([{ count: 3, at: 0.25, ghost: false }]);
  expect(callsAt(lines, 3 * SECOND, SECOND, SECOND)).toEqual([]);
});

test('dots while each can be followed, then beads, then numbers', () => {
  expect([0, 4, 8].map(drawnAs)).toEqual(['dots', 'dots', 'dots']);
  expect([9, 20, 80].map(drawnAs)).toEqual(['beads', 'beads', 'beads']);
  expect([90, 5000].map(drawnAs)).toEqual(['numbers', 'numbers']);
});

test('while nothing moves only so many dots are on the road as can be named', () => {
  const flights = Array.from({ length: 100 }, (_, n) => flight(n * 1000));
  const span = readableSpan(flights, 99_000, 100_000, 4);
  expect(leftWithin(flights, 99_000, span)).toBeLessThanOrEqual(4);
  expect(span).toBeGreaterThanOrEqual(1000);
  expect(readableSpan([flight(0)], 10, 5000, 4)).toBe(5000);
});

test('labels of the axis have room, from weeks to microseconds', () => {
  const start = clockStart('2026-01-05T00:00:00Z');
  for (const width of [340, 800, 1300])
    for (let span = 1000; span < 4e13; span *= 3) {
      const from = 11 * 3_600_000_000;
      const ticks = roomyTicks(start, from, from + span, width);
      expect(ticks.length).toBeLessThanOrEqual(width / 40);
      for (const [n, { time, label }] of ticks.entries()) {
        const next = ticks[n + 1];
        if (next !== undefined) expect(((next.time - time) / span) * width).toBeGreaterThan(label.length * 6);
      }
    }
});

test('a length in one unit', () => {
  const minute = 60 * SECOND;
  expect([14.5 * minute, 107 * SECOND, 2.9 * SECOND, 30 * minute, 12 * 60 * minute].map(shortLength)).toEqual([
    '14.5 min',
    '1.8 min',
    '2.9 s',
    '30 min',
    '12 h',
  ]);
});
