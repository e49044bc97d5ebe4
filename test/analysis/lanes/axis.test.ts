// The lanes' axis follows the pace at which they are played; each moment has a pixel and leads back to itself, what a machine does is
// wide enough to be looked at, and neither its labels nor the sums under invoice runs touch each other.
import { expect, test } from 'vitest';
import { clockStart } from '../../../src/analysis/clock.ts';
import { axisOf, linearAxis, placeOn, timeOn } from '../../../src/analysis/lanes/axis.ts';
import { crossingsOf } from '../../../src/analysis/lanes/crossings.ts';
import { axisTicks, laneAxis } from '../../../src/analysis/lanes/lane-axis.ts';
import { litStep, segmentsOf } from '../../../src/analysis/lanes/runbook-bar.ts';
import { paceOf } from '../../../src/analysis/pace.ts';
import { drive } from '../../../src/engine/experiment/comparison.ts';
import { scenarios } from '../../../src/engine/index.ts';
import { readScenario } from '../../../src/files/index.ts';
import { computingLanes } from '../../../src/worker/computing.ts';
import type { RunFacts } from '../../../src/worker/door.ts';

const HOUR = 3_600_000_000;

function lanesOf(id: string): readonly RunFacts[] {
  const text = (scenarios.find((each) => each.id === id)?.text ?? '').replace(/users: \d+/, 'users: 2000');
  const outcome = readScenario(text, { file: `${id}.yaml` });
  if ('errors' in outcome) throw new Error(outcome.errors.map(({ message }) => message).join('\n'));
  const { scenario } = outcome;
  const request = { scenario, variants: scenario.variants, seed: 1, inputs: [] };
  return drive(computingLanes(request)).lanes.map(({ facts }) => facts);
}

const lanes = lanesOf('broken-publisher');
const seeded = lanesOf('new-service');
const start = clockStart('2026-01-05T00:00:00Z');

test('a part is as wide as it is long to watch, and what must be wide is', () => {
  const part = (from: number, to: number, rate: number, wide = false) => ({ from, to, rate, wide, stretched: wide });
  const axis = axisOf([part(0, 100, 10), part(100, 101, 1, true), part(101, 201, 20)], 0, 201, 480);
  expect(axis.pieces.map(({ left, right }) => Math.round(right - left))).toEqual([256, 96, 128]);
  for (const time of [0, 37, 100, 101, 150, 201]) expect(timeOn(axis, placeOn(axis, time))).toBe(time);
  expect([placeOn(axis, -5), placeOn(axis, 500)]).toEqual([0, 480]);
});

test('the axis of lanes is the pace of their events, wherever nothing must be wider', () => {
  const axis = laneAxis(lanes, 900, false);
  const stretches = paceOf(lanes);
  const rates = axis.pieces
    .filter(({ to, from }) => !stretches.some(({ kind, from: f, to: t }) => kind === 'machine' && f < to && t > from))
    .map(({ from, to, left, right }) => {
      const { rate } = stretches.find((each) => each.from <= from && each.to >= to) ?? { rate: 0 };
      return (right - left) / ((to - from) / rate);
    });
  for (const rate of rates.slice(0, -1)) expect(rate).toBeCloseTo(rates[0] as number, 6);
  const machines = stretches.filter(({ kind, from }) => kind === 'machine' && from >= axis.from);
  expect(machines.length).toBeGreaterThan(3);
  const scan = lanes.at(-1)?.phases.find(({ name }) => name === 'Scan pages');
  expect(placeOn(axis, scan?.to ?? 0) - placeOn(axis, scan?.from ?? 0)).toBeGreaterThan(60);
  expect(axis.from).toBeLessThan(10 * HOUR);
  expect(axis.to).toBeGreaterThanOrEqual(24 * HOUR);
});

test('labels of the axis do not touch, at any width', () => {
  for (const courses of [lanes, seeded])
    for (const width of [300, 620, 900, 1500])
      for (const linear of [false, true]) {
        const ticks = axisTicks(laneAxis(courses, width, linear), start);
        expect(ticks.length, `at ${width}`).toBeGreaterThan(2);
        ticks.slice(1).forEach((tick, n) => {
          const before = ticks[n] as (typeof ticks)[number];
          expect(tick.x - before.x, `${before.label} ${tick.label} at ${width}`).toBeGreaterThan(
            (tick.label.length + before.label.length) * 3,
          );
        });
      }
});

test('sums under runs add up to the runs, count what was reached, and do not move while they do', () => {
  for (const { invoiceRuns } of lanes) {
    const axis = laneAxis(lanes, 900, false);
    const x = (time: number) => placeOn(axis, time);
    const all = crossingsOf(invoiceRuns, { x, width: 900 }, Number.POSITIVE_INFINITY);
    const sum = (of: readonly { readonly wrong: number }[]) => of.reduce((total, { wrong }) => total + wrong, 0);
    expect(sum(all)).toBe(sum(invoiceRuns));
    const half = crossingsOf(invoiceRuns, { x, width: 900 }, 12 * HOUR);
    expect(half.map(({ x: at }) => at)).toEqual(all.map(({ x: at }) => at));
    expect(sum(half)).toBe(sum(invoiceRuns.filter(({ time }) => time <= 12 * HOUR)));
    expect(half.filter(({ counted }) => counted === 0).length).toBeGreaterThan(0);
  }
  const near = [10, 11, 12].map((time) => ({ time, wrong: 5, missed: 7 }));
  expect(crossingsOf(near, { x: (time) => time, width: 300 }, 11)).toMatchObject([
    { first: 0, last: 2, wrong: 10, missed: 14, counted: 2 },
  ]);
});

test('a runbook as a bar: who works how long, and the step under way with its place', () => {
  const resync = lanes.at(-1) as RunFacts;
  const segments = segmentsOf(resync, resync.endedAt);
  expect(segments.map(({ who }) => who)).toEqual(['billing', 'billing', 'billing', 'machine', 'machine']);
  expect(segments[0]).toMatchObject({ from: 12 * HOUR, to: 12.75 * HOUR });
  expect(litStep(resync, 11 * HOUR)).toMatchObject({ title: 'Not begun', rests: true });
  expect(litStep(resync, 12.1 * HOUR)).toMatchObject({ title: 'Write the resync', rests: false });
  expect(litStep(resync, 12.1 * HOUR).more).toMatch(/^45 min · \d of \d$/);
  expect(litStep(resync, 20 * HOUR)).toMatchObject({ title: 'Done', rests: true });
  expect(linearAxis(0, 10, 100).pieces).toHaveLength(1);
});
