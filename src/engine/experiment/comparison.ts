// Every variant on the same incident: variants whose runs agree share what comes before their strategies are first asked for
// anything, whenever that is, computed once, and fork from there. What is compared is therefore the strategy and nothing else.

import type { Input } from '../run/inputs.ts';
import type { VariantResult } from '../run/result.ts';
import { Session, type SessionOptions } from '../run/session.ts';
import type { RunSpec } from '../run/spec.ts';
import type { Changes, Scenario, VariantSpec } from '../scenario.ts';
import { applyVariant } from '../scenarios/changes.ts';
import { scenarioDefinition } from '../scenarios/document.ts';

/** Slices to the length of a run. */
const SLICES = 100;

export interface ComparisonOptions {
  readonly seed?: number;
  readonly inputs?: readonly Input[];
  /** Inputs of variants that have their own, by the variant's id: futures that were left behind. */
  readonly inputsOf?: Readonly<Record<string, readonly Input[]>>;
  readonly changes?: Changes | undefined;
  readonly session?: SessionOptions;
}

export interface ComparisonResult {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly variants: readonly VariantResult[];
}

/** The run spec of one variant of a scenario. */
export function specOf(scenario: Scenario, variant: VariantSpec, seed: number, inputs: readonly Input[] = []): RunSpec {
  return { scenario: applyVariant(scenario, variant, scenarioDefinition), variant, seed, inputs };
}

/** Runs work that comes in slices to its end, at one go. */
export function drive<T>(work: Iterator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Sessions of all variants, in order, each standing where its own future begins; in slices of simulated time. */
export function* opening(
  scenario: Scenario,
  variants: readonly VariantSpec[],
  options: ComparisonOptions = {},
): Generator<undefined, Session[]> {
  const seed = options.seed ?? scenario.seed;
  const prefixes = new Map<string, Session>();
  const sessions: Session[] = [];
  for (const variant of variants) {
    const spec = specOf(scenario, variant, seed, options.inputsOf?.[variant.id] ?? options.inputs);
    const key = sharedPast(spec);
    let prefix = prefixes.get(key);
    if (prefix === undefined) {
      prefix = Session.open(spec, options.changes, options.session);
      while (prefix.advanceShared(prefix.stretch(SLICES))) yield;
      prefixes.set(key, prefix);
    }
    sessions.push(prefix.fork(prefix.position, spec));
    yield;
  }
  return sessions;
}

/** Runs every variant to its end, in slices: yields the share done, 0 … 1. Whoever stops asking cancels it. */
export function* comparing(
  scenario: Scenario,
  variants: readonly VariantSpec[],
  options: ComparisonOptions = {},
): Generator<number, ComparisonResult> {
  return (yield* comparingSessions(scenario, variants, options)).result;
}

/** The same at one go. */
export function compare(
  scenario: Scenario,
  variants: readonly VariantSpec[],
  options: ComparisonOptions = {},
): ComparisonResult {
  return drive(comparing(scenario, variants, options));
}

/** The same in slices, with the sessions the result was read from, so that their every moment can be looked at. */
export function* comparingSessions(
  scenario: Scenario,
  variants: readonly VariantSpec[],
  options: ComparisonOptions = {},
): Generator<number, { readonly result: ComparisonResult; readonly sessions: readonly Session[] }> {
  const slices = opening(scenario, variants, options);
  let opened = slices.next();
  for (; opened.done !== true; opened = slices.next()) yield 0;
  const sessions = opened.value;
  const results: VariantResult[] = [];
  for (const [index, session] of sessions.entries()) {
    const { length } = session;
    while (session.advance(session.position + session.stretch(SLICES))) {
      const within = Math.min(1, session.position / length);
      yield (index + within) / sessions.length;
    }
    results.push(session.finish());
    // The incident is the same: mostly so is what happened in truth.
    if (index > 0) session.shareTruth(sessions[0] as Session);
  }
  yield 1;
  return { result: { scenario, seed: options.seed ?? scenario.seed, variants: results }, sessions };
}

/** Equal for specs whose runs agree until their strategies are asked for something. */
function sharedPast({ scenario, seed, inputs }: RunSpec): string {
  const { variants: _variants, title: _title, description: _description, costs: _costs, people, ...rest } = scenario;
  // People are at work before a strategy begins only where they seed.
  return JSON.stringify([rest, scenario.billing.seed === 'none' ? null : people, seed, inputs]);
}
