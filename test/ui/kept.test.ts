// What the browser keeps comes back as it was, and whatever else stands there is refused, not believed.
import { beforeEach, expect, test } from 'vitest';
import { keepScenario, keepWork, keptSettings, keptWork, ownScenarios } from '../../src/ui/state/keep.ts';
import type { Bookmark } from '../../src/ui/state/link.ts';

const BOOKMARK: Bookmark = {
  scenario: { file: 'own.yaml', text: 'schema: 1\ntitle: Größer <b>', siblings: { 'a.csv': 'time,user,type' } },
  seed: 7,
  variant: 'wait',
  inputs: [
    { kind: 'inject', at: 5, fault: { fault: 'consumer-down', at: '5us', for: '1h' } },
    { kind: 'remove', at: 9, index: 0 },
    { kind: 'repair', at: 11 },
  ],
  time: 40_800_000_000,
  comparing: true,
  fingerprint: '0123456789abcdef',
};

const REFUSED: readonly unknown[] = [
  null,
  5,
  'text',
  [],
  {},
  { ...BOOKMARK, scenario: { file: 'own.yaml' } },
  { ...BOOKMARK, scenario: { file: 'own.yaml', text: 'x', siblings: { a: 5 } } },
  { ...BOOKMARK, seed: -1 },
  { ...BOOKMARK, time: null },
  { ...BOOKMARK, inputs: 'inputs' },
  { ...BOOKMARK, lanes: 'lanes' },
  { ...BOOKMARK, comparing: 'yes' },
];

beforeEach(() => localStorage.clear());

test('kept work comes back, and anything else is as if nothing had been kept', () => {
  keepWork(BOOKMARK);
  expect(keptWork()).toEqual(BOOKMARK);
  for (const value of REFUSED) {
    localStorage.setItem('driftlab.work', JSON.stringify(value));
    expect(keptWork(), JSON.stringify(value)).toBeNull();
  }
  localStorage.setItem('driftlab.work', '{"scenario":');
  expect(keptWork()).toBeNull();
});

test('scenarios of one’s own and settings survive what others wrote there', () => {
  const source = { file: 'own.yaml', text: 'schema: 1', siblings: {} };
  for (const value of ['{}', '5', '"text"', '[null, 5, {"file": 1}]', '[']) {
    localStorage.setItem('driftlab.scenarios', value);
    expect(ownScenarios(), value).toEqual([]);
    keepScenario(source);
    expect(ownScenarios()).toEqual([source]);
  }
  for (const value of ['5', '"text"', '[]', '{"theme":"pink","singleKeys":"no"}']) {
    localStorage.setItem('driftlab.settings', value);
    expect(keptSettings(), value).toEqual({ singleKeys: true, theme: 'system' });
  }
  localStorage.setItem('driftlab.settings', '{"theme":"dark","singleKeys":false}');
  expect(keptSettings()).toEqual({ singleKeys: false, theme: 'dark' });
});
