// Verdicts beside each other: a lane that came out as another says so, and what is read at a glance is short.
import { expect, test } from 'vitest';
import { atAGlance, verdictsOf } from '../../src/analysis/verdicts.ts';
import { compare, measures, type VariantResult } from '../../src/engine/index.ts';
import { NO_CHARGES } from '../support/charges.ts';
import { busy } from '../support/incidents.ts';
import { variant } from '../support/scenarios.ts';

function lane(title: string, verdict: string, own: Readonly<Record<string, number>>): VariantResult {
  const tree: Record<string, unknown> = {};
  for (const { id } of measures) {
    const path = id.split('.');
    let at = tree;
    for (const part of path.slice(0, -1)) {
      at[part] ??= {};
      at = at[part] as Record<string, unknown>;
    }
    at[path.at(-1) as string] = own[id] ?? 0;
  }
  return {
    id: title,
    title,
    strategy: '',
    verdict,
    fingerprint: '',
    charges: NO_CHARGES,
    events: 0,
    endedAt: 0,
    phases: [],
    measures: tree as never,
  };
}

const LEFT = { 'divergent.settled': 163, 'divergent.missing': 163, 'invoices.wrong': 967 };
const wait = lane(
  'Wait',
  'A user heals only when they change again; 163 never do. It goes on costing 9 an hour.',
  LEFT,
);
const replay = lane('Replay', 'The log never held what was never said. 163 stay wrong. It goes on costing 9 an hour.', {
  ...LEFT,
  'repair.handsOnMinutes.billing': 44.5,
  'repair.replayed': 12_000,
  'divergent.userHours': 3,
});

const OVERRAN = 'It published faster than Billing reads: 1718 messages waited when the last was sent.';

test('who worked and came out as whoever did nothing says so, and why', () => {
  expect(verdictsOf([wait, replay])).toEqual([
    wait.verdict,
    'As Wait, for 44.5 min of work: the log never held what was never said.',
  ]);
});

test('who came out as whoever did nothing, and asked too much of others for it, has that said too', () => {
  const waited = 'It waited 16 h for people to be at work.';
  const hasty = lane(
    'Republish state',
    `Nobody told of the deleted; 163 stay wrong. ${waited} ${OVERRAN} It goes on costing 9 an hour.`,
    { ...LEFT, 'repair.messages': 2000, 'repair.handsOnMinutes.user': 330 },
  );
  expect(verdictsOf([wait, hasty])[1]).toBe(
    `As Wait, for 330 min of work: nobody told of the deleted. ${waited} ${OVERRAN}`,
  );
});

test('lanes that are equal in every number say so', () => {
  expect(verdictsOf([wait, lane('Wait again', wait.verdict, LEFT)])[1]).toBe('As Wait, in every number.');
});

test('whoever could not begin says why, though they came out alike', () => {
  const cannot = lane('Try', 'Cannot: a queue keeps no history: what was acknowledged is gone. 163 stay wrong.', LEFT);
  expect(verdictsOf([wait, cannot])[1]).toBe(cannot.verdict);
});

test('lanes that mended alike by different means are not told as one', () => {
  const calls = lane('Resync', 'Mends everybody, with 110 calls.', {
    'repair.apiCalls': 110,
    'repair.handsOnMinutes.billing': 90,
  });
  const posts = lane('Republish state', 'Mends everybody, with 10810 messages.', { 'repair.messages': 10_810 });
  expect(verdictsOf([posts, calls])).toEqual([posts.verdict, calls.verdict]);
});

test('at a glance: whole sentences up to 90 characters, numbers grouped', () => {
  expect(atAGlance(wait.verdict)).toBe(wait.verdict);
  expect(atAGlance(replay.verdict)).toBe(
    'The log never held what was never said. 163 stay wrong. It goes on costing 9 an hour.',
  );
  expect(atAGlance(`${replay.verdict} And more of it, which is too long.`)).toBe(replay.verdict);
  expect(atAGlance(`Mends everybody, with 2000 messages. ${OVERRAN}`)).toBe(
    'Mends everybody; published faster than Billing reads.',
  );
  expect(atAGlance('Mends everybody, with 10810 messages.')).toBe('Mends everybody, with 10\u202f810 messages.');
});

test('of runs: a republication into slow consumers says among the lanes what it made wait, one that goes gently does not', () => {
  const of = busy({
    population: { users: 2000 },
    publisher: { path: 'outbox' },
    faults: [{ fault: 'relay-stopped', at: '1h', for: '1h' }],
    repair: { at: '2h' },
    people: { find: '0s', build: '5m', review: '0s', run: '0s', fix: '0s', handOff: '0s', hours: 'always' },
    billing: { policy: 'version', serviceTime: { constant: '100ms' }, invoiceEvery: '90m' },
  });
  const lanes = [
    variant('wait'),
    variant('republish-state', { parameters: { rate: '100/s' } }),
    variant('republish-state', { id: 'gentle', parameters: { rate: '5/s' } }),
  ];
  const [, hasty, gentle] = verdictsOf(compare(of, lanes).variants);
  expect(hasty).toMatch(/It published faster than Billing reads: 1\d\d\d messages waited when the last was sent\.$/);
  expect(gentle).toMatch(/^Mends everybody, with \d+ messages\./);
  expect(gentle).not.toContain('faster');
});
