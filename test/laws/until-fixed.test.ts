// Laws of faults that last until they are fixed, and of repairs that follow from what is noticed: what people inject, remove and begin
// by hand comes back from a saved file as the same runs.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare } from '../../src/engine/experiment/comparison.ts';
import { checkScenario, scenarioDefinition } from '../../src/engine/index.ts';
import type { Input } from '../../src/engine/run/inputs.ts';
import type { RunSpec } from '../../src/engine/run/spec.ts';
import type { FaultSpec, Scenario, VariantSpec } from '../../src/engine/scenario.ts';
import { madeScenario, readScenario, writeScenario } from '../../src/files/index.ts';
import { anySpec, anyVariant, inputWithin } from '../support/arbitrary.ts';
import { law } from '../support/law.ts';
import { runOf, scenario, silent, variant } from '../support/scenarios.ts';

const lengthOf = ({ scenario: { length } }: RunSpec): number => Number.parseInt(length, 10);

/** Some of the faults last until they are fixed. */
const untilFixed = (fault: FaultSpec, which: boolean): FaultSpec =>
  which && fault.for !== undefined ? { ...fault, for: 'until-fixed' } : fault;

const anyDetection = fc.constantFrom(
  { by: 'customer' as const, delay: '7m' },
  { by: 'reconciliation' as const, every: '25m' },
  { by: 'gap' as const },
  { by: 'silence-alarm' as const, falseAlarm: 0.01 },
);

/** A run that people meddle with, in which somebody notices something. */
const meddled = anySpec()
  .filter(({ scenario: { billing } }) => billing.reads !== 'api')
  .chain((spec) =>
    fc.record({
      spec: fc.constant(spec),
      detection: anyDetection,
      which: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
      inputs: fc.array(inputWithin(lengthOf(spec), spec.scenario.faults), { minLength: 1, maxLength: 4 }),
      other: anyVariant,
      hours: fc.constantFrom('always' as const, { from: '00:40', to: '02:10', days: 'every-day' as const }),
    }),
  )
  .map(({ spec, detection, which, inputs, other, hours }) => {
    const { people } = spec.scenario;
    const noticed: Scenario = {
      ...spec.scenario,
      // What is injected and never removed may keep a run busy to its very end.
      settleWithin: '1h',
      detection: { ...spec.scenario.detection, ...detection },
      repair: { at: 'detected' },
      people: people === 'none' ? people : { ...people, hours },
      faults: spec.scenario.faults.map((fault, n) => untilFixed(fault, which[n] === true)),
    };
    const meddling = inputs.map(
      (input, n): Input =>
        input.kind === 'inject' ? { ...input, fault: untilFixed(input.fault, which[4 + n] === true) } : input,
    );
    // A lane that says itself when the repair begins, and one that has no fault of the scenario's.
    const lanes: readonly VariantSpec[] = [
      { ...spec.variant, id: 'same', title: 'same', set: {} },
      { ...other, id: 'given', title: 'given', set: { 'detection.by': 'given', 'repair.at': '50m', faults: [] } },
      { ...other, id: 'slow', title: 'slow', set: { 'detection.delay': '20m' } },
    ];
    return { spec: { ...spec, scenario: noticed }, inputs: meddling, lanes };
  })
  .filter(
    ({ spec: { scenario: of }, lanes }) =>
      'scenario' in checkScenario({ ...of, variants: lanes }, scenarioDefinition, { id: of.id }),
  );

const saved = (of: Scenario): Scenario => {
  const outcome = readScenario(writeScenario(of), { file: 'saved.yaml' });
  if ('errors' in outcome) throw new Error(JSON.stringify(outcome.errors));
  return outcome.scenario;
};

law(
  'what people did to faults that last until they are fixed, saved and opened again, is the same run in every lane',
  meddled,
  ({ spec, inputs }) => ({ ...spec, inputs }),
  20,
  ({ spec, inputs, lanes }) => {
    const { seed } = spec;
    const of = { ...spec.scenario, variants: lanes };
    const made = madeScenario({ scenario: of, seed, inputs });
    const again = saved(made.scenario);
    if (made.notes.length > 0) return;
    const before = compare(of, lanes, { seed, inputs, session: { marks: 1 } });
    const after = compare(again, again.variants, { session: { marks: 1 } });
    for (const [n, lane] of lanes.entries())
      expect(after.variants[n]?.fingerprint, lane.id).toBe(before.variants[n]?.fingerprint);
  },
);

