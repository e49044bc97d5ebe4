// Laws of what people do while a run is played: it is done to the same fault in every lane, with the same luck, and a file that it is
// saved to gives the same runs, whatever coincides with what.
import fc from 'fast-check';
import { expect } from 'vitest';
import { compare, specOf } from '../../src/engine/experiment/comparison.ts';
import { checkScenario, scenarioDefinition } from '../../src/engine/index.ts';
import { type Input, plannedFaults } from '../../src/engine/run/inputs.ts';
import { Session } from '../../src/engine/run/session.ts';
import { preparedRun, type RunSpec } from '../../src/engine/run/spec.ts';
import type { FaultSpec, Scenario, VariantSpec } from '../../src/engine/scenario.ts';
import { madeScenario, readScenario, writeScenario } from '../../src/files/index.ts';
import { anySpec, anyVariant, inputWithin } from '../support/arbitrary.ts';
import { law } from '../support/law.ts';
import { microseconds } from '../support/time.ts';

const lengthOf = ({ scenario }: RunSpec): number => Number.parseInt(scenario.length, 10);
const signOf = ({ fault, at }: FaultSpec): string => `${fault} ${microseconds(at)}`;

/** A run with faults of different signs, something that people do in it, and lanes that have a list of faults of their own. */
const meddled = anySpec()
  .filter(({ scenario: { faults } }) => faults.length > 0 && new Set(faults.map(signOf)).size === faults.length)
  // When what people fix has ended is worked out by nobody beforehand.
  .filter(({ scenario: { faults } }) => faults.every(({ for: lasts }) => lasts !== 'until-fixed'))
  .chain((spec) => {
    const { faults } = spec.scenario;
    const own = (variant: VariantSpec, id: string, list: readonly FaultSpec[]) => ({
      ...variant,
      id,
      title: id,
      set: { faults: list },
    });
    return fc.record({
      spec: fc.constant(spec),
      inputs: fc.array(inputWithin(lengthOf(spec), faults), { minLength: 1, maxLength: 4 }),
      lanes: fc
        .tuple(anyVariant, anyVariant, fc.shuffledSubarray([...faults]))
        .map(([one, other, some]) => [
          { ...spec.variant, id: 'same', title: 'same' },
          own(one, 'none', []),
          own(other, 'some', some),
        ]),
    });
  })
  .filter(
    ({ spec: { scenario }, lanes }) =>
      'scenario' in checkScenario({ ...scenario, variants: lanes }, scenarioDefinition, { id: scenario.id }),
  );

/** The faults of a lane as they are to end, worked out by hand: by what a fault is, in whatever place it stands. */
function endsIn(
  given: readonly FaultSpec[],
  all: readonly FaultSpec[],
  inputs: readonly Input[],
): readonly FaultSpec[] {
  const names = new Map(plannedFaults(all, []).map(({ name, spec }) => [name, signOf(spec)]));
  return given.flatMap((fault) => {
    const removals = inputs.filter((input) => input.kind === 'remove' && names.get(input.name) === signOf(fault));
    const [at, lasts] = [microseconds(fault.at), fault.for === undefined ? 0 : microseconds(fault.for)];
    const until = Math.min(at + lasts, ...removals.map((removal) => Math.max(at, removal.at)));
    if (until === at + lasts) return [fault];
    return until === at ? [] : [{ ...fault, for: `${until - at}us` }];
  });
}

law(
  'a fault that somebody removes is the same fault in every lane, or no fault of that lane',
  meddled,
  ({ spec, inputs }) => ({ ...spec, inputs }),
  40,
  ({ spec, inputs, lanes }) => {
    const { faults } = spec.scenario;
    const removals = inputs.filter(({ kind }) => kind === 'remove');
    // A repair that begins when the last fault has ended waits for one that is announced, until that is called off.
    const isCalledOff = endsIn(faults, faults, removals).length < faults.length;
    if (isCalledOff && spec.scenario.repair.at === 'detected') return;
    const { variants } = compare(spec.scenario, lanes, { seed: spec.seed, inputs: removals, session: { marks: 1 } });
    for (const [n, lane] of lanes.entries()) {
      const { scenario } = specOf(spec.scenario, lane, spec.seed);
      const meant = { ...scenario, faults: endsIn(scenario.faults, faults, removals) };
      const alone = Session.open({ scenario: meant, variant: lane, seed: spec.seed, inputs: [] }, undefined, {
        marks: 1,
      });
      expect(variants[n]?.fingerprint, lane.id).toBe(alone.finish().fingerprint);
    }
  },
);

law(
  'a fault has the same luck in every lane that has it, and in the file',
  meddled,
  ({ spec, inputs }) => ({ ...spec, inputs }),
  60,
  ({ spec, inputs, lanes }) => {
    const taken = new Set(spec.scenario.faults.map(signOf));
    const apart = inputs.filter((input) => input.kind !== 'inject' || !taken.has(`${input.fault.fault} ${input.at}`));
    const lots = new Map<string, number>();
    for (const lane of lanes) {
      const { faults } = preparedRun(specOf(spec.scenario, lane, spec.seed, apart));
      for (const { name, lot } of faults) {
        expect(lots.get(name) ?? lot, `${name} in ${lane.id}`).toBe(lot);
        lots.set(name, lot);
      }
    }
    expect(new Set(lots.values()).size, 'no two share theirs').toBe(lots.size);
  },
);

const saved = (scenario: Scenario): Scenario => {
  const outcome = readScenario(writeScenario(scenario), { file: 'saved.yaml' });
  if ('errors' in outcome) throw new Error(JSON.stringify(outcome.errors));
  return outcome.scenario;
};

law(
  'what was made on the page, saved as a file and opened again, is the same run in every lane, or a note says why not',
  meddled,
  ({ spec, inputs }) => ({ ...spec, inputs }),
  40,
  ({ spec, inputs, lanes }) => {
    const { seed } = spec;
    const scenario = { ...spec.scenario, variants: lanes };
    const made = madeScenario({ scenario, seed, inputs });
    if (made.notes.length > 0) return;
    const again = saved(made.scenario);
    const before = compare(scenario, lanes, { seed, inputs, session: { marks: 1 } });
    const after = compare(again, again.variants, { session: { marks: 1 } });
    for (const [n, lane] of lanes.entries())
      expect(after.variants[n]?.fingerprint, lane.id).toBe(before.variants[n]?.fingerprint);
  },
);
