// The verb `study` as scripts use it: the same with any number of threads, and errors before anything is computed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { studyVerb } from '../../src/cli/study.ts';
import type { StudyResult, SweptMeasure } from '../../src/engine/index.ts';
import { root } from '../support/sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'driftlab-study-'));
const small = join(folder, 'small.yaml');
const OPTIONS = { format: 'table', measure: 'cost.total', seeds: '1' } as const;
beforeAll(() => {
  // The command line is built where it is not yet, and says so.
  spawnSync(process.execPath, ['scripts/driftlab.mjs', 'list', 'faults'], { cwd: root });
  writeFileSync(
    small,
    `title: Small
length: 4h
population: { users: 100 }
faults: [{ fault: publisher-silent, at: 1h, for: 1h }]
variants: [wait, resync]
`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const study = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/driftlab.mjs', 'study', small, ...args], { cwd: root, encoding: 'utf8' });

test('every value of two paths with every lane, whatever the number of threads', () => {
  const args = ['--vary', 'faults.0.for=10m..70m:2', '--vary', 'billing.consumers=1..3:3', '--seeds', '2'];
  const one = study(...args, '--workers', '1', '--format', 'json');
  expect(one).toMatchObject({ status: 0, stderr: '' });
  expect(study(...args, '--workers', '2', '--format', 'json').stdout).toBe(one.stdout);
  const found = JSON.parse(one.stdout) as StudyResult;
  expect(found.points.map(({ at }) => Object.values(at).join())).toEqual([
    '10m,1',
    '10m,2',
    '10m,3',
    '1h10m,1',
    '1h10m,2',
    '1h10m,3',
  ]);
  expect(found.points[0]?.variants.map(({ id }) => id)).toEqual(['wait', 'resync']);
  const { stdout } = study(...args, '--measure', 'divergent.userHours', '--format', 'csv');
  expect(stdout.split('\n')[0]).toBe(
    'faults.0.for,billing.consumers,wait,wait.low,wait.high,resync,resync.low,resync.high,best',
  );
  const divergent = found.points[0]?.variants[0]?.measures['divergent'];
  const { mean, low, high } = (divergent as { readonly userHours: SweptMeasure }).userHours;
  expect(stdout.split('\n')[1]).toMatch(new RegExp(`^10m,1,${mean},${low},${high},`));
});

test.each([
  ['fault.0.for=10m..20m:2', 'fault.0.for = 10m: fault.0.for: unknown path'],
  ['faults.3.for=10m..20m:2', 'there is no such fault; the last is faults.0'],
  ['faults.0.for=0s..40h:3', '"0s" is out of bounds'],
  ['faults.0.for=10m..2:3', 'allowed are two durations, two rates of one unit or two numbers around the dots'],
  ['faults.0.for=10m..20m', 'allowed is PATH=FROM..TO:STEPS'],
  ['billing.consumers=1..2:9', 'has fewer than 9 different values'],
  ['population.users=10..20:1', 'allowed are 2 to 10000 steps'],
])('--vary %s is refused', async (vary, message) => {
  const refused = studyVerb(small, { ...OPTIONS, vary: [vary] });
  await expect(refused).rejects.toThrow(/^command line:1: --vary: /);
  await expect(studyVerb(small, { ...OPTIONS, vary: [vary] })).rejects.toThrow(message);
});

test('a measure that is none is refused with the one that was meant', async () => {
  const refused = studyVerb(small, { ...OPTIONS, vary: ['billing.consumers=1..2:2'], measure: 'cost.totl' });
  await expect(refused).rejects.toThrow(
    '--measure: "cost.totl" is no measure that is counted; did you mean cost.total?',
  );
});
