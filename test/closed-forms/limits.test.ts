// What limits of a queue cost while nobody reads it, and what failing consumers cost: exact where nothing is left to chance, else
// within what chance allows.
import { expect, test } from 'vitest';
import type { FaultSpec } from '../../src/engine/scenario.ts';
import { MINUTE, SECOND } from '../../src/engine/units.ts';
import { only } from '../support/lines.ts';
import { measured, runOf, traceOf } from '../support/scenarios.ts';
import { expectNear, poissonError } from '../support/statistics.ts';
import { stream } from './traffic.ts';

const LAMBDA = 50;
/** The consumer is away from the second minute to the fourth: T is two minutes. */
const DOWN: FaultSpec = { fault: 'consumer-down', at: '2m', for: '2m' };
const T = 120;

const queue = (faults: readonly FaultSpec[], more: Parameters<typeof stream>[0]['more'] = {}) =>
  stream({
    rate: LAMBDA,
    length: '6m',
    broker: { latency: { constant: '0s' } },
    billing: { serviceTime: { constant: '1ms' } },
    more: { faults: [DOWN, ...faults], ...more },
  });

const during = (lines: ReturnType<typeof traceOf>['lines'], from: number, to: number) =>
  only(lines, 'publish').filter(({ t }) => t >= from && t < to).length;

test('a queue of Q messages loses max(0, λT − Q), the oldest', () => {
  for (const maxLength of [1000, 100_000]) {
    const { lines, result } = traceOf(queue([{ fault: 'queue-overflow', at: '1m', for: '4m', maxLength }]));
    const arrived = during(lines, 2 * MINUTE, 4 * MINUTE);
    expectNear(arrived, LAMBDA * T, poissonError(LAMBDA * T), 'λT');
    const lost = only(lines, 'lost');
    expect(lost.length).toBe(Math.max(0, arrived - maxLength));
    expect(measured(result, 'messages.lost')).toBe(lost.length);
    const messages = lost.map(({ message }) => message as number);
    expect(messages).toEqual(messages.map((_, n) => (messages[0] as number) + n));
    expect(new Set(lost.map(({ where, fault }) => `${where} ${fault}`)).size).toBeLessThanOrEqual(1);
  }
});

test('a queue that refuses loses the newest of a publisher without confirms, and none of one with them', () => {
  const overflow = { fault: 'queue-overflow', at: '1m', for: '4m', maxLength: 1000, overflow: 'reject-publish' };
  const { lines } = traceOf(queue([overflow], { publisher: { confirms: false } }));
  const arrived = during(lines, 2 * MINUTE, 4 * MINUTE);
  const lost = only(lines, 'lost').map(({ message }) => message as number);
  expect(lost.length).toBe(arrived - 1000);
  const first = only(lines, 'publish').find(({ t }) => t >= 2 * MINUTE)?.message as number;
  expect(lost[0]).toBe(first + 1000);
  const kept = runOf(queue([overflow]));
  expect([measured(kept, 'messages.lost'), measured(kept, 'divergent.settled')]).toEqual([0, 0]);
});

test('messages that live for τ are lost at a rate of λ from τ on: λ · max(0, T − τ)', () => {
  for (const seconds of [30, 300]) {
    const ttl = `${seconds}s`;
    const { lines } = traceOf(queue([{ fault: 'message-ttl', at: '1m', for: '4m', ttl }]));
    const lost = only(lines, 'lost').length;
    expect(lost).toBe(during(lines, 2 * MINUTE, Math.max(2 * MINUTE, 4 * MINUTE - seconds * SECOND + 1)));
    expectNear(lost, LAMBDA * Math.max(0, T - seconds), poissonError(LAMBDA * T), 'λ (T − τ)');
  }
});

test('a limit that a queue is declared with acts as one that an operator sets, and the lower of the two counts', () => {
  const lostBy = (broker: object, ...faults: readonly FaultSpec[]) =>
    measured(runOf(queue(faults, { broker: { latency: { constant: '0s' }, ...broker } })), 'messages.lost');
  const overflow = (maxLength: number): FaultSpec => ({ fault: 'queue-overflow', at: '0s', for: '5m', maxLength });
  const wanted = lostBy({}, overflow(700));
  expect(wanted).toBeGreaterThan(3000);
  expect(lostBy({ maxLength: 700 })).toBe(wanted);
  expect(lostBy({ maxLength: 700 }, overflow(2000))).toBe(wanted);
  expect(lostBy({ maxLength: 2000 }, overflow(700))).toBe(wanted);
});

test('a queue that is unbound for T loses λT; a publisher that asks to be told loses nothing', () => {
  const unbound: FaultSpec = { fault: 'queue-unbound', at: '2m', for: '2m' };
  const of = (mandatory: boolean) =>
    stream({
      rate: LAMBDA,
      length: '6m',
      broker: { latency: { constant: '0s' } },
      more: { faults: [unbound], publisher: { mandatory } },
    });
  const { lines } = traceOf(of(false));
  expect(only(lines, 'lost').length).toBe(during(lines, 2 * MINUTE, 4 * MINUTE));
  const told = runOf(of(true));
  expect([measured(told, 'messages.lost'), measured(told, 'divergent.settled')]).toEqual([0, 0]);
});

test('of λT messages a share s is poison: so many dead letters, binomially', () => {
  const s = 0.2;
  const poison: FaultSpec = { fault: 'poison-message', at: '2m', for: '2m', share: s };
  const of = stream({
    rate: LAMBDA,
    length: '6m',
    billing: { serviceTime: { constant: '1ms' }, onFailure: 'dead-letter' },
    more: { faults: [poison] },
  });
  const n = LAMBDA * T;
  expectNear(measured(runOf(of), 'messages.deadLettered'), n * s, poissonError(n * s), 'λTs');
});

test('a consumer f times as slow, slower than what comes, lets λ − μ ÷ f a second wait', () => {
  const slow: FaultSpec = { fault: 'consumer-slow', at: '2m', for: '2m', factor: 4 };
  // μ is 100 a second, and a quarter of that half of λ.
  const of = stream({
    rate: LAMBDA,
    length: '6m',
    billing: { serviceTime: { constant: '10ms' } },
    more: { faults: [slow] },
  });
  expectNear(measured(runOf(of), 'queue.peak'), (LAMBDA - 25) * T, poissonError(LAMBDA * T), '(λ − μ/f) T');
});
