// Verdicts beside each other: a lane that came out as another says so, and what is read at a glance is short.
import { expect, test } from 'vitest';
import { atAGlance, verdictsOf } from '../../src/analysis/verdicts.ts';
import { measures, type VariantResult } from '../../src/engine/index.ts';
import { NO_CHARGES } from '../support/charges.ts';

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

test('who worked and came out as whoever did nothing says so, and why', () => {
  expect(verdictsOf([wait, replay])).toEqual([
    wait.verdict,
    'As Wait, for 44.5 min of work: the log never held what was never said.',
  ]);
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
  expect(atAGlance('Mends everybody, with 10810 messages.')).toBe('Mends everybody, with 10\u202f810 messages.');
});
