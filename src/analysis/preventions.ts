// "Had we had …": designs that prevent inconsistencies, tell of them, or keep invoices right, as a short list instead of fifty keys; what
// each would have done about the faults of a scenario, and the lanes that would have had it.
import { faults, findEntry, type Scenario, type StrategySpec, strategyTitle } from '../engine/index.ts';
import { checkLane, type LaneOutcome, valueAt } from './design.ts';
import type { Prevention, PreventionKind } from './prevention-list.ts';
import { valueWords } from './words.ts';

/** What each kind does about a fault, and does not, in words before the fault. */
export const KIND_WORDS: Readonly<Record<PreventionKind, { readonly helps: string; readonly leaves: string }>> = {
  stops: { helps: 'Stops', leaves: 'Does not stop' },
  mends: { helps: 'Does not stop, but mends in its next round, what comes of', leaves: 'Does not mend' },
  tells: { helps: 'Tells of', leaves: 'Does not tell of' },
  spares: { helps: 'Keeps invoices right in', leaves: 'Does not keep invoices right in' },
};

export interface Standing {
  /** Whether the scenario is built so already. */
  readonly isThere: boolean;
  /** Whether there is nothing in the scenario that it could be built into. */
  readonly isOutOfPlace: boolean;
  /** Titles of the faults that it helps against. */
  readonly helps: readonly string[];
  /** Titles of the faults in which it keeps other subscribers from acting twice, where there are any. */
  readonly once: readonly string[];
  /** The faults that it is believed to help against and does not. */
  readonly leaves: readonly { readonly title: string; readonly because: string }[];
  /** Titles of the faults that it has nothing to do with. */
  readonly misses: readonly string[];
}

/** What a prevention would have done about the faults of a scenario, and about those that people injected, by their ids. */
export function standingOf(
  { settings, helps, once = [], leaves }: Prevention,
  scenario: Scenario,
  injected: readonly string[] = [],
): Standing {
  const met = [...new Set([...scenario.faults.map(({ fault }) => fault), ...injected])];
  const title = (id: string) => findEntry(faults, id)?.title ?? id;
  const set = Object.entries(settings(scenario));
  return {
    isThere: set.length > 0 && set.every(([path, value]) => valueWords(valueAt(scenario, path)) === valueWords(value)),
    isOutOfPlace: set.length === 0,
    helps: met.filter((id) => helps.includes(id)).map(title),
    once: scenario.subscribers.length === 0 ? [] : met.filter((id) => once.includes(id)).map(title),
    leaves: met.flatMap((id) => (id in leaves ? [{ title: title(id), because: leaves[id] as string }] : [])),
    misses: met.filter((id) => !helps.includes(id) && !(id in leaves)).map(title),
  };
}

/** The lanes that would have had what is chosen, beside those there are: checked as any lane is. */
export function lanesWith(
  scenario: Scenario,
  chosen: readonly Prevention[],
  strategy: StrategySpec,
): readonly LaneOutcome[] {
  const outcomes: LaneOutcome[] = [];
  let variants = scenario.variants;
  for (const { id, title, settings } of chosen) {
    const used = strategy === 'wait' ? '' : `, ${strategyTitle(strategy)}`;
    const outcome = checkLane(
      { ...scenario, variants },
      { id: null, title: `${title}${used}`, wanted: id, strategy, parameters: {}, set: settings(scenario) },
    );
    outcomes.push(outcome);
    if ('lane' in outcome) variants = [...variants, outcome.lane];
  }
  return outcomes;
}
