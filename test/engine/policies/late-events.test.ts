// What the table of policies (test/analysis/truth-table.test.ts) cannot show by what people can do: an event that comes late with a
// version that nobody has used; and stories of two events.
import { expect, test } from 'vitest';
import { TRUTH_CHANGES, TRUTH_COLUMNS, TRUTH_ROWS, truthSpec } from '../../../src/analysis/truth-table.ts';
import { Session } from '../../../src/engine/run/session.ts';
import { simulationOf } from '../../support/inside.ts';
import { type Script, script } from '../../support/script.ts';

type Tell = (s: Script) => void;

const POLICIES = ['arrival', 'dedupe', 'version', 'timestamp', 'strict', 'per-field'] as const;
const original: Tell = (s) => s.repair('republish-events');
const renewed: Tell = (s) => s.repair('republish-events', { identity: 'renewed' });
const newIds: Tell = (s) => s.repair('republish-events', { identity: 'new-ids' });

test('an event that was lost and comes late with new id, new time and a version of its own defeats every policy but asking', () => {
  const lost = TRUTH_ROWS.find(({ id }) => id === 'one-lost');
  const right = TRUTH_COLUMNS.map(
    (column) =>
      (lost?.cases ?? []).filter((of, n) => {
        const session = Session.open(truthSpec(of, column), TRUTH_CHANGES);
        session.advance(1_800_000_000);
        const { publisher, time } = simulationOf(session);
        const event = publisher.envelopeOf(n, 2, 1024);
        publisher.republish({ ...event, version: 6, event: publisher.newEvent(), occurredAt: time.now });
        session.finish();
        return session.moment().billing.divergent === 0;
      }).length,
  );
  expect(Object.fromEntries(TRUTH_COLUMNS.map(({ id }, n) => [id, right[n]]))).toEqual({
    'arrival-delta': 2,
    'dedupe-delta': 2,
    'version-delta': 2,
    'strict-delta': 1,
    'per-field-delta': 2,
    'arrival-state': 1,
    'dedupe-state': 1,
    'version-state': 1,
    'timestamp-state': 1,
    'arrival-key': 4,
  });
});

const believed = (policy: string, tell: Tell) => {
  const s = script({ billing: { policy } });
  tell(s);
  s.settle();
  return s.divergent()['ada'] ?? 'right';
};

test('of two that are lost and republished with the present version, a guard takes the first for the present state', () => {
  const found = POLICIES.map((policy) =>
    believed(policy, (s) => {
      s.changeStatus('ada', 'active');
      s.changeStatus('ada', 'suspended');
      s.forgetNext();
      s.changeStatus('ada', 'active');
      s.forgetNext();
      s.changeStatus('ada', 'suspended');
      renewed(s);
    }),
  );
  expect(found).toEqual(['right', 'right', 'overbilled', 'right', 'right', 'overbilled']);
});

test('a republished reactivation un-suspends a user unless its version or its time tells that it is old', () => {
  const repaired = (policy: string, repair: Tell) =>
    believed(policy, (s) => {
      s.changeStatus('ada', 'active');
      s.changeStatus('ada', 'suspended');
      s.forgetNext();
      s.changeStatus('ada', 'active');
      s.changeStatus('ada', 'suspended');
      repair(s);
    });
  const [wrong, right] = ['overbilled', 'right'];
  expect(POLICIES.map((policy) => repaired(policy, original))).toEqual([wrong, wrong, right, right, right, right]);
  expect(POLICIES.map((policy) => repaired(policy, newIds))).toEqual([wrong, wrong, right, wrong, right, right]);
  // Strict has v2 and holds v4: what is stamped v4 too is a duplicate of what it holds, and the user stays suspended, by luck.
  expect(POLICIES.map((policy) => repaired(policy, renewed))).toEqual([wrong, wrong, right, wrong, right, right]);
});
