// The pace of events: a function of facts alone, without gaps, the slowest of all runs at each moment.
import { expect, test } from 'vitest';
import { type Course, overAt, paceOf, secondsTo, stretchAt, timeAfter } from '../../src/analysis/pace.ts';
import { HOUR, MINUTE, SECOND } from '../../src/engine/index.ts';
import { scenario as scenarioWith } from '../support/scenarios.ts';

type Phase = Course['phases'][number];

const phase = (from: number, to: number | null, handsOn = 0, team: Phase['team'] = 'billing'): Phase => ({
  name: 'Step',
  team,
  from,
  to,
  handsOn,
});

const fault = (at: number, until: number) =>
  ({
    name: 'silent',
    fault: 'publisher-silent',
    title: 'Publisher silent',
    place: 'user',
    at,
    until,
    injected: false,
  }) as const;

function course(given: Partial<Course> & { readonly hours?: number; readonly every?: string } = {}): Course {
  const { hours = 24, every = '1h', ...rest } = given;
  const scenario = scenarioWith({ length: `${hours}h`, billing: { invoiceEvery: every } });
  return {
    spec: { scenario } as Course['spec'],
    length: hours * HOUR,
    endedAt: hours * HOUR,
    startsAt: 0,
    repairAt: 12 * HOUR,
    faults: [fault(10 * HOUR, 11 * HOUR)],
    phases: [],
    seeding: [],
    totals: { times: new Float64Array(), counters: {} as Course['totals']['counters'], backlog: new Float64Array() },
    ...rest,
  };
}

const mended = course({
  phases: [phase(12 * HOUR, 13.5 * HOUR, 1.5 * HOUR), phase(13.5 * HOUR, 13.5 * HOUR + 107 * SECOND)],
});

const rateAt = (courses: readonly Course[], time: number) => stretchAt(paceOf(courses), time)?.rate;
const wall = (courses: readonly Course[], from: number, to: number) =>
  secondsTo(paceOf(courses), to) - secondsTo(paceOf(courses), from);

test('stretches follow each other from 0 to the end of the longest run', () => {
  const pace = paceOf([mended, course({ hours: 30 })]);
  expect(pace[0]?.from).toBe(0);
  expect(pace[pace.length - 1]?.to).toBe(30 * HOUR);
  for (let n = 1; n < pace.length; n++) expect(pace[n]?.from).toBe(pace[n - 1]?.to);
  for (const { from, to, rate } of pace) {
    expect(to).toBeGreaterThan(from);
    expect(rate).toBeGreaterThan(0);
  }
});

test('a fault is looked at closely: the minute before it, its first minute, and then the rest', () => {
  expect(rateAt([mended], 10 * HOUR - 30 * SECOND)).toBe(30 * SECOND);
  expect(rateAt([mended], 10 * HOUR + 30 * SECOND)).toBe(10 * SECOND);
  expect(rateAt([mended], 10 * HOUR + 30 * MINUTE)).toBe(5 * MINUTE);
  expect(rateAt([mended], 11.5 * HOUR)).toBe(15 * MINUTE);
});

test.each([
  [107 * SECOND, 6],
  [27 * SECOND, 6],
  [2.9 * SECOND, 2.9],
  [0.01 * SECOND, 2],
  [3 * HOUR, 6],
])('a machine that works for %i µs is seen for %f s', (length, seconds) => {
  const run = course({ every: '100h', phases: [phase(12 * HOUR, 12 * HOUR + length)] });
  expect(wall([run], 12 * HOUR, 12 * HOUR + length)).toBeCloseTo(seconds, 6);
});

test('people at work go as fast as quiet time, and are named', () => {
  const at = stretchAt(paceOf([mended]), 12.5 * HOUR);
  expect(at).toMatchObject({ kind: 'people', rate: 15 * MINUTE });
});

test('an invoice run is held; before the incident and when all is over none is', () => {
  const held = stretchAt(paceOf([mended]), 11 * HOUR);
  expect(held?.kind).toBe('run');
  expect((held === undefined ? 0 : held.to - held.from) / (held?.rate ?? 1)).toBeCloseTo(0.9, 6);
  expect(stretchAt(paceOf([mended]), 14 * HOUR)?.kind).toBe('run');
  expect(stretchAt(paceOf([mended]), 9 * HOUR)?.kind).toBe('quiet');
  expect(stretchAt(paceOf([mended]), 15 * HOUR)?.kind).toBe('over');
});

test('of several runs the slowest decides, and the last one when all is over', () => {
  const later = course({ phases: [phase(15 * HOUR, 15 * HOUR + 60 * SECOND)] });
  expect(rateAt([mended, later], 13.5 * HOUR + SECOND)).toBe(rateAt([mended], 13.5 * HOUR + SECOND));
  expect(rateAt([mended, later], 15 * HOUR + SECOND)).toBe(10 * SECOND);
  expect(overAt([mended])).toBeLessThan(14.1 * HOUR);
  expect(overAt([mended, later])).toBeGreaterThan(16 * HOUR);
});

test('what waited for a fault to end is worked off like a machine’s phase', () => {
  const times = Float64Array.from({ length: 25 }, (_, n) => n * HOUR);
  const backlog = times.map((time) => (time === 11 * HOUR ? 900 : 0));
  const totals = { times, counters: {} as Course['totals']['counters'], backlog };
  const drained = course({ totals, every: '100h' });
  expect(stretchAt(paceOf([drained]), 11.5 * HOUR)?.kind).toBe('machine');
  expect(wall([drained], 11 * HOUR, 12 * HOUR)).toBeCloseTo(6, 6);
});

test('a week takes no longer than a day, and a hundred invoice runs no longer than thirty', () => {
  const week = course({ hours: 168, every: '30m', faults: [fault(10 * HOUR, 100 * HOUR)], repairAt: 150 * HOUR });
  expect(secondsTo(paceOf([week]), 168 * HOUR)).toBeLessThan(90);
  const minutes = course({ hours: 1, faults: [fault(10 * MINUTE, 20 * MINUTE)], repairAt: 30 * MINUTE, every: '1m' });
  expect(secondsTo(paceOf([minutes]), HOUR)).toBeGreaterThan(20);
  expect(secondsTo(paceOf([minutes]), HOUR)).toBeLessThan(120);
});

test('seconds and moments are one scale, read both ways', () => {
  const pace = paceOf([mended]);
  const all = secondsTo(pace, 24 * HOUR);
  for (let share = 0; share <= 1; share += 0.05) {
    const time = timeAfter(pace, share * all);
    expect(secondsTo(pace, time)).toBeCloseTo(share * all, 6);
  }
  expect(timeAfter(pace, all + 5)).toBe(24 * HOUR);
  expect(timeAfter(pace, -1)).toBe(0);
  expect(secondsTo(pace, 14 * HOUR) - secondsTo(pace, 10 * HOUR - MINUTE)).toBeLessThan(60);
});

test('nothing to show has no pace', () => {
  expect(paceOf([])).toEqual([]);
  expect(stretchAt([], 5)).toBeUndefined();
});

test('the same facts give the same pace', () => {
  expect(paceOf([mended, course()])).toEqual(paceOf([{ ...mended }, course()]));
});
