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
  /** Left out: runs without marks, of which only the results are kept. */
  readonly session?: SessionOptions;
  /** Called when a variant has ended, before the next one is begun, with the session that its result was read from. */
  readonly whenEnded?: (session: Session, result: VariantResult) => void;
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

/** Nobody goes back in runs of which only the results are kept. */
const WITHOUT_MARKS: SessionOptions = { marks: 1 };

/**
 * Runs every variant to its end, one after the other, in slices: yields the share done, 0 … 1. Whoever stops asking cancels it. A run that
 * has ended is handed over by a call, since what a generator has yielded may be held until it is done.
 */
export function* comparing(
  scenario: Scenario,
  variants: readonly VariantSpec[],
  options: ComparisonOptions = {},
): Generator<number, ComparisonResult> {
  const seed = options.seed ?? scenario.seed;
  const { inputs, inputsOf } = options;
  const specs = variants.map((variant) => specOf(scenario, variant, seed, inputsOf?.[variant.id] ?? inputs));
  return { scenario, seed, variants: yield* comparingSpecs(specs, { session: WITHOUT_MARKS, ...options }) };
}

/** The same at one go. */
export function compare(
  scenario: Scenario,
  variants: readonly VariantSpec[],
  options: ComparisonOptions = {},
): ComparisonResult {
  return drive(comparing(scenario, variants, options));
}

/** The same of runs whose scenarios are ready. */
export function* comparingSpecs(
  specs: readonly RunSpec[],
  options: Pick<ComparisonOptions, 'changes' | 'session' | 'whenEnded'>,
): Generator<number, readonly VariantResult[]> {
  const pasts = new SharedPasts(specs, options);
  const results: VariantResult[] = [];
  for (const spec of specs) {
    const before = results.length;
    const work = finishing(pasts.opening(spec), options.whenEnded);
    let step = work.next();
    for (; step.done !== true; step = work.next()) yield (before + step.value) / specs.length;
    results.push(step.value);
    yield results.length / specs.length;
  }
  return results;
}

/** One run to its end: yields the share of it that is done. */
function* finishing(
  opening: Generator<undefined, Session>,
  whenEnded: ComparisonOptions['whenEnded'],
): Generator<number, VariantResult> {
  let opened = opening.next();
  for (; opened.done !== true; opened = opening.next()) yield 0;
  const session = opened.value;
  while (session.advance(session.position + session.stretch(SLICES)))
    yield Math.min(1, session.position / session.length);
  const result = session.finish();
  whenEnded?.(session, result);
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
