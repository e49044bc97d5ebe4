// From a run spec to a run that has ended, in slices: the main run with its trace on tape and its totals sampled on the way,
// a comparison with all its lanes. It yields the share done and where virtual time is.
import { Tape } from '../analysis/record/tape.ts';
import {
  type Counter,
  comparingSessions,
  duration,
  type RunSpec,
  Session,
  specOf,
  type TraceLine,
} from '../engine/index.ts';
import type { Comparison, RunRequest, Totals } from './door.ts';
import { HeldRun } from './run.ts';

/** Samples of the totals over a run's length. */
const TOTALS = 480;
/** More lines than this are not all kept: those that say nothing unusual are left out. */
const MOST_LINES = 3_000_000;

export interface Step {
  readonly done: number;
  readonly at: number;
}

/** The main run: the first of the request's variants. */
export function* computing(request: RunRequest): Generator<Step, HeldRun> {
  const [variant] = request.variants;
  if (variant === undefined) throw new Error('A run needs a variant.');
  const spec = specOf(request.scenario, variant, request.seed, request.inputs);
  const tape = tapeFor(spec);
  const session = Session.open(spec, request.changes, { reader: tape.add });
  const { simulation } = session;
  const { length } = simulation.model;
  const times = Float64Array.from({ length: TOTALS + 1 }, (_, n) => Math.round((length * n) / TOTALS));
  const sampled = new Map<Counter, Float64Array>();
  const backlog = new Float64Array(times.length);
  for (const [n, time] of times.entries()) {
    session.advance(time);
    const { counters } = session.moment();
    for (const name in counters) {
      const column = sampled.get(name as Counter) ?? new Float64Array(times.length);
      column[n] = counters[name as Counter];
      sampled.set(name as Counter, column);
    }
    backlog[n] = simulation.backlog.level;
    yield { done: n / times.length, at: time };
  }
  while (session.advance(session.position + session.stretch(TOTALS))) yield { done: 1, at: session.position };
  const result = session.finish();
  simulation.trace.reader = undefined;
  const counters = Object.fromEntries(sampled) as Totals['counters'];
  return new HeldRun(session, result, tape, { times, counters, backlog });
}

const NO_TOTALS: Totals = {
  times: new Float64Array(),
  counters: {} as Totals['counters'],
  backlog: new Float64Array(),
};

/** What a run depends on; runs of real changes are not told apart by it. */
const identity = ({ scenario, variant, seed, inputs }: RunSpec): string =>
  JSON.stringify([{ ...scenario, variants: [] }, variant, seed, inputs]);

/** All variants of the request, on the same incident; of those that were `held` before only the others are computed. */
export function* computingLanes(
  request: RunRequest,
  held: readonly HeldRun[] = [],
): Generator<Step, { readonly result: Comparison['result']; readonly lanes: readonly HeldRun[] }> {
  const { scenario, variants, seed, inputs, inputsOf = {}, changes } = request;
  const known = new Map(changes === undefined ? held.map((run) => [identity(run.facts.spec), run]) : []);
  const keys = variants.map((variant) => identity(specOf(scenario, variant, seed, inputsOf[variant.id] ?? inputs)));
  const missing = variants.filter((_, n) => !known.has(keys[n] as string));
  const work = comparingSessions(scenario, missing, { seed, inputs, inputsOf, changes });
  let step = work.next();
  for (; step.done !== true; step = work.next()) yield { done: step.value, at: 0 };
  const { result, sessions } = step.value;
  for (const [index, session] of sessions.entries()) {
    const own = result.variants[index];
    if (own !== undefined) known.set(identity(session.spec), new HeldRun(session, own, null, NO_TOTALS));
    yield { done: 1, at: 0 };
  }
  const lanes = keys.map((key) => known.get(key) as HeldRun);
  return { result: { ...result, variants: lanes.map(({ facts }) => facts.result) }, lanes };
}

/** A tape for a run; of a very large one it leaves out what is as it should be. */
function tapeFor(spec: RunSpec): Tape {
  const { population, length, billing } = spec.scenario;
  const runs = duration(length) / Math.max(1, duration(billing.invoiceEvery));
  const expected = population.users * (2 + runs);
  return expected > MOST_LINES ? new Tape(isUsual) : new Tape();
}

const isUsual = (line: TraceLine): boolean =>
  (line.kind === 'invoice' && line.copy === line.truth) || ('cause' in line && line.cause === 'initial');
