// A database that goes back gives its versions to other changes. Who writes a mail about each change writes about these too, and rightly;
// who hears of one change twice writes once too often.
import { expect, test } from 'vitest';
import { only } from '../support/lines.ts';
import { otherService } from '../support/other-service.ts';
import { measured, scenario, traceOf } from '../support/scenarios.ts';

const of = scenario({
  length: '6h',
  population: { users: 30 },
  workload: { signUps: '0/h', suspend: '2/h', reactivate: '2/h', delete: '0/h' },
  subscribers: [otherService('crm', 'UserSuspended')],
});
const restore = { fault: 'user-restore', at: '3h', back: '1h', epoch: false };

/** About how many versions of a user's the service was told by two messages. */
function toldTwice(lines: ReturnType<typeof traceOf>['lines']): number {
  const changes = only(lines, 'publish')
    .filter(({ status }) => status === 'suspended')
    .map(({ user, version }) => `${user}/${version}`);
  return changes.length - new Set(changes).size;
}

test('what is done about a version that is given again is not done twice', () => {
  const { lines, result } = traceOf(scenario({ faults: [restore] }, of), { strategy: 'wait' });
  expect(toldTwice(lines)).toBeGreaterThan(5);
  expect(measured(result, 'others.sideEffects')).toBe(0);
});

test('what is published twice is', () => {
  const twice = { fault: 'message-duplicate', at: '1h', for: '1h', share: 1 };
  const { lines, result } = traceOf(scenario({ faults: [twice] }, of), { strategy: 'wait' });
  expect(toldTwice(lines)).toBeGreaterThan(5);
  expect(measured(result, 'others.sideEffects')).toBe(toldTwice(lines));
});

test.each(['original', 'new-ids', 'renewed'])(
  'a change that is republished is told twice, whatever its event is called: %s',
  (identity) => {
    const slow = { fault: 'consumer-slow', at: '1h', for: '1h', factor: 2 };
    const repair = { at: '3h' };
    const { lines, result } = traceOf(scenario({ faults: [slow], repair }, of), {
      strategy: 'republish-events',
      parameters: { identity },
    });
    const again = only(lines, 'publish').filter(({ cause, status }) => cause === 'republish' && status === 'suspended');
    expect(again.length).toBeGreaterThan(2);
    expect(measured(result, 'others.sideEffects')).toBe(again.length);
  },
);
