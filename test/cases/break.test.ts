// Hostile inputs and what has to come of them: a trace over its own scenario, interrupts, full disks, closed streams, and faults that
// are removed, injected and saved where lanes differ or times coincide.
import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compare } from '../../src/engine/experiment/comparison.ts';
import type { Input } from '../../src/engine/index.ts';
import type { Scenario } from '../../src/engine/scenario.ts';
import { DAY, HOUR, MINUTE } from '../../src/engine/units.ts';
import { madeScenario, readScenario, writeScenario } from '../../src/files/index.ts';
import { root } from '../support/sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'driftlab-cases-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const given = (name: string): string => join(root, 'test/cases/break', name);
const FULL = '/dev/full';
const COMMAND = join(root, 'scripts/driftlab.mjs');
const driftlab = (args: readonly string[], stdio: 'pipe' | [number, number | 'pipe', 'pipe'] = 'pipe') =>
  spawnSync(process.execPath, [COMMAND, ...args], { cwd: folder, encoding: 'utf8', stdio });

// The first command builds what changed, and says so.
beforeAll(() => expect(driftlab(['--version']).status).toBe(0));

const readText = (text: string): Scenario => {
  const outcome = readScenario(text, { file: 'case.yaml' });
  if ('errors' in outcome) throw new Error(outcome.errors.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return outcome.scenario;
};

test('a trace is never written over the scenario, whatever the path to it is called', () => {
  const own = join(folder, 'own.yaml');
  copyFileSync(given('trace-over-itself.yaml'), own);
  const before = readFileSync(own, 'utf8');
  symlinkSync(own, join(folder, 'soft.yaml'));
  linkSync(own, join(folder, 'hard.yaml'));
  for (const target of [own, './own.yaml', 'soft.yaml', 'hard.yaml']) {
    const { status, stdout, stderr } = driftlab(['run', own, '--trace', target]);
    expect({ status, stdout }, target).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(
      `${target}:1: --trace: is the file that the run is read from (${own}); allowed is another file\n`,
    );
    expect(readFileSync(own, 'utf8')).toBe(before);
  }
  expect(driftlab(['run', own, '--trace', 'another.ndjson'])).toMatchObject({ status: 0, stderr: '' });
});

test('nor over the changes that the scenario reads', () => {
  const changes = `time,user,type\n2026-01-05T01:00:00Z,1,UserSuspended\n`;
  writeFileSync(join(folder, 'changes.csv'), changes);
  const text =
    'title: Read\nlength: 2h\npopulation: { users: 2, suspendedShare: 0 }\nworkload: { file: changes.csv }\n';
  writeFileSync(join(folder, 'read.yaml'), text);
  const { status, stdout, stderr } = driftlab(['run', 'read.yaml', '--trace', 'changes.csv']);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('changes.csv:1: --trace: is the file that the run is read from');
  expect(readFileSync(join(folder, 'changes.csv'), 'utf8')).toBe(changes);
});

/** Interrupts the command once `when` is true; its exit code, what it said, and how long it went on, milliseconds. */
async function interrupted(args: readonly string[], when: () => boolean) {
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd: folder });
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const ended = new Promise<number | string | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal)),
  );
  while (!when() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
  const asked = Date.now();
  child.kill('SIGINT');
  return { code: await ended, stderr, took: Date.now() - asked };
}

test('an interrupt is heard at once while a trace is written, and the trace ends with a whole line', async () => {
  const out = join(folder, 'busy.ndjson');
  const begun = () => existsSync(out) && statSync(out).size > 3_000_000;
  const { code, stderr, took } = await interrupted(['run', given('ctrl-c.yaml'), '--trace', out], begun);
  expect(code).toBe(130);
  expect(stderr).toBe(
    `${out}:1: --trace: the run was interrupted; the file holds its beginning, up to its last whole line\n`,
  );
  expect(took).toBeLessThan(5_000);
  const lines = readFileSync(out, 'utf8').split('\n');
  expect(lines.pop()).toBe('');
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ i: lines.length - 1 });
  rmSync(out);
});

test('an interrupt is heard at once while ten million users are made', async () => {
  const begun = Date.now();
  const args = ['compare', given('huge-users.yaml')];
  const { code, stderr, took } = await interrupted(args, () => Date.now() > begun + 2_000);
  expect({ code, stderr }).toEqual({ code: 130, stderr: '' });
  expect(took).toBeLessThan(5_000);
});

