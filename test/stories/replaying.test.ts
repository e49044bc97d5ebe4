// What can be read again from a log, and what of that is said. Each story is one idea about consistency.
import { describe, expect, test } from 'vitest';
import { readScenario } from '../../src/files/index.ts';
import { factsOf } from '../support/facts.ts';
import { only } from '../support/lines.ts';
import { disagreements, recount } from '../support/recount.ts';
import { measured, type Overrides, runOf, scenario, silent, traceOf } from '../support/scenarios.ts';

const LOGS = ['rabbitmq-stream', 'redis-stream', 'kafka'];
const incident = (more: Overrides = {}) =>
  scenario({
    length: '14h',
    population: { users: 300, suspendedShare: 0.2 },
    workload: { signUps: '10/h', suspend: '0.5/h', reactivate: '1/h' },
    faults: [silent('10h', '1h')],
    people: 'none',
    ...more,
    broker: { kind: 'log', ...more.broker },
    billing: { policy: 'version', ...more.billing },
    repair: more.repair ?? { at: '12h' },
  });
const replay = (of: ReturnType<typeof incident>, parameters = {}) => runOf(of, { strategy: 'replay', parameters });
const GONE = /The log’s retention no longer reached back to the incident\./;

describe('where a replay begins', () => {
  test.each(LOGS)('on %s: at a time, at an entry, or so many entries back', (profile) => {
    const of = incident({ broker: { profile } });
    const { lines, result, spec } = traceOf(of, { strategy: 'replay', parameters: { from: 'at', at: '9h' } });
    const facts = factsOf(spec, result);
    expect(disagreements(result, recount(lines, facts))).toEqual([]);
    const since = only(lines, 'publish').filter(({ t }) => t >= 9 * 3_600_000_000 && t < 12 * 3_600_000_000);
    expect(measured(result, 'repair.replayed')).toBeGreaterThanOrEqual(since.length);
    expect(measured(result, 'repair.replayed')).toBeLessThanOrEqual(since.length + 2);
    const all = measured(replay(of), 'repair.replayed');
    expect(measured(replay(of, { from: 'last', count: 100 }), 'repair.replayed')).toBe(100);
    expect(measured(replay(of, { from: 'last', count: 1_000_000 }), 'repair.replayed')).toBe(all);
    expect(measured(replay(of, { from: 'offset', offset: 0 }), 'repair.replayed')).toBe(all);
    expect(measured(replay(of, { from: 'offset', offset: 500 }), 'repair.replayed')).toBe(all - 500);
    const none = replay(of, { from: 'offset', offset: 10_000_000 });
    expect(measured(none, 'repair.replayed')).toBe(0);
    expect(none.verdict).toMatch(/There was nothing to read again/);
  });

  test('what was written while the consumer was stopped is read for the first time, and counts as that', () => {
    const of = incident({ people: { find: '10m', build: '1h', review: '1h', run: '30m' } });
    const result = replay(of, { from: 'last', count: 50 });
    expect(measured(result, 'repair.replayed')).toBe(50);
    expect(measured(result, 'delay.max')).toBeGreaterThan(1500);
  });

  test('a place that is not asked for is told to be without effect', () => {
    const text = `schema: 1
title: T
broker: { kind: log }
variants:
  - { id: a, strategy: replay, parameters: { from: at, at: 1h, count: 5 } }
  - { id: b, strategy: replay, parameters: { offset: 3 } }
`;
    const outcome = readScenario(text, { file: 't.yaml' });
    if ('errors' in outcome) throw new Error(outcome.errors[0]?.message);
    expect(outcome.notes.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'variants[0].parameters.count: has no effect where from is at; it acts where that is last',
      'variants[1].parameters.offset: has no effect where from is earliest; it acts where that is offset',
    ]);
  });
});

describe('what a log no longer has', () => {
  test.each(LOGS)(
    'on %s: a retention that does not reach back to the incident is said, whatever is read',
    (profile) => {
      for (const parameters of [{}, { from: 'incident' }, { from: 'last', count: 10 }]) {
        expect(replay(incident({ broker: { profile, retention: '1h' } }), parameters).verdict).toMatch(GONE);
        expect(replay(incident({ broker: { profile, retention: '5h' } }), parameters).verdict).not.toMatch(GONE);
        // Of what a consumer took with it when it died, a part is gone.
        const died = { fault: 'consumer-down', at: '9h', for: '30m' };
        const more = { faults: [died], broker: { profile, retention: '2h' }, repair: { at: '11h15m' } };
        expect(replay(incident(more), parameters).verdict).toMatch(GONE);
      }
    },
  );

  test('a log that retains nothing cannot be read again, and its consumer goes on', () => {
    const idle = { signUps: '0/h', suspend: '0/h', reactivate: '0/h', delete: '0/h' };
    const of = incident({ workload: idle, broker: { retention: '1h' } });
    const { verdict, measures } = replay(of);
    expect(verdict).toMatch(/^Cannot: the log retains nothing any more\./);
    expect(measures['settled']).toBe(true);
  });
});

test.each(LOGS)('a replay on %s while the broker is away waits until it is back', (profile) => {
  const faults = [silent('10h', '1h'), { fault: 'broker-restart', at: '11h50m', for: '30m30s' }];
  const of = incident({ faults, broker: { profile }, repair: { at: '12h' } });
  const { result, lines, spec } = traceOf(of, { strategy: 'replay' });
  const facts = factsOf(spec, result);
  expect(disagreements(result, recount(lines, facts))).toEqual([]);
  expect(result.phases.map(({ name }) => name)).toContain('Wait for the broker');
  expect(measured(result, 'repair.duration')).toBeGreaterThan(20 * 60);
  expect(measured(result, 'repair.replayed')).toBeGreaterThan(1000);
  expect(result.measures['settled']).toBe(true);
});
