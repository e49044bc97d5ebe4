// Files of changes that are right: what becomes of them in columns, exact to the microsecond.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR } from '../../src/engine/index.ts';
import { parseChanges, printProblem } from '../../src/files/index.ts';
import { event } from './support.ts';

const START = '2026-01-05T00:00:00Z';

function columns(text: string, options: { file?: string; users?: number; start?: string } = {}) {
  const { file = 'changes.ndjson', users = 0, start = START } = options;
  const outcome = parseChanges(text, { file, start, length: DAY, users });
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
