// A study on the page: the numbers are those of the command line, whoever ran them; it is shown as it comes, stopped and gone on with.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { csvText } from '../../../src/analysis/csv.ts';
import { figureOf } from '../../../src/analysis/study/figure.ts';
import { progressOf, type StudyState } from '../../../src/analysis/study/running.ts';
import { studySheet } from '../../../src/analysis/study/table.ts';
import { readScenario } from '../../../src/files/index.ts';
import type { StartSeat } from '../../../src/pool/pool.ts';
import { createPage } from '../../../src/ui/state/page.ts';
import { Study } from '../../../src/ui/state/study.ts';
import { host } from '../../../src/worker/host.ts';
import { connectionTo } from '../../support/runner.tsx';

const folder = mkdtempSync(join(tmpdir(), 'driftlab-page-study-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TEXT = `title: Small
length: 3h
seed: 5
population: { users: 50 }
faults: [{ fault: publisher-silent, at: 1h, for: 1h }]
variants: [wait, resync]
`;
const file = join(folder, 'small.yaml');
writeFileSync(file, TEXT);
const read = readScenario(TEXT, { file: 'small.yaml', readSibling: () => undefined });
if (!('scenario' in read)) throw new Error('the scenario is wrong');
const { scenario } = read;
const work = {
  scenario,
  seed: scenario.seed,
  variant: 'wait',
  inputs: [],
  changes: undefined,
  source: { file: 'small.yaml', text: TEXT, siblings: {} },
};
const asked = { scenario, vary: [{ path: 'faults.0.for', values: ['20m', '40m', '1h'] }], seeds: 3 };

function setUp(seats?: StartSeat) {
  const connection = connectionTo(host());
  const page = createPage(() => (seats === undefined ? connection : { ...connection, seats: () => seats }));
  page.set({ work });
  return { page, study: new Study(page) };
}

const sheetOf = ({ asked: { vary, seeds }, runs }: StudyState, measure: string): string =>
  `${csvText(studySheet(figureOf({ variants: scenario.variants, vary }, runs, measure), seeds))}\n`;

test.each(['cost.total', 'divergent.userHours'])(
  'its numbers of %s are the command line’s, to the byte',
  async (measure) => {
    const { page, study } = setUp();
    await study.run(asked);
    expect(page.get().studyStage).toEqual({ is: 'ready' });
    const cli = spawnSync(
      process.execPath,
      [
        ...['scripts/driftlab.mjs', 'study', file, '--vary', 'faults.0.for=20m..1h:3', '--seeds', '3'],
        ...['--measure', measure, '--format', 'csv'],
      ],
      { encoding: 'utf8' },
    );
    expect(sheetOf(page.get().study as StudyState, measure)).toBe(cli.stdout);
  },
);

test('what has come is shown before the rest has, ends first', async () => {
  const { page, study } = setUp();
  const seen: string[] = [];
  page.store.subscribe(({ study: now }) => {
    const said = now?.runs.map((runs) => runs.length).join(' ') ?? '';
    if (said !== seen.at(-1)) seen.push(said);
  });
  await study.run(asked);
  expect(seen).toEqual(['0 0 0', '3 0 0', '3 0 3', '3 3 3']);
});

test('stopped it keeps what it has and goes on from there; more seeds run only what is missing', async () => {
  const { page, study } = setUp();
  const stop = page.store.subscribe(({ study: now }) => {
    if ((now?.runs[0]?.length ?? 0) > 0) study.cancel();
  });
  await study.run(asked);
  stop();
  expect(page.get().studyStage).toEqual({ is: 'ready' });
  const { done } = progressOf(page.get().study as StudyState);
  expect(done).toBeGreaterThan(0);
  expect(done).toBeLessThan(9);
  const first = page.get().study?.runs[0]?.[0];
  await study.run({ ...asked, seeds: 4 });
  expect(progressOf(page.get().study as StudyState)).toEqual({ done: 12, all: 12 });
  expect(page.get().study?.runs[0]?.[0]).toBe(first);
  const whole = setUp();
  await whole.study.run({ ...asked, seeds: 4 });
  expect(page.get().study).toEqual(whole.page.get().study);
});

test('workers that die are told, and what came stays', async () => {
  const deadly: StartSeat = (_, gone) => ({ give: () => queueMicrotask(() => gone('out of memory')), close: () => {} });
  const { page, study } = setUp(deadly);
  await study.run(asked);
  expect(page.get().studyStage).toEqual({
    is: 'failed',
    reason: 'seed 5: the thread that ran it died 2 times: out of memory',
  });
  expect(page.get().study?.runs).toHaveLength(3);
});

test('a study of a work that has gone meanwhile is wanted no more', async () => {
  const { page, study } = setUp();
  const ran = study.run(asked);
  page.set({ work: { ...work, seed: 9 }, study: null, studyStage: { is: 'empty' } });
  await ran;
  expect(page.get().study).toBeNull();
});
