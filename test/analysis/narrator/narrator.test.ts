// The narrator, rule by rule, on real runs: what is said at which moment of which incident. Sentences are facts, so their numbers are
// held against the run's own.
import { describe, expect, test } from 'vitest';
import { faultWords } from '../../../src/analysis/narrator/fault-words.ts';
import { narratedLanes } from '../../../src/analysis/narrator/lanes.ts';
import { narrated } from '../../../src/analysis/narrator/narrator.ts';
import { situationOf } from '../../../src/analysis/narrator/situation.ts';
import { inOneLine } from '../../../src/analysis/narrator/telling.ts';
import { doing } from '../../../src/analysis/narrator/words.ts';
import { recording } from '../../../src/analysis/record/recording.ts';
import type { FinishedRun } from '../../../src/analysis/record/run-record.ts';
import { drive } from '../../../src/engine/experiment/comparison.ts';
import { faults, KINDS } from '../../../src/engine/index.ts';
import { heldRun } from '../../support/held.ts';
import { type Overrides, type RunChoice, scenario, silent, specFor } from '../../support/scenarios.ts';
import { microseconds } from '../../support/time.ts';

/** What is said of a run at a moment; `played`: whether somebody has pressed Play. */
function toldOf(run: FinishedRun, at: string, played = true): string {
  const frame = run.frames.frame({ time: microseconds(at), exact: true });
  const situation = situationOf(run.facts, frame, played);
  return situation === null ? '' : inOneLine(narrated(situation)).trim();
}

const frameOf = (run: FinishedRun, at: string) => run.frames.frame({ time: microseconds(at), exact: true });

const run = (overrides: Overrides, choice: RunChoice = {}): FinishedRun =>
  drive(recording(specFor(scenario(overrides), choice)).work);

/** 500 users who change often, a silent hour at 2:00, a repair at 4:00 for which people take their time. */
const DAY: Overrides = {
  length: '8h',
  population: { users: 500, suspendedShare: 0.3 },
  workload: { signUps: '30/h', suspend: '0.1/h', reactivate: '0.2/h', delete: '0.01/h' },
  faults: [silent('2h', '1h')],
  repair: { at: '4h' },
  people: { find: '30m', build: '45m', review: '30m', run: '15m', fix: '20m', handOff: '2h' },
};

test('where truth and copy were never seen to differ, nothing agrees again', () => {
  const instant = run({ length: '1us', population: { users: 5 }, faults: [], repair: { at: '0s' } });
  expect(toldOf(instant, '1us')).toBe('Truth and copy agree, and nobody had to repair anything.');
  const quiet = run({ ...DAY, faults: [] });
  expect(toldOf(quiet, '8h')).not.toContain('again');
  const healed = run({ ...DAY, faults: [{ fault: 'consumer-down', at: '2h', for: '1h' }] });
  expect(toldOf(healed, '7h59m59s')).toMatch(/^Truth and copy agree again, and nobody repaired anything\./);
});

