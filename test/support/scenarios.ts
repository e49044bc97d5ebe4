// Scenario objects for tests: the contract's defaults with changes merged in, and the shortest ways to run them. It reads no
// files and checks nothing: a test that gives nonsense gets nonsense.

import { specOf } from '../../src/engine/experiment/comparison.ts';
import type { Input } from '../../src/engine/run/inputs.ts';
import { measureOf, type VariantResult } from '../../src/engine/run/result.ts';
import { Session, type SessionOptions } from '../../src/engine/run/session.ts';
import type { RunSpec } from '../../src/engine/run/spec.ts';
import type { Changes, FaultSpec, Scenario, VariantSpec } from '../../src/engine/scenario.ts';
import { checkScenario } from '../../src/engine/scenarios/checking/check.ts';
import { scenarioDefinition } from '../../src/engine/scenarios/checking/document.ts';
import { duration } from '../../src/engine/sections/compiled.ts';
import type { StrategySpec } from '../../src/engine/sections/value.ts';
import { strategyId, strategyTitle } from '../../src/engine/steps/made.ts';
import { type TraceLine, writtenLine } from '../../src/engine/trace/lines.ts';
import { formatDuration } from '../../src/engine/units.ts';
import { WATCHED, watches, watchOver } from './laws.ts';
import type { Line } from './lines.ts';

function defaults(): Scenario {
  const checked = checkScenario({ schema: 1, title: 'A test' }, scenarioDefinition, { id: 'test' });
  if ('issues' in checked) throw new Error('a document that gives nothing is wrong');
  return { ...checked.scenario, variants: [] };
}

/** Nothing given: every default of the contract, and no variants. */
const DEFAULTS = defaults();

/** What a test may change: sections are merged, everything else (lists, latencies, `people`) replaces. */
export type Overrides = { readonly [K in keyof Scenario]?: Partial<Scenario[K]> | Scenario[K] };

const isSection = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** When the last fault has ended and Billing has started, at most `length`. */
function defaultRepairAt({ faults, length, billing, detection, people }: Scenario): string {
  if (detection.by !== 'given') return 'detected';
  const starts = duration(billing.startsAt);
  const fixed = (detection.at === 'none' ? 0 : duration(detection.at)) + (people === 'none' ? 0 : duration(people.fix));
  const ends = faults.map(({ at, for: lasts }) =>
    lasts === 'until-fixed' ? fixed : duration(at) + (lasts === undefined ? 0 : duration(lasts)),
  );
  return formatDuration(Math.min(duration(length), Math.max(starts, ...ends)));
}

/** The usual one of each kind. */
const PROFILES = { queue: 'rabbitmq-classic', log: 'rabbitmq-stream', 'compacted-log': 'kafka' } as const;

/** `overrides` over `base`, section by section; profile and repair time follow from the rest unless they are given. */
export function scenario(overrides: Overrides = {}, base: Scenario = DEFAULTS): Scenario {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(overrides)) {
    const before = merged[key];
    merged[key] = isSection(before) && isSection(value) ? { ...before, ...value } : value;
  }
  const draft = merged as unknown as Scenario;
  const profile = (overrides.broker as Partial<Scenario['broker']> | undefined)?.profile;
  const broker = {
    ...draft.broker,
    profile: profile ?? PROFILES[draft.broker.kind],
  };
  return { ...draft, broker, repair: overrides.repair === undefined ? { at: defaultRepairAt(draft) } : draft.repair };
}

/** A publisher that is silent about everything, or about what `more` says. */
export const silent = (at: string, lasts: string, more: Partial<FaultSpec> = {}): FaultSpec => ({
  fault: 'publisher-silent',
  at,
  for: lasts,
  ...more,
});

/** Nothing takes any time on the way from commit to copy: what is divergent then is so by a fault. */
export const INSTANT = {
  broker: { latency: { constant: '0s' }, deliveryLatency: { constant: '0s' } },
  billing: { serviceTime: { constant: '0s' }, prefetch: 0 },
} as const;

export interface VariantChoice {
  readonly id?: string;
  readonly parameters?: VariantSpec['parameters'];
  readonly set?: VariantSpec['set'];
  readonly then?: VariantSpec['then'];
}

export function variant(
  strategy: StrategySpec = 'wait',
  { id = strategyId(strategy), parameters = {}, set = {}, then }: VariantChoice = {},
): VariantSpec {
  return { id, title: strategyTitle(strategy), strategy, parameters, set, ...(then && { then }) };
}

export interface RunChoice extends VariantChoice {
  readonly strategy?: StrategySpec;
  readonly seed?: number;
  readonly inputs?: readonly Input[];
  readonly changes?: Changes;
  readonly session?: SessionOptions;
}

/** A scenario without changes by its variant is run as it stands; the product's own way checks it each time anew. */
export function specFor(of: Scenario, choice: RunChoice = {}): RunSpec {
  const { seed = of.seed, inputs = [] } = choice;
  const lane = variant(choice.strategy, choice);
  return choice.set === undefined ? { scenario: of, variant: lane, seed, inputs } : specOf(of, lane, seed, inputs);
}

export function open(of: Scenario, choice: RunChoice = {}): Session {
  return Session.open(specFor(of, choice), choice.changes, { marks: 1, ...choice.session });
}

/** A run is looked after so many times in its length. */
const STRETCHES = 50;

/** A whole run, on which a watch has looked. */
export function runOf(of: Scenario, choice: RunChoice = {}): VariantResult {
  return runOfSpec(specFor(of, choice), choice.changes);
}

export function runOfSpec(spec: RunSpec, changes?: Changes): VariantResult {
  const watch = watchOver(spec);
  const reader = (line: TraceLine) => watch.read(writtenLine(line));
  watches.add(reader);
  const session = Session.open(spec, changes, { marks: 1, reader });
  while (session.lines < WATCHED && session.advance(Math.max(0, session.position) + session.stretch(STRETCHES)));
  if (session.ended) {
    const result = session.finish();
    watch.end(result);
    return result;
  }
  watch.leave();
  // From here on nobody reads.
  return session.fork(session.position).finish();
}

interface Traced {
  readonly spec: RunSpec;
  readonly lines: readonly Line[];
  readonly result: VariantResult;
}

/** The same with every line of its trace. */
export function traceOf(of: Scenario, choice: RunChoice = {}): Traced {
  return traceOfSpec(specFor(of, choice), choice.changes);
}

export function traceOfSpec(spec: RunSpec, changes?: Changes): Traced {
  const lines: Line[] = [];
  const watch = watchOver(spec);
  const reader = (told: TraceLine) => {
    const line = writtenLine(told);
    watch.read(line);
    lines.push(line);
  };
  watches.add(reader);
  const result = Session.open(spec, changes, { marks: 1, reader }).finish();
  watch.end(result);
  return { spec, lines, result };
}

/** A measure that is a number. */
export const measured = (result: VariantResult, id: string): number => measureOf(result.measures, id) as number;
