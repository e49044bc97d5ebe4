// What the browser keeps comes back as it was, and whatever else stands there is refused, not believed.
import { beforeEach, expect, test } from 'vitest';
import { type Bookmark, isBookmark } from '../../../../src/ui/state/bookmark.ts';
import { OwnScenarios } from '../../../../src/ui/state/storage/own-scenarios.ts';
import { keptSettings, read, WORK, write } from '../../../../src/ui/state/storage/storage.ts';
import { createPageStore } from '../../../../src/ui/state/store.ts';

const BOOKMARK: Bookmark = {
  scenario: { file: 'own.yaml', text: 'schema: 1\ntitle: Größer <b>', siblings: { 'a.csv': 'time,user,type' } },
  seed: 7,
  variant: 'wait',
  inputs: [
    { kind: 'inject', at: 5, fault: { fault: 'consumer-down', at: '5us', for: '1h' } },
    { kind: 'remove', at: 9, name: 'injected 1' },
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

beforeEach(() => {
  localStorage.clear();
});

test('kept work comes back, and anything else is refused and set aside', () => {
  write(WORK, BOOKMARK);
  expect(read(WORK, isBookmark)).toEqual({ is: 'found', value: BOOKMARK });
  for (const value of REFUSED) {
    const text = JSON.stringify(value);
    localStorage.setItem(WORK, text);
    expect(read(WORK, isBookmark), text).toEqual({ is: value === null ? 'none' : 'damaged' });
  }
  expect(localStorage.getItem(`${WORK}.unreadable-${REFUSED.length - 1}`)).not.toBeNull();
  localStorage.setItem(WORK, '{"scenario":');
  expect(read(WORK, isBookmark)).toEqual({ is: 'damaged' });
});

test('scenarios of one’s own and settings survive what others wrote there', () => {
  const source = { file: 'own.yaml', text: 'schema: 1', siblings: {} };
  for (const value of ['{}', '5', '"text"', '[null, 5, {"file": 1}]', '[']) {
    const store = createPageStore();
    const own = new OwnScenarios(store);
    localStorage.setItem('driftlab.scenarios', value);
    expect(own.load(), value).toContain('nothing was deleted');
    expect(store.getState().own).toEqual([]);
    own.keep(source);
    expect(store.getState().own).toEqual([source]);
    expect(JSON.parse(localStorage.getItem('driftlab.scenarios') ?? '')).toEqual([source]);
  }
  for (const value of ['5', '"text"', '[]', '{"theme":"pink","singleKeys":"no"}']) {
    localStorage.setItem('driftlab.settings', value);
    expect(keptSettings(), value).toEqual({ singleKeys: true, theme: 'system' });
  }
  localStorage.setItem('driftlab.settings', '{"theme":"dark","singleKeys":false}');
  expect(keptSettings()).toEqual({ singleKeys: false, theme: 'dark' });
});
