// The verdict, rule by rule: the cause of how a run ended, from its measures, in few words.
import { describe, expect, test } from 'vitest';
import type { MeasureValue } from '../../../src/engine/measures/measure.ts';
import { type Judged, verdictOf } from '../../../src/engine/run/verdict.ts';

type Measured = Readonly<Record<string, MeasureValue>>;

const QUIET: Measured = { settled: true };

const judged = (measured: Measured, more: Partial<Judged> = {}): Judged => ({
  measure: (id) => ({ ...QUIET, ...measured })[id] ?? 0,
  keepsCopy: true,
  fills: false,
  silenced: false,
  wentBack: () => ({ users: 0, unknown: 0 }),
  bindsLate: false,
  emptied: 0,
  cannot: null,
  cannotSeed: null,
  remarks: [],
  ofInvoices: false,
  failed: [],
  overran: [],
  unnoticed: false,
  unseen: [],
  alarmed: false,
  waited: 0,
  ...more,
});

const LEFT = { 'divergent.settled': 163, 'divergent.atRepair': 257, 'invoices.wrong': 967 };
const MENDED = { 'divergent.atRepair': 257, 'invoices.wrong': 320, 'invoices.missed': 458 };
const PEOPLE = { 'repair.handsOnMinutes.billing': 44.5 };

describe('whoever is left wrong is left so by a cause', () => {
  test.each<[string, Judged, string]>([
    ['nobody did anything', judged(LEFT), 'A user heals only when they change again; 163 never do.'],
    [
      'nobody noticed',
      judged(LEFT, { unnoticed: true }),
      'Nobody notices it, so nobody mends it. A user heals only when they change again; 163 never do.',
    ],
    [
      'an alarm was raised that is not the one the repair waits for',
      judged(LEFT, { unnoticed: true, alarmed: true }),
      'An alarm is raised, but nobody acts on it, so nobody mends it. A user heals only when they change again; 163 never do.',
    ],
    [
      'one of two was noticed',
      judged(LEFT, { unseen: ['Consumer down'] }),
      'Nobody notices “Consumer down”: it lasts to the end. A user heals only when they change again; 163 never do.',
    ],
    [
      'people were not at work',
      judged(LEFT, { waited: 57_600 }),
      'A user heals only when they change again; 163 never do. It waited 16 h for people to be at work.',
    ],
    [
      'one is left',
      judged({ ...LEFT, 'divergent.settled': 1 }),
      'A user heals only when they change again; 1 never does.',
    ],
    [
      'a log was read again, in which changes are missing that nobody published',
      judged({ ...LEFT, ...PEOPLE, 'repair.replayed': 9000, 'copy.regressed': 1800 }, { silenced: true }),
      'The log never held what was never said. 163 stay wrong.',
    ],
    [
      'a log was read again, and what is missing was lost on the way to it',
      judged({ ...LEFT, ...PEOPLE, 'repair.replayed': 9000 }),
      'The log never held what never reached it. 163 stay wrong.',
    ],
    [
      'old events were written over newer ones',
      judged({ ...LEFT, ...PEOPLE, 'divergent.settled': 19, 'repair.messages': 283, 'copy.regressed': 40 }),
      'Late events overwrite newer ones; 19 stay wrong.',
    ],
    [
      'only the deleted are left',
      judged({ ...LEFT, ...PEOPLE, 'divergent.settled': 2, 'divergent.orphan': 2, 'repair.messages': 10_810 }),
      'Nobody told of the deleted; 2 stay wrong.',
    ],
    [
      'only some are left whom a restore took back',
      judged(
        { ...LEFT, ...PEOPLE, 'divergent.settled': 31, 'divergent.orphan': 31, 'repair.messages': 400 },
        { wentBack: () => ({ users: 31, unknown: 31 }) },
      ),
      'The copy keeps what a restore took back; 31 stay wrong.',
    ],
    [
      'nobody did anything after a restore',
      judged(LEFT, { silenced: true, wentBack: () => ({ users: 163, unknown: 4 }) }),
      'The copy keeps what a restore took back; 163 stay wrong.',
    ],
    [
      'some of whom nobody told are deleted, others were taken back',
      judged(
        { ...LEFT, ...PEOPLE, 'divergent.settled': 9, 'divergent.orphan': 9, 'repair.messages': 400 },
        { wentBack: () => ({ users: 5, unknown: 5 }) },
      ),
      'Nobody told of the deleted, nor of whom a restore took back; 9 stay wrong.',
    ],
    [
      'the queue was bound when everything had been read',
      judged({ ...LEFT, 'divergent.settled': 2, 'repair.apiCalls': 5 }, { bindsLate: true, fills: true }),
      'What changed before the queue was bound was never heard; 2 stay wrong.',
    ],
    [
      'the same after a look into the table',
      judged(
        { ...LEFT, ...PEOPLE, 'divergent.settled': 2, 'repair.databaseRows': 900 },
        { bindsLate: true, fills: true },
      ),
      'What changed before the queue was bound was never heard; 2 stay wrong.',
    ],
    ['nothing of that', judged({ ...LEFT, ...PEOPLE, 'repair.apiCalls': 110 }), 'Mends all but 163.'],
    [
      'it could not begin',
      judged(LEFT, { cannot: 'a queue keeps no history: what was acknowledged is gone' }),
      'Cannot: a queue keeps no history: what was acknowledged is gone. 163 stay wrong.',
    ],
    [
      'a tool has something to say',
      judged(
        { ...LEFT, ...PEOPLE, 'repair.replayed': 3 },
        { remarks: ['The log’s retention no longer reached back to the incident.'] },
      ),
      'The log’s retention no longer reached back to the incident. 163 stay wrong.',
    ],
    [
      'who is still wrong goes on costing',
      judged({ ...LEFT, 'cost.perHourAfter': 12.5 }),
      'A user heals only when they change again; 163 never do. It goes on costing 12.5 an hour.',
    ],
    [
      'it never came to rest',
      judged({ ...LEFT, settled: false }),
      'Does not settle. A user heals only when they change again; 163 never do.',
    ],
  ])('%s', (_about, of, verdict) => {
    expect(verdictOf(of)).toBe(verdict);
  });
});

