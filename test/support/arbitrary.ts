// Random runs for laws: any scenario of any-scenario.ts, any strategy or runbook of one's own, and people who meddle. Every document passes
// the product's own check.
import fc from 'fast-check';
import { faults } from '../../src/engine/faults/catalog.ts';
import { checkScenario, type Fault, scenarioDefinition } from '../../src/engine/index.ts';
import { type Input, injectedName, plannedFaults } from '../../src/engine/run/inputs.ts';
import type { RunSpec } from '../../src/engine/run/spec.ts';
import type { FaultSpec, VariantSpec } from '../../src/engine/scenario.ts';
import type { ProcedureSpec } from '../../src/engine/sections/value.ts';
import { strategyId, strategyTitle } from '../../src/engine/steps/made.ts';
import { strategies } from '../../src/engine/strategies/catalog.ts';
import { anyScenario, FEW_FIXES, faultWithin, moment, profiles, untilFixed } from './any-scenario.ts';
import { ownRunbook } from './own-runbooks.ts';
import { asText, valuesOf } from './values.ts';

const CREDIT: ProcedureSpec = { strategy: 'credit-notes', parameters: {} };

/** Any strategy of the catalogue. */
const anyStrategy: fc.Arbitrary<ProcedureSpec> = fc
  .constantFrom(...strategies)
  .chain(({ id, parameters }) => valuesOf(parameters).map((values) => ({ strategy: id, parameters: values })));

/** Mostly a strategy of the catalogue, sometimes a runbook of one's own; now and then others follow. */
export const anyVariant: fc.Arbitrary<VariantSpec> = fc
  .record({
    first: fc.oneof({ weight: 5, arbitrary: anyStrategy }, { weight: 1, arbitrary: ownRunbook }),
    then: fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      {
        weight: 1,
        arbitrary: fc.array(fc.oneof(anyStrategy, fc.constant(CREDIT), ownRunbook), { minLength: 1, maxLength: 2 }),
      },
    ),
  })
  .map(({ first, then }) => ({
    ...first,
    id: strategyId(first.strategy),
    title: strategyTitle(first.strategy),
    set: {},
    ...(then.length > 0 && { then }),
  }));

const namesIn = (given: readonly FaultSpec[]): readonly string[] => [
  ...plannedFaults(given, []).map(({ name }) => name),
  injectedName(1),
  injectedName(2),
];

/** What a person may do in a run of `length` minutes with these faults: a removal names one of them, an injected one, or none. */
export const inputWithin = (length: number, given: readonly FaultSpec[]): fc.Arbitrary<Input> =>
  fc.tuple(moment(length), fc.constantFrom(...namesIn(given)), faultWithin(length)).chain(
    ([at, name, { for: lasts, ...fault }]): fc.Arbitrary<Input> =>
      fc.constantFrom<Input>(
        { kind: 'inject', at, fault: { ...fault, at: asText(at), ...(lasts !== undefined && { for: lasts }) } },
        { kind: 'inject', at, fault: { ...fault, at: asText(at) } }, // until somebody removes it, or the run ends
        { kind: 'remove', at, name },
        { kind: 'repair', at },
      ),
  );

/** Whether the check of scenario files has nothing against a run's document, as is so most of the time. */
export const fits = ({ scenario: of, variant }: RunSpec): boolean =>
  'scenario' in checkScenario({ ...of, variants: [variant] }, scenarioDefinition, { id: of.id });

/** Runs as they are drawn, before the check of files has seen them. */
const uncheckedSpec = (meddlers: number): fc.Arbitrary<RunSpec> =>
  fc
    .integer({ min: 60, max: 300 })
    .chain((length) =>
      anyScenario(length).chain((drawn) =>
        fc.record({
          scenario: fc.constant(drawn),
          variant: anyVariant,
          seed: fc.integer({ min: 0, max: 1000 }),
          inputs: fc.array(inputWithin(length, drawn.faults), { maxLength: meddlers }),
        }),
      ),
    )
    .map(withSeedingApart);

/** Whether lines tell the steps of the seeding from those of the repair, where only they tell when the repair begins. */
export const tellsSeedingApart = ({
  scenario: { repair, billing },
  variant,
}: Pick<RunSpec, 'scenario' | 'variant'>): boolean =>
  repair.at !== 'detected' || billing.seed === 'none' || billing.seed.strategy !== variant.strategy;

const withSeedingApart = (spec: RunSpec): RunSpec => {
  const { scenario: of } = spec;
  if (tellsSeedingApart(spec)) return spec;
  return { ...spec, scenario: { ...of, billing: { ...of.billing, seed: 'none' } } };
};

/** Any run, of one to five hours, without people who meddle unless `meddlers` says so. */
export const anySpec = (meddlers = 0): fc.Arbitrary<RunSpec> => uncheckedSpec(meddlers).filter(fits);

/** Runs in which one of some faults happens and one of some others, at any times, as they are drawn. */
export const uncheckedPair = (some: readonly Fault[], others: readonly Fault[]): fc.Arbitrary<RunSpec> =>
  uncheckedSpec(0).chain((spec) => {
    const length = Number.parseInt(spec.scenario.length, 10);
    return fc.tuple(faultWithin(length, some), faultWithin(length, others), FEW_FIXES).map(([one, other, fixes]) => {
      const drawn = untilFixed([one, other], fixes, spec.scenario.detection);
      return { ...spec, scenario: { ...spec.scenario, faults: drawn } };
    });
  });

/** Any run in which two faults of the catalogue happen, at any times. */
export const anyTwoFaults: fc.Arbitrary<RunSpec> = uncheckedPair(faults, faults).filter(fits);

/** A moment of a run, or shortly after its end. */
export const momentOf = (spec: RunSpec): fc.Arbitrary<number> => moment(Number.parseInt(spec.scenario.length, 10) + 30);

/** Two faults where several consumers share the work of a divided log, or of a queue by its users, or take turns. */
export const anySharedWork: fc.Arbitrary<RunSpec> = anyTwoFaults
  .chain((spec) =>
    fc
      .record({
        profile: fc.constantFrom(...profiles.map(({ id }) => id), 'kafka', 'kafka', 'kafka'),
        partitions: fc.constantFrom(2, 3, 8),
        consumers: fc.constantFrom(2, 3, 4),
        affinity: fc.constantFrom('none', 'partition', 'partition', 'single-active'),
      })
      .map(({ profile, partitions, consumers, affinity }): RunSpec => {
        const { scenario: of } = spec;
        const kind = profiles.find(({ id }) => id === profile)?.kind ?? 'queue';
        const broker = { ...of.broker, kind: kind as 'queue', profile, partitions };
        const billing = { ...of.billing, consumers, affinity: affinity as 'none' };
        return { ...spec, scenario: { ...of, broker, billing } };
      }),
  )
  .filter(fits);
