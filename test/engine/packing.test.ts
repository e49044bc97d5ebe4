// What is packed into words comes out again, and every list whose indices are packed fits the width they are given.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { VirtualTime } from '../../src/engine/kernel/time.ts';
import * as packing from '../../src/engine/packing.ts';
import { ABSENT, EVENT_TYPES, KINDS, PRO, STATUSES, SUSPENDED, statusOf } from '../../src/engine/rows.ts';
import { LONGEST } from '../../src/engine/sections/shape.ts';
import { RANK, TASK } from '../../src/engine/services/agenda.ts';
import { causeIn, publicationIn, rowIn, typeIn, wordOf } from '../../src/engine/services/messages.ts';
import { RowLog } from '../../src/engine/services/row-log.ts';
import { UserDatabase } from '../../src/engine/services/user/database.ts';
import { COMMIT_CAUSES, COPY_CAUSES, PUBLISH_CAUSES } from '../../src/engine/trace/words.ts';

const { REASON_BITS, EVENT_TYPE_BITS, ROW_BITS, STATUS_BITS, VERSION_BITS, CELL_BITS } = packing;
const upTo = (bits: number) => fc.nat({ max: 2 ** bits - 1 });

test.each([
  ['statuses', STATUSES, STATUS_BITS],
  ['kinds of divergence', KINDS, packing.KIND_BITS],
  ['event types', EVENT_TYPES, EVENT_TYPE_BITS],
  ['causes of a publication', PUBLISH_CAUSES, packing.PUBLISH_CAUSE_BITS],
  ['causes of a commit', COMMIT_CAUSES, REASON_BITS - EVENT_TYPE_BITS],
  ['causes of a write to the copy', COPY_CAUSES, REASON_BITS],
  ['kinds of tasks', Object.values(TASK), 8],
  ['ranks', Object.values(RANK), 4],
])('the %s fit', (_, words, bits) => {
  expect(words.length).toBeGreaterThan(1);
  expect(words.length).toBeLessThanOrEqual(2 ** bits);
});

test('status and plan fill a row, and a row fits the byte it is kept in', () => {
  expect(SUSPENDED | PRO | ABSENT).toBeLessThan(2 ** ROW_BITS);
  expect(statusOf(SUSPENDED | PRO)).toBe(SUSPENDED);
  expect(ROW_BITS).toBeLessThanOrEqual(8);
});

test('each word holds all of its parts', () => {
  const { MESSAGE_PUBLICATION, PUBLICATION_BITS } = packing;
  expect(MESSAGE_PUBLICATION + PUBLICATION_BITS).toBeLessThanOrEqual(32);
  expect(VERSION_BITS + ROW_BITS + REASON_BITS).toBeLessThanOrEqual(32);
  expect(CELL_BITS.repaired).toBeLessThan(256);
});

test('a message’s word says what it was made of', () => {
  const { PUBLISH_CAUSE_BITS, PUBLICATION_BITS } = packing;
  fc.assert(
    fc.property(
      upTo(ROW_BITS),
      upTo(PUBLISH_CAUSE_BITS),
      upTo(EVENT_TYPE_BITS),
      upTo(PUBLICATION_BITS),
      (row, cause, type, publication) => {
        const word = wordOf(row, cause, type, publication) | 0;
        expect([rowIn(word), causeIn(word), typeIn(word), publicationIn(word)]).toEqual([
          row,
          cause,
          type,
          publication,
        ]);
      },
    ),
  );
});

/** Log lines in the order of their times, some of them years apart, with versions that a record has no room for among them. */
const logged = fc
  .array(
    fc.record({
      time: fc.nat({ max: 2 * LONGEST }),
      user: upTo(31),
      version: fc.oneof(upTo(VERSION_BITS), upTo(31)),
      row: upTo(ROW_BITS),
      reason: upTo(REASON_BITS),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((lines) => lines.sort((a, b) => a.time - b.time));

type Lines = typeof logged extends fc.Arbitrary<infer T> ? T : never;

const written = (log: RowLog, clock: VirtualTime, lines: Lines, from = 0): void => {
  for (const [n, { time, user, version, row, reason }] of lines.entries()) {
    clock.moveTo(time);
    if (n >= from) log.write(n, user, version, row, reason);
  }
};

const read = (log: RowLog, place: number) => ({
  time: log.timeOf(place),
  user: log.userOf(place),
  version: log.versionOf(place),
  row: log.rowOf(place),
  reason: log.reasonOf(place),
});

const expectAll = (log: RowLog, lines: Lines): void => {
  expect(lines.map((_, n) => read(log, n))).toEqual(lines);
  expect(lines.map((_, n) => read(log, lines.length - 1 - n)).reverse()).toEqual(lines);
  for (const [n, { user, version, row }] of lines.entries()) {
    log.open(n);
    expect([log.user, log.version, log.row]).toEqual([user, version, row]);
  }
};

test('a logged row says what was written, and when; written again, it says the same', () => {
  fc.assert(
    fc.property(logged, (lines) => {
      const clock = new VirtualTime();
      const log = new RowLog(clock);
      written(log, clock, lines);
      expectAll(log, lines);
      written(log, clock, lines, lines.length >> 1);
      expectAll(log, lines);
    }),
  );
});

test('a log that goes on from a part of another says its own future; one that restarts, its own past', () => {
  fc.assert(
    fc.property(logged, logged, fc.nat(), fc.boolean(), (lines, others, place, apart) => {
      const clock = new VirtualTime();
      const log = new RowLog(clock);
      written(log, clock, lines);
      const length = place % (lines.length + 1);
      const since = lines[length - 1]?.time ?? 0;
      const future = others.map((line) => ({ ...line, time: Math.max(line.time, since) }));
      const twin = new RowLog(clock);
      if (!apart) written(twin, clock, others);
      twin.continue(log, length, apart);
      written(twin, clock, [...lines.slice(0, length), ...future], length);
      expectAll(twin, [...lines.slice(0, length), ...future]);
      expectAll(log, lines);
      log.restart();
      written(log, clock, others);
      expectAll(log, others);
    }),
  );
});

test('a change says its type and its cause', () => {
  fc.assert(
    fc.property(upTo(EVENT_TYPE_BITS), upTo(REASON_BITS - EVENT_TYPE_BITS), (type, cause) => {
      const users = new UserDatabase(new VirtualTime());
      const change = users.commit(users.addInitial(ABSENT), type, SUSPENDED, cause);
      expect([users.typeOfChange(change), users.causeOfChange(change)]).toEqual([type, cause]);
    }),
  );
});

test('a cell says kind, status and whether a repair has been there', () => {
  fc.assert(
    fc.property(upTo(packing.KIND_BITS), upTo(STATUS_BITS), fc.boolean(), (kind, status, repaired) => {
      const cell = kind | (status << CELL_BITS.statusShift) | (repaired ? CELL_BITS.repaired : 0);
      const read = [
        cell & CELL_BITS.kind,
        (cell & CELL_BITS.status) >> CELL_BITS.statusShift,
        (cell & CELL_BITS.repaired) !== 0,
      ];
      expect(read).toEqual([kind, status, repaired]);
    }),
  );
});
