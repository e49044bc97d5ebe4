// So many consumers that none is ever waited for: every event takes its own time, independently, as the closed forms for the
// inconsistency window assume. The version guard makes the newest event win, whichever comes first.
import { test } from 'vitest';
import type { Distribution } from '../../src/engine/sections/shape.ts';
import { SECOND } from '../../src/engine/units.ts';
import { measured, open, runOf } from '../support/scenarios.ts';
import { binomialError, expectNear } from '../support/statistics.ts';
import { stream } from './traffic.ts';

const Z99 = 2.3263478740408408;

/** 60 consumers with one message each; the load is 2, and P(more than 60) is below 10⁻⁵⁰. */
const crowd = (serviceTime: Distribution) => ({ serviceTime, consumers: 60, prefetch: 1 });

/** Laws of the delay D with E[D] and E[D²], in seconds. */
const LAWS: readonly (readonly [name: string, law: Distribution, first: number, second: number])[] = [
  ['constant', { constant: '200ms' }, 0.2, 0.04],
  ['exponential', { exponential: '200ms' }, 0.2, 0.08],
  [
    'lognormal',
    { lognormal: { median: '100ms', p99: '1s' } },
    0.1 * Math.exp((Math.log(10) / Z99) ** 2 / 2),
    0.01 * Math.exp(2 * (Math.log(10) / Z99) ** 2),
  ],
];

test('events in flight are λ·E[D], whatever the law of the delay', () => {
  // λ = 10/s for 2 h = 7200 s. The time average of M/G/∞ has variance λ E[D²] ÷ 7200.
  for (const [name, law, first, second] of LAWS) {
    const result = runOf(stream({ rate: 10, length: '2h', billing: crowd(law) }), { seed: 1 });
    expectNear(measured(result, 'queue.mean'), 10 * first, Math.sqrt((10 * second) / 7200), `in flight, ${name}`);
    // The mean delay of 72 000 independent events: se = √(Var D ÷ 72 000). What lost to a newer event is not applied and not
    // counted; with 0.1 events/s per user that shortens the mean by up to 0.1 · E[D²]: allowed for on top.
    const error = Math.sqrt(Math.max(0, second - first * first) / 72_000) + (0.1 * second) / 4 + 1e-9;
    expectNear(measured(result, 'delay.mean'), first, error, `delay, ${name}`);
  }
});

test('a copy is behind with probability 1 − E[e^(−λD)]', () => {
  // 40 users with λ = 0.3/s each, delays of 2 s on average: seen at 300 instants, 20 s apart, so 12 000 independent looks.
  const [lambda, m, users, looks] = [0.3, 2, 40, 300];
  for (const [name, law, theory] of [
    ['constant', { constant: '2s' }, 1 - Math.exp(-lambda * m)],
    ['exponential', { exponential: '2s' }, (lambda * m) / (1 + lambda * m)],
  ] as const) {
    const billing = { serviceTime: law, consumers: 80, prefetch: 1 };
    const session = open(stream({ rate: users * lambda, users, length: '6020s', billing }), {
      seed: 2,
      session: { marks: 300, marksPerKeyframe: 1 },
    });
    session.finish();
    let behind = 0;
    for (let look = 1; look <= looks; look++) {
      const { truthVersions, billing } = session.view(look * 20 * SECOND);
      for (let user = 1; user <= users; user++) if (truthVersions[user] !== billing.versions[user]) behind++;
    }
    expectNear(behind, users * looks * theory, binomialError(users * looks, theory), `behind, ${name} delay`);
  }
});