describe('the silent hour', () => {
  const wait = run(DAY);
  const resync = run({ ...DAY, api: { pageSize: 10, rateLimit: '1/s' } }, { strategy: 'resync' });

  test('before Play it says what to do, afterwards what is planned', () => {
    expect(toldOf(wait, '1h', false)).toBe('Press Play. At 02:00 the publisher will fall silent.');
    expect(toldOf(wait, '1h')).toMatch(
      /^Every copy agrees(?:, but for \d+ users? whose events? (?:is|are) on the way)?\./,
    );
  });

  test('while it lasts it counts what was never published', () => {
    const { counters } = frameOf(wait, '2h30m').moment ?? { counters: { lost: -1 } };
    expect(toldOf(wait, '2h30m')).toBe(
      `The publisher is silent: ${counters.lost} changes were committed and never published. The queue is empty, so nothing looks wrong.`,
    );
  });

  test('for five minutes an invoice run is news', () => {
    const three = wait.facts.invoiceRuns.find(({ time }) => time === microseconds('3h'));
    const sentence = `The 03:00 invoice run billed ${three?.wrong} users wrongly and missed ${three?.missed}.`;
    expect([toldOf(wait, '3h'), toldOf(wait, '3h4m59s')]).toEqual([sentence, sentence]);
    expect(toldOf(wait, '3h6m')).toBe(
      `The publisher speaks again and the broker is perfect; ${frameOf(wait, '3h6m').divergent} users are divergent, and nothing on its way mends that.`,
    );
  });

  test('people at work, then a machine, then agreement', () => {
    expect(toldOf(resync, '4h10m')).toBe(
      `The Billing team writes the resync, 45 min. Until then a user heals only by changing again: ${frameOf(resync, '4h10m').divergent} are divergent.`,
    );
    const at = '5h30m20s';
    const { divergent, moment } = frameOf(resync, at);
    expect(toldOf(resync, at)).toBe(
      `The repair scans pages, page ${moment?.counters.repairApiCalls}; ${divergent} users are left.`,
    );
    const wrong = frameOf(resync, '5h50m').invoices.wrong;
    expect(toldOf(resync, '5h50m')).toMatch(
      new RegExp(
        `^Truth and copy agree again, 1 h 3\\d min after the repair began\\. ${wrong} wrong invoices stay wrong\\.$`,
      ),
    );
  });

  test('who waits repairs nothing', () => {
    expect(toldOf(wait, '4h30m')).toBe(
      `Nobody repairs anything: a user heals only when they change again. ${frameOf(wait, '4h30m').divergent} users are divergent.`,
    );
  });

  test('a log that was read again is perfect, and so is the broker', () => {
    const replay = run({ ...DAY, broker: { kind: 'log' }, people: 'none' }, { strategy: 'replay' });
    expect(toldOf(replay, '4h20m')).toBe(
      `The log held nothing that was never said: every metric of the broker is perfect, and ${frameOf(replay, '4h20m').divergent} users are still divergent.`,
    );
  });

  test('what cannot be done says why', () => {
    expect(toldOf(run(DAY, { strategy: 'replay' }), '4h20m')).toMatch(
      /^Replay cannot be done: a queue keeps no history: what was acknowledged is gone\. \d+ users stay divergent\.$/,
    );
  });

  test('an emptied copy is being refilled, and the run that falls into it missed almost everybody', () => {
    const naive = run(
      {
        ...DAY,
        api: { pageSize: 5, rateLimit: '1/s' },
        people: { find: '1m', build: '58m', review: '1m', run: '1m30s', fix: '20m', handOff: '1h' },
      },
      { strategy: 'resync-naive' },
    );
    const { byKind, moment } = frameOf(naive, '5h');
    const five = naive.facts.invoiceRuns.find(({ time }) => time === microseconds('5h'));
    expect(moment?.repair.phases.at(-1)?.name).toBe('Empty the table and insert pages');
    expect(toldOf(naive, '5h')).toBe(
      `Billing’s copy is being refilled: ${byKind[KINDS.indexOf('missing')]} users do not exist for it, and the 05:00 run missed ${five?.missed}.`,
    );
  });
});

describe('other incidents', () => {
  test('a consumer that is down: messages wait, and are taken up again', () => {
    const down = run({ ...DAY, faults: [{ fault: 'consumer-down', at: '2h', for: '1h' }] });
    const { divergent, moment } = frameOf(down, '2h30m');
    expect(toldOf(down, '1h', false)).toBe('Press Play. At 02:00 Billing’s consumer will go down.');
    expect(toldOf(down, '2h30m')).toBe(
      `Billing’s consumer is down: ${moment?.broker.backlog} messages wait at the broker, and ${divergent} users are divergent.`,
    );
    expect(toldOf(down, '3h20m')).toMatch(/^Every copy agrees/);
  });

  test('what is over at once is news for five minutes, but for an invoice run since then', () => {
    const back = run({ ...DAY, faults: [{ fault: 'user-restore', at: '2h30m', back: '1h' }] });
    const { divergent } = frameOf(back, '2h30m');
    expect(divergent).toBeGreaterThan(0);
    expect(toldOf(back, '2h29m')).toMatch(/^Every copy agrees/);
    expect(toldOf(back, '2h30m')).toBe(
      `The User database was restored from a backup: ${divergent} users are divergent.`,
    );
    expect(toldOf(back, '2h34m59s')).toMatch(/^The User database was restored from a backup: /);
    expect(toldOf(back, '2h36m')).toMatch(/^The User database was restored .* nothing on its way mends that\.$/);
    const due = run({ ...DAY, faults: [{ fault: 'user-restore', at: '2h58m', back: '1h' }] });
    expect(toldOf(due, '3h1m')).toMatch(/^The 03:00 invoice run /);
  });

  test('several at once are told in one clause; those to come as one', () => {
    const both = run({
      ...DAY,
      faults: [silent('2h', '1h'), { fault: 'api-down', at: '2h', for: '1h' }],
    });
    expect(toldOf(both, '1h', false)).toBe(
      'Press Play. At 02:00 the publisher will fall silent and the API will stop answering.',
    );
    expect(toldOf(both, '2h30m')).toMatch(/^The publisher is silent and the API does not answer: /);
  });

  test('the API is away while a repair needs it', () => {
    const away = run(
      { ...DAY, people: 'none', faults: [silent('2h', '1h'), { fault: 'api-down', at: '3h50m', for: '30m' }] },
      { strategy: 'resync' },
    );
    expect(toldOf(away, '4h6m')).toMatch(
      /^The API does not answer\. The repair waits for the API; \d+ users are left\.$/,
    );
  });

  test('where no copy is kept nothing diverges; a run that the API does not answer waits', () => {
    const asks = run({ ...DAY, billing: { reads: 'api' }, faults: [{ fault: 'api-down', at: '2h30m', for: '1h' }] });
    expect(toldOf(asks, '1h30m')).toBe('Billing keeps no copy: at every invoice run it asks the API about everybody.');
    expect(toldOf(asks, '3h10m')).toBe('The API does not answer: invoice run 3 waits for an answer.');
    expect(toldOf(asks, '7h30m')).not.toContain('agree');
  });

  test('a new service has nobody, then is filled, and is not repaired', () => {
    const fill = run(
      {
        ...DAY,
        faults: [],
        billing: { startsAt: '1h', policy: 'version' },
        repair: { at: '1h' },
        api: { pageSize: 10, rateLimit: '1/s' },
      },
      { strategy: 'resync' },
    );
    expect(toldOf(fill, '30m')).toBe(
      'Billing has not started and has no copy yet. At 01:00 Billing starts, and its copy is empty.',
    );
    expect(toldOf(fill, '1h30m')).toMatch(
      /^The Billing team writes the resync, 45 min\. Until then \d+ users do not exist for Billing\.$/,
    );
    expect(toldOf(fill, '2h30m5s')).toMatch(/^Billing’s copy is being filled: \d+ users do not exist for it\.$/);
    expect(toldOf(fill, '2h50m')).toMatch(/^Truth and copy agree, 1 h 3\d min after Billing began\.$/);
  });

  test('nobody at all', () => {
    const nobody = run({ ...DAY, faults: [], population: { users: 0 }, workload: { signUps: '0/h' } });
    expect(toldOf(nobody, '1h')).toBe('There is nobody yet.');
  });
});

