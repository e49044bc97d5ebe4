// What people are told of a scenario that is right: where, and in the command line's form.
import { expect, test } from 'vitest';
import { printNote, readScenario } from '../../src/files/index.ts';

const notesOf = (text: string): readonly string[] => {
  const outcome = readScenario(text, { file: 'mine.yaml' });
  if ('errors' in outcome) throw new Error('wrong');
  return outcome.notes.map(printNote);
};

test('a key that cannot act is told with its line', () => {
  expect(notesOf('title: x\npublisher:\n  relayEvery: 2s\n')).toEqual([
    'mine.yaml:3: publisher.relayEvery: note: has no effect where publisher.path is direct: there is no outbox to be read',
  ]);
});

test('nothing is told where it acts in some lane, or is not said', () => {
  expect(notesOf('title: x')).toEqual([]);
  expect(notesOf('title: x\npublisher: { path: outbox, relayEvery: 2s }')).toEqual([]);
  expect(
    notesOf(
      'title: x\npublisher: { relayEvery: 2s }\nvariants: [{ id: o, strategy: wait, set: { publisher.path: outbox } }]',
    ),
  ).toEqual([]);
});