describe('whoever mended everybody says with what, and what no repair mends', () => {
  test.each<[string, Judged, string]>([
    [
      'messages',
      judged({ ...MENDED, ...PEOPLE, 'repair.messages': 10_810 }),
      'Mends everybody, with 10810 messages. The 320 wrong invoices need credit notes.',
    ],
    [
      'calls',
      judged({ ...MENDED, ...PEOPLE, 'repair.apiCalls': 110 }),
      'Mends everybody, with 110 calls. The 320 wrong invoices need credit notes.',
    ],
    [
      'a log',
      judged({ ...MENDED, ...PEOPLE, 'invoices.wrong': 0, 'repair.replayed': 9000 }),
      'Mends everybody, with 9000 entries of the log. 458 invoices were never sent.',
    ],
    [
      'invoices that were credited need nothing more',
      judged({ ...MENDED, ...PEOPLE, 'repair.apiCalls': 1, 'invoices.credited': 319 }),
      'Mends everybody, with 1 call. The 1 wrong invoice needs a credit note.',
    ],
    [
      'nothing went wrong in business',
      judged({ ...MENDED, ...PEOPLE, 'invoices.wrong': 0, 'invoices.missed': 0, 'repair.apiCalls': 2 }),
      'Mends everybody, with 2 calls. No invoice is wrong or missed.',
    ],
    [
      'a copy that was emptied',
      judged({ ...MENDED, ...PEOPLE, 'repair.apiCalls': 108 }, { emptied: 107.3 }),
      'Mends everybody, and for 107 s there was nobody to bill.',
    ],
    [
      'a longer emptiness',
      judged({ ...MENDED, ...PEOPLE }, { emptied: 5460 }),
      'Mends everybody, and for 91 min there was nobody to bill.',
    ],
    [
      'nobody',
      judged({ ...MENDED, 'invoices.wrong': 12 }),
      'Everybody is right again without a repair. The 12 wrong invoices need credit notes.',
    ],
    [
      'a repair that came too late',
      judged({ ...PEOPLE, 'invoices.missed': 3 }),
      'Nobody was wrong when the repair began. 3 invoices were never sent.',
    ],
    [
      'a log that is written first, and could not be',
      judged({ ...PEOPLE, 'changes.refused': 265 }),
      'Nobody was wrong when the repair began. No invoice is wrong or missed. 265 changes were refused.',
    ],
    [
      'a new service’s copy',
      judged({ 'divergent.atRepair': 10_000, 'repair.apiCalls': 11 }, { fills: true }),
      'Everybody is there, with 11 calls. No invoice is wrong or missed.',
    ],
    [
      'no copy at all',
      judged({ 'api.calls': 2400, 'invoices.blocked': 1 }, { keepsCopy: false }),
      'There is no copy to go wrong, for 2400 calls; 1 run had to wait.',
    ],
  ])('%s', (_about, of, verdict) => {
    expect(verdictOf(of)).toBe(verdict);
  });
});
