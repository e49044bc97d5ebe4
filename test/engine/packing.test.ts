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

const { REASON_BITS, EVENT_TYPE_BITS, ROW_BITS, STATUS_BITS, TIME_HIGH_BITS, CELL_BITS } = packing;
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
  expect(TIME_HIGH_BITS + ROW_BITS + REASON_BITS).toBeLessThanOrEqual(32);
  expect(CELL_BITS.repaired).toBeLessThan(256);
});

test('the longest run that a scenario may ask for ends before its times outgrow a logged row', () => {
  expect(2 * LONGEST).toBeLessThan(2 ** (32 + TIME_HIGH_BITS));
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

test('a logged row says what was written, and when', () => {
  const time = fc.nat({ max: 2 ** (32 + TIME_HIGH_BITS) - 1 });
  fc.assert(
    fc.property(time, upTo(31), upTo(31), upTo(ROW_BITS), upTo(REASON_BITS), (now, user, version, row, reason) => {
      const clock = new VirtualTime();
      clock.moveTo(now);
      const log = new RowLog(clock);
      log.write(0, user, version, row, reason);
      expect([log.timeOf(0), log.userOf(0), log.versionOf(0), log.rowOf(0), log.reasonOf(0)]).toEqual([
        now,
        user,
        version,
        row,
        reason,
      ]);
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
