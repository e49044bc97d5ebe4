// The command line's door: what holds for every verb before any verb is there.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { version } from '../../package.json';
import { root } from '../support/sources.ts';

const driftlab = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/driftlab.mjs', ...args], { cwd: root, encoding: 'utf8' });

test('it says its version and nothing else', () => {
  const { status, stdout } = driftlab('--version');
  expect({ status, stdout }).toEqual({ status: 0, stdout: `${version}\n` });
}, 30_000);

test('an unknown verb is wrong input: exit 2, the reason on stderr, nothing on stdout', () => {
  const { status, stdout, stderr } = driftlab('no-such-verb');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('no-such-verb');
}, 30_000);

test.each(['run', 'why', 'export'])(
  '%s names the option of a variant that is none',
  (verb) => {
    const more = verb === 'why' ? ['--user', '1'] : verb === 'export' ? ['--as', 'csv'] : [];
    const { status, stdout, stderr } = driftlab(verb, 'broken-publisher', '--variant', 'resink', ...more);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^command line:1: --variant: "resink" is neither .*; did you mean resync\?\n$/);
  },
  30_000,
);
