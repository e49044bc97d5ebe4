// Scenarios of one's own in the browser's storage: none is lost by another of its name, by a full or a damaged storage, or by
// another tab; and files that are no scenarios are told apart before they are read.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { imported } from '../../../../src/ui/scenario/import.ts';
import { OwnScenarios } from '../../../../src/ui/state/storage/own-scenarios.ts';
import { createPageStore } from '../../../../src/ui/state/store.ts';
import type { Source } from '../../../../src/worker/door.ts';

const OWN = 'driftlab.scenarios';
const mine = (file: string, text = `title: ${file}\n`): Source => ({ file, text, siblings: {} });
let store = createPageStore();
let own = new OwnScenarios(store);
const files = () => store.getState().own.map(({ file }) => file);
const stored = () => JSON.parse(localStorage.getItem(OWN) ?? '[]').map(({ file }: Source) => file);

beforeEach(() => {
  localStorage.clear();
  store = createPageStore();
  own = new OwnScenarios(store);
});
afterEach(() => void vi.unstubAllGlobals());

test('the one touched last stands first, and a name is used once', () => {
  own.keep(mine('a.yaml'));
  own.keep(mine('b.yaml'), true);
  own.keep(mine('a.yaml', 'title: New\n'));
  expect(files()).toEqual(['a.yaml', 'b.yaml']);
  expect(store.getState().own).toMatchObject([{ text: 'title: New\n' }, { draft: true }]);
  expect(stored()).toEqual(files());
  expect(own.freeFile('a.yaml', 'title: New\n')).toBe('a.yaml');
  expect(own.freeFile('a.yaml', 'title: Other\n')).toBe('a-2.yaml');
  own.keep(mine('a-2.yaml'));
  expect(own.freeFile('a.yaml', null)).toBe('a-3.yaml');
});

test('what was deleted is put back where it was', () => {
  for (const file of ['c.yaml', 'b.yaml', 'a.yaml']) own.keep(mine(file));
  const gone = own.delete('b.yaml');
  expect(stored()).toEqual(['a.yaml', 'c.yaml']);
  if (gone !== undefined) own.putBack(gone, 1);
  expect(files()).toEqual(['a.yaml', 'b.yaml', 'c.yaml']);
  expect(stored()).toEqual(files());
});

test('what another tab kept meanwhile stays', () => {
  own.keep(mine('a.yaml'));
  localStorage.setItem(OWN, JSON.stringify([mine('other.yaml'), mine('a.yaml')]));
  own.keep(mine('b.yaml'));
  expect(stored()).toEqual(['b.yaml', 'a.yaml', 'other.yaml']);
});

/** Another tab of the same browser, which has read what is kept by now. */
function otherTab() {
  const tab = new OwnScenarios(createPageStore());
  tab.load();
  return tab;
}
const texts = () =>
  Object.fromEntries(JSON.parse(localStorage.getItem(OWN) ?? '[]').map(({ file, text }: Source) => [file, text]));

test('two tabs that begin with the same name keep both: the second under another', () => {
  const other = otherTab();
  const file = own.freeFile('my.yaml', null);
  own.keep(mine(file, 'title: One\n'));
  expect(other.freeFile('my.yaml', null)).toBe('my-2.yaml');
  // Each had taken the name before the other kept anything.
  expect(other.keep(mine(file, 'title: Two\n'), true)).toBe('my-2.yaml');
  expect(texts()).toEqual({ 'my.yaml': 'title: One\n', 'my-2.yaml': 'title: Two\n' });
  own.keep(mine(file, 'title: One, later\n'));
  expect(other.keep(mine('my-2.yaml', 'title: Two, later\n'))).toBe('my-2.yaml');
  expect(texts()).toEqual({ 'my.yaml': 'title: One, later\n', 'my-2.yaml': 'title: Two, later\n' });
});

test('of one that both tabs have, the change of either stands, and where both changed it both are kept', () => {
  own.keep(mine('a.yaml', 'title: A\n'));
  const other = otherTab();
  other.keep(mine('a.yaml', 'title: Theirs\n'));
  own.keep(mine('b.yaml'));
  expect(texts()).toEqual({ 'a.yaml': 'title: Theirs\n', 'b.yaml': 'title: b.yaml\n' });
  other.keep(mine('a.yaml', 'title: Theirs again\n'));
  expect(own.keep(mine('a.yaml', 'title: Ours\n'))).toBe('a-2.yaml');
  expect(texts()).toMatchObject({ 'a.yaml': 'title: Theirs again\n', 'a-2.yaml': 'title: Ours\n' });
});

