// Where the truth is about one user, in lanes that really ran: the database goes back, and who repairs follows the database or the events.
import { expect, test } from 'vitest';
import { userIn } from '../../src/analysis/record/lines.ts';
import { askedOf, truthOfLanes, wentBackBy } from '../../src/analysis/truth-of-lanes.ts';
import { HOUR, Session, type TraceLine } from '../../src/engine/index.ts';
import { busy } from '../support/incidents.ts';
import { specFor } from '../support/scenarios.ts';

const WENT_BACK = 2 * HOUR;

const went = busy({
  broker: { kind: 'log' },
  billing: { policy: 'version' },
  workload: { signUps: '5/h', suspend: '0.5/h', reactivate: '1/h', delete: '0/h', changePlan: '0/h' },
  faults: [{ fault: 'user-restore', at: '2h', back: '1h' }],
  repair: { at: '3h' },
  people: 'none',
});

function ran(strategy: string) {
  const lines: TraceLine[] = [];
  const spec = specFor(went, { strategy });
  const result = Session.open(spec, undefined, { marks: 1, reader: (line) => lines.push({ ...line }) }).finish();
  const faults = [{ fault: 'user-restore', at: WENT_BACK }];
  return {
    lines,
    facts: { spec, result, startsAt: 0, faults, cannot: null } as never,
    history: (user: number) => lines.filter((line) => userIn(line) === user),
  };
}

test('before the database goes back nobody is asked; then each lane says whom it follows', () => {
  const lanes = [ran('replay'), ran('copy-database')];
  const { facts } = lanes[0] as (typeof lanes)[number];
  expect(wentBackBy(facts, WENT_BACK - 1)).toBeUndefined();
  expect(wentBackBy(facts, WENT_BACK)).toBe(WENT_BACK);
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
