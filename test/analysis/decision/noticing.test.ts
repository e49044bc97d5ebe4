// Who notices, lane by lane: how soon and how often for nothing as the runs measured, at what price, and what each cannot see.
import { expect, test } from 'vitest';
import { noticingTable } from '../../../src/analysis/report/tables.ts';
import { HOUR, silenceWindows } from '../../../src/engine/index.ts';
import { readScenario } from '../../../src/files/index.ts';
import { decided, runsAt } from '../../support/decided.ts';
import { measured } from '../../support/scenarios.ts';

const TEXT = `
schema: 1
title: Who notices
length: 24h
population: { users: 800, suspendedShare: 0.2 }
workload: { suspend: 0.05/h, reactivate: 0.2/h, signUps: 0/h, delete: 0.0001/h }
billing: { policy: version, invoiceEvery: 2h }
faults: [{ fault: publisher-silent, at: 9h, for: until-fixed }]
detection: { by: customer, delay: 30m, falseAlarm: 0.01 }
people: { find: 30m, build: 10m, review: 0s, run: 0s, fix: 20m }
costs: { handsOnHour: 80 }
variants:
  - wait
  - { id: silence, title: Silence, strategy: wait, set: { detection.by: silence-alarm } }
  - { id: compared, title: Compared, strategy: wait, set: { detection.by: reconciliation, detection.every: 8h } }
  - { id: gap, title: Gap, strategy: wait, set: { detection.by: gap } }
`;

const questionOf = (text: string) => {
  const read = readScenario(text, { file: 'notice.yaml', readSibling: () => undefined });
  if ('errors' in read) throw new Error(read.errors.map(({ message }) => message).join('\n'));
  return { scenario: read.scenario, variants: read.scenario.variants, seed: read.scenario.seed };
};
const question = questionOf(TEXT);
const SEEDS = 4;
const decision = decided(question, SEEDS);
const of = (id: string) => decision.noticing?.lanes.find((lane) => lane.id === id);

test('times and false alarms are the runs’, and a false one costs the time to look', () => {
  const runs = runsAt(question, {}, SEEDS);
  for (const [n, { id }] of question.variants.entries()) {
    const own = runs.map((lanes) => lanes[n] as never);
    const alarms = own.map((run) => measured(run, 'incident.falseAlarms'));
    const lane = of(id);
    expect(lane?.falseAlarms.mean, id).toBeCloseTo(alarms.reduce((a, b) => a + b) / SEEDS, 9);
    expect(lane?.falseCost.mean, id).toBeCloseTo(((alarms.reduce((a, b) => a + b) / SEEDS) * 80) / 2, 9);
    const noticed = own.map((run) => measured(run, 'incident.noticedAfter')).filter((each) => each !== null);
    expect(lane?.never, id).toBe(SEEDS - noticed.length);
  }
  expect(of('silence')?.falseAlarms.mean).toBeGreaterThan(0);
  expect(of('compared')?.after).toMatchObject({ mean: 7 * 3600, low: 7 * 3600 });
});

test('a gap is not heard while nothing comes: it is never noticed, and the table says so', () => {
  expect(of('gap')?.never).toBe(SEEDS);
  const table = noticingTable(decision);
  const row = table?.cells.find(([title]) => title === 'Gap');
  expect(row?.slice(1, 3)).toEqual(['a gap in the versions', 'never']);
});

test('each says what it cannot see, once, and for which lanes; a silence with its window', () => {
  const told = decision.noticing?.told ?? [];
  expect(told).toHaveLength(4);
  const [shortest] = silenceWindows({
    ...question.scenario,
    detection: { ...question.scenario.detection, by: 'silence-alarm' },
  });
  // ln(100) over 32 an hour: suspensions and reactivations are as frequent.
  expect((shortest?.window ?? 0) / HOUR).toBeCloseTo(Math.log(100) / 32, 9);
  const silence = told.find((sentence) => sentence.startsWith('“Silence”'));
  expect(silence).toMatch(/one silence in 100 lasts so long.*for 8 min/);
  expect(silence).toContain('for UserDeleted it would wait longer than the run');
  for (const sentence of told) expect(sentence).toMatch(/cannot see|hears nothing|no invoice yet/);
});

test('where the file says when, nothing is said of who notices', () => {
  const given = TEXT.replace(/detection: .*\n/, 'detection: { by: given, at: 10h }\n').replace(/ {2}- \{ id.*\n/g, '');
  expect(decided(questionOf(given), 2).noticing).toBeNull();
});
