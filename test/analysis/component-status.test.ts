// What nodes say of a moment: users and rows are counted alike.
import { expect, test } from 'vitest';
import { billingStatus, brokerStatus, userStatus } from '../../src/analysis/component-status.ts';
import { Frames } from '../../src/analysis/record/frames.ts';
import { type Overrides, open, scenario } from '../support/scenarios.ts';

const HOUR = 3_600_000_000;

/** What stands on the page at a moment of a run that has ended. */
function at(time: number, overrides: Overrides) {
  const of = scenario({
    length: '3h',
    population: { users: 50 },
    workload: { signUps: '10/h', suspend: '1/h', reactivate: '1/h', delete: '1/h' },
    ...overrides,
  });
  const session = open(of, { strategy: 'resync' });
  session.finish();
  const frames = new Frames(session);
  frames.readOn(session.furthest);
  const frame = frames.frame({ time, exact: true });
  return {
    user: userStatus(session.spec, frame.moment).mode,
    billing: billingStatus(session.spec, frame.moment).lines,
    broker: brokerStatus(session.spec, frame.moment),
    numbers: frame.users,
  };
}

test('the User service counts those who are there, as Billing counts its rows', () => {
  const { user, billing, numbers } = at(2.9 * HOUR, {});
  expect(Number.parseInt(user, 10)).toBeLessThan(numbers);
  expect(billing).toContain(`${Number.parseInt(user, 10)} rows, policy arrival`);
});

test('a consumer that is stopped is stopped by the seeding, until a repair begins', () => {
  const of: Overrides = {
    broker: { kind: 'log' },
    billing: { startsAt: '1h', seed: { strategy: 'replay', parameters: {} } },
    people: { find: '1m', build: '1m', review: '1m', run: '5m' },
    repair: { at: '2h' },
  };
  expect(at(HOUR + 180e6, of).billing).toContain('The consumer is stopped by the seeding');
});

test('a log in partitions says who reads which; one whose reader is away is read by another', () => {
  const kafka: Overrides = { broker: { kind: 'log', profile: 'kafka', partitions: 4 }, billing: { consumers: 2 } };
  const calm = at(2 * HOUR, kafka).broker;
  expect(calm.mode).toBe('Log in 4 partitions');
  expect(calm.lines).toContain('Consumer 1 reads 1, 2; consumer 2 reads 3, 4');
  const crash = { fault: 'consumer-crash', at: '1h', for: '2m', when: 'before-ack', restartAfter: '30m' };
  const struck = at(1.2 * HOUR, { ...kafka, workload: { suspend: '60/h' }, faults: [crash] }).broker;
  expect(struck.lines.join('. ')).toMatch(/Nobody reads 1, 2, 3, 4|onsumer [12] reads 1, 2, 3, 4/);
});

test('a queue shared out by users says so, and who reads which', () => {
  const shared: Overrides = { billing: { consumers: 3, affinity: 'partition' } };
  const calm = at(2 * HOUR, shared).broker;
  expect(calm.mode).toBe('3 queues, shared out by user');
  expect(calm.lines).toContain('Consumer 1 reads 1; consumer 2 reads 2; consumer 3 reads 3');
  const down = { fault: 'consumer-down', at: '1h', for: '2h' };
  expect(at(2 * HOUR, { ...shared, faults: [down] }).broker.lines).toContain('Nobody reads 1, 2, 3');
  expect(at(2 * HOUR, {}).broker.mode).toBe('Queue');
});