describe('six lanes', () => {
  const ids = ['wait', 'replay', 'republish-events', 'republish-state', 'resync-naive', 'resync'];
  const runs = ids.map((id) => heldRun('broken-publisher', id, { users: 2000, seed: 1 }));
  const told = (at: string) =>
    inOneLine(
      narratedLanes(
        runs.flatMap(({ facts, frames }) => {
          const situation = situationOf(facts, frames.frame({ time: microseconds(at), exact: true }), true);
          return situation === null ? [] : [{ title: facts.result.title, situation }];
        }),
      ),
    );

  test('before the repair they are one', () => {
    expect(told('10h30m')).toBe(toldOf(runs[0] as FinishedRun, '10h30m'));
  });

  test('then some are mending, and at the end some are left', () => {
    expect(told('12h10m')).toBe('In five lanes people are at work.');
    expect(told('12h59m40s')).toBe('Empty and refetch is mending; in three lanes people are at work.');
    expect(told('13h10m')).toMatch(
      /^In three lanes people are at work; Empty and refetch is done, and missed \d+ invoices meanwhile\.$/,
    );
    expect(told('20h')).toMatch(/^Three lanes are right again; .*three lanes keep \d+ to \d+ divergent users\.$/);
  });
});

test('lanes of a new service were never right before', () => {
  const first = {
    ...DAY,
    faults: [],
    billing: { startsAt: '1h', policy: 'version' },
    repair: { at: '1h' },
  };
  const lanes = [run(first, { strategy: 'resync' }), run(first, { strategy: 'copy-database' })].flatMap(
    ({ facts, frames }) => {
      const situation = situationOf(facts, frames.frame({ time: microseconds('7h30m'), exact: true }), true);
      return situation === null ? [] : [{ title: facts.result.title, situation }];
    },
  );
  expect(inOneLine(narratedLanes(lanes))).toBe('Resync and Copy the database are right.');
});

test('every fault is told in sentences: in words of its own, or else by its title', () => {
  for (const { id } of faults) {
    const { soon, now, over } = faultWords(id);
    expect(now, id).toMatch(/^[\p{Lu}“]/u);
    expect(over, id).toMatch(/^[\p{Lu}“]/u);
    expect(soon, id).not.toBe('');
  }
  expect(faultWords('publisher-silent').now).toBe('The publisher is silent');
  expect(faultWords('network-partition', 'billing').now).toBe('The broker and Billing do not reach each other');
  expect(faultWords('network-partition', 'api').soon).toBe('the network will part Billing and the API');
  expect(faultWords('of-ones-own')).toMatchObject({ now: '“of-ones-own” is active', soon: '“of-ones-own” will begin' });
});

test.each([
  ['Write the script', 'writes the script'],
  ['Find out why the script died', 'finds out why the script died'],
  ['Empty the table and insert pages', 'empties the table and inserts pages'],
  ['Stop and rewind the consumer', 'stops and rewinds the consumer'],
  ['Publish the snapshots', 'publishes the snapshots'],
])('%s: somebody %s', (title, does) => {
  expect(doing(title)).toBe(does);
});
