// What people are told of a scenario that is right: where, and in the command line's form.
import { expect, test } from 'vitest';
import { printNote, readScenario } from '../../src/files/index.ts';
import { event } from './support.ts';

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

test('how a file is to be read is told to have no effect where there is none, or where it needs nothing of it', () => {
  const words = 'types: { locked: suspended, UserCreated: none }, timezone: +01:00';
  expect(notesOf(`title: x\nworkload: { ${words} }`)).toEqual([
    'mine.yaml:2: workload.types: note: has no effect without workload.file',
    'mine.yaml:2: workload.timezone: note: has no effect without workload.file',
  ]);
  const outcome = readScenario(`title: x\nworkload: { file: changes.ndjson, ${words} }`, {
    file: 'mine.yaml',
    readSibling: () => event(1, 1, 'UserCreated', '2026-01-05T00:00:00Z'),
  });
  expect('notes' in outcome && outcome.notes.map(printNote)).toEqual([
    'mine.yaml:2: workload.types.locked: note: has no effect: nothing in the file needs it',
    'mine.yaml:2: workload.timezone: note: has no effect: nothing in the file needs it',
  ]);
  expect('changes' in outcome && outcome.changes?.time.length).toBe(0);
});
