// Laws of people's working hours: nobody works outside them, work takes as long as it takes, and whoever is always at work is as if
// nothing were said of hours.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Session } from '../../src/engine/run/session.ts';
import type { Scenario } from '../../src/engine/scenario.ts';
import { compileHours } from '../../src/engine/sections/hours.ts';
import { anySpec } from '../support/arbitrary.ts';
import { Calendar } from '../support/calendar.ts';
import { handSteps, handsOnMinutes } from '../support/hands.ts';
import { law } from '../support/law.ts';
import { measured, traceOfSpec } from '../support/scenarios.ts';

type Hours = Exclude<Scenario['people'], string>['hours'];

const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

const anyHours = fc.record({
  from: clock,
  to: clock,
  days: fc.constantFrom('mon-fri' as const, 'mon-sat' as const, 'sun-thu' as const, 'every-day' as const),
});

const anyStart = fc.constantFrom(
  '2026-01-05T00:00:00Z',
  '2026-01-09T16:30:10.5Z', // a Friday
  '2024-02-28T23:59:59.999999+05:30',
  '1969-12-31T12:00:00-11:00',
);

const PEOPLE = { find: '10m', build: '35m', review: '20m', run: '1m', fix: '25m', handOff: '50m' } as const;

const withHours = (scenario: Scenario, hours: Hours, start = scenario.start): Scenario => ({
  ...scenario,
  start,
  people: { ...PEOPLE, hours },
});

test('work is done when the calendar says, whatever the hours, the days and the clock', () => {
  fc.assert(
    fc.property(
      anyHours,
      anyStart,
      fc.integer({ min: 0, max: 14 * 24 * 60 * 60 }),
      fc.integer({ min: 1, max: 20 * 60 }),
      (hours, start, from, work) => {
        const people = { ...PEOPLE, hours };
        const calendar = new Calendar({ people, start });
        const [begins, takes] = [from * 1_000_000 + 7, work * 60_000_000 + 3];
        const expected = calendar.done(begins, takes);
        const compiled = compileHours(people, start);
        if (expected === undefined || compiled === null) return;
        expect(compiled.done(begins, takes)).toBe(expected);
        expect(compiled.done(begins, 0)).toBe(begins);
        const next = compiled.next(begins);
        expect(calendar.isOpen(next)).toBe(true);
        expect(calendar.worked(begins, next)).toBe(0);
        const closed = compiled.closed({ from: begins, to: expected });
        const waited = closed.reduce((sum, { from: closes, to }) => sum + to - closes, 0);
        expect(waited).toBe(expected - begins - takes);
        for (const { from: closes, to } of closed) expect(calendar.worked(closes, to)).toBe(0);
      },
    ),
    { numRuns: 60 },
  );
});

test('a year of work in minutes of a day ends, or is beyond every run, and says so at once', () => {
  const people = { ...PEOPLE, hours: { from: '09:00', to: '09:01', days: 'mon-fri' as const } };
  const hours = compileHours(people, '2026-01-05T00:00:00Z');
  expect(hours?.done(0, 366 * 86_400_000_000)).toBeGreaterThan(732 * 86_400_000_000);
});

const hoursInARun = fc.record({ spec: anySpec(), hours: anyHours, start: anyStart });

law(
  'no minute is hands-on outside of working hours, and every step of people’s takes its time within them',
  hoursInARun.map(({ spec, hours, start }) => ({
    ...spec,
    scenario: {
      ...withHours(spec.scenario, hours, start),
      billing: { ...spec.scenario.billing, seed: 'none' as const },
    },
  })),
  (spec) => spec,
  60,
  (spec) => {
    const { result, lines } = traceOfSpec(spec);
    const calendar = new Calendar(spec.scenario);
    const end = Math.round(result.endedAt * 1_000_000);
    for (const { name, takes, from, to, worked } of handSteps(lines, spec, end) ?? []) {
      if (to === undefined) continue;
      expect(worked, name).toBe(takes);
      // It ends with the last of the work, not later.
      expect(to, name).toBe(calendar.done(from, takes));
    }
    for (const [id, minutes] of Object.entries(handsOnMinutes(lines, spec, end)))
      expect(measured(result, id), id).toBe(minutes);
    for (const { waits = [], from, to } of result.phases)
      for (const wait of waits) {
        expect(calendar.worked(Math.round(wait.from * 1e6), Math.round(wait.to * 1e6))).toBe(0);
        expect(wait.from).toBeGreaterThanOrEqual(from);
        expect(wait.to).toBeLessThanOrEqual(to);
      }
  },
);

law(
  'hours that leave nobody a free minute change no run',
  fc.record({ spec: anySpec(2), from: clock }),
  ({ spec }) => spec,
  25,
  ({ spec, from }) => {
    if (spec.scenario.people === 'none') return;
    const people = { ...spec.scenario.people, hours: { from, to: from, days: 'every-day' as const } };
    const always = Session.open(spec, undefined, { marks: 1 }).finish();
    const given = Session.open({ ...spec, scenario: { ...spec.scenario, people } }, undefined, { marks: 1 }).finish();
    expect(given).toEqual(always);
  },
);

law(
  'a run with working hours is the same after a seek',
  hoursInARun.map(({ spec, hours, start }) => ({ ...spec, scenario: withHours(spec.scenario, hours, start) })),
  (spec) => spec,
  15,
  (spec) => {
    const whole = Session.open(spec, undefined, { marks: 1 }).finish();
    const session = Session.open(spec);
    session.finish();
    session.seek(Math.floor(session.length / 3));
    session.seek(Math.floor((session.length * 2) / 3));
    expect(session.finish()).toEqual(whole);
  },
);
