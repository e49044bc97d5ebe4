// What fuzzing can draw is everything there is: each pair of faults, and with each fault every strategy, policy and broker. A generator
// that could not, or a check of files that refused it, would make the law of two faults one about less.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faults } from '../../src/engine/faults/catalog.ts';
import { scenarioDefinition } from '../../src/engine/index.ts';
import { policies } from '../../src/engine/policies/catalog.ts';
import type { RunSpec } from '../../src/engine/run/spec.ts';
import { strategyId } from '../../src/engine/steps/made.ts';
import { strategies } from '../../src/engine/strategies/catalog.ts';
import { anyTwoFaults, fits, uncheckedPair } from '../support/arbitrary.ts';

const SEED = 20260105;
/** Of so many runs with two given faults one at least passes the check of files. */
const TRIES = 60;

const pairs = faults.flatMap((one, n) => faults.slice(n).map((other) => [one, other] as const));

/** Whether a run with these two faults is soon drawn that the check of files has nothing against. */
function canBe([one, other]: (typeof pairs)[number]): boolean {
  const runs = uncheckedPair([one], [other]);
  for (let n = 0; n < TRIES; n++) if (fc.sample(runs, { numRuns: 1, seed: SEED + n }).some(fits)) return true;
  return false;
}

test('every pair of faults can be drawn, a fault with itself among them', () => {
  expect(pairs.filter((pair) => !canBe(pair)).map(([one, other]) => `${one.id}, ${other.id}`)).toEqual([]);
});

const drawn = fc.sample(anyTwoFaults, { numRuns: 6000, seed: SEED });

const strategy = ({ variant }: RunSpec): string => strategyId(variant.strategy);
const policy = ({ scenario }: RunSpec): string => scenario.billing.policy;
const broker = ({ scenario }: RunSpec): string => `${scenario.broker.profile} ${scenario.broker.kind}`;

const brokers = scenarioDefinition.catalogues.profiles.flatMap(({ id, kind, compacts }) => [
  `${id} ${kind}`,
  ...(compacts === true ? [`${id} compacted-log`] : []),
]);
const all: readonly (readonly [name: string, of: (spec: RunSpec) => string, values: readonly string[]])[] = [
  ['strategy', strategy, [...strategies.map(({ id }) => id), 'own']],
  ['policy', policy, policies.map(({ id }) => id)],
  ['broker', broker, brokers],
];

test.each(all)('every %s is drawn, beside every fault', (_, of, values) => {
  const seen = new Set(drawn.flatMap((spec) => spec.scenario.faults.map(({ fault }) => `${fault}, ${of(spec)}`)));
  const wanted = faults.flatMap(({ id }) => values.map((value) => `${id}, ${value}`));
  expect(wanted.filter((pair) => !seen.has(pair))).toEqual([]);
});

test('every strategy is drawn with every policy and every broker', () => {
  const seen = new Set(drawn.flatMap((spec) => [policy, broker].map((of) => `${strategy(spec)}, ${of(spec)}`)));
  const wanted = [...strategies.map(({ id }) => id), 'own'].flatMap((id) =>
    [...policies.map((each) => each.id), ...brokers].map((value) => `${id}, ${value}`),
  );
  expect(wanted.filter((pair) => !seen.has(pair))).toEqual([]);
});
