// The truth is the log, or the database: the same faults, and what each of the two designs loses. Where the log is written first, what
// cannot be appended does not happen. Worked out by hand.
import { describe, expect, test } from 'vitest';
import { readScenario } from '../../src/files/index.ts';
import { only } from '../support/lines.ts';
import { measured, traceOf } from '../support/scenarios.ts';
import { quiet, story } from '../support/story.ts';

type Faults = NonNullable<NonNullable<Parameters<typeof quiet>[0]>['faults']>;

/** From 10 to 20 minutes something is broken. */
const CHANGES = story(
  '5m create 1',
  '12m create 2',
  '15m suspend 1',
  '17m suspend 2',
  '25m create 3',
  '26m reactivate 2',
);

const played = (truth: 'log' | 'database', faults: Faults, kind: 'log' | 'compacted-log' = 'log') => {
  const of = quiet({
    faults,
    user: { truth },
    broker: { kind, latency: { constant: '1s' } },
    publisher: { confirms: true },
    billing: { policy: 'version' },
  });
  const { lines, result } = traceOf(of, { changes: CHANGES });
  return {
    lines,
    refused: measured(result, 'changes.refused'),
    committed: measured(result, 'messages.committed'),
    lost: measured(result, 'messages.lost'),
    wrong: measured(result, 'divergent.settled'),
  };
};

const lasting = (fault: string, more: object = {}): Faults => [{ fault, at: '10m', for: '10m', ...more }] as Faults;

test('with nothing broken both are the same world, but that the log has an event at once', () => {
  const [log, database] = [played('log', []), played('database', [])];
  expect([log.committed, log.refused, log.wrong]).toEqual([6, 0, 0]);
  expect([database.committed, database.wrong]).toEqual([6, 0]);
  const apart = ({ lines }: typeof log) => {
    const [commit] = only(lines, 'commit');
    const [deliver] = only(lines, 'deliver');
    return ((deliver?.t ?? 0) - (commit?.t ?? 0)) / 1_000_000;
  };
  expect([apart(log), apart(database)]).toEqual([0, 1]);
});

describe.each(['log', 'compacted-log'] as const)('of a %s', (kind) => {
  test.each([
    ['publisher-silent', {}],
    ['publisher-crash', {}],
    ['publish-before-rollback', {}],
    ['broker-restart', {}],
    ['broker-unreachable', {}],
    ['network-partition', { between: 'user-broker' }],
    ['message-loss', {}],
  ])('%s refuses changes and loses no event', (fault, more) => {
    const { lines, refused, committed, lost, wrong } = played('log', lasting(fault, more), kind);
    // User 2 cannot sign up, so neither of its later changes can be.
    expect([refused, committed, lost, wrong]).toEqual([2, 3 - 1, 0, 0]);
    expect(only(lines, 'refused').map(({ user, type, fault: by }) => [user, type, by])).toEqual([
      [2, 'UserCreated', fault],
      [1, 'UserSuspended', fault],
    ]);
  });
});

test('a silent publisher loses events where the database is written first', () => {
  const { refused, lost, wrong } = played('database', lasting('publisher-silent'));
  expect([refused, lost, wrong]).toEqual([0, 3, 1]);
});

test('a database that is restored reads on from the log, and goes back where it is the truth', () => {
  const back = [{ fault: 'user-restore', at: '28m', back: '10m' }] as Faults;
  expect(only(played('log', back).lines, 'commit').filter(({ cause }) => cause === 'restore')).toEqual([]);
  expect(played('log', back).wrong).toBe(0);
  expect(played('database', back).wrong).toBeGreaterThan(0);
});

test.each([
  ['{ kind: queue }', 'path: direct', 'broker.kind: "queue" cannot be where user.truth is log: a queue forgets'],
  ['{ kind: log }', 'path: outbox', 'publisher.path: "outbox" cannot be where user.truth is log: nothing is carried'],
  ['{ kind: log }', 'path: cdc', 'publisher.path: "cdc" cannot be where user.truth is log'],
  ['{ kind: log }', 'confirms: false', 'publisher.confirms: false cannot be where user.truth is log: a change is made'],
  [
    '{ kind: log, holdsInitial: false }',
    'path: direct',
    'broker.holdsInitial: false cannot be where user.truth is log',
  ],
])('broker %s with %s is refused by name', (broker, publisher, told) => {
  const text = `title: x\nuser: { truth: log }\nbroker: ${broker}\npublisher: { ${publisher} }\n`;
  const outcome = readScenario(text, { file: 'mine.yaml' });
  expect('errors' in outcome && outcome.errors.map(({ path, message }) => `${path}: ${message}`).join('\n')).toContain(
    told,
  );
});
