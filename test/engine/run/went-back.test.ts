// After the User database went back: who is wrong because the copy keeps what the backup does not know, recounted from the lines, and what the
// verdict says of it, for each way that leaves somebody so.
import { describe, expect, test } from 'vitest';
import { wentBack } from '../../../src/engine/run/went-back.ts';
import { simulationOf } from '../../support/inside.ts';
import { type CommitLine, type CopyLine, only } from '../../support/lines.ts';
import { measured, type Overrides, open, type RunChoice, runOf, scenario, traceOf } from '../../support/scenarios.ts';

const restored = (more: Overrides = {}) =>
  scenario(
    { faults: [{ fault: 'user-restore', at: '3h', back: '2h' }], ...more },
    scenario({
      length: '8h',
      population: { users: 300, suspendedShare: 0.2 },
      workload: { signUps: '6/h', suspend: '0.1/h', reactivate: '0.3/h', delete: '0.02/h' },
      billing: { policy: 'version' },
      repair: { at: '4h' },
      people: 'none',
    }),
  );

/** Who differs at the end by what a restore took back, by the lines of the trace. */
function recounted(of: ReturnType<typeof restored>, choice: RunChoice) {
  const { lines } = traceOf(of, choice);
  const copies = new Map<number, CopyLine>();
  const commits = new Map<number, CommitLine[]>();
  for (const line of only(lines, 'copy')) copies.set(line.user, line as CopyLine);
  for (const line of only(lines, 'commit')) commits.set(line.user, [...(commits.get(line.user) ?? []), line]);
  const counts = { users: 0, unknown: 0 };
  for (const [user, own] of commits) {
    const place = own.findLastIndex(({ cause }) => cause === 'restore');
    const [last, copy] = [own.at(-1), copies.get(user)];
    if (place < 0 || last === undefined || (copy?.status ?? 'absent') === last.status) continue;
    const isLast = place === own.length - 1;
    if (!isLast && last.version > (copy?.version ?? 0)) continue;
    if (last.status === 'absent' && isLast && own[place - 1]?.status === 'absent') continue;
    counts.users++;
    if (last.status === 'absent' && isLast) counts.unknown++;
  }
  return counts;
}

const counted = (of: ReturnType<typeof restored>, choice: RunChoice) => {
  const session = open(of, choice);
  session.finish();
  const { users, billing } = simulationOf(session);
  return wentBack(users, billing.copy);
};

const KEEPS = /^The copy keeps what a restore took back; (\d+) stays? wrong\./;

describe.each([
  ['nobody does anything', { strategy: 'wait' }],
  ['the state is published, and the guard refuses it', { strategy: 'republish-state' }],
  ['pages are compared, and nobody is swept', { strategy: 'resync', parameters: { sweep: false } }],
  ['only what was changed since is asked for', { strategy: 'resync-since' }],
] as const)('%s', (_, choice) => {
  const of = restored();

  test('the count is that of the lines', () => {
    const { users, unknown } = counted(of, choice);
    expect({ users, unknown }).toEqual(recounted(of, choice));
    expect(users).toBeGreaterThan(5);
  });

  test('the verdict names the restore, and not deletions that nobody made', () => {
    const result = runOf(of, choice);
    const [, said] = KEEPS.exec(result.verdict) ?? [];
    expect(result.verdict).toMatch(KEEPS);
    expect(Number(said)).toBe(measured(result, 'divergent.settled'));
  });
});

test('who exists only in copies since a restore is not called deleted', () => {
  // Nobody changes: whoever is left signed up after the backup.
  const of = restored({
    workload: { signUps: '6/h', suspend: '0/h', reactivate: '0/h', delete: '0/h', changePlan: '0/h' },
  });
  const result = runOf(of, { strategy: 'republish-state' });
  expect(measured(result, 'divergent.orphan')).toBe(measured(result, 'divergent.settled'));
  expect(counted(of, { strategy: 'republish-state' }).unknown).toBe(measured(result, 'divergent.orphan'));
  expect(result.verdict).toMatch(KEEPS);
});

test('where deletions were lost besides, both are told; without a restore, the deletions alone', () => {
  const deletions = { fault: 'publisher-silent', at: '30m', for: '30m', types: ['UserDeleted'] };
  const quiet = { signUps: '6/h', suspend: '0/h', reactivate: '0/h', delete: '0.1/h', changePlan: '0/h' };
  const both = restored({ workload: quiet, faults: [deletions, { fault: 'user-restore', at: '3h', back: '2h' }] });
  const choice = { strategy: 'resync', parameters: { sweep: false } } as const;
  // Whom the backup has again, though they were deleted after it, is written by the repair; who is only in the copy stays.
  const result = runOf(both, { ...choice, parameters: { sweep: false, merge: 'blind' } });
  expect(result.verdict).toMatch(/^Nobody told of the deleted, nor of whom a restore took back; \d+ stay wrong\./);
  const alone = runOf(restored({ workload: quiet, faults: [deletions] }), choice);
  expect(alone.verdict).toMatch(/^Nobody told of the deleted; \d+ stay wrong\./);
});
