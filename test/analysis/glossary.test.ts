// The glossary: each word once, each with a definition, and found in running text.
import { expect, test } from 'vitest';
import { explained, glossary } from '../../src/analysis/glossary.ts';
import { faults, measures, strategies } from '../../src/engine/index.ts';

const words = glossary.flatMap((group) => group.words);
const means = (wanted: string) => words.find(({ word }) => word === wanted)?.means;

test('every word that a first visitor did not understand is there, with a whole sentence', () => {
  const asked =
    'orphan, divergent, policy arrival, consumer, bind, sweep, regressed, coupling, snapshot, seed, lane, envelope, settled, v';
  for (const word of asked.split(', ')) expect(means(word), word).toMatch(/^\p{Lu}.{15,}\.$/u);
});

test('no word has two definitions', () => {
  const forms = words.flatMap(({ word, also = [] }) => [word, ...also]);
  expect(forms.filter((form, n) => forms.indexOf(form) !== n)).toEqual([]);
});

test('what a catalogue defines is told in its words', () => {
  expect(means('coupling')).toBe(measures.find(({ id }) => id === 'repair.coupling')?.summary);
  for (const { title, summary } of [...faults, ...strategies]) expect(means(title), title).toBe(summary);
});

test('words are found in a text, whole words only, and nothing of the text is lost', () => {
  const text = '10541 rows, policy arrival; 2 lanes, an orphanage and an orphan';
  const pieces = explained(text);
  expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  expect(pieces.filter((piece) => piece.means !== null).map((piece) => piece.text)).toEqual([
    'policy arrival',
    'lanes',
    'orphan',
  ]);
});
