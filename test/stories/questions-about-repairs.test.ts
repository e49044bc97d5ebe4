// Questions that sharp people ask from the back row about repairs, each with its answer.
import { describe, expect, test } from 'vitest';
import { policies } from '../../src/engine/policies/catalog.ts';
import type { Scenario } from '../../src/engine/scenario.ts';
import { strategies } from '../../src/engine/strategies/catalog.ts';
import { factsOf } from '../support/facts.ts';
import { incidents } from '../support/incidents.ts';
import { only } from '../support/lines.ts';
import { disagreements, recount } from '../support/recount.ts';
import { measured, type Overrides, runOf, scenario, silent, traceOf } from '../support/scenarios.ts';
import { quiet, story } from '../support/story.ts';

const SEEDS = [1, 2, 3];

/** An hour of silence, repaired while life goes on: few are wrong by the time, some have changed since. */
const silence = (more: Overrides = {}): Scenario =>
  scenario({
    length: '16h',
    population: { users: 1500, suspendedShare: 0.2 },
    workload: { signUps: '10/h', suspend: '0.1/h', reactivate: '0.4/h' },
    faults: [silent('10h', '1h')],
    ...more,
    repair: more.repair ?? { at: '12h' },
  });
const sum = (of: Scenario, id: string, strategy: string, parameters = {}): number =>
  SEEDS.reduce((total, seed) => total + measured(runOf(of, { strategy, parameters, seed }), id), 0);
const left = (policy: string, strategy: string, identity = 'original') =>
  sum(silence({ billing: { policy } }), 'divergent.settled', strategy, strategy === 'wait' ? {} : { identity });

describe('republishing while live events flow', () => {
  test('does comparing times help? With the original times it does; with new ones it is as in order of arrival', () => {
    expect(left('timestamp', 'republish-events')).toBe(0);
    for (const identity of ['new-ids', 'renewed']) {
      const wrong = left('timestamp', 'republish-events', identity);
      expect(wrong, identity).toBeGreaterThan(0);
      expect(wrong, identity).toBe(left('arrival', 'republish-events', identity));
    }
  });

  test('does an inbox help? No: nobody has seen these events, whatever their ids', () => {
    const arrival = left('arrival', 'republish-events');
    expect(arrival).toBeGreaterThan(0);
    for (const identity of ['original', 'new-ids', 'renewed'])
      expect(left('dedupe', 'republish-events', identity), identity).toBe(arrival);
  });

  test('does comparing versions help when they are renewed? Less than the original ones: of two changes the first is taken for both', () => {
    const [renewed, waiting] = [left('version', 'republish-events', 'renewed'), left('version', 'wait')];
    expect(left('version', 'republish-events')).toBe(0);
    expect(left('version', 'republish-events', 'new-ids')).toBe(0);
    expect(renewed).toBeGreaterThan(0);
    expect(renewed).toBeLessThan(waiting);
  });
});

describe('snapshots', () => {
  /** The snapshot of user 1, who is in its second state, comes two hours after the third. */
  const late = (policy: string) => {
    const of = quiet({
      length: '8h',
      population: { users: 1, suspendedShare: 0 },
      billing: { policy },
      faults: [{ fault: 'message-delay', at: '1h', for: '1s', by: '3h' }],
      repair: { at: '1h' },
    });
    const changes = story('10m suspend 1', '2h reactivate 1');
    const { lines, result } = traceOf(of, { strategy: 'republish-state', changes });
    return [only(lines, 'apply').at(-1)?.effect, measured(result, 'divergent.settled')];
  };

  test('what of a snapshot that comes after a newer event? A guard turns it away, an order of arrival does not', () => {
    expect(late('version')).toEqual(['stale', 0]);
    expect(late('arrival')).toEqual(['regressed', 1]);
    expect(late('dedupe')).toEqual(['regressed', 1]);
  });

  test('snapshots under an inbox while messages are still delayed? Worse than waiting: they come late themselves, and each is new', () => {
    const faults = [{ fault: 'message-delay', at: '10h', for: '3h', by: '40m', share: 0.5 }];
    const of = (policy: string) => silence({ billing: { policy }, faults, repair: { at: '11h' }, people: 'none' });
    const worse = sum(of('dedupe'), 'copy.regressed', 'republish-state');
    expect(worse).toBeGreaterThan(sum(of('dedupe'), 'copy.regressed', 'wait'));
    expect(sum(of('dedupe'), 'divergent.userHours', 'republish-state')).toBeGreaterThan(
      sum(of('dedupe'), 'divergent.userHours', 'wait'),
    );
    expect(sum(of('version'), 'copy.regressed', 'republish-state')).toBe(0);
  });
});

