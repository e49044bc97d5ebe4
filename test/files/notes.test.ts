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

test('a seed is told where there is nothing to be filled', () => {
  expect(notesOf('title: x\nbilling: { seed: resync }')).toEqual([
    'mine.yaml:2: billing.seed: note: has no effect here: Billing has no copy that begins empty, as one has that starts later',
  ]);
  expect(notesOf('title: x\nbilling: { startsAt: 1h, reads: api, seed: resync }')).toHaveLength(1);
  expect(notesOf('title: x\nbilling: { startsAt: 1h, seed: resync }')).toEqual([]);
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

test.each([
  ['broker: { retention: 1d }', 'broker.retention: note: has no effect where broker.kind is queue'],
  ['broker: { deliveryLimit: 3 }', 'broker.deliveryLimit: note: has no effect here: deliveries are counted where'],
  [
    'broker: { kind: log, offsetsRetention: 1d }',
    'broker.offsetsRetention: note: has no effect where broker.profile is',
  ],
  ['billing: { whenApiFails: invoice }', 'billing.whenApiFails: note: has no effect where billing.reads is copy'],
  ['billing: { reads: api, prefetch: 7 }', 'billing.prefetch: note: has no effect where billing.reads is api'],
  ['billing: { ack: before, prefetch: 7 }', 'billing.prefetch: note: has no effect where billing.ack is before'],
  ['api: { pageSize: 7 }\nvariants: [wait]', 'api.pageSize: note: has no effect here: nobody calls the API'],
  ['user: { history: 1d }\nvariants: [resync]', 'user.history: note: has no effect here: no procedure that runs asks'],
  ['people: { find: 1h }\nvariants: [resync]', 'people.find: note: has no effect here: no procedure that runs needs'],
])('%s is told', (given, told) => {
  const [note, ...more] = notesOf(`title: x\n${given}\n`);
  expect(note).toContain(told);
  expect(more).toEqual([]);
});

test('what one lane sets in vain is told at the lane', () => {
  expect(
    notesOf('title: x\nvariants:\n  - wait\n  - { id: r, strategy: wait, set: { broker.retention: 1d } }\n'),
  ).toEqual([
    'mine.yaml:4: variants[1].set.broker.retention: note: has no effect where broker.kind is queue: a queue keeps what waits, and nothing that was acknowledged',
  ]);
});

test('keys of a fault and of the repair that cannot act are told where they stand', () => {
  const faults = 'faults: [{ fault: publisher-silent, at: 1h, for: 1h, atMost: 2h, unplanned: true }]';
  expect(notesOf(`title: x\n${faults}\nrepair: { at: 3h, atLatest: 5h }`)).toEqual([
    'mine.yaml:3: repair.atLatest: note: has no effect here: the repair begins by then',
    'mine.yaml:2: faults[0].atMost: note: has no effect where for is 1h; it acts where that is until-fixed',
    'mine.yaml:2: faults[0].unplanned: note: has no effect where it is given when the repair begins; it acts where repair.at is detected',
  ]);
  const watched = 'detection: { by: customer }\nrepair: { at: detected, atLatest: 5h }';
  const acting = faults.replace('for: 1h', 'for: until-fixed');
  expect(notesOf(`title: x\n${acting}\n${watched}`)).toEqual([]);
});
