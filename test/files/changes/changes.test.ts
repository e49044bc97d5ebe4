// Files of changes that are right: what becomes of them in columns, exact to the microsecond.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR } from '../../../src/engine/index.ts';
import { type ChangesOptions, parseChanges } from '../../../src/files/changes/changes.ts';
import { printNote, printProblem } from '../../../src/files/index.ts';
import { event } from '../support.ts';

const START = '2026-01-05T00:00:00Z';

function columns(text: string, options: Partial<ChangesOptions> = {}) {
  const { file = 'changes.ndjson', users = 0, start = START } = options;
  const outcome = parseChanges(text, { ...options, file, start, length: DAY, users });
  if ('problems' in outcome) throw new Error(outcome.problems.map(printProblem).join('\n'));
  const { time, user, kind } = outcome.changes;
  return { time: [...time], user: [...user], kind: [...kind] };
}

test('every kind of change, with times to the microsecond', () => {
  const text = [
    event(7, 1, 'UserCreated', '2026-01-05T00:00:00Z'),
    event(7, 2, 'UserSuspended', '2026-01-05T00:00:00.000001Z'),
    event(7, 3, 'UserReactivated', '2026-01-05T01:00:00.1+01:00'),
    event(7, 4, 'UserPlanChanged', '2026-01-05T00:30:00.123456789'.slice(0, 26).concat('-00:30')),
    event(7, 5, 'UserDeleted', '2026-01-06T00:00:00.000000000Z'),
  ].join('\r\n');
  expect(columns(`${text}\n\n`)).toEqual({
    time: [0, 1, 100_000, HOUR + 123_456, DAY],
    user: [7, 7, 7, 7, 7],
    kind: [0, 1, 2, 4, 3],
  });
});

test('CSV, with and without a header', () => {
  const rows = `${START},1,UserCreated\n"2026-01-05T00:00:02Z" , "1" ,UserDeleted\n`;
  const expected = { time: [0, 2_000_000], user: [1, 1], kind: [0, 3] };
  expect(columns(rows, { file: 'changes.csv' })).toEqual(expected);
  expect(columns(`\ufeffTime,User,Type\n${rows}`, { file: 'CHANGES.CSV' })).toEqual(expected);
});

test('initial users exist and have version 1; deleted users may be created again', () => {
  const text = [
    event(3, 2, 'UserSuspended', '2026-01-05T00:00:01Z'),
    event(4, 1, 'UserCreated', '2026-01-05T00:00:02Z'),
    event(3, 3, 'UserDeleted', '2026-01-05T00:00:03Z'),
    event(3, 4, 'UserCreated', '2026-01-05T00:00:04Z'),
  ].join('\n');
  expect(columns(text, { users: 3 }).user).toEqual([3, 4, 3, 3]);
});

test('a version may be a number, an empty file is a quiet day', () => {
  const line = event(1, 1, 'UserCreated', START).replace('"sequence":"1"', '"sequence":1');
  expect(columns(line).user).toEqual([1]);
  expect(columns('')).toEqual({ time: [], user: [], kind: [] });
});

test('the times of a file are those of the host’s calendar, plus the microseconds', () => {
  const day = fc.date({ min: new Date('1902-01-01'), max: new Date('2198-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(day, fc.nat(DAY), (from, offset) => {
      const start = new Date(Math.floor(from.getTime() / 1000) * 1000);
      const at = new Date(start.getTime() + Math.floor(offset / 1000));
      const micros = String(offset % 1000).padStart(3, '0');
      const text = event(1, 1, 'UserCreated', at.toISOString().replace('Z', `${micros}Z`));
      expect(columns(text, { start: start.toISOString() }).time).toEqual([offset]);
    }),
  );
});

const told = (text: string, options: Partial<ChangesOptions> = {}) => {
  const outcome = parseChanges(text, { file: 'changes.csv', start: START, length: DAY, users: 0, ...options });
  return 'problems' in outcome ? outcome.problems.map(printProblem) : outcome.notes.map(printNote);
};
const rows = (text: string, options: Partial<ChangesOptions> = {}) => {
  const outcome = parseChanges(text, { file: 'changes.csv', start: START, length: DAY, users: 0, ...options });
  if ('problems' in outcome) throw new Error(outcome.problems.map(printProblem).join('\n'));
  const { user, kind } = outcome.changes;
  return [...user].map((each, n) => [each, kind[n]]);
};

test('columns in any order among others, by comma, semicolon or tab, with line breaks in quotes', () => {
  for (const separator of [',', ';', '\t']) {
    const text = [
      ['type', 'comment', 'User', 'time'],
      ['UserCreated', '"two\nlines, ""and; more\t"', '1', START],
      ['UserDeleted', '', '1', START],
    ]
      .map((row) => row.join(separator))
      .join('\r\n');
    expect(rows(text)).toEqual([
      [1, 0],
      [1, 3],
    ]);
  }
});

