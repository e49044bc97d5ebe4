// What holds of any run with faults, however it is looked at: the laws of its trace, the same run twice, and the same moment whether it is
// viewed, sought or run up to.
import { expect } from 'vitest';
import { Session } from '../../src/engine/run/session.ts';
import type { RunSpec } from '../../src/engine/run/spec.ts';
import { factsOf } from './facts.ts';
import { disagreements, recount } from './recount.ts';
import { traceOfSpec } from './scenarios.ts';

/** A run, a moment at which it is looked at (microseconds), and how many marks are kept of it. */
export interface Played {
  readonly spec: RunSpec;
  readonly time: number;
  readonly marks: number;
}

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

/** Throws where it does not hold. */
export function playsAlike({ spec, time, marks }: Played): void {
  const { lines, result } = traceOfSpec(spec);
  expect(disagreements(result, recount(lines, factsOf(spec, result))).join('\n')).toBe('');
  const whole = Session.open(spec, undefined, { marks });
  expect(whole.finish(), 'played again').toEqual(result);
  const upTo = fresh(spec, time);
  expect(seen(whole, time), `view of ${time} µs`).toEqual(seen(upTo, time));
  whole.seek(time);
  expect(whole.moment(), `seek to ${time} µs`).toEqual(upTo.moment());
  expect(whole.finish(), 'after a seek').toEqual(result);
}
