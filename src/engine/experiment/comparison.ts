// Every variant on the same incident: variants whose runs agree share what comes before their strategies are first asked for
// anything, whenever that is, computed once, and fork from there. What is compared is therefore the strategy and nothing else.

import type { Input } from '../run/inputs.ts';
import type { VariantResult } from '../run/result.ts';
import { Session, type SessionOptions } from '../run/session.ts';
import type { RunSpec } from '../run/spec.ts';
import type { Changes, Scenario, VariantSpec } from '../scenario.ts';
import { applyVariant } from '../scenarios/checking/changes.ts';
import { scenarioDefinition } from '../scenarios/checking/document.ts';

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

/**
 * The pasts that runs share, each computed once, and let go of as soon as the last of its runs has gone on from it: of many large runs
 * no more is held than is being computed.
 */
export class SharedPasts {
  private readonly pasts = new Map<string, Session>();
  /** How many runs are still to come from each. */
  private readonly left = new Map<string, number>();
  private readonly options: Pick<ComparisonOptions, 'changes' | 'session'>;

  constructor(specs: readonly RunSpec[], options: Pick<ComparisonOptions, 'changes' | 'session'> = {}) {
    this.options = options;
    for (const spec of specs) this.left.set(pastOf(spec), (this.left.get(pastOf(spec)) ?? 0) + 1);
  }

  /** How many pasts are held. */
  get held(): number {
    return this.pasts.size;
  }

  /** A session of one of the runs, standing where its own future begins; in slices of simulated time. */
  *opening(spec: RunSpec): Generator<undefined, Session> {
    const { changes, session } = this.options;
    const key = pastOf(spec);
    let past = this.pasts.get(key);
    if (past === undefined) {
      past = Session.open(spec, changes, session);
      while (past.advanceShared(past.stretch(SLICES))) yield;
      past.markHere();
      this.pasts.set(key, past);
    }
    const left = (this.left.get(key) ?? 1) - 1;
    this.left.set(key, left);
    if (left <= 0) this.pasts.delete(key);
    return past.fork(past.position, spec);
  }
}

/** A variant that was run to its end, with the session its result was read from, so that its every moment can be looked at. */
interface EndedVariant {
  readonly session: Session;
  readonly result: VariantResult;
}

interface ComparisonStep {
  /** The share of all runs that is done, 0 … 1. */
  readonly done: number;
  /** The variant that has just ended; whoever wants its session keeps it, nobody else does. */
  readonly ended: EndedVariant | null;
}

/** Nobody goes back in runs of which only the results are kept. */
const WITHOUT_MARKS: SessionOptions = { marks: 1 };

/** Runs every variant to its end, in slices: yields the share done, 0 … 1. Whoever stops asking cancels it. */
export function* comparing(
  scenario: Scenario,
  variants: readonly VariantSpec[],
  options: ComparisonOptions = {},
): Generator<number, ComparisonResult> {
  const work = comparingSessions(scenario, variants, { session: WITHOUT_MARKS, ...options });
  let step = work.next();
  for (; step.done !== true; step = work.next()) yield step.value.done;
  return step.value;
}

/** The same at one go. */
export function compare(
  scenario: Scenario,
  variants: readonly VariantSpec[],
  options: ComparisonOptions = {},
): ComparisonResult {
  return drive(comparing(scenario, variants, options));
}

/** The same in slices, one variant after the other: each is handed over as soon as it has ended, before the next one is begun. */
export function* comparingSessions(
  scenario: Scenario,
  variants: readonly VariantSpec[],
  options: ComparisonOptions = {},
): Generator<ComparisonStep, ComparisonResult> {
  const seed = options.seed ?? scenario.seed;
  const { inputs, inputsOf } = options;
  const specs = variants.map((variant) => specOf(scenario, variant, seed, inputsOf?.[variant.id] ?? inputs));
  return { scenario, seed, variants: yield* comparingSpecs(specs, options) };
}

/** The same of runs whose scenarios are ready. */
export function* comparingSpecs(
  specs: readonly RunSpec[],
  options: Pick<ComparisonOptions, 'changes' | 'session'>,
): Generator<ComparisonStep, readonly VariantResult[]> {
  const pasts = new SharedPasts(specs, options);
  const results: VariantResult[] = [];
  for (const spec of specs) results.push(yield* finishing(spec, pasts, results.length, specs.length));
  return results;
}

/** The run `before` which so many of `all` are done, to its end. */
function* finishing(
  spec: RunSpec,
  pasts: SharedPasts,
  before: number,
  all: number,
): Generator<ComparisonStep, VariantResult> {
  const at = (position: number, length: number): ComparisonStep => ({
    done: (before + Math.min(1, position / length)) / all,
    ended: null,
  });
  const opening = pasts.opening(spec);
  let opened = opening.next();
  for (; opened.done !== true; opened = opening.next()) yield at(0, 1);
  const session = opened.value;
  while (session.advance(session.position + session.stretch(SLICES))) yield at(session.position, session.length);
  const result = session.finish();
  yield { done: (before + 1) / all, ended: { session, result } };
  return result;
}

/** Equal for specs whose runs agree until their strategies are asked for something. */
export function pastOf({ scenario, seed, inputs }: RunSpec): string {
  const { variants: _variants, title: _title, description: _description, costs: _costs, people, ...rest } = scenario;
  // People are at work before a strategy begins only where they seed, or fix.
  const fixed = scenario.detection.by !== 'given' || scenario.faults.some(({ for: lasts }) => lasts === 'until-fixed');
  const atWork = scenario.billing.seed !== 'none' || fixed;
  return JSON.stringify([rest, atWork ? people : null, seed, inputs]);
}
