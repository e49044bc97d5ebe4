// The command line as scripts use it: exit codes, what stands on which stream, errors that say where and what, and results that
// are the engine's own.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ComparisonResult, SweepResult, SweptTree } from '../../src/engine/index.ts';
import { fingerprintOf } from '../support/fingerprint.ts';
import { root } from '../support/sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'driftlab-cli-'));
const small = join(folder, 'small.yaml');
const contents = `schema: 1
title: Small
length: 6h
population: { users: 300, suspendedShare: 0.2 }
workload: { suspend: 0.2/h, reactivate: 0.5/h }
faults: [{ fault: publisher-silent, at: 1h, for: 1h }]
variants: [wait, resync]
`;

beforeAll(() => {
  writeFileSync(small, contents);
  writeFileSync(
    join(folder, 'wrong.yaml'),
    contents.replace('publisher-silent', 'publisher-silnet').replace('6h', '6'),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const driftlab = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/driftlab.mjs', ...args], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });

test('run and compare agree with each other, with themselves and with the written trace', () => {
  const trace = join(folder, 'trace.ndjson');
  const both = JSON.parse(driftlab('compare', small, '--format', 'json').stdout) as ComparisonResult;
  const { stdout, stderr, status } = driftlab(
    'run',
    small,
    '--variant',
    'resync',
    '--trace',
    trace,
    '--format',
    'json',
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const one = JSON.parse(stdout) as ComparisonResult;
  expect(one.variants).toEqual([both.variants[1]]);
  expect(one.scenario).toEqual(both.scenario);
  expect(fingerprintOf(readFileSync(trace, 'utf8'))).toBe(one.variants[0]?.fingerprint);
});

test('without --variant the first variant runs, and a strategy’s id is a variant with default parameters', () => {
  const first = JSON.parse(driftlab('run', small, '--format', 'json').stdout) as ComparisonResult;
  expect(first.variants.map(({ id }) => id)).toEqual(['wait']);
  const other = JSON.parse(
    driftlab('compare', small, '--variants', 'republish-state,wait', '--format', 'json').stdout,
  ) as ComparisonResult;
  expect(other.variants.map(({ id }) => id)).toEqual(['republish-state', 'wait']);
});

test('over many seeds each measure is a mean with its interval, and the difference to the first is paired', () => {
  const swept = JSON.parse(driftlab('compare', small, '--seeds', '5', '--format', 'json').stdout) as SweepResult;
  const settled = (variant: number) =>
    (swept.variants[variant]?.measures['divergent'] as SweptTree | undefined)?.['settled'];
  expect(settled(1)).toMatchObject({ mean: 0, low: 0, high: 0, n: 5 });
  expect(settled(0)).toMatchObject({ n: 5, versusFirst: { mean: 0, low: 0, high: 0 } });
});

test('the same results as a table, as CSV and as Markdown', () => {
  expect(driftlab('compare', small).stdout).toMatch(/measure +unit +wait +resync\n─+\n/);
  expect(driftlab('compare', small, '--format', 'csv').stdout).toMatch(/^measure,unit,wait,resync\n/);
  expect(driftlab('compare', small, '--format', 'markdown').stdout).toMatch(
    /^\| measure \| unit \| wait \| resync \|\n\| --- /,
  );
});

test('why tells the four answers about a user of whom the authority went back', () => {
  const { stdout } = driftlab('why', 'two-truths', '--variant', 'reconcile', '--user', '10');
  expect(stdout).toContain('Where is the truth? The User database has an older row.');
  expect(stdout).toMatch(
    /before {2}What happened: active, version 3; User database: active, version 3; .*Billing: active/,
  );
  expect(stdout).toMatch(/at last {1}What happened: active, version 3; .*Billing: suspended, version 2/);
});

test('why tells who still holds a user that was deleted, until when, and how long over the duty', () => {
  const scenario = 'right-to-be-forgotten';
  const trace = join(folder, 'erasure.ndjson');
  driftlab('run', scenario, '--variant', 'sweep', '--trace', trace);
  const lines = readFileSync(trace, 'utf8').trim().split('\n');
  const gone = lines
    .map((line) => JSON.parse(line))
    .find(({ kind, status, t }) => kind === 'commit' && status === 'absent' && t > 11 * 3_600_000_000);
  const why = (...more: string[]) => driftlab('why', scenario, '--user', String(gone.user), ...more).stdout;
  expect(why('--variant', 'wait')).toMatch(/Who still holds them at .*\? Deleted at .*; nobody may hold them after/);
  expect(why('--variant', 'wait')).toContain('Billing’s copy, until somebody takes it away');
  expect(why('--variant', 'sweep')).toMatch(/entr(?:y|ies) of the log, until .*: .* over the duty/);
  expect(why('--variant', 'sweep')).not.toContain('Billing’s copy, until');
  const { held } = JSON.parse(why('--variant', 'wait', '--format', 'json'));
  expect(held.due - held.deletedAt).toBe(30 * 86_400);
  expect(held.holdings[0]).toEqual({ holder: 'copy', count: 1, until: null });
});

test('why tells the chain from a wrong invoice, and from every difference, back to the fault', () => {
  expect(driftlab('run', small, '--trace', join(folder, 'why.ndjson')).status).toBe(0);
  const lines = readFileSync(join(folder, 'why.ndjson'), 'utf8').trim().split('\n');
  const invoice = lines
    .map((line) => JSON.parse(line))
    .find(({ kind, truth }) => kind === 'invoice' && truth !== 'active');
  const why = (...more: string[]) => driftlab('why', small, '--user', String(invoice.user), ...more);
  const { stdout, stderr, status } = why('--run', String(invoice.run), '--format', 'json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const [chain] = JSON.parse(stdout).chains;
  expect(chain.causes[0]).toEqual({ time: invoice.t, text: expect.stringContaining('went to a user who was') });
  expect(chain.causes.at(-1).text).toContain('Publisher silent');
  for (const more of [[], ['--at', `${invoice.t}us`]])
    expect(why(...more).stdout, more.join(' ')).toContain('The fault “Publisher silent” was active');
  expect(why('--variant', 'resync').stdout).toContain('What ended it?');
  expect(why('--at', '0s').stdout).toContain('do not differ');
});

test('check says every error at once, with file, line and path, and what was meant', () => {
  const wrong = join(folder, 'wrong.yaml');
  const { status, stdout, stderr } = driftlab('check', small, wrong);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(`${wrong}:3: length: `);
  expect(stderr).toContain(`${wrong}:6: faults[0].fault: `);
  expect(stderr).toContain('publisher-silent');
  expect(driftlab('check', small).status).toBe(0);
});

test('check knows a lesson by its key, and plays it', () => {
  const right = join(folder, 'lesson-right.yaml');
  const otherwise = readFileSync(`${root}test/lessons/wrong/the-run-says-otherwise.yaml`, 'utf8');
  writeFileSync(right, otherwise.replace('above: 100000', 'above: 0'));
  const read = driftlab('check', right, '--format', 'json');
  expect(JSON.parse(read.stdout)).toEqual([{ file: right, id: 'small', title: 'A small lesson', steps: 5 }]);
  const wrong = driftlab(
    'check',
    'test/lessons/wrong/the-run-says-otherwise.yaml',
    'test/lessons/wrong/merely-watched.yaml',
  );
  expect(wrong.status).toBe(2);
  expect(wrong.stdout).toBe('');
  expect(wrong.stderr).toContain('the-run-says-otherwise.yaml:31: steps[0].expect[0]: wait divergent.now is ');
  expect(wrong.stderr).toContain('merely-watched.yaml:37: steps[1].play: is merely watched');
});

test('check tells what is worth knowing on standard error, and is content', () => {
  const odd = join(folder, 'odd.yaml');
  writeFileSync(odd, `${contents}publisher: { relayEvery: 2s }\n`);
  const { status, stdout, stderr } = driftlab('check', odd, '--format', 'csv');
  expect({ status, stdout }).toEqual({ status: 0, stdout: `file,id,title,variants\n${odd},odd,Small,2\n` });
  expect(stderr).toBe(
    `${odd}:8: publisher.relayEvery: note: has no effect where publisher.path is direct: there is no outbox to be read\n`,
  );
});

test.each(['scenarios', 'faults', 'strategies', 'policies', 'measures', 'lessons'])(
  'list %s tells its catalogue',
  (name) => {
    const { status, stdout } = driftlab('list', name, '--format', 'json');
    const entries = JSON.parse(stdout) as { readonly id: string; readonly title: string; readonly summary: string }[];
    expect(status).toBe(0);
    expect(entries.every(({ id, title, summary }) => id !== '' && title !== '' && summary !== '')).toBe(true);
    expect(entries.length > 0 || name === 'lessons').toBe(true);
  },
);

test.each([
  [['run'], 'missing required argument'],
  [['run', 'broken-publishr'], 'did you mean broken-publisher?'],
  [['run', small, '--variant', 'resinc'], 'did you mean resync?'],
  [['run', small, '--seed', '-1'], '--seed'],
  [['run', small, '--seed', '9007199254740993'], '--seed'],
  [['run', small, '--seed', 'one'], '--seed'],
  [['run', small, '--trace', '/nowhere/at/all'], '--trace'],
  [['run', small, '--format', 'xml'], 'table, json, csv, markdown'],
  [['run', small, small], 'too many arguments'],
  [['run', small, '--nonsense'], '--nonsense'],
  [['compare', small, '--variants', 'wait,wait'], 'twice'],
  [['compare', small, '--variants', ''], 'a name is empty'],
  [['compare', small, '--variants', ',,,'], 'a name is empty'],
  [['compare', small, '--variants', 'nothing'], 'neither a variant'],
  [['compare', small, '--seeds', '0'], '--seeds'],
  [['compare', small, '--seeds', '2.5'], '--seeds'],
  [['why', small], '--user'],
  [['why', small, '--user', '0'], 'numbered from 1 to'],
  [['why', small, '--user', '1', '--run', '99'], 'the invoice runs are numbered from 1 to'],
  [['why', small, '--user', '1', '--run', '1'], 'no wrong invoice'],
  [['why', small, '--user', '1', '--at', 'noon'], 'such as 10h42m'],
  [['check'], 'missing required argument'],
  [['check', '.'], 'is a directory'],
  [['list'], 'missing required argument'],
  [['list', 'everything'], 'scenarios, faults'],
  [['broker'], 'missing required argument'],
  [['simulate', small], 'simulate'],
])('%j is wrong input: exit 2, where and what on stderr, nothing on stdout', (args, says) => {
  const { status, stdout, stderr } = driftlab(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(says);
  expect(stderr).toMatch(/^[^\n]+:\d+: [^\n]+: /);
});

test('an interrupt ends long work with exit code 130', async () => {
  const child = spawn(process.execPath, ['scripts/driftlab.mjs', 'compare', small, '--seeds', '100000'], { cwd: root });
  setTimeout(() => child.kill('SIGINT'), 2_000);
  expect(await new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)))).toBe(130);
}, 30_000);
