// Any two faults, any strategy, any policy, any broker, at any times: no exception, the laws of every run hold, the same run has the
// same fingerprint, and a moment is the same whether it is viewed, sought or run up to. `npm run fuzz` goes on for longer, from
// another beginning each time; what breaks is printed with the command that plays it again.
import fc from 'fast-check';
import { expect } from 'vitest';
import { Session } from '../../src/engine/run/session.ts';
import type { RunSpec } from '../../src/engine/run/spec.ts';
import { anyTwoFaults, momentOf } from '../support/arbitrary.ts';
import { factsOf } from '../support/facts.ts';
import { law } from '../support/law.ts';
import { disagreements, recount } from '../support/oracle.ts';
import { traceOfSpec } from '../support/scenarios.ts';

const cases = anyTwoFaults.chain((spec) =>
  fc.record({ spec: fc.constant(spec), time: momentOf(spec), marks: fc.integer({ min: 1, max: 12 }) }),
);

/** What is seen at the moment at which a session stands, and where everything stands. */
function seen(session: Session, time: number) {
  const { billing, truthRows, truthVersions, invoices, users } = session.view(time);
  const { rows, versions } = billing;
  const upTo = (cells: ArrayLike<number>) => Array.from({ length: users + 1 }, (_, n) => cells[n] ?? 0);
  return { tables: [truthRows, truthVersions, rows, versions].map(upTo), byKind: Array.from(billing.byKind), invoices };
}

/** A run up to a moment, from its very beginning. */
function fresh(spec: RunSpec, time: number): Session {
  const session = Session.open(spec, undefined, { marks: 1 });
  session.advance(time);
  return session;
}

law(
  'any two faults together, however they are repaired, on any broker: laws hold, runs repeat, moments agree',
  cases,
  ({ spec }) => spec,
  150,
  ({ spec, time, marks }) => {
    const { lines, result } = traceOfSpec(spec);
    expect(disagreements(result, recount(lines, factsOf(spec, result))).join('\n')).toBe('');
    const whole = Session.open(spec, undefined, { marks });
    expect(whole.finish(), 'played again').toEqual(result);
    const upTo = fresh(spec, time);
    expect(seen(whole, time), `view of ${time} µs`).toEqual(seen(upTo, time));
    whole.seek(time);
    expect(whole.moment(), `seek to ${time} µs`).toEqual(upTo.moment());
    expect(whole.finish(), 'after a seek').toEqual(result);
  },
);
