// The guide's diffs are real: each applies to the tree as it is, and adds what the guide says it adds.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from './support/sources.ts';

const guide = readFileSync(`${root}docs/contributing.md`, 'utf8');
const diffs = [...guide.matchAll(/^```diff\n([\s\S]*?)^```/gm)].map(([, text = '']) => text);

const apply =
  (...words: readonly string[]) =>
  (input: string) =>
    spawnSync('git', ['apply', ...words, '-'], { cwd: root, input, encoding: 'utf8' });

test('the guide shows a fault, a fault on a new point, and a repair tool with its strategy', () => {
  const added = diffs.map((diff) =>
    [...diff.matchAll(/^new file mode [0-9]+\n--- .*\n\+\+\+ b\/(.*)$/gm)].map(([, path]) => path),
  );
  expect(added).toEqual([
    ['src/engine/faults/queue-unbound.ts'],
    ['src/engine/faults/consumer-slow.ts'],
    ['src/engine/repair/copying.ts', 'src/engine/strategies/copy-database.ts'],
  ]);
});

test.each(diffs)('a diff of the guide applies to the tree as it is', (diff) => {
  const { status, stderr } = apply('--check')(diff);
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test('a diff that does not fit is noticed', () => {
  const stale = (diffs[0] as string).replace('messageLoss', 'somethingElse');
  expect(apply('--check')(stale).status).not.toBe(0);
});