test.runIf(existsSync(FULL))('a full disk is a sentence, for the trace as for the results', () => {
  const small = given('trace-over-itself.yaml');
  const traced = driftlab(['run', small, '--trace', FULL]);
  expect({ status: traced.status, stdout: traced.stdout }).toEqual({ status: 2, stdout: '' });
  expect(traced.stderr).toMatch(/^\/dev\/full:1: --trace: cannot be written: ENOSPC: no space left on device[^\n]*\n$/);
  const [input, output] = [openSync('/dev/null', 'r'), openSync(FULL, 'w')];
  for (const format of ['table', 'json']) {
    const { status, stderr } = driftlab(['run', small, '--format', format], [input, output, 'pipe']);
    expect(status, format).toBe(1);
    expect(stderr).toMatch(/^standard output:1: [^\n]*cannot be written: ENOSPC: no space left on device[^\n]*\n$/);
  }
  closeSync(input);
  closeSync(output);
});

test('who stops reading the errors changes nothing about them: exit 2', async () => {
  const wrong = Array.from({ length: 400 }, (_, n) => `nowhere-${n}`);
  for (const shut of ['stderr', 'stdout'] as const) {
    const child = spawn(process.execPath, [COMMAND, 'check', ...wrong], { cwd: folder });
    child[shut].destroy();
    // The other is read: who says more than a pipe holds waits for its reader.
    child[shut === 'stderr' ? 'stdout' : 'stderr'].resume();
    expect(await new Promise((resolve) => child.once('exit', resolve)), shut).toBe(2);
  }
});

const LANES = `title: Two lanes
length: 6h
population: { users: 2000, suspendedShare: 0.3 }
workload: { suspend: 0.2/h, reactivate: 0.4/h }
faults: [{ fault: consumer-down, at: 10m, for: 30m }]
variants: [wait, { id: healthy, strategy: wait, set: { faults: [] } }]
`;
const loss: Input = {
  kind: 'inject',
  at: 5 * MINUTE,
  fault: { fault: 'message-loss', at: '5m', for: '30m', share: 0.5 },
};
const removed = (name: string): Input => ({ kind: 'remove', at: 12 * MINUTE, name });

test('who removes a fault of the scenario takes no other away from a lane that has none', () => {
  const scenario = readText(LANES);
  const prints = (inputs: readonly Input[]) =>
    compare(scenario, scenario.variants, { inputs }).variants.map(({ fingerprint }) => fingerprint);
  const [waiting, healthy] = prints([loss]);
  for (const inputs of [
    [loss, removed('consumer-down at 10m')],
    [removed('consumer-down at 10m'), loss],
  ]) {
    const [first, second] = prints(inputs);
    expect(first).not.toBe(waiting);
    expect(second).toBe(healthy);
  }
  const shorter = { ...loss, fault: { ...loss.fault, for: '7m' } };
  for (const inputs of [
    [loss, removed('injected 1')],
    [removed('injected 1'), loss],
  ])
    expect(prints(inputs)).toEqual(prints([shorter]));
});

/** Fingerprints before and after what was done is saved as a file and opened again. */
function savedAndOpened(scenario: Scenario, inputs: readonly Input[]) {
  const made = madeScenario({ scenario, seed: scenario.seed, inputs });
  const again = readText(writeScenario(made.scenario));
  const prints = (of: Scenario, more: readonly Input[]) =>
    compare(of, of.variants, { inputs: more }).variants.map(({ fingerprint, measures }) => ({ fingerprint, measures }));
  return { notes: made.notes, before: prints(scenario, inputs), after: prints(again, []) };
}

test('a saved file gives the same runs: with a fault removed in lanes that differ', () => {
  const { notes, before, after } = savedAndOpened(readText(LANES), [removed('consumer-down at 10m'), loss]);
  expect(notes).toEqual([]);
  expect(after).toEqual(before);
});

test('a saved file gives the same runs: one fault is removed in the microsecond in which others begin and end', () => {
  const text = LANES.replace(
    'faults: [',
    'faults: [{ fault: api-down, at: 1m, for: 11m }, { fault: message-delay, at: 12m, for: 9m, by: 3m, share: 0.5 }, ',
  );
  const { notes, before, after } = savedAndOpened(readText(text), [
    { ...loss, at: 12 * MINUTE },
    removed('consumer-down at 10m'),
  ]);
  expect(notes).toEqual([]);
  expect(after).toEqual(before);
});

test('a saved file gives the same runs: a fault without an end lasts longer than a year', () => {
  const scenario = readText(
    'title: Long\nlength: 366d\nsettleWithin: 366d\npopulation: { users: 30, suspendedShare: 0 }\n' +
      'workload: { signUps: 0/h, suspend: 0.002/h, reactivate: 0/h, delete: 0/h }\nbilling: { invoiceEvery: 90d }\nvariants: [wait]\n',
  );
  const endless: Input = { kind: 'inject', at: 30 * DAY + HOUR, fault: { fault: 'consumer-down', at: '30d1h' } };
  const { notes, before, after } = savedAndOpened(scenario, [endless]);
  expect(notes).toEqual([]);
  expect(before[0]?.measures['settled']).toBe(false);
  expect(after).toEqual(before);
});
