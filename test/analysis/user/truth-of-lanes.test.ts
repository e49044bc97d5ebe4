// Where the truth is about one user, in lanes that really ran: the database goes back, and who repairs follows the database or the events.
import { expect, test } from 'vitest';
import type { RunFacts } from '../../../src/analysis/record/facts.ts';
import { userIn } from '../../../src/analysis/record/lines.ts';
import { askedOf, partedBy, truthOfLanes } from '../../../src/analysis/user/truth-of-lanes.ts';
import { HOUR, Session, type TraceLine } from '../../../src/engine/index.ts';
import { busy } from '../../support/incidents.ts';
import { specFor } from '../../support/scenarios.ts';

const WENT_BACK = 2 * HOUR;

const went = busy({
  broker: { kind: 'log' },
  billing: { policy: 'version' },
  workload: { signUps: '5/h', suspend: '0.5/h', reactivate: '1/h', delete: '0/h', changePlan: '0/h' },
  faults: [{ fault: 'user-restore', at: '2h', back: '1h' }],
  repair: { at: '3h' },
  people: 'none',
});

function ran(strategy: string, incident = went, fault = 'user-restore') {
  const lines: TraceLine[] = [];
  const spec = specFor(incident, { strategy });
  const result = Session.open(spec, undefined, { marks: 1, reader: (line) => lines.push({ ...line }) }).finish();
  const faults = [{ fault, at: WENT_BACK, until: WENT_BACK + HOUR }];
  return {
    lines,
    facts: { spec, result, startsAt: 0, faults, cannot: null } as unknown as RunFacts,
    history: (user: number) => lines.filter((line) => userIn(line) === user),
  };
}

test('before the database goes back nobody is asked; then each lane says whom it follows', () => {
  const lanes = [ran('replay'), ran('copy-database')];
  const { facts } = lanes[0] as (typeof lanes)[number];
  expect(partedBy(facts, WENT_BACK - 1)).toBeUndefined();
  expect(partedBy(facts, WENT_BACK)).toEqual({ by: 'restore', at: WENT_BACK, until: WENT_BACK });
  expect(askedOf(facts)).toEqual({ reads: 'copy', startsAt: 0, beforeTheRun: true });
  expect(truthOfLanes(lanes, 1, WENT_BACK - 1)).toBeNull();
  const late = 3 * HOUR + 30 * 60_000_000;
  const contradicted = Array.from({ length: 60 }, (_, n) => truthOfLanes(lanes, n + 1, late)).filter((truth) => {
    const [database, billing] = ['database', 'billing'].map(
      (id) => truth?.after.find((each) => each.id === id)?.status,
    );
    return truth?.contradiction === 'went-back' && database !== billing;
  });
  expect(contradicted.length).toBeGreaterThan(3);
  for (const truth of contradicted) {
    const [replay, copied] = truth?.repaired ?? [];
    expect(replay?.follows, 'a log knows nothing of the restore').toContain('events');
    expect(replay?.follows).not.toContain('database');
    expect(copied?.follows, 'the table is what is copied').toContain('database');
  }
});

test('where nobody runs there is nobody to ask', () => {
  expect(truthOfLanes([], 1, WENT_BACK)).toBeNull();
});

test('a lane that sleeps is named; where all sleep, the run on the stage tells what was before', () => {
  const lanes = [ran('replay'), ran('copy-database')] as const;
  const late = 3 * HOUR + 30 * 60_000_000;
  const [first, second] = lanes;
  const all = truthOfLanes(lanes, 7, late);
  const half = truthOfLanes([first, { ...second, history: null }], 7, late);
  expect(half?.repaired.map(({ id }) => id)).toEqual(['replay']);
  expect(half?.asleep).toEqual([{ id: 'copy-database', title: second.facts.result.title }]);
  expect(half?.before).toEqual(all?.before);
  const none = truthOfLanes(
    lanes.map((lane) => ({ ...lane, history: null })),
    7,
    late,
    first.history(7),
  );
  expect(none?.repaired).toEqual([]);
  expect(none?.asleep).toHaveLength(2);
  expect([none?.before, none?.after]).toEqual([all?.before, all?.after]);
});

test('changes that were published and taken back: the events tell what the database never made', () => {
  const ghosts = busy({
    broker: { kind: 'log' },
    billing: { policy: 'version' },
    workload: { signUps: '0/h', suspend: '0.5/h', reactivate: '1/h', delete: '0/h', changePlan: '0/h' },
    faults: [{ fault: 'publish-before-rollback', at: '2h', for: '1h' }],
    repair: { at: '4h' },
    people: 'none',
  });
  const lanes = ['replay', 'copy-database'].map((strategy) => ran(strategy, ghosts, 'publish-before-rollback'));
  const late = 4 * HOUR + 30 * 60_000_000;
  const taken = Array.from({ length: 60 }, (_, n) => truthOfLanes(lanes, n + 1, late)).filter(
    (truth) =>
      truth?.contradiction === 'taken-back' &&
      truth.after.find(({ id }) => id === 'events')?.status !== truth.after.find(({ id }) => id === 'database')?.status,
  );
  expect(taken.length).toBeGreaterThan(3);
  for (const truth of taken) {
    const [replay, copied] = truth?.repaired ?? [];
    expect(replay?.follows).toContain('events');
    expect(copied?.follows).toContain('database');
  }
});