describe('replaying', () => {
  test('a queue? It cannot, and says why', () => {
    const { verdict, phases } = runOf(silence(), { strategy: 'replay' });
    expect(verdict).toMatch(/^Cannot: a queue keeps no history: what was acknowledged is gone\./);
    expect(phases.every(({ handsOn }) => handsOn === 0)).toBe(true);
  });

  test('what was never published? Everything is read again, and the same users stay wrong', () => {
    const of = silence({ broker: { kind: 'log' }, billing: { policy: 'version' } });
    const result = runOf(of, { strategy: 'replay' });
    expect(measured(result, 'repair.replayed')).toBeGreaterThan(3000);
    expect(measured(result, 'divergent.settled')).toBe(measured(runOf(of), 'divergent.settled'));
    expect(measured(result, 'divergent.settled')).toBeGreaterThan(20);
  });

  test('when retention no longer reaches back? The verdict says so, beside what it leaves', () => {
    const lost = { fault: 'consumer-down', at: '10h', for: '1h' };
    const again = { fault: 'consumer-down', at: '11h2m', for: '5m' };
    const of = silence({
      broker: { kind: 'log', retention: '90m' },
      billing: { policy: 'version', ack: 'before', serviceTime: { constant: '1s' } },
      faults: [lost, again],
    });
    expect(runOf(of, { strategy: 'replay' }).verdict).toMatch(/^The log’s retention no longer reached back/);
  });
});

test('six faults at once, under every policy and strategy? The books agree', () => {
  const of = incidents['everything goes wrong, one after the other'] as Scenario;
  const at = of.faults.slice(0, 6).map((fault) => ({ ...fault, at: '1h', for: '1h' }));
  for (const { id: policy } of policies) {
    for (const { id: strategy } of strategies) {
      const all = scenario({ billing: { policy }, faults: at, repair: { at: '2h' } }, of);
      const { lines, result, spec } = traceOf(all, { strategy });
      const facts = factsOf(spec, result);
      const quarrels = disagreements(result, recount(lines, facts));
      expect(quarrels, `${policy}, ${strategy}`).toEqual([]);
    }
  }
});

test('a late event after the sweep? It brings the deleted back, unless the API told the version under which they went', () => {
  const after = (includeDeleted: boolean) => {
    const of = quiet({
      length: '12h',
      population: { users: 2, suspendedShare: 0 },
      billing: { policy: 'version' },
      api: { includeDeleted },
      faults: [
        { fault: 'message-delay', at: '1h', for: '1s', by: '6h' },
        silent('2h', '1s', { types: ['UserDeleted'] }),
      ],
      repair: { at: '3h' },
    });
    return runOf(of, { strategy: 'resync', changes: story('1h suspend 1', '2h delete 1') });
  };
  expect(measured(after(false), 'divergent.orphan')).toBe(1);
  expect(measured(after(true), 'divergent.orphan')).toBe(0);
  expect(measured(after(true), 'copy.ignoredStale')).toBe(1);
});

test('a repair before the fault ends? What it publishes is swallowed too', () => {
  const of = silence({ repair: { at: '10h20m' }, people: 'none', billing: { policy: 'version' } });
  const [waiting, early] = [runOf(of), runOf(of, { strategy: 'republish-state' })];
  expect(measured(early, 'repair.messages')).toBeGreaterThan(1500);
  expect(measured(early, 'messages.lost') - measured(waiting, 'messages.lost')).toBe(
    measured(early, 'repair.messages'),
  );
  expect(measured(early, 'divergent.settled')).toBe(measured(waiting, 'divergent.settled'));
});

test('without a change history? Events cannot be published again, and of the deleted nobody sends a tombstone', () => {
  const of = silence({
    user: { history: 'none' },
    workload: { signUps: '10/h', suspend: '0.1/h', reactivate: '0.4/h', delete: '0.05/h' },
    billing: { policy: 'version' },
  });
  const events = runOf(of, { strategy: 'republish-events' });
  expect(events.verdict).toMatch(/^Cannot: the User service has no change history back to the incident\./);
  const state = runOf(of, { strategy: 'republish-state' });
  expect(measured(state, 'divergent.orphan')).toBeGreaterThan(5);
  expect(measured(state, 'divergent.settled')).toBe(measured(state, 'divergent.orphan'));
});
