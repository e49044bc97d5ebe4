// Zipf's law of activity: the share of all changes that the user of rank r makes is r^−s over the sum of all such, and a run's
// counts keep to it whatever the users' status.
import { expect, test } from 'vitest';
import { Chance } from '../../src/engine/kernel/chance.ts';
import { ZipfActivity } from '../../src/engine/services/user/activity.ts';
import { only } from '../support/lines.ts';
import { scenario, traceOf } from '../support/scenarios.ts';
import { expectNear } from '../support/statistics.ts';

const USERS = 200;
const EXPONENT = 1.1;
const powers = Array.from({ length: USERS }, (_, rank) => (rank + 1) ** -EXPONENT);
const sum = powers.reduce((total, power) => total + power, 0);
/** Of the ranks, busiest first. */
const shares = powers.map((power) => power / sum);

/** By user number, what share of all changes is the user's. */
function sharesOf(seed: number): number[] {
  const activity = new ZipfActivity(USERS, EXPONENT, new Chance(seed));
  return Array.from({ length: USERS }, (_, n) => (activity.total(n + 1) - activity.total(n)) / USERS);
}

test('the shares are those of the law, and who has which is drawn', () => {
  const [one, other] = [sharesOf(1), sharesOf(2)];
  for (const [rank, share] of [...one].sort((a, b) => b - a).entries())
    expect(share).toBeCloseTo(shares[rank] as number, 12);
  expect(one).not.toEqual(other);
});

test('a run’s changes fall to each user by its share, suspended or not', () => {
  // Whoever is active is suspended as often as whoever is suspended is reactivated: no status changes more often than another.
  const of = scenario({
    length: '10h',
    population: { users: USERS, suspendedShare: 0.5, activity: { zipf: EXPONENT } },
    workload: { signUps: '0/h', suspend: '5/h', reactivate: '5/h', delete: '0/h', changePlan: '0/h' },
    billing: { invoiceEvery: '366d' },
  });
  const changes = only(traceOf(of, { seed: 7 }).lines, 'commit').filter(({ cause }) => cause === 'workload');
  expectNear(changes.length, 5 * 10 * USERS, Math.sqrt(5 * 10 * USERS), 'changes in all');
  const expected = sharesOf(7);
  // Sum of squared deviations over what is expected: χ² with one degree of freedom less than there are users.
  const chi = expected.reduce((total, share, n) => {
    const mean = share * changes.length;
    return total + (changes.filter(({ user }) => user === n + 1).length - mean) ** 2 / mean;
  }, 0);
  expectNear(chi, USERS - 1, Math.sqrt(2 * (USERS - 1)), 'χ²');
});

test('the busiest tenth makes two thirds of all changes, and waiting heals the quiet ones hardly at all', () => {
  const tenth = shares.slice(0, USERS / 10).reduce((total, share) => total + share, 0);
  expect(tenth).toBeGreaterThan(0.65);
  const of = (activity: 'even' | { readonly zipf: number }) =>
    scenario({
      length: '24h',
      population: { users: 2000, suspendedShare: 0.3, activity },
      workload: { signUps: '0/h', suspend: '0.1/h', reactivate: '0.1/h', delete: '0/h', changePlan: '0/h' },
      faults: [{ fault: 'publisher-silent', at: '2h', for: '2h' }],
      billing: { invoiceEvery: '366d' },
    });
  const left = (activity: 'even' | { readonly zipf: number }) =>
    traceOf(of(activity), { seed: 3 }).result.measures['divergent'] as {
      readonly atRepair: number;
      readonly end: number;
    };
  const [even, uneven] = [left('even'), left({ zipf: EXPONENT })];
  expect(uneven.end / uneven.atRepair).toBeGreaterThan(2 * (even.end / even.atRepair));
});
