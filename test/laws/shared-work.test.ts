// Several consumers of a divided log, of a queue that is shared out by users, or who take turns, while two faults strike: laws hold, the
// trace can be recounted, and going back changes nothing. Where nothing goes wrong, no user's events overtake each other.
import fc from 'fast-check';
import { expect } from 'vitest';
import { Session } from '../../src/engine/run/session.ts';
import { anySharedWork, momentOf } from '../support/arbitrary.ts';
import { factsOf } from '../support/facts.ts';
import { law } from '../support/law.ts';
import { brokenLaws } from '../support/laws.ts';
import { disagreements, recount } from '../support/recount.ts';
import { traceOfSpec } from '../support/scenarios.ts';

const cases = anySharedWork.chain((spec) => fc.record({ spec: fc.constant(spec), time: momentOf(spec) }));

law(
  'several consumers, however they share the work, and any two faults: laws hold, and moments agree',
  cases,
  ({ spec }) => spec,
  30,
  ({ spec, time }) => {
    const { lines, result } = traceOfSpec(spec);
    const facts = factsOf(spec, result);
    expect(brokenLaws(lines, facts).slice(0, 3).join('\n')).toBe('');
    expect(disagreements(result, recount(lines, facts)).join('\n')).toBe('');
    const session = Session.open(spec, undefined, { marks: 9 });
    expect(session.finish(), 'played again').toEqual(result);
    session.seek(time);
    expect(session.finish(), 'after a seek').toEqual(result);
  },
);
