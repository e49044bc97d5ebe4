// Futures that were left behind when somebody changed the past: what they are called, and how they stand among the lanes of a
// comparison. A name says what tells a future from the one that is played now; it follows when that one changes.
import {
  applyVariant,
  faults,
  findEntry,
  type Input,
  plannedFaults,
  type Scenario,
  scenarioDefinition,
  strategyTitle,
  type VariantSpec,
} from '../engine/index.ts';
import { clockStart, momentText } from './clock.ts';

/** A run that is looked at no more: the incident as it went on without, or with, what was done. */
export interface Future {
  /** Unique among the lanes. */
  readonly id: string;
  /** The lane it was, as it was then. */
  readonly variant: VariantSpec;
  readonly inputs: readonly Input[];
  /** The furthest moment of it that was shown, microseconds. */
  readonly reached: number;
}

/** So many are kept; then the oldest is offered for closing. */
export const MOST_FUTURES = 4;

const MINUTE = 60_000_000;

/** A moment as people name it: people's inputs act a microsecond later than they were made. */
export function momentOfInput({ start }: Pick<Scenario, 'start'>, at: number): string {
  return momentText(clockStart(start), at, at % MINUTE <= 1 ? 'minute' : 'second');
}

const lower = (title: string): string =>
  /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;

const faultTitle = (id: string | undefined): string =>
  (id === undefined ? undefined : findEntry(faults, id)?.title) ?? 'Fault';

/** What somebody did, in few words: `Consumer down`, `Publisher silent removed`, `Repair begun`. */
function deedOf(scenario: Scenario, inputs: readonly Input[], n: number): string {
  const input = inputs[n];
  if (input === undefined) return 'nothing done';
  if (input.kind === 'inject') return faultTitle(input.fault.fault);
  if (input.kind === 'repair') return 'Repair begun';
  const removed = plannedFaults(scenario.faults, inputs).find(({ name }) => name === input.name);
  return `${faultTitle(removed?.spec.fault)} removed`;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The first input that one has and the other has not; the length of the shorter where there is none. */
function parting(a: readonly Input[], b: readonly Input[]): number {
  let n = 0;
  while (n < a.length && n < b.length && same(a[n], b[n])) n++;
  return n;
}

/** When a future parts from the one that is played, microseconds; null when only the lane differs. */
export function partedAt(future: Future, played: readonly Input[]): number | null {
  const n = parting(future.inputs, played);
  const times = [future.inputs[n]?.at, played[n]?.at].filter((at) => at !== undefined);
  return times.length === 0 ? null : Math.min(...times);
}

function nameOf(scenario: Scenario, { inputs, variant }: Future, played: readonly Input[]): string {
  const n = parting(inputs, played);
  const own = applyVariant(scenario, variant, scenarioDefinition);
  const told = (of: readonly Input[]) =>
    `${lower(deedOf(own, of, n))} at ${momentOfInput(scenario, (of[n] as Input).at)}`;
  if (n < inputs.length) return `With: ${told(inputs)}`;
  if (n < played.length) return `Before: ${told(played)}`;
  return `Other lane: ${lower(variant.title)}`;
}

/** The futures' names, each its own: two that would share one are told apart by their strategies, or numbered. */
export function futureTitles(
  scenario: Scenario,
  futures: readonly Future[],
  played: readonly Input[],
): readonly string[] {
  const taken = new Set(scenario.variants.map(({ title }) => title));
  const plain = futures.map((future) => nameOf(scenario, future, played));
  return futures.map(({ variant }, n) => {
    const name = plain[n] as string;
    const shared = plain.filter((each) => each === name).length > 1;
    const strategy = strategyTitle(variant.strategy);
    const wanted = shared ? `${name} (${lower(strategy)})` : name;
    let title = wanted;
    for (let count = 2; taken.has(title); count++) title = `${wanted}, ${count}`;
    taken.add(title);
    return title;
  });
}

/** The futures as lanes: ids and titles that no other lane has. */
export function futureLanes(
  scenario: Scenario,
  futures: readonly Future[],
  played: readonly Input[],
): readonly { readonly variant: VariantSpec; readonly inputs: readonly Input[] }[] {
  const titles = futureTitles(scenario, futures, played);
  return futures.map(({ id, variant, inputs }, n) => ({
    variant: { ...variant, id, title: titles[n] as string },
    inputs,
  }));
}

/** An id that neither a lane nor a future has. */
export function freeId({ variants }: Scenario, futures: readonly Future[]): string {
  const taken = new Set([...variants, ...futures].map(({ id }) => id));
  let n = 1;
  while (taken.has(`earlier-${n}`)) n++;
  return `earlier-${n}`;
}

/** With one more future, unless there is one that says the same already. The oldest stands first. */
export function withFuture(futures: readonly Future[], future: Future): readonly Future[] {
  const known = futures.find(({ variant, inputs }) => same([variant, inputs], [future.variant, future.inputs]));
  if (known === undefined) return [...futures, future];
  const further = { ...known, reached: Math.max(known.reached, future.reached) };
  return futures.map((each) => (each === known ? further : each));
}
