// A sweep in parts is the sweep as a whole, to the byte: whatever number of shards and threads, stopped where it likes, merged in
// any order. What does not belong together is refused.
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweepVerb } from '../../src/cli/sweep.ts';
import { root } from '../support/sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'driftlab-sweep-'));
const file = (name: string): string => join(folder, name);
const small = file('small.yaml');

const driftlab = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/driftlab.mjs', ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { status, stdout, stderr };
};
const part = (shard: string, out: string, ...more: string[]) =>
  driftlab('sweep', small, '--seeds', '3..9', '--shard', shard, '--out', file(out), ...more);

beforeAll(() => {
  writeFileSync(
    small,
    `title: Small
length: 4h
population: { users: 100 }
faults: [{ fault: publisher-silent, at: 1h, for: 1h }]
variants: [wait, resync]
`,
  );
  for (const [shard, out] of [
    ['1/2', 'one.ndjson'],
    ['2/2', 'two.ndjson'],
  ] as const)
    expect(part(shard, out).status).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(['json', 'table', 'csv'])('merged parts print what compare prints of all seeds, as %s', (format) => {
  const whole = driftlab('compare', small, '--seed', '3', '--seeds', '7', '--workers', '1', '--format', format);
  expect(whole.status).toBe(0);
  const merged = driftlab('merge', file('two.ndjson'), file('one.ndjson'), '--format', format);
  expect(merged).toEqual(whole);
});

test('one thread and several write the same part and print the same comparison', () => {
  expect(part('1/2', 'alone.ndjson', '--workers', '1').status).toBe(0);
  expect(readFileSync(file('alone.ndjson'), 'utf8')).toBe(readFileSync(file('one.ndjson'), 'utf8'));
  const [one, three] = ['1', '3'].map((n) =>
    driftlab('compare', small, '--seeds', '4', '--workers', n, '--format', 'json'),
  );
  expect(three).toEqual(one);
});

test('a part that was stopped anywhere is gone on with, and is the same in the end; merged before, it is said how far it is', () => {
  const whole = readFileSync(file('one.ndjson'), 'utf8');
  const third = whole.split('\n').slice(0, 2).join('\n').length + 1;
  for (const at of [20, third + 50]) {
    writeFileSync(file('stopped.ndjson'), whole.slice(0, at));
    const early = driftlab('merge', file('stopped.ndjson'), file('two.ndjson'));
    expect(early).toMatchObject({ status: 2, stdout: '' });
    expect(early.stderr).toMatch(at < third ? /is no part of a sweep/ : /:3: part: has 1 of 4 seeds/);
    const resumed = part('1/2', 'stopped.ndjson', '--format', 'json');
    expect(resumed).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(resumed.stdout)).toMatchObject({ seeds: 4, resumed: at < third ? 0 : 1 });
    expect(readFileSync(file('stopped.ndjson'), 'utf8')).toBe(whole);
  }
});

test('a shard that is killed in the middle is gone on with, a half-written line too, and merges to the byte', async () => {
  const large = file('large.yaml');
  writeFileSync(large, readFileSync(small, 'utf8').replace('users: 100', 'users: 3000').replace('4h', '24h'));
  const sweep = (shard: string, out: string) =>
    ['scripts/driftlab.mjs', 'sweep', large, '--seeds', '1..60', '--shard', shard, '--out', file(out)] as const;
  const killed = spawn(process.execPath, sweep('1/2', 'killed.ndjson'), { cwd: root, stdio: 'ignore' });
  const gone = new Promise((resolve) => killed.once('exit', (_code, signal) => resolve(signal)));
  const lines = () =>
    (existsSync(file('killed.ndjson')) ? readFileSync(file('killed.ndjson'), 'utf8') : '').split('\n');
  while (lines().length < 4 && killed.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
  killed.kill('SIGKILL');
  expect(await gone).toBe('SIGKILL');
  const left = lines().length;
  expect(left).toBeGreaterThanOrEqual(4);
  expect(left).toBeLessThan(32);
  // As if the power had gone while a line was being written.
  appendFileSync(file('killed.ndjson'), '{"seed":19,"variants":[{"id":"wa');
  const resumed = driftlab(...sweep('1/2', 'killed.ndjson').slice(1), '--format', 'json');
  expect(JSON.parse(resumed.stdout).resumed).toBeGreaterThan(0);
  expect(driftlab(...sweep('2/2', 'second.ndjson').slice(1)).status).toBe(0);
  const merged = driftlab('merge', file('killed.ndjson'), file('second.ndjson'), '--format', 'json');
  expect(merged).toEqual(driftlab('compare', large, '--seed', '1', '--seeds', '60', '--format', 'json'));
});

test('missing, double and foreign parts are errors, all at once, and a file of something else is left as it is', () => {
  const foreign = file('foreign.ndjson');
  expect(driftlab('sweep', small, '--seeds', '3..8', '--shard', '2/3', '--out', foreign).status).toBe(0);
  const merged = driftlab('merge', file('one.ndjson'), file('one.ndjson'), foreign);
  expect(merged).toMatchObject({ status: 2, stdout: '' });
  expect(merged.stderr).toContain(`${file('one.ndjson')}:1: part: is shard 1/2, as is ${file('one.ndjson')}`);
  expect(merged.stderr).toContain(`${foreign}:1: part: belongs to another sweep than ${file('one.ndjson')}`);
  expect(merged.stderr).toContain('command line:1: part: missing is shard 2/2');
  const over = part('1/2', 'small.yaml');
  expect(over).toMatchObject({ status: 2, stdout: '' });
  writeFileSync(file('notes.txt'), 'my notes\n');
  expect(part('1/2', 'notes.txt').stderr).toContain('notes.txt:1: --out: is no part of a sweep');
  expect(part('2/2', 'one.ndjson').stderr).toContain('one.ndjson:1: --out: holds a part of another sweep');
  expect(readFileSync(file('notes.txt'), 'utf8')).toBe('my notes\n');
  expect(readFileSync(small, 'utf8')).toContain('title: Small');
});

test.each([
  [{ seeds: '9..3' }, '--seeds: found "9..3"; allowed is a range of seeds such as 1..1000'],
  [{ seeds: '1..3', shard: '4/3' }, '--shard: found "4/3"; allowed is I/N'],
  [{ seeds: '1..3', workers: '0' }, '--workers: found "0"'],
])('%j is refused', async (options, message) => {
  const out = file('none.ndjson');
  const refused = sweepVerb(small, { format: 'table', out, ...options });
  await expect(refused).rejects.toThrow(`command line:1: ${message}`);
  expect(existsSync(out)).toBe(false);
});
