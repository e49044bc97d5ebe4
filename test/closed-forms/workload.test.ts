// The changes that users make: one Poisson clock over the population, spread evenly over those who can make the change.
import { expect, test } from 'vitest';
import { HOUR, SECOND } from '../../src/engine/units.ts';
import { only } from '../support/lines.ts';
import { scenario, traceOf } from '../support/scenarios.ts';
import { expectNear, expectUniform, mean, poissonError } from '../support/statistics.ts';
import { stream } from './traffic.ts';

const changes = (of: Parameters<typeof traceOf>[0], seed: number) =>
  only(traceOf(of, { seed }).lines, 'commit').filter(({ cause }) => cause === 'workload');

test('changes come as a Poisson stream: counts per second have the mean and the variance of λ', () => {
  // n = 1800 seconds at λ = 20: se of the mean √(20/1800), of variance ÷ mean √(2/1800)
  const counts = new Array<number>(1800).fill(0);
  for (const { t } of changes(stream({ rate: 20, length: '30m' }), 1)) {
    const second = Math.min(1799, Math.floor(t / SECOND));
    counts[second] = (counts[second] as number) + 1;
  }
  const m = mean(counts);
  const variance = counts.reduce((sum, count) => sum + (count - m) ** 2, 0) / (counts.length - 1);
  expectNear(m, 20, Math.sqrt(20 / 1800), 'mean per second');
  expectNear(variance / m, 1, Math.sqrt(2 / 1800), 'variance ÷ mean');
});

test('every user is as likely to change as any other', () => {
  const counts = new Array<number>(200).fill(0);
  for (const { user } of changes(stream({ rate: 20, users: 200, length: '30m' }), 2))
    counts[user - 1] = (counts[user - 1] as number) + 1;
  expectUniform(counts, 'changes per user');
});

test('where few of many can change, each of them is as likely as the others', () => {
  // About 6 of 1000 are suspended, and only they change: most are found by looking in order, after all guesses failed.
  const of = scenario({
    length: '2h',
    population: { users: 1000, suspendedShare: 0.006 },
    workload: { signUps: '0/h', suspend: '0/h', reactivate: '1/h', delete: '0/h', changePlan: '0/h' },
    billing: { invoiceEvery: '366d' },
  });
  const places: number[] = [];
  for (let seed = 1; seed <= 300; seed++) {
    const commits = only(traceOf(of, { seed }).lines, 'commit');
    const held = commits.filter(({ cause, status }) => cause === 'initial' && status === 'suspended');
    const first = commits.find(({ cause }) => cause === 'workload');
    if (first === undefined) continue;
    expect(first.status).toBe('active');
    places.push((held.findIndex(({ user }) => user === first.user) + 0.5) / held.length);
  }
  expect(places.length).toBeGreaterThan(250);
  // A place among k, as (rank + ½) ÷ k, has mean ½ and a variance of at most 1 ÷ 12.
  expectNear(mean(places), 0.5, Math.sqrt(1 / 12 / places.length), 'mean place');
});

test('each kind of change has its own rate, per user who can make it', () => {
  const of = scenario({
    length: '10h',
    population: { users: 2000, suspendedShare: 0.4 },
    workload: { signUps: '300/h', suspend: '0.2/h', reactivate: '0.3/h', delete: '0.02/h', changePlan: '0/h' },
    billing: { invoiceEvery: '366d' },
  });
  // The intensity of each kind integrated over the run (a martingale): count − integral has variance = integral.
  const { lines } = traceOf(of, { seed: 3 });
  const status = new Map<number, string>();
  const counts = { created: 0, suspended: 0, reactivated: 0, deleted: 0 };
  const expected = { created: 3000, suspended: 0, reactivated: 0, deleted: 0 };
  let [active, held, since] = [0, 0, 0];
  const settle = (t: number) => {
    const hours = (t - since) / HOUR;
    since = t;
    expected.suspended += active * 0.2 * hours;
    expected.reactivated += held * 0.3 * hours;
    expected.deleted += (active + held) * 0.02 * hours;
  };
  const tally = (word: string | undefined, by: number) => {
    if (word === 'active') active += by;
    else if (word === 'suspended') held += by;
  };
  for (const line of only(lines, 'commit')) {
    settle(line.t);
    const before = status.get(line.user);
    tally(before, -1);
    tally(line.status, 1);
    status.set(line.user, line.status);
    if (line.cause === 'initial') continue;
    if (before === undefined) counts.created++;
    else if (line.status === 'absent') counts.deleted++;
    else if (line.status === 'suspended') counts.suspended++;
    else counts.reactivated++;
  }
  settle(10 * HOUR);
  for (const kind of ['created', 'suspended', 'reactivated', 'deleted'] as const)
    expectNear(counts[kind], expected[kind], poissonError(expected[kind]), kind);
});