test('a status becomes the change that leads to it; what it leaves as it was is no change', () => {
  const text = `time,user,status\n${['active', 'Suspended', 'suspended', 'active', 'deleted', 'active']
    .map((status) => `${START},7,${status}`)
    .join('\n')}`;
  expect(rows(text).map(([, kind]) => kind)).toEqual([0, 1, 2, 3, 0]);
  expect(told(text)).toEqual(['changes.csv:4: status: note: this leaves the status as it was, and is no change']);
});

test('words of others mean what the scenario says, and none is left out', () => {
  const text = `time,user,type\n${START},1,signed.up\n${START},1,logged.in\n${START},1,LOCKED\n${START},1,ok`;
  const types = { 'signed.up': 'UserCreated', 'logged.in': 'none', LOCKED: 'suspended', ok: 'active' } as const;
  expect(rows(text, { types }).map(([, kind]) => kind)).toEqual([0, 1, 2]);
});

test('texts are numbered in order of appearance behind the initial users, and no two share a number', () => {
  const text = `time,user,type\n${START},ada,UserCreated\n${START},4,UserCreated\n${START},2,UserSuspended\n${START},bob,UserCreated\n${START},ada,UserSuspended`;
  expect(rows(text, { users: 3 })).toEqual([
    [4, 0],
    [5, 0],
    [2, 1],
    [6, 0],
    [4, 1],
  ]);
  expect(told(text, { users: 3 })).toEqual([
    'changes.csv:2: user: note: users are texts here, and are numbered in order of appearance: "ada" is 4, "4" is 5, "bob" is 6',
  ]);
});

test('versions of a table are held against the count where the scenario names their column', () => {
  const text = `time,user,type,rev\n${START},1,UserCreated,0001\n${START},1,UserSuspended,3`;
  expect(rows(text)).toHaveLength(2);
  expect(told(text, { columns: { version: 'rev' } })).toEqual([
    'changes.csv:3: rev: 3 is not the next version of user 1; allowed is 2; versions are counted where workload.columns has { version: none }',
  ]);
});

test('MySQL’s times are where the scenario says', () => {
  const text = 'time,user,type\n2026-01-05 01:00:00,1,UserCreated';
  expect(columns(text, { file: 'a.csv', timezone: '+01:00' }).time).toEqual([0]);
  expect(told(text)).toEqual([
    'changes.csv:2: time: "2026-01-05 01:00:00" has no offset; what it is, such as +01:00 or Z, is said under workload.timezone',
  ]);
});

const CREATED = event(1, 1, 'UserCreated', START);
test('one event, over several lines or on one; a list; a list over several lines', () => {
  const pretty = JSON.stringify(JSON.parse(CREATED), null, 2);
  const second = event(1, 2, 'UserSuspended', START);
  for (const text of [CREATED, pretty, `[${CREATED}]`, `\n[\n${pretty}\n]\n`]) expect(columns(text).kind).toEqual([0]);
  for (const text of [
    `[${CREATED},${second}]`,
    `[ ${pretty} , ${second} ]`,
    `${pretty}\n${JSON.stringify(JSON.parse(second), null, 2)}`,
  ])
    expect(columns(text, { file: 'events.json' }).kind).toEqual([0, 1]);
  expect(columns('[]').kind).toEqual([]);
});

const change = (op: string, before: object | null, after: object | null, second: number) => ({
  before,
  after,
  op,
  source: { ts_ms: 1767571200000 + second * 1000, table: 'users' },
  ts_ms: 1767571299999,
});