const DAY = {
  length: '20h',
  population: { users: 300, suspendedShare: 0.3 },
  workload: { suspend: '0.1/h', reactivate: '0.3/h', signUps: '0/h', delete: '0/h' },
  billing: { invoiceEvery: '2h' },
  people: { find: '5m', build: '10m', review: '5m', run: '1m', fix: '20m', handOff: '1d', hours: 'always' },
} as const;

const noticing = (faults: readonly FaultSpec[]): Scenario =>
  scenario({ ...DAY, faults, detection: { by: 'customer', delay: '30m' }, repair: { at: 'detected' } });

const madeOf = (of: Scenario, inputs: readonly Input[]) => {
  const lane = variant('resync');
  const { scenario: file, notes } = madeScenario({ scenario: { ...of, variants: [lane] }, seed: of.seed, inputs });
  return {
    file: saved(file),
    notes,
    same: runOf(of, { strategy: 'resync', inputs }),
    again: runOf(saved(file), { strategy: 'resync' }),
  };
};

test('a fault that was removed before anybody fixed it is still one that people fix: the repair begins when it ended', () => {
  const other = silent('4h', '9h', { share: 0.3 });
  const of = noticing([{ fault: 'publisher-silent', at: '3h', for: 'until-fixed' }, other]);
  const inputs: readonly Input[] = [{ kind: 'remove', at: 5 * 3_600_000_000, name: 'publisher-silent at 3h' }];
  const { file, notes, same, again } = madeOf(of, inputs);
  expect(notes).toEqual([]);
  expect(file.faults[0]).toEqual({ fault: 'publisher-silent', at: '3h', for: 'until-fixed', atMost: '2h', share: 1 });
  expect(again.fingerprint).toBe(same.fingerprint);
  // The other, which lasts until one o’clock, is not waited for.
  expect(same.phases[0]?.from).toBeLessThan(6 * 3600);
});

test('what was injected later keeps no repair waiting before it was there', () => {
  const of = noticing([{ fault: 'publisher-silent', at: '3h', for: 'until-fixed' }]);
  const fault: FaultSpec = { fault: 'publisher-silent', at: '12h', for: 'until-fixed', share: 0.5 };
  const { file, same, again } = madeOf(of, [{ kind: 'inject', at: 12 * 3_600_000_000, fault }]);
  expect(file.faults[1]).toMatchObject({ at: '12h', for: 'until-fixed', unplanned: true });
  expect(again.fingerprint).toBe(same.fingerprint);
  expect(same.phases[0]?.from).toBeLessThan(12 * 3600);
});

test('a repair that was begun by hand, before anybody noticed, begins by hand again', () => {
  const of = noticing([{ fault: 'publisher-silent', at: '3h', for: 'until-fixed' }]);
  const { file, same, again } = madeOf(of, [{ kind: 'repair', at: 3.5 * 3_600_000_000 }]);
  expect(file.repair).toEqual({ at: 'detected', atLatest: '3h30m' });
  expect(again).toEqual(same);
  expect(same.phases[0]?.from).toBe(3.5 * 3600);
});

test('where it is given when it is noticed, a removal after the fix removes nothing', () => {
  const of = scenario({
    ...DAY,
    faults: [{ fault: 'publisher-silent', at: '3h', for: 'until-fixed' }],
    detection: { at: '4h' },
    repair: { at: '6h' },
  });
  const inputs: readonly Input[] = [{ kind: 'remove', at: 5 * 3_600_000_000, name: 'publisher-silent at 3h' }];
  const { file, same, again } = madeOf(of, inputs);
  expect(file.faults).toEqual(of.faults.map((fault) => ({ ...fault, share: 1 })));
  expect(again.fingerprint).toBe(same.fingerprint);
});
