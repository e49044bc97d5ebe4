// A fault on a Friday afternoon, noticed ten minutes before the people go home: what waits for Monday, in the phases, the verdict, the
// runbook's bar and the marks of the incident.
import { expect, test } from 'vitest';
import { incidentMarks } from '../../src/analysis/lanes/incident-marks.ts';
import { litStep, segmentsOf } from '../../src/analysis/lanes/runbook-bar.ts';
import { recording } from '../../src/analysis/record/recording.ts';
import { DAY, HOUR, MINUTE, measureOf, specOf } from '../../src/engine/index.ts';
import { readScenario, writeScenario } from '../../src/files/index.ts';

const read = (text: string) => readScenario(text, { file: 'friday.yaml', readSibling: () => undefined });

const FRIDAY = `
schema: 1
title: Friday
start: 2026-01-09T15:00:00+01:00
length: 4d
population: { users: 300, suspendedShare: 0.2 }
workload: { suspend: 0.02/h, reactivate: 0.08/h, signUps: 0/h, delete: 0/h }
user: { bulkEndpoint: false }
billing: { policy: version, invoiceEvery: 24h }
faults: [{ fault: publisher-silent, at: 1h, for: until-fixed }]
detection: { by: given, at: 1h50m }
variants: [resync]
`;
const PEOPLE = 'people: { find: 10m, build: 2h, review: 30m, run: 5m, fix: 20m, handOff: 1d';

function ranOf(hours: string) {
  const checked = read(`${FRIDAY}${PEOPLE}${hours} }\n`);
  if ('errors' in checked) throw new Error(checked.errors.map(({ message }) => message).join('\n'));
  const { scenario } = checked;
  const { work } = recording(specOf(scenario, scenario.variants[0] as never, scenario.seed));
  let step = work.next();
  while (step.done !== true) step = work.next();
  return { scenario, facts: step.value.facts };
}

// Friday 15:00 is time 0: Friday 17:00 is 2h, Saturday 09:00 is 18h, Monday 09:00 is 66h.
const MONDAY = 2 * DAY + 18 * HOUR;
const OFFICE = ', hours: { from: "09:00", to: "17:00" }';

test('the fix is begun on Friday and done on Monday; the hand-off ends in working hours; building goes on the next morning', () => {
  const { facts, scenario } = ranOf(OFFICE);
  // Ten of twenty minutes on Friday.
  expect(facts.faults[0]?.until).toBe(MONDAY + 10 * MINUTE);
  expect(scenario.repair.at).toBe('2d18h10m');
  const by = new Map(facts.phases.map((phase) => [phase.name, phase]));
  const handOff = by.get('Wait for the User team');
  expect(handOff).toMatchObject({ from: MONDAY + 10 * MINUTE, to: MONDAY + DAY + 10 * MINUTE });
  expect(handOff?.waits).toBeUndefined();
  expect(by.get('Build the bulk endpoint')).toMatchObject({ to: MONDAY + DAY + 130 * MINUTE, handsOn: 120 * MINUTE });
  expect(measureOf(facts.result.measures, 'repair.handsOnMinutes.user')).toBe(120);
});

test('without hours everything is as it was: by day and by night', () => {
  const { facts, scenario } = ranOf('');
  expect(scenario.people).toMatchObject({ hours: 'always' });
  expect(facts.faults[0]?.until).toBe(HOUR + 70 * MINUTE);
  expect(facts.phases.some(({ waits }) => waits !== undefined)).toBe(false);
  expect(facts.result.verdict).not.toContain('at work');
});

test('what waits is told: by the verdict, on the bar, and between the marks', () => {
  const { facts } = ranOf(', hours: { from: "09:00", to: "10:00", days: every-day }');
  // Noticed at 16:50 on Friday: fixed on Saturday from 9:00 to 9:20.
  const marks = incidentMarks(facts) ?? [];
  expect(marks[2]).toMatchObject({
    time: 18 * HOUR + 20 * MINUTE,
    words: '16 h 30 min after that, 16 h 10 min of it until people were at work',
  });
  const build = facts.phases.find(({ name }) => name === 'Build the bulk endpoint');
  // The hand-off ends on Sunday at 9:20, a day later: then forty minutes, sixty on Monday, twenty on Tuesday.
  const sunday = 42 * HOUR;
  expect(build).toMatchObject({
    from: sunday + 20 * MINUTE,
    to: sunday + 2 * DAY + 20 * MINUTE,
    waits: [
      { from: sunday + HOUR, to: sunday + DAY },
      { from: sunday + DAY + HOUR, to: sunday + 2 * DAY },
    ],
  });
  const segments = segmentsOf(facts, facts.endedAt).filter(({ title }) => title === 'Build the bulk endpoint');
  expect(segments.map(({ who, from, to }) => [who, (to - from) / MINUTE])).toEqual([
    ['user', 40],
    ['nobody', 23 * 60],
    ['user', 60],
    ['nobody', 23 * 60],
    ['user', 20],
  ]);
  expect(litStep(facts, sunday + 2 * HOUR).more).toMatch(/^waits for people to be at work · \d of \d$/);
  expect(litStep(facts, sunday + 30 * MINUTE).more).not.toContain('waits');
  expect(facts.result.verdict).toMatch(/It waited [\d.]+ h for people to be at work\./);
  const phase = facts.result.phases.find(({ name }) => name === 'Build the bulk endpoint');
  expect(phase?.waits?.[0]).toEqual({ from: 43 * 3600, to: 66 * 3600 });
});

test('hours come back from a saved file, and what is no time of day is refused with what is allowed', () => {
  const { scenario } = ranOf(OFFICE);
  const again = read(writeScenario(scenario));
  expect('errors' in again ? again.errors : again.scenario.people).toEqual(scenario.people);
  const wrong = read(`${FRIDAY}${PEOPLE}, hours: { from: none, to: "25:00", days: sunday } }\n`);
  expect('errors' in wrong && wrong.errors.map(({ path, message }) => `${path}: ${message}`)).toEqual([
    expect.stringMatching(/^people\.hours\.from: "none" cannot stand here; allowed is a time of day such as "09:00"/),
    expect.stringMatching(/^people\.hours\.to: "25:00" cannot stand here/),
    expect.stringMatching(/^people\.hours\.days: "sunday" is unknown; allowed is mon-fri/),
  ]);
});
