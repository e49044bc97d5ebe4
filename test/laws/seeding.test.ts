// The law of one incident: lanes that set nothing differently and are seeded alike are the same run until the repair begins.
import fc from 'fast-check';
import { expect } from 'vitest';
import type { RunSpec } from '../../src/engine/run/spec.ts';
import { duration } from '../../src/engine/sections/compiled.ts';
import { anySpec, anyVariant, fits, tellsSeedingApart } from '../support/arbitrary.ts';
import { law } from '../support/law.ts';
import { type Line, only } from '../support/lines.ts';
import { measured, traceOfSpec } from '../support/scenarios.ts';

const twoLanes = anySpec()
  .chain((spec) => fc.record({ spec: fc.constant(spec), other: anyVariant }))
  .map(({ spec, other }) => ({ spec, other, twin: { ...spec, variant: other } }))
  .filter(({ twin }) => fits(twin) && tellsSeedingApart(twin));

/** When the repair begins, microseconds; where only the run shows it, when its first step does, and never in a run without one. */
function beginOf({ scenario: { repair, billing } }: RunSpec, lines: readonly Line[]): number {
  if (repair.at !== 'detected') return duration(repair.at);
  const seeding = billing.seed === 'none' ? null : billing.seed.strategy;
  return only(lines, 'phase').find(({ strategy }) => strategy !== seeding)?.t ?? Number.POSITIVE_INFINITY;
}

law(
  'lanes with equal set and equal seeding have equal traces before repair.at',
  twoLanes,
  ({ spec }) => spec,
  60,
  ({ spec, twin }) => {
    const [one, two] = [spec, twin].map((each) => {
      const { lines, result } = traceOfSpec(each);
      const begins = beginOf(each, lines);
      return { begins, lines: lines.filter(({ t }) => t < begins), atRepair: measured(result, 'divergent.atRepair') };
    });
    expect(two).toEqual(one);
  },
);
