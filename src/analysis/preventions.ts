// "Had we had …": designs that prevent inconsistencies, as a short list instead of fifty keys. Of each: what it is, what it sets,
// which faults it stops, and which it is wrongly believed to stop. That it does is checked by runs, cell by cell.
import { type Entry, faults, findEntry, type Scenario, strategies } from '../engine/index.ts';
import { checkLane, type LaneOutcome, valueAt } from './design.ts';
import { valueWords } from './words.ts';

export interface Prevention extends Entry {
  /** What it changes in a scenario, by dotted path. */
  readonly set: Readonly<Record<string, unknown>>;
  /** Faults that leave nobody wrong for good where it is in place, and somebody where it is not. */
  readonly stops: readonly string[];
  /** Faults that it is bought for and that it does not stop, each with the reason. */
  readonly leaves: Readonly<Record<string, string>>;
  /** What it costs, in words: nothing that a run counts. */
  readonly price: string;
}

export const preventions: readonly Prevention[] = [
  {
    id: 'confirms',
    title: 'Publisher confirms',
    summary: 'The publisher keeps each message until the broker confirms it, and sends it again where no confirm came.',
    set: { 'publisher.confirms': true },
    stops: ['broker-restart'],
    leaves: {
      'publisher-silent': 'What was never sent is never unconfirmed.',
      'message-loss': 'The broker has confirmed it; what happens behind the broker is not its business.',
    },
    price: 'A message may come twice.',
  },
  {
    id: 'outbox',
    title: 'Transactional outbox',
    summary:
      'The transaction that changes the user also writes the event into a table; a relay publishes what stands there, at least once.',
    set: { 'publisher.path': 'outbox' },
    stops: ['broker-restart'],
    leaves: {
      'publisher-silent': 'Code that forgets the event forgets its row too: no row, nothing to relay.',
      'message-loss': 'The relay has done its work when the broker has the message.',
    },
    price: 'A table, a relay to watch, and the delay of its turns.',
  },
];

export interface Standing {
  /** Whether the scenario is built so already. */
  readonly isThere: boolean;
  /** Titles of the scenario's faults that it stops. */
  readonly stops: readonly string[];
  /** The scenario's faults that it is believed to stop and does not. */
  readonly leaves: readonly { readonly title: string; readonly because: string }[];
  /** Titles of the scenario's faults that it has nothing to do with. */
  readonly misses: readonly string[];
}

/** What a prevention would have done about the faults of a scenario. */
export function standingOf({ set, stops, leaves }: Prevention, scenario: Scenario): Standing {
  const met = [...new Set(scenario.faults.map(({ fault }) => fault))];
  const title = (id: string) => findEntry(faults, id)?.title ?? id;
  return {
    isThere: Object.entries(set).every(([path, value]) => valueWords(valueAt(scenario, path)) === valueWords(value)),
    stops: met.filter((id) => stops.includes(id)).map(title),
    leaves: met.flatMap((id) => (id in leaves ? [{ title: title(id), because: leaves[id] as string }] : [])),
    misses: met.filter((id) => !stops.includes(id) && !(id in leaves)).map(title),
  };
}

/** The lanes that would have had what is chosen, beside those there are: checked as any lane is. */
export function lanesWith(scenario: Scenario, chosen: readonly Prevention[], strategy: string): readonly LaneOutcome[] {
  const outcomes: LaneOutcome[] = [];
  let variants = scenario.variants;
  for (const { id, title, set } of chosen) {
    const used = strategy === 'wait' ? '' : `, ${findEntry(strategies, strategy)?.title ?? strategy}`;
    const outcome = checkLane(
      { ...scenario, variants },
      { id: null, title: `${title}${used}`, wanted: id, strategy, parameters: {}, set },
    );
    outcomes.push(outcome);
    if ('lane' in outcome) variants = [...variants, outcome.lane];
  }
  return outcomes;
}
