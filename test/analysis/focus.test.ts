// What of a run is in sight when it opens: the incident with its repair, and the moment at which the clock stands.
import { describe, expect, it } from 'vitest';
import { openingSight } from '../../src/analysis/focus.ts';
import type { RunFacts } from '../../src/analysis/record/facts.ts';

const HOUR = 3_600_000_000;
type Course = Pick<RunFacts, 'length' | 'endedAt' | 'startsAt' | 'repairAt' | 'faults' | 'phases'>;

const day = (faultAt: number | null, repairAt: number): Course => ({
  length: 24 * HOUR,
  endedAt: 24 * HOUR,
  startsAt: 0,
  repairAt,
  faults: (faultAt === null ? [] : [{ at: faultAt }]) as unknown as Course['faults'],
  phases: [],
});

describe('what is in sight when a run opens', () => {
  it('is the incident and its repair when the clock stands in them', () => {
    const { from, to } = openingSight(day(10 * HOUR, 12 * HOUR), 10 * HOUR - 60_000_000);
    expect(from / HOUR).toBeCloseTo(9.4, 5);
    expect(to / HOUR).toBeCloseTo(12.84, 5);
  });

  it('holds the clock of a day without a fault, long before its repair', () => {
    const { from, to } = openingSight(day(null, 14 * HOUR), 10 * HOUR);
    expect(from).toBeLessThan(10 * HOUR);
    expect(to).toBeGreaterThan(14 * HOUR);
  });

  it('holds the clock that stands behind the repair', () => {
    const { from, to } = openingSight(day(2 * HOUR, 3 * HOUR), 9 * HOUR);
    expect(from).toBeLessThan(2 * HOUR);
    expect(to).toBeGreaterThan(9 * HOUR);
    expect(to).toBeLessThan(10 * HOUR);
  });

  it('is the whole run when the two lie that far apart', () => {
    expect(openingSight(day(20 * HOUR, 22 * HOUR), 0)).toEqual({ from: 0, to: 24 * HOUR });
  });
});
