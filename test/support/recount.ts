// A whole run recounted from its trace by all that share no code with the engine, and what its measures say otherwise.
import type { VariantResult } from '../../src/engine/run/result.ts';
import { Erasures } from './erasure.ts';
import type { Facts } from './facts.ts';
import { handsOnMinutes } from './hands.ts';
import type { Line } from './lines.ts';
import { Oracle } from './oracle.ts';
import { isOfBilling, Others } from './others.ts';

/** The measures of a whole trace, recomputed. */
export function recount(lines: readonly Line[], facts: Facts): Record<string, number | null> {
  const oracle = new Oracle(facts);
  const others = new Others(facts.spec.scenario.subscribers);
  const erasures = new Erasures(facts);
  for (const line of lines) {
    others.read(line);
    erasures.read(line);
  }
  const own = lines.filter(isOfBilling);
  own.forEach((line, n) => {
    const next = own[n + 1];
    if (line.kind === 'apply' && next?.kind === 'copy') oracle.noteDelay(line, next.cause);
    oracle.read(line);
  });
  const hands = handsOnMinutes(own, facts.spec, facts.endedAt);
  const measures = oracle.measures();
  const theirs = others.measures();
  const damage =
    (measures['cost.damage'] ?? 0) + (theirs['others.sideEffects'] ?? 0) * facts.spec.scenario.costs.sideEffect;
  return { ...measures, ...theirs, 'cost.damage': damage, ...erasures.measures(), ...hands };
}

/** `name: engine, oracle` for every measure on which the two do not agree exactly. */
export function disagreements(result: VariantResult, recounted: Readonly<Record<string, number | null>>): string[] {
  return Object.entries(recounted).flatMap(([name, mine]) => {
    const theirs = name
      .split('.')
      .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], result.measures);
    return Object.is(theirs, mine) ? [] : [`${name}: measured ${theirs}, recounted ${mine}`];
  });
}
