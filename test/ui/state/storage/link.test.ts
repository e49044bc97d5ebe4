// Links: what is written is read again, links made before there were futures still open, and what cannot be read is a sentence.
import { expect, test } from 'vitest';
import type { Bookmark } from '../../../../src/ui/state/bookmark.ts';
import { readLink, writeLink } from '../../../../src/ui/state/storage/link.ts';

/** Made by the page when links carried neither the furthest moment shown nor futures. It must open for good. */
const OLD =
  '1.eac83d6f.VZDBTsMwEER_xZqzi4JAauUP4Bc4IA5OMmkXHDtaOy2lyr8jF1JgT6uVZ-Z5Lsgdo1dJcGg1vTNuprkNkg9UWGSyh9taHL2KjwUOynyOHSwkTnPJcC8XvEvs4SDxjV2BhS9wD9td8z33FoOfQ4G7rAu6FPM8Ujd9OsUfBf5I5gyLIWm9NiOWxd5SlGM6ck3ZPf6mSOz5AdcsrxbBR37DSRWdvFSwIiUQDs9eihmSmnKgifwohkfG-iIX9YX7869m8upHFmqGuyy1k_qTK5H0fwtZzZ9YuoPxIZg5U7PxsTcjdU_Tns2RmiXF_0k3i39ZSNqzNpDnNncqLTeDaK5MVzs4-LIJ9NdTPpETXNGZFoOSn4QbfMi8MaOVECTu7yblUCHh7pdaVpGRcI_NWn9j0aVx8ipxv5p8AQ';

const TODAY: Bookmark = {
  scenario: { file: 'mine.yaml', text: 'title: Ñandú 🦤\n', siblings: { 'a.csv': 'time,user,type\n' } },
  seed: 2 ** 53 - 1,
  variant: 'wait',
  inputs: [{ kind: 'repair', at: 7 }],
  time: 12,
  comparing: true,
  reached: 99,
  futures: [
    {
      id: 'earlier-1',
      variant: { id: 'wait', title: 'Wait', strategy: 'wait', parameters: {}, set: { 'broker.kind': 'log' } },
      inputs: [],
      reached: 99,
    },
  ],
};

test('what a link carries comes back', async () => {
  const link = await writeLink(TODAY);
  expect(link).toMatch(/^1\.[0-9a-f]{8}\.[\w-]+$/);
  expect(await readLink(`#${link}`)).toEqual({ bookmark: TODAY });
});

test('a link of before is read as it was made', async () => {
  expect(await readLink(`#${OLD}`)).toEqual({
    bookmark: {
      scenario: 'broken-publisher',
      seed: 7,
      variant: 'resync',
      inputs: [
        {
          kind: 'inject',
          at: 37_800_000_001,
          fault: { fault: 'consumer-down', at: '37800000001us', for: '30m' },
        },
        { kind: 'remove', at: 38_400_000_001, index: 0 },
      ],
      lanes: [
        { id: 'wait', title: 'Wait for the next event', strategy: 'wait', parameters: {}, set: {} },
        {
          id: 'resync',
          title: 'Fetch all users and merge by version',
          strategy: 'resync',
          parameters: { order: 'subscribe-first', merge: 'at-least', sweep: true, freeze: false },
          set: { 'billing.prefetch': 1 },
        },
      ],
      time: 40_800_000_000,
      comparing: false,
    },
  });
});

test.each([
  ['#', 'not one of Driftlab’s'],
  ['#1.00000000.AAAA', 'damaged'],
  [`#2${OLD.slice(1)}`, 'made by a newer Driftlab (format 2; this one reads up to 1)'],
  [`#${OLD.slice(0, -9)}`, 'damaged'],
])('%s is refused in a sentence', async (hash, words) => {
  const outcome = await readLink(hash);
  expect(outcome).toHaveProperty('problem');
  expect('problem' in outcome && outcome.problem).toContain(words);
  expect('problem' in outcome && outcome.problem).toContain('Your work is untouched.');
});

test.each([
  null,
  7,
  'text',
  [],
  {},
  { scenario: 'broken-publisher' },
  { ...TODAY, scenario: { file: 1, text: 'title: A', siblings: {} } },
  { ...TODAY, inputs: 'none' },
  { ...TODAY, time: 'noon' },
  { ...TODAY, seed: 1.5 },
  { ...TODAY, reached: 'far' },
])('a link whose content is no bookmark is refused: %j', async (content) => {
  expect(await readLink(`#${await writeLink(content as never)}`)).toHaveProperty('problem');
});

test('a link that unpacks to more than any of ours is not unpacked', async () => {
  const scenario = { file: 'big.yaml', text: 'title: Big\n'.padEnd(70_000_000, '#'), siblings: {} };
  const link = await writeLink({ ...TODAY, scenario });
  expect(link.length).toBeLessThan(200_000);
  const outcome = await readLink(`#${link}`);
  expect(outcome).toEqual({
    problem: 'This link unpacks to more than 64 MB; none of Driftlab’s does. Your work is untouched.',
  });
});
