// The verb `export` as scripts use it: the form alone on standard output, errors before anything else.
import { spawnSync } from 'node:child_process';
import { beforeAll, expect, test } from 'vitest';
import { exportVerb } from '../../src/cli/export.ts';
import { root } from '../support/sources.ts';

const driftlab = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/driftlab.mjs', 'export', ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });

// The command line is built where it is not yet, and says so.
beforeAll(() => void driftlab('--help'));

test('a stretch of one user’s run, and nothing else', () => {
  const args = ['broken-publisher', '--variant', 'resync', '--user', '5', '--from', '9h', '--to', '13h'];
  const { status, stdout, stderr } = driftlab(...args, '--as', 'csv');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const [head = '', ...rows] = stdout.trim().split('\r\n');
  const [user, t] = ['user', 't'].map((name) => head.split(',').indexOf(name)) as [number, number];
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows.map((each) => each.split(','))) {
    expect(['5', '']).toContain(row[user]);
    expect(Number(row[t])).toBeGreaterThanOrEqual(9 * 3.6e9);
    expect(Number(row[t])).toBeLessThan(13 * 3.6e9);
  }
});

test.each([
  [{ user: '0' }, '--user: found "0"; users are numbered from 1'],
  [{ user: '99999999' }, '--user: this run has no user 99999999'],
  [{ from: '5' }, '--from: found "5"; allowed is a time since the start'],
  [{ from: '5h', to: '1h' }, '--to: 1h is not after 5h'],
])('%j is refused', (options, message) => {
  expect(() => exportVerb('broken-publisher', { format: 'table', as: 'csv', ...options })).toThrow(message);
});

test('a form that is none is refused with those there are', () => {
  const { status, stdout, stderr } = driftlab('broken-publisher', '--as', 'mermad');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('Allowed choices are mermaid, perfetto, shiviz, csv, cloudevents');
});
