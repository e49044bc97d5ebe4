// Any two faults, any strategy, any policy, any broker, at any times: no exception, the laws of every run hold, the same run has the
// same fingerprint, and a moment is the same whether it is viewed, sought or run up to. `npm run fuzz` goes on for longer, from
// another beginning each time; what breaks is printed with the command that plays it again.
import fc from 'fast-check';
import type { RunSpec } from '../../src/engine/run/spec.ts';
import { anyTwoFaults, momentOf } from '../support/arbitrary.ts';
import { law } from '../support/law.ts';
import { microseconds } from '../support/time.ts';
import { playsAlike } from '../support/two-faults.ts';

/** A consumer that is back at once and dies again, for as long as a run may take to settle, dies millions of times: no law needs that many. */
const diesForEver = ({ scenario: { faults } }: RunSpec): boolean =>
  faults.some(({ restartAfter }) => typeof restartAfter === 'string' && microseconds(restartAfter) < 100_000);

const cases = anyTwoFaults
  .filter((spec) => !diesForEver(spec))
  .chain((spec) =>
    fc.record({ spec: fc.constant(spec), time: momentOf(spec), marks: fc.integer({ min: 1, max: 12 }) }),
  );

law(
  'any two faults together, however they are repaired, on any broker: laws hold, runs repeat, moments agree',
  cases,
  ({ spec }) => spec,
  150,
  playsAlike,
);