test('what another tab changed is not deleted with what was seen here', () => {
  own.keep(mine('a.yaml', 'title: A\n'));
  const other = otherTab();
  other.keep(mine('a.yaml', 'title: Theirs\n'));
  own.delete('a.yaml');
  expect(texts()).toEqual({ 'a.yaml': 'title: Theirs\n' });
  own.delete('a.yaml');
  expect(texts()).toEqual({});
});

test('what is opened from elsewhere takes no name that another text has', () => {
  own.keep(mine('a.yaml', 'title: A\n'));
  expect(own.named(mine('a.yaml', 'title: A\n')).file).toBe('a.yaml');
  expect(own.named(mine('a.yaml', 'title: From a link\n')).file).toBe('a-2.yaml');
});

test('many are kept: none is dropped for want of a place', () => {
  for (let n = 0; n < 80; n++) own.keep(mine(`${n}.yaml`));
  store.setState({ own: [] });
  expect(own.load()).toBeNull();
  expect(files()).toHaveLength(80);
});

test('a full storage is said, and what is there can still be used', () => {
  own.keep(mine('a.yaml'));
  const room = localStorage;
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => room.getItem(key),
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  });
  own.keep(mine('b.yaml'));
  expect(store.getState().notice).toContain('storage of this browser is full');
  expect(files()).toEqual(['b.yaml', 'a.yaml']);
  vi.unstubAllGlobals();
  own.keep(mine('c.yaml'));
  expect(store.getState().notice).toBeNull();
  expect(stored()).toEqual(['c.yaml', 'b.yaml', 'a.yaml']);
});

test.each(['{"a":', '"text"', '{"a":1}'])('a damaged storage is set aside: %s', (text) => {
  localStorage.setItem(OWN, text);
  expect(own.load()).toContain('nothing was deleted');
  own.keep(mine('a.yaml'));
  expect(localStorage.getItem(`${OWN}.unreadable-1`)).toBe(text);
  expect(stored()).toEqual(['a.yaml']);
});

test('entries that can be read survive those that cannot', () => {
  const text = JSON.stringify([mine('a.yaml'), { file: 7 }, null]);
  localStorage.setItem(OWN, text);
  expect(own.load()).toMatch(/^2 of your scenarios cannot be read/);
  expect(files()).toEqual(['a.yaml']);
  expect(JSON.parse(localStorage.getItem(`${OWN}.unreadable-1`) ?? '')).toEqual(JSON.parse(text));
});

const file = (name: string, ...parts: BlobPart[]) => new File(parts, name);
const open = mine('open.yaml', 'title: Open\nworkload: { file: changes.csv }\n');
const problem = async (...given: File[]) => {
  const outcome = await imported(given, open);
  return 'problem' in outcome ? outcome.problem : '';
};

test('a scenario and the changes it names come in together', async () => {
  const text = '\ufefftitle: Ñ\r\n';
  const outcome = await imported([file('changes.csv', 'time,user,type\n'), file('a.yml', text)], open);
  expect(outcome).toEqual({
    source: { file: 'a.yml', text: 'title: Ñ\n', siblings: { 'changes.csv': 'time,user,type\n' } },
  });
  expect(await imported([file('changes.csv', 'a')], open)).toEqual({
    source: { ...open, siblings: { 'changes.csv': 'a' } },
  });
});

test('what is no scenario is refused in a sentence that says what is safe', async () => {
  const big = file('big.yaml', 'a');
  Object.defineProperty(big, 'size', { value: 2_345_678_901 });
  const cases: [string, File[]][] = [
    ['empty.yaml is empty', [file('empty.yaml')]],
    ['big.yaml has 2345.7 MB; a scenario has at most 1.0 MB', [big]],
    ['photo.yaml is no text', [file('photo.yaml', new Uint8Array([0x89, 0x50, 0xff, 0xfe]))]],
    ['nul.json is no text', [file('nul.json', 'a\0b')]],
    ['photo.png is no text', [file('photo.png', new Uint8Array([0x89, 0x50, 0xff]))]],
    ['other.csv holds changes of users, not a scenario', [file('other.csv', 'time,user,type\n')]],
    ['a.yaml and b.yaml are two scenarios', [file('a.yaml', 'a'), file('b.yaml', 'b')]],
    ['changes.ndjson is empty', [file('a.yaml', 'a'), file('changes.ndjson')]],
    ['There was no file', []],
  ];
  for (const [words, given] of cases) {
    expect(await problem(...given)).toContain(words);
    expect(await problem(...given)).toContain('What you had open stays as it is.');
  }
});
