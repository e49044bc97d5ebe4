// What is expected of a run at a moment, held against the run: each lane is played as far as somebody looks, and what is measured
// there is what it would be had the run ended there.

import { specOf } from '../../src/engine/experiment/comparison.ts';
import { measures } from '../../src/engine/measures/catalog.ts';
import { measureOf } from '../../src/engine/run/result.ts';
import { Session } from '../../src/engine/run/session.ts';
import type { Changes, Scenario } from '../../src/engine/scenario.ts';
import type { ExpectedMeasure } from '../../src/engine/scenarios/surprises/surprise.ts';
import { microseconds } from './time.ts';

/** Divergent users at the moment that is looked at; the measures know those of the end. */
const NOW = 'divergent.now';

type Value = number | boolean | string | null;

/** An expectation beside what was found. */
export interface Held {
  readonly expectation: ExpectedMeasure;
  readonly found: Value;
}

/** What every lane measures where it is looked at, the lanes one after the other. */
export function held(
  of: Scenario,
  changes: Changes | undefined,
  expected: readonly ExpectedMeasure[],
): readonly Held[] {
  return [...new Set(expected.map(({ lane }) => lane))].flatMap((lane) => {
    const variant = of.variants.find(({ id }) => id === lane);
    if (variant === undefined) throw new Error(`There is no lane ${lane}.`);
    const session = Session.open(specOf(of, variant, of.seed), changes, { marks: 1 });
    const inOrder = expected
      .filter((each) => each.lane === lane)
      .sort((a, b) => microseconds(a.at) - microseconds(b.at));
    return inOrder.map((expectation) => {
      session.advance(microseconds(expectation.at));
      return { expectation, found: measuredIn(session, expectation.measure) };
    });
  });
}

function measuredIn(session: Session, measure: string): Value {
  if (measure === NOW) return session.moment().divergent;
  if (!measures.some(({ id }) => id === measure)) throw new Error(`There is no measure ${measure}.`);
  return measureOf(session.measures(), measure);
}

/** What is not as expected, in a line; undefined when it is. */
export function brokenBy({ expectation, found }: Held): string | undefined {
  const { lane, measure, at, ...told } = expectation;
  const holds =
    'is' in told
      ? found === told.is
      : typeof found === 'number' && ('above' in told ? found > told.above : found < told.below);
  return holds ? undefined : `${lane}: ${measure} at ${at} is ${found}, and not ${JSON.stringify(told)}`;
}

export const broken = (all: readonly Held[]): readonly string[] => all.flatMap((each) => brokenBy(each) ?? []);