test('Debezium’s change events: bare, beside their schema, and as CloudEvents', () => {
  const all = [
    change('r', null, { key: 'a', state: 'LOCKED' }, 0),
    change('u', { key: 'a', state: 'LOCKED' }, { key: 'a', state: 'OK' }, 1),
    change('u', { key: 'a', state: 'OK' }, { key: 'a', state: 'OK', name: 'Ada' }, 2),
    change('d', { key: 'a' }, null, 3),
  ];
  const types = { LOCKED: 'suspended', OK: 'active' } as const;
  const cloud = (data: object, n: number) => ({
    specversion: '1.0',
    id: String(n),
    source: '/debezium/postgresql/accounts',
    type: 'io.debezium.connector.postgresql.DataChangeEvent',
    time: new Date(1767571200000 + n * 1000).toISOString(),
    iodebeziumop: all[n]?.op,
    data,
  });
  const formats = [
    all,
    all.map((payload) => ({ schema: { type: 'struct' }, payload })),
    all.map((data, n) => cloud(data, n)),
    all.map(({ before, after }, n) => cloud({ schema: {}, payload: { before, after } }, n)),
  ];
  for (const format of formats)
    for (const status of ['state', 'after.state']) {
      const text = [...format.map((each) => JSON.stringify(each)), 'null'].join('\n');
      const outcome = parseChanges(text, {
        file: 'topic.ndjson',
        start: START,
        length: DAY,
        users: 3,
        types,
        columns: { user: 'after.key', status },
      });
      if ('problems' in outcome) throw new Error(outcome.problems.map(printProblem).join('\n'));
      expect([...outcome.changes.user]).toEqual([4, 4, 4, 4]);
      expect([...outcome.changes.kind]).toEqual([0, 1, 2, 3]);
      expect([...outcome.changes.time]).toEqual([0, 0, 1_000_000, 3_000_000]);
      expect(outcome.notes.map(({ message }) => message)).toEqual([
        expect.stringContaining('read as a change event of Debezium'),
        expect.stringContaining('users are texts here'),
        expect.stringContaining('suspended from the first'),
        expect.stringContaining('leaves the status as it was'),
        expect.stringContaining('null stands for a deleted key'),
      ]);
    }
});

test('a tombstone beside its schema is one too', () => {
  const text = ['{"schema":null,"payload":null}', JSON.stringify(change('c', null, { id: 1, status: 'active' }, 0))];
  expect(rows(text.join('\n'))).toEqual([[1, 0]]);
});

test('MongoDB’s rows are texts of JSON', () => {
  const text = JSON.stringify({ ...change('c', null, null, 0), after: '{"_id":{"$oid":"64ab"},"status":"active"}' });
  expect(rows(text, { columns: { user: 'after._id.$oid' } })).toEqual([[1, 0]]);
});

test('objects of somebody’s own are read where the scenario names their fields', () => {
  const text = '{"ts":1767571200000,"who":{"id":"ada"},"what":"created"}';
  const columns = { time: 'ts', user: 'who.id', type: 'what' };
  expect(rows(text, { columns, types: { created: 'UserCreated' } })).toEqual([[1, 0]]);
});

/** Rows of one user: there, suspended, and gone, a second apart. */
const LIVED = [
  [1, 0],
  [1, 1],
  [1, 3],
];

test('Debezium’s rows flattened, beside their key, and as Avro’s JSON writes them', () => {
  const at = (second: number) => 1767571200000 + second * 1000;
  const flat = (op: string, status: string, second: number) => ({
    id: 7,
    status,
    __op: op,
    __source_ts_ms: at(second),
    __deleted: String(op === 'd'),
  });
  const row = (status: string) => ({ 'accounts.public.users.Value': { id: 7, status: { string: status } } });
  const avro = (op: string, after: object | null, second: number) => ({
    before: after === null ? row('suspended') : null,
    after,
    source: { ts_ms: at(second) },
    op,
    ts_ms: { long: at(second) },
  });
  const plain = [
    change('c', null, { id: 7, status: 'active' }, 0),
    change('u', null, { id: 7, status: 'suspended' }, 1),
    change('d', { id: 7 }, null, 2),
  ];
  for (const all of [
    [flat('c', 'active', 0), flat('u', 'suspended', 1), flat('d', 'suspended', 2)],
    [flat('c', 'active', 0), flat('u', 'suspended', 1), flat('d', 'suspended', 2)].map(({ __op, ...each }) => each),
    [avro('c', row('active'), 0), avro('u', row('suspended'), 1), avro('d', null, 2)],
    plain.map((value) => ({ key: { id: 7 }, value })),
  ]) {
    const text = all.map((each) => JSON.stringify(each)).join('\n');
    expect(rows(text, { file: 'topic.ndjson' }).map(([, kind]) => kind)).toEqual(LIVED.map(([, kind]) => kind));
    expect([...columns(text, { file: 'topic.ndjson' }).time]).toEqual([0, 1_000_000, 2_000_000]);
  }
});

test('lines that end as on old Macs, and records that begin with a mark (RFC 7464)', () => {
  expect(rows(`time,user,type\r${START},1,UserCreated\r${START},1,UserSuspended\r${START},1,UserDeleted\r`)).toEqual(
    LIVED,
  );
  const marked = [CREATED, event(1, 2, 'UserSuspended', START), event(1, 3, 'UserDeleted', START)];
  expect(rows(marked.map((each) => `\u001e${each}\n`).join(''))).toEqual(LIVED);
});

test.each(['', '\ufeff', ' \n', 'time,user,type\n', '[]'])('that a file has no change is told: %j', (text) => {
  expect(told(text, { file: text === '[]' ? 'a.json' : 'a.csv' })).toEqual([
    expect.stringMatching(/:1: \(document\): note: no change stands in this file$/),
  ]);
});
