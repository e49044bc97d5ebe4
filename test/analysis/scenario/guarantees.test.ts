// Delivery guarantees as the cards name them, held against runs of the designs that have them.
import { expect, test } from 'vitest';
import { guaranteesOf } from '../../../src/analysis/scenario/guarantees.ts';
import { measureOf } from '../../../src/engine/run/result.ts';
import { type Overrides, runOf, scenario } from '../../support/scenarios.ts';

/** Two hundred busy users whose consumers die with a memory full of messages, and whose broker is away for a while. */
const under = (design: Overrides) =>
  scenario({
    length: '3h',
    population: { users: 200, suspendedShare: 0.3 },
    workload: { signUps: '60/h', suspend: '3/h', reactivate: '6/h', delete: '0/h', changePlan: '0/h' },
    faults: [
      { fault: 'consumer-down', at: '1h', for: '5m' },
      { fault: 'broker-restart', at: '2h', for: '5m' },
    ],
    ...design,
    billing: { serviceTime: { constant: '4s' }, invoiceEvery: '366d', ...(design.billing as object) },
  });

const run = (design: Overrides) => {
  const of = under(design);
  const { measures } = runOf(of);
  const of_ = (id: string) => measureOf(measures, id) as number;
  return {
    told: guaranteesOf(of).join(' '),
    lost: of_('messages.lost'),
    again: of_('messages.redelivered'),
    wrong: of_('divergent.settled'),
  };
};

test('at most once: lost and never delivered again', () => {
  const { told, lost, again } = run({ billing: { ack: 'before' }, publisher: { confirms: false } });
  expect(told).toMatch(/Publishing: at most once.*Delivery: at most once/);
  expect(lost).toBeGreaterThan(0);
  expect(again).toBe(0);
});

test('at least once: never lost and delivered again', () => {
  for (const path of ['direct', 'outbox'] as const) {
    const { told, lost, again } = run({ publisher: { path } });
    expect(told).toMatch(/Publishing: at least once.*Delivery: at least once/);
    expect(lost).toBe(0);
    expect(again).toBeGreaterThan(0);
  }
});

test('at least once, but for what a polling relay has read past', () => {
  const slow = { writers: 4, transactionTime: { exponential: '2s' } } as const;
  const polled = run({ publisher: { path: 'outbox', ...slow }, faults: [] });
  expect(polled.told).toContain('Publishing: at least once, but for a row that commits after one with a later number');
  expect(polled.lost).toBeGreaterThan(0);
  const read = run({ publisher: { path: 'cdc', ...slow }, faults: [] });
  expect(read.told).toContain('Publishing: at least once. What was committed');
  expect(read.lost).toBe(0);
});

test('exactly once: where the log is written first what cannot be appended has not happened', () => {
  const { told, lost, wrong } = run({ user: { truth: 'log' }, broker: { kind: 'log' } });
  expect(told).toContain('Publishing: exactly once. To change a user is to append the event');
  expect(lost).toBe(0);
  expect(wrong).toBe(0);
});

test('effectively once: delivered again, and nobody is wrong in the end', () => {
  for (const billing of [{ policy: 'version' }, { policy: 'strict' }, { policy: 'per-field' }]) {
    const { told, again, wrong } = run({ billing: { ...billing, consumers: 3 } });
    expect(told).toContain('Application: effectively once, and never back');
    expect(again).toBeGreaterThan(0);
    expect(wrong).toBe(0);
  }
  expect(run({ events: { carry: 'key' } }).told).toContain('Repeating an event only asks again');
});

test('no order between consumers: without a version somebody is wrong in the end, with one consumer nobody', () => {
  const many = run({ billing: { consumers: 4, serviceTime: { exponential: '60s' } } });
  expect(many.told).toContain('Order: none between consumers');
  expect(many.wrong).toBeGreaterThan(0);
  const one = run({ billing: { serviceTime: { exponential: '1s' } } });
  expect(one.told).toContain('Order: ordered per user as published');
  expect(one.wrong).toBe(0);
});

test.each([
  ['a queue for each consumer', { billing: { affinity: 'partition' } }],
  ['one active consumer', { billing: { affinity: 'single-active' } }],
  ['partitions', { broker: { kind: 'log', profile: 'kafka', partitions: 8 } }],
  ['one partition', { broker: { kind: 'log', profile: 'kafka' } }],
  ['a stream', { broker: { kind: 'log', profile: 'rabbitmq-stream' } }],
  ['one active reader', { broker: { kind: 'log', profile: 'redis-stream' }, billing: { affinity: 'single-active' } }],
] as const)('ordered per user among four consumers, by %s: nobody is wrong in the end', (_, design) => {
  const billing = { consumers: 4, serviceTime: { exponential: '4s' }, ...('billing' in design && design.billing) };
  const { told, wrong, again } = run({ ...design, billing } as Overrides);
  expect(told).toContain('Order: ordered per user as published');
  expect(again).toBeGreaterThan(0);
  expect(wrong).toBe(0);
});

test('where Billing asks the API nothing is guaranteed of events', () => {
  expect(guaranteesOf(under({ billing: { reads: 'api' } }))).toEqual([]);
});
