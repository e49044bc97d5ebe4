// One consumer behind one queue, against the queueing theory of M/M/1 and M/D/1. λ: events per second, μ = 100 a second, one
// hour of virtual time, so 360 000 service times. The standard error of the mean sojourn in M/M/1 is relatively
// √(2(1 + ρ) ÷ (ρ(1 − ρ)² · 360 000)): 0.8 % at ρ = 0.5, 1.8 % at 0.8. It starts empty; what that takes away (20 ÷ (1 − ρ)²
// service times are not stationary) is below a twentieth of the standard error.
import { expect, test } from 'vitest';
import { Session } from '../../src/engine/run/session.ts';
import { SECOND } from '../../src/engine/units.ts';
import type { Line } from '../support/lines.ts';
import { measured, open, runOf, specFor } from '../support/scenarios.ts';
import { batchError, expectNear, mean } from '../support/statistics.ts';
import { stream } from './traffic.ts';

const MU = 100;
const HOUR_OF_SERVICE = 3600 * MU;
const exponential = { serviceTime: { exponential: '10ms' } };
const constant = { serviceTime: { constant: '10ms' } };

const relativeError = (rho: number) => Math.sqrt((2 * (1 + rho)) / (rho * (1 - rho) ** 2 * HOUR_OF_SERVICE));

/** Seconds from commit to application, in order. */
function sojourns(lambda: number, billing: object, seed: number): number[] {
  const committed = new Map<number, number>();
  const times: number[] = [];
  const reader = (each: unknown) => {
    const line = each as Line;
    if (line.kind === 'commit') committed.set(line.user * 2 ** 24 + line.version, line.t);
    else if (line.kind === 'apply')
      times.push((line.t - (committed.get(line.user * 2 ** 24 + line.version) as number)) / SECOND);
  };
  const of = stream({ rate: lambda, length: '1h', billing });
  Session.open(specFor(of, { seed }), undefined, { marks: 1, reader }).finish();
  return times;
}

test('messages wait and are served as M/M/1 says: λ = 50, μ = 100', () => {
  const result = runOf(stream({ rate: 50, length: '1h', billing: exponential }), { seed: 1 });
  const error = relativeError(0.5);
  expectNear(measured(result, 'delay.mean'), 1 / 50, error / 50, 'W = 1/(μ − λ)');
  expectNear(measured(result, 'queue.mean'), 1, error, 'L = ρ/(1 − ρ)');
  // Quantiles of an exponential sojourn are multiples of its mean: ln 2, ln 20, ln 100; the histogram adds up to 1 %.
  for (const [name, p, wider] of [
    ['p50', 0.5, 1.5],
    ['p95', 0.95, 1.5],
    ['p99', 0.99, 2],
  ] as const) {
    const theory = -Math.log(1 - p) / 50;
    expectNear(measured(result, `delay.${name}`), theory, theory * (wider * error + 0.0025), `sojourn, ${name}`);
  }
});

test('messages wait and are served as M/M/1 says: λ = 80, μ = 100', () => {
  const result = runOf(stream({ rate: 80, length: '1h', billing: exponential }), { seed: 2 });
  const error = relativeError(0.8);
  expectNear(measured(result, 'delay.mean'), 1 / 20, error / 20, 'W = 1/(μ − λ)');
  expectNear(measured(result, 'queue.mean'), 4, 4 * error, 'L = ρ/(1 − ρ)');
});

test('the share of events that take longer than t falls as e^(−(μ − λ) t)', () => {
  const times = sojourns(50, exponential, 3);
  for (const t of [0.01, 0.02, 0.05, 0.1]) {
    const longer = times.map((time) => (time > t ? 1 : 0));
    expectNear(mean(longer), Math.exp(-50 * t), batchError(longer), `P(sojourn > ${t} s)`);
  }
});

test('constant service halves the waiting: M/D/1', () => {
  for (const [lambda, seed] of [
    [50, 4],
    [80, 5],
  ] as const) {
    const rho = lambda / MU;
    const times = sojourns(lambda, constant, seed);
    const theory = 1 / MU + rho / (2 * MU * (1 - rho));
    expectNear(mean(times), theory, batchError(times), `M/D/1 sojourn at ρ ${rho}`);
  }
});

test('with a queue, a copy is behind as long as an event about its user is in the system', () => {
  // N users share one M/M/1: P(none of n is mine) = (1 − 1/N)^n, n geometric, so P = 1 − (1 − ρ) ÷ (1 − ρ (1 − 1/N)).
  // One hour seen at 1 800 instants, 2 s apart (the queue forgets within 0.3 s); se by batches of instants.
  const N = 20;
  const rho = 0.5;
  const session = open(stream({ rate: 50, users: N, length: '1h', billing: exponential }), {
    seed: 6,
    session: { marks: 400, marksPerKeyframe: 1 },
  });
  session.finish();
  const behind: number[] = [];
  for (let second = 10; second < 3600; second += 2) {
    const { truthVersions, billing } = session.view(second * SECOND);
    let users = 0;
    for (let user = 1; user <= N; user++) if (truthVersions[user] !== billing.versions[user]) users++;
    behind.push(users / N);
  }
  const theory = 1 - (1 - rho) / (1 - rho * (1 - 1 / N));
  expectNear(mean(behind), theory, batchError(behind), 'P(copy behind)');
  expect(behind.length).toBe(1795);
});
