// Three users to follow: one of each kind that there is, who stay as long as they are wrong; and the reason, held against the run.
import { describe, expect, test } from 'vitest';
import { clockStart } from '../../../src/analysis/clock.ts';
import { reasonOf, threeUsers } from '../../../src/analysis/user/three-users.ts';
import { CELL_BITS, KINDS, type Kind } from '../../../src/engine/index.ts';
import { heldRun, histories } from '../../support/held.ts';

const cells = (...kinds: readonly (Kind | null)[]): Uint8Array =>
  Uint8Array.from([0, ...kinds.map((kind) => (kind === null ? 0 : KINDS.indexOf(kind)))]);

describe('who is chosen', () => {
  test.each<[string, Uint8Array, readonly number[], readonly number[]]>([
    ['nobody where nobody is wrong', cells(null, null), [], []],
    ['one of each kind first', cells('overbilled', 'overbilled', 'underbilled', 'orphan', 'missing'), [], [1, 5, 4]],
    ['then more of the same', cells('overbilled', null, 'overbilled', 'missing', 'overbilled'), [], [1, 4, 3]],
    ['who was followed stays while wrong', cells('overbilled', 'overbilled', 'missing'), [2], [2, 3, 1]],
    ['and goes when right', cells('overbilled', null, 'missing'), [2], [1, 3]],
    ['three at most', cells('overbilled', 'overbilled', 'overbilled', 'overbilled'), [], [1, 2, 3]],
  ])('%s', (_about, of, before, chosen) => {
    expect(threeUsers(of, CELL_BITS.kind, before)).toEqual(chosen);
  });
});

test('reasons say since when, why, and what it has cost so far', () => {
  const run = heldRun('broken-publisher', 'wait', { users: 2000, seed: 1 });
  const lines = histories(run);
  const time = 11.1 * 3_600_000_000;
  const { cells: now, byKind } = run.frames.frame({ time, exact: false });
  const start = clockStart(run.facts.spec.scenario.start);
  const chosen = threeUsers(now, CELL_BITS.kind);
  expect(chosen).toHaveLength(
    Math.min(
      3,
      byKind.reduce((sum, count) => sum + count, 0),
    ),
  );
  const reasons = chosen.map((user) => {
    const facts = run.user(user, time);
    return facts === null ? '' : reasonOf({ facts, lines: lines[user] ?? [] }, run.facts.invoiceRuns, start);
  });
  for (const reason of reasons) expect(reason).toMatch(/^(?:\w+ since|missing: signed up at|orphan: deleted at) /);
  const overbilled = reasons.find((reason) => reason.startsWith('overbilled'));
  expect(overbilled).toMatch(/^overbilled since 10:\d\d:\d\d, 1 wrong invoice$/);
  expect(reasons.find((reason) => reason.startsWith('missing'))).toMatch(
    /^missing: signed up at 10:\d\d:\d\d, Billing has never heard of them, missed by 1 run$/,
  );
});

test('who signed up after the backup of a restored database is taken back, not deleted', () => {
  const run = heldRun('two-truths', 'wait');
  const lines = histories(run);
  const time = 11.5 * 3_600_000_000;
  const { cells: now } = run.frames.frame({ time, exact: false });
  const orphan = now.findIndex((cell, user) => user > 0 && (cell & CELL_BITS.kind) === KINDS.indexOf('orphan'));
  const facts = run.user(orphan, time);
  expect(facts).not.toBeNull();
  if (facts === null) return;
  const start = clockStart(run.facts.spec.scenario.start);
  expect(reasonOf({ facts, lines: lines[orphan] ?? [] }, run.facts.invoiceRuns, start)).toMatch(
    /^orphan: taken back by a restore at 11:00:00, and Billing does not know/,
  );
});
