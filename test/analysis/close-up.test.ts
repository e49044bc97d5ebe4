// Messages one by one: a tick for each step, the lost ones where their way ended, and a road from publication to application.
import { beforeAll, expect, test } from 'vitest';
import { roadsOf, ticksOf } from '../../src/analysis/close-up.ts';
import type { TraceLine } from '../../src/engine/index.ts';
import { scenario, silent, traceOf } from '../support/scenarios.ts';

const MINUTE = 60_000_000;

let lines: readonly TraceLine[] = [];

beforeAll(() => {
  const busy = scenario({
    population: { users: 500 },
    workload: { suspend: '2/h', reactivate: '2/h' },
    length: '2h',
    faults: [silent('1h', '10m')],
  });
  lines = (traceOf(busy).lines as readonly unknown[] as readonly TraceLine[]).filter(
    ({ t }) => t > 50 * MINUTE && t < 70 * MINUTE,
  );
});

const ofKind = (kind: TraceLine['kind']) => lines.filter((line) => line.kind === kind);

test('every step has a tick; an event that was never published has one, hollow, in place of its commit', () => {
  const ticks = ticksOf(lines, Number.POSITIVE_INFINITY);
  const inRow = (row: string, lost: boolean) => ticks.filter((tick) => tick.row === row && tick.lost === lost);
  expect(ofKind('lost').length).toBeGreaterThan(20);
  expect(inRow('committed', true)).toHaveLength(ofKind('lost').length);
  expect(inRow('committed', false)).toHaveLength(ofKind('commit').length - ofKind('lost').length);
  expect(inRow('published', false)).toHaveLength(ofKind('publish').length);
  expect(inRow('applied', false)).toHaveLength(ofKind('apply').length);
  expect(inRow('committed', true).every(({ time, key }) => time >= 60 * MINUTE && key !== null)).toBe(true);
});

test('every message that was published and applied has a road, and behind the veil there is nothing', () => {
  const roads = roadsOf(lines, Number.POSITIVE_INFINITY);
  expect(roads.length).toBeGreaterThan(20);
  for (const { from, to } of roads) expect(to).toBeGreaterThan(from);
  const until = 55 * MINUTE;
  expect(ticksOf(lines, until).every(({ time }) => time <= until)).toBe(true);
  expect(roadsOf(lines, until).length).toBeLessThan(roads.length);
  expect(roadsOf(lines, until).every(({ to }) => to <= until)).toBe(true);
});
