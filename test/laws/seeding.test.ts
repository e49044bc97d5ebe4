// The law of one incident: lanes that set nothing differently and are seeded alike are the same run until the repair begins.
import fc from 'fast-check';
import { expect } from 'vitest';
import { duration } from '../../src/engine/sections/compiled.ts';
import { anySpec, anyVariant, fits } from '../support/arbitrary.ts';
import { law } from '../support/law.ts';
import { measured, traceOfSpec } from '../support/scenarios.ts';

const twoLanes = anySpec()
  .chain((spec) => fc.record({ spec: fc.constant(spec), other: anyVariant }))
  .filter(({ spec, other }) => fits({ ...spec, variant: other }));

law(
  'lanes with equal set and equal seeding have equal traces before repair.at',
  twoLanes,
  ({ spec }) => spec,
  60,
  ({ spec, other }) => {
    const begins = duration(spec.scenario.repair.at);
    const [one, two] = [spec, { ...spec, variant: other }].map((each) => {
      const { lines, result } = traceOfSpec(each);
      return { lines: lines.filter(({ t }) => t < begins), atRepair: measured(result, 'divergent.atRepair') };
    });
    expect(two).toEqual(one);
  },
);
