// Four answers to "what is true?", held against whole runs: who agrees with what happened at each moment, and who does not and
// why. And against lines made by hand, for what no bundled scenario does.
import { expect, test } from 'vitest';
import { lastLine } from '../../../src/analysis/record/lines.ts';
import type { FinishedRun } from '../../../src/analysis/record/run-record.ts';
import { type Answer, type AnswerId, answersOf } from '../../../src/analysis/user/answers.ts';
import type { TraceLine } from '../../../src/engine/index.ts';
import { statusName } from '../../../src/engine/index.ts';
import { handMade } from '../../support/hand-made.ts';
import { heldRun, histories } from '../../support/held.ts';

const HOUR = 3_600_000_000;
const COPY = { reads: 'copy', startsAt: 0, beforeTheRun: true };

const byId = (answers: readonly Answer[]) =>
  Object.fromEntries(answers.map((answer) => [answer.id, answer])) as Record<AnswerId, Answer>;

const everybody = ({ facts }: FinishedRun): number[] => Array.from({ length: facts.users }, (_, n) => n + 1);
const endOf = ({ facts }: FinishedRun): number => Math.max(facts.length, facts.endedAt);

type Lines = readonly (readonly TraceLine[])[];

/** Users of whom an answer differs at the end. */
const differing = (held: FinishedRun, lines: Lines, id: AnswerId): number[] =>
  everybody(held).filter((user) => byId(answersOf(lines[user] ?? [], endOf(held), COPY))[id].agrees === false);

/** Users whose newest change was never published. */
const unheard = (held: FinishedRun, lines: Lines): number[] =>
  everybody(held).filter((user) => {
    const newest = lastLine(lines[user] ?? [], 'commit');
    const told = lines[user]?.some((line) => line.kind === 'publish' && line.version === newest?.version);
    return newest?.cause !== 'initial' && told === false;
  });

const divergent = (held: FinishedRun): number[] => {
  const { cells } = held.frames.frame({ time: endOf(held), exact: false });
  return everybody(held).filter((user) => ((cells[user] ?? 0) & 7) !== 0);
};

test('what happened and Billing’s answer are the frame’s truth and copy, and since when is the frame’s since', () => {
  const held = heldRun('broken-publisher', 'republish-events', { users: 600 });
  const lines = histories(held);
  for (const time of [0, 9 * HOUR, 10.5 * HOUR, 12 * HOUR, 14.5 * HOUR, 24 * HOUR]) {
    for (const user of everybody(held)) {
      const facts = held.user(user, time);
      if (facts === null) continue;
      const { happened, database, billing } = byId(answersOf(lines[user] ?? [], time, COPY));
      expect(happened.status).toBe(statusName(facts.truth?.row ?? 0));
      expect(database).toMatchObject({ status: happened.status, agrees: true });
      expect(billing.status).toBe(statusName(facts.copy?.row ?? 0));
      expect([billing.agrees, billing.since]).toEqual([facts.kind === 0, facts.since]);
    }
  }
});

test('while nothing repairs, the events and Billing say the same; after a resync only the events differ', () => {
  const waiting = heldRun('broken-publisher', 'wait');
  const waited = histories(waiting);
  expect(differing(waiting, waited, 'billing')).toEqual(divergent(waiting));
  expect(differing(waiting, waited, 'events')).toEqual(divergent(waiting));
  expect(divergent(waiting).length).toBeGreaterThan(20);
  const resynced = heldRun('broken-publisher', 'resync');
  const lines = histories(resynced);
  expect(differing(resynced, lines, 'billing')).toEqual([]);
  expect(differing(resynced, lines, 'database')).toEqual([]);
  const quiet = unheard(resynced, lines);
  expect(quiet.length).toBeGreaterThan(20);
  expect(differing(resynced, lines, 'events').filter((user) => !quiet.includes(user))).toEqual([]);
});

test('an obsolete event that overwrites a newer state leaves Billing alone with its answer', () => {
  const held = heldRun('broken-publisher', 'republish-events', { users: 3000 });
  const lines = histories(held);
  const wrong = divergent(held);
  expect(wrong.length).toBeGreaterThan(0);
  expect(differing(held, lines, 'billing')).toEqual(wrong);
  expect(differing(held, lines, 'events')).toEqual([]);
  const user = wrong[0] as number;
  const { billing } = byId(answersOf(held.history(user), endOf(held), COPY));
  const overwrote = lastLine(held.history(user), 'apply');
  expect(overwrote?.effect).toBe('regressed');
  expect(billing.since).toBe(overwrote?.t);
});

