// What piles up while Billing's consumers are down, how it drains, and the checks that need no sample: they are exact.
import { expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../src/engine/units.ts';
import { only } from '../support/lines.ts';
import { measured, open, traceOf } from '../support/scenarios.ts';
import { expectNear, poissonError } from '../support/statistics.ts';
import { stream } from './traffic.ts';

const [LAMBDA, MU] = [50, 100];
const down = (at: string, lasts: string) => ({ faults: [{ fault: 'consumer-down', at, for: lasts }] });

test('a consumer that is down for T finds λT messages, and has drained them λT ÷ (μ − λ) later', () => {
  // λT = 3000 is Poisson. Drain of n in M/M/1: mean n/(μ−λ), variance n (λ+μ)/(μ−λ)³ (busy period begun with n).
  const of = stream({
    rate: LAMBDA,
    length: '20m',
    billing: { serviceTime: { exponential: '10ms' } },
    more: down('10m', '1m'),
  });
  const session = open(of, { seed: 1 });
  session.advance(10 * MINUTE - 1);
  const before = session.moment();
  session.advance(11 * MINUTE - 1);
  const after = session.moment();
  const arrived = after.counters.published - before.counters.published;
  expect(after.broker.backlog, 'what was there and what came').toBe(before.broker.backlog + arrived);
  expectNear(arrived, LAMBDA * 60, poissonError(LAMBDA * 60), 'λT');
  const backlog = after.broker.backlog;
  let emptyAt = 11 * MINUTE - 1;
  do {
    emptyAt += SECOND / 20;
    session.advance(emptyAt);
  } while (session.moment().broker.backlog > 0);
  const drain = (emptyAt - 11 * MINUTE) / SECOND;
  const theory = backlog / (MU - LAMBDA);
  expectNear(drain, theory, Math.sqrt((backlog * (LAMBDA + MU)) / (MU - LAMBDA) ** 3), 'drain, s');
});

test('what is left when the changes end drains at exactly the service rate', () => {
  const of = stream({
    rate: LAMBDA,
    length: '10m',
    billing: { serviceTime: { constant: '10ms' } },
    more: down('9m', '1m'),
  });
  const session = open(of, { seed: 2 });
  session.advance(10 * MINUTE - 1);
  const { backlog } = session.moment().broker;
  const result = session.finish();
  expect(backlog).toBeGreaterThan(2000);
  // A last change may fall on the very microsecond at which the consumer returns; then there is one more.
  expect([backlog, backlog + 1].map((n) => 600 + n / MU)).toContain(result.endedAt);
});

test('one message at a time makes a throughput of 1 ÷ (delivery + service + acknowledgement), exactly', () => {
  const of = stream({
    rate: 400,
    length: '1m',
    broker: { deliveryLatency: { constant: '1ms' } },
    billing: { serviceTime: { constant: '2ms' }, prefetch: 1 },
  });
  const acks = only(traceOf(of, { seed: 3 }).lines, 'ack').map(({ t }) => t);
  // Saturated (400/s come, 250/s go): from some early message on the acknowledgements are exactly 4 ms apart.
  const apart = acks.slice(200).map((t, n) => t - (acks[199 + n] as number));
  expect(new Set(apart)).toEqual(new Set([4000]));
  expect(acks.length).toBeGreaterThan(20_000);
});

test('a prefetch of two hides the delivery behind the service of the other', () => {
  const of = stream({
    rate: 800,
    length: '30s',
    broker: { deliveryLatency: { constant: '1ms' } },
    billing: { serviceTime: { constant: '2ms' }, prefetch: 2 },
  });
  const acks = only(traceOf(of, { seed: 4 }).lines, 'ack').map(({ t }) => t);
  const apart = acks.slice(200).map((t, n) => t - (acks[199 + n] as number));
  expect(new Set(apart)).toEqual(new Set([2000]));
});

test('Little: the mean backlog is the sum of what each message spent in it, to the last bit', () => {
  for (const kind of ['queue', 'log'] as const) {
    const of = stream({
      rate: 70,
      length: '5m',
      broker: { kind, holdsInitial: false },
      billing: { serviceTime: { exponential: '10ms' }, prefetch: 10 },
    });
    const { lines, result } = traceOf(of, { seed: 5 });
    const entered = new Map(only(lines, 'publish').map(({ message, t }) => [message, t]));
    const length = 5 * MINUTE;
    let spent = 0;
    for (const { message, t } of only(lines, 'ack')) {
      const from = Math.min(length, entered.get(message) as number);
      spent += Math.min(length, t) - from;
    }
    expect(measured(result, 'queue.mean'), kind).toBe(spent / length);
  }
});

test('no message is made or destroyed: at any moment each published one is in one place', () => {
  const of = stream({
    rate: 70,
    length: '5m',
    broker: { latency: { exponential: '50ms' }, deliveryLatency: { exponential: '5ms' } },
    billing: { serviceTime: { exponential: '12ms' }, prefetch: 5 },
    more: {
      faults: [
        { fault: 'consumer-down', at: '1m', for: '10s' },
        { fault: 'broker-restart', at: '2m', for: '10s' },
        { fault: 'message-loss', at: '3m', for: '10s', share: 0.5 },
        { fault: 'message-duplicate', at: '3m30s', for: '10s', share: 0.5 },
      ],
    },
  });
  const { lines } = traceOf(of, { seed: 6 });
  const session = open(of, { seed: 6 });
  let acked = 0;
  let next = 0;
  for (let time = 0; time <= 5 * MINUTE; time += 7_777_777) {
    session.advance(time);
    for (; next < lines.length && (lines[next]?.t as number) <= time; next++) if (lines[next]?.kind === 'ack') acked++;
    const { network, broker, counters } = session.moment();
    const somewhere = network.flying + network.unconfirmed + broker.backlog + acked + counters.lost;
    expect(somewhere, `at ${time} µs`).toBe(counters.published);
  }
});
