// Which consumer policy survives what, exhaustively, for one user whose five events carry the whole state: created active and
// basic, suspended, plan changed, reactivated, suspended. Each cell says in how many of the cases the copy ends equal to the
// truth. The numbers were computed by hand from the policies' definitions, not by this simulator.
import { expect, test } from 'vitest';
import { type Script, script } from '../../support/script.ts';

type Tell = (s: Script) => void;

const EVENTS = [1, 2, 3, 4, 5];
const MIDDLE = [1, 2, 3, 4];
const POLICIES = ['arrival', 'dedupe', 'version', 'timestamp'] as const;
const DEEDS: readonly Tell[] = [
  (s) => s.changeStatus('ada', 'active'),
  (s) => s.changeStatus('ada', 'suspended'),
  (s) => s.changePlan('ada'),
  (s) => s.changeStatus('ada', 'active'),
  (s) => s.changeStatus('ada', 'suspended'),
];

/** The five changes a minute apart. Something may befall the n-th event, and when all is quiet somebody may repair. */
const history =
  (befalls: Readonly<Record<number, Tell>>, repair?: Tell): Tell =>
  (s) => {
    DEEDS.forEach((deed, n) => {
      befalls[n + 1]?.(s);
      s.pass('1m');
      deed(s);
    });
    s.settle();
    repair?.(s);
    s.settle();
  };

const doubled: Tell = (s) => s.doubleNext();
const lost: Tell = (s) => s.forgetNext();
const late =
  (by: string): Tell =>
  (s) =>
    s.holdNextBack(by);
const original: Tell = (s) => s.repair('republish-events');
const renewed: Tell = (s) => s.repair('republish-events', { identity: 'renewed' });
const newIds: Tell = (s) => s.repair('republish-events', { identity: 'new-ids' });
const presentState: Tell = (s) => s.repair('republish-state');

function permutations(list: readonly number[]): number[][] {
  if (list.length === 0) return [[]];
  return list.flatMap((first) => permutations(list.filter((each) => each !== first)).map((rest) => [first, ...rest]));
}

const arriving = (order: readonly number[]): Tell =>
  history(Object.fromEntries(order.map((n, rank) => [n, late(`${10 + rank - n}m`)])));

const TABLE: Readonly<Record<string, readonly [cases: readonly Tell[], ...right: readonly number[]]>> = {
  'in order': [[history({})], 1, 1, 1, 1],
  'each event twice, at once': [EVENTS.map((n) => history({ [n]: doubled })), 5, 5, 5, 5],
  // Nothing is wrong with the events: that one is late by a microsecond makes the people republish it.
  'an old event once more at the end': [MIDDLE.map((n) => history({ [n]: late('1us') }, original)), 1, 4, 4, 4],
  'two neighbours swapped': [MIDDLE.map((n) => history({ [n]: late('90s') })), 3, 3, 4, 4],
  'any order of arrival': [permutations(EVENTS).map(arriving), 48, 48, 120, 120],
  'one of the first four lost': [MIDDLE.map((n) => history({ [n]: lost })), 4, 4, 4, 4],
  'the last one lost': [[history({ 5: lost })], 0, 0, 0, 0],
  'one lost, republished late as it was': [MIDDLE.map((n) => history({ [n]: lost }, original)), 1, 1, 4, 4],
  // A new id defeats the inbox, a new time the clock; the version it keeps is still old.
  'one lost, republished late with a new id and time': [MIDDLE.map((n) => history({ [n]: lost }, newIds)), 1, 1, 4, 1],
  // Stamped with the row's present version, which Billing has: to a guard it is nothing new.
  'one lost, republished late as if it were new': [MIDDLE.map((n) => history({ [n]: lost }, renewed)), 1, 1, 4, 1],
  // Billing has an older version: the first of two is taken for the present state, and the second for a duplicate of it.
  'the last two lost, republished as if they were new': [[history({ 4: lost, 5: lost }, renewed)], ...[1, 1, 0, 1]],
  'one lost, then a snapshot of the present state': [
    EVENTS.map((n) => history({ [n]: lost }, presentState)),
    5,
    5,
    5,
    5,
  ],
};

const isRight = (policy: string, tell: Tell): boolean => {
  const s = script({ billing: { policy } });
  tell(s);
  return Object.keys(s.divergent()).length === 0;
};

test.each(Object.entries(TABLE))('%s: every policy ends as the definitions say', (_, [cases, ...right]) => {
  const found = POLICIES.map((policy) => cases.filter((each) => isRight(policy, each)).length);
  expect(Object.fromEntries(POLICIES.map((policy, n) => [policy, found[n]]))).toEqual(
    Object.fromEntries(POLICIES.map((policy, n) => [policy, right[n]])),
  );
});

test('a republished reactivation does not un-suspend a user under a version guard, and does under any other but time', () => {
  const believed = (policy: string, repair: Tell) => {
    const s = script({ billing: { policy } });
    s.changeStatus('ada', 'active');
    s.changeStatus('ada', 'suspended');
    s.forgetNext();
    s.changeStatus('ada', 'active');
    s.changeStatus('ada', 'suspended');
    repair(s);
    s.settle();
    return s.divergent()['ada'] ?? 'right';
  };
  const [wrong, right] = ['overbilled', 'right'];
  expect(POLICIES.map((policy) => believed(policy, original))).toEqual([wrong, wrong, right, right]);
  expect(POLICIES.map((policy) => believed(policy, newIds))).toEqual([wrong, wrong, right, wrong]);
  expect(POLICIES.map((policy) => believed(policy, renewed))).toEqual([wrong, wrong, right, wrong]);
});