const active = { user: 7, version: 1, status: 'active' } as const;
const suspended = { user: 7, version: 2, status: 'suspended' } as const;

test('a database restored from a backup no longer says what happened', () => {
  const lines = handMade(
    ['0s', 'commit', { ...active, cause: 'initial' }],
    ['0s', 'copy', { ...active, cause: 'initial' }],
    ['100us', 'commit', { ...suspended, cause: 'workload' }],
    ['100us', 'publish', { message: 0, ...suspended, cause: 'live' }],
    ['120us', 'deliver', { message: 0, attempt: 1, consumer: 1 }],
    ['130us', 'apply', { message: 0, user: 7, version: 2, effect: 'applied' }],
    ['130us', 'copy', { ...suspended, cause: 'event' }],
    ['500us', 'commit', { ...active, cause: 'restore' }],
  );
  const answers = byId(answersOf(lines, 600, COPY));
  expect(answers.happened).toMatchObject({ status: 'suspended', agrees: true, at: 100 });
  expect(answers.database).toMatchObject({ status: 'active', agrees: false, since: 500, kind: 'overbilled' });
  expect([answers.events.agrees, answers.billing.agrees]).toEqual([true, true]);
});

test('who is absent is called deleted only where somebody said so: not who was taken back, nor whom a repair swept out', () => {
  const signedUp = handMade(
    ['100us', 'commit', { ...active, cause: 'workload' }],
    ['100us', 'publish', { message: 0, ...active, cause: 'live' }],
    ['120us', 'deliver', { message: 0, attempt: 1, consumer: 1 }],
    ['130us', 'apply', { message: 0, user: 7, version: 1, effect: 'applied' }],
    ['130us', 'copy', { ...active, cause: 'event' }],
    ['500us', 'commit', { user: 7, version: 0, status: 'absent', cause: 'restore' }],
  );
  const { database, billing } = byId(answersOf(signedUp, 600, COPY));
  expect([database.status, database.deleted, database.kind]).toEqual(['absent', false, 'missing']);
  expect([billing.status, billing.deleted]).toEqual(['active', false]);
  const gone = handMade(
    ['0s', 'commit', { ...active, cause: 'initial' }],
    ['0s', 'copy', { ...active, cause: 'initial' }],
    ['100us', 'commit', { user: 7, version: 2, status: 'absent', cause: 'workload' }],
  );
  expect(byId(answersOf(gone, 200, COPY)).database).toMatchObject({ status: 'absent', deleted: true });
});

test('a lost event counts until it is lost; without a copy Billing has no answer', () => {
  const lines = handMade(
    ['0s', 'commit', { ...active, cause: 'initial' }],
    ['100us', 'commit', { ...suspended, cause: 'workload' }],
    ['100us', 'publish', { message: 0, ...suspended, cause: 'live' }],
    ['140us', 'lost', { message: 0, user: 7, version: 2, where: 'broker', fault: 'message-loss' }],
  );
  const asked = { ...COPY, reads: 'api' };
  expect(byId(answersOf(lines, 120, asked)).events).toMatchObject({ status: 'suspended', agrees: true, since: null });
  const later = byId(answersOf(lines, 150, asked));
  expect(later.events).toMatchObject({ status: 'active', agrees: false, since: 140 });
  expect(later.billing).toMatchObject({ status: null, agrees: null, since: null });
});

test('of a new service: no events from before it, and no answer of Billing’s until it starts', () => {
  const lines = handMade(['0s', 'commit', { ...active, cause: 'initial' }]);
  const asked = { reads: 'copy', startsAt: 1000, beforeTheRun: false };
  expect(byId(answersOf(lines, 900, asked)).billing.agrees).toBeNull();
  const { events, billing } = byId(answersOf(lines, 2000, asked));
  expect(events).toMatchObject({ status: 'absent', version: null, agrees: false, since: 0, kind: 'missing' });
  expect(billing).toMatchObject({ status: 'absent', agrees: false, since: 1000 });
});
