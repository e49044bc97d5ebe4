// Any two faults, any strategy, any policy, any broker, at any times: no exception, the laws of every run hold, the same run has the
// same fingerprint, and a moment is the same whether it is viewed, sought or run up to. `npm run fuzz` goes on for longer, from
// another beginning each time; what breaks is printed with the command that plays it again.
import fc from 'fast-check';
import { anyTwoFaults, momentOf } from '../support/arbitrary.ts';
import { law } from '../support/law.ts';
import { playsAlike } from '../support/two-faults.ts';

const cases = anyTwoFaults.chain((spec) =>
  fc.record({ spec: fc.constant(spec), time: momentOf(spec), marks: fc.integer({ min: 1, max: 12 }) }),
);

law(
  'any two faults together, however they are repaired, on any broker: laws hold, runs repeat, moments agree',
  cases,
  ({ spec }) => spec,
  150,
  playsAlike,
);
