// "Had we had …": designs that prevent inconsistencies, as a short list instead of fifty keys. Of each: what it is, what it sets,
// which faults it stops, and which it is wrongly believed to stop. That it does is checked by runs, cell by cell.
import { type Entry, faults, findEntry, type Scenario, type StrategySpec, strategyTitle } from '../engine/index.ts';
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
    stops: ['broker-restart', 'broker-unreachable', 'network-partition'],
    leaves: {
      'publisher-silent': 'What was never sent is never unconfirmed.',
      'publisher-crash': 'Who dies before sending waits for no confirm.',
      'message-loss': 'The broker has confirmed it; what happens behind the broker is not its business.',
      'queue-unbound': 'A broker confirms what it can route to nobody.',
    },
    price: 'A message may come twice.',
  },
  {
    id: 'outbox',
    title: 'Transactional outbox',
    summary:
      'The transaction that changes the user also writes the event into a table; a relay publishes what stands there, at least once.',
    set: { 'publisher.path': 'outbox' },
    stops: [
      'publisher-crash',
      'publish-before-rollback',
      'publish-reorder',
      'broker-restart',
      'broker-unreachable',
      'network-partition',
    ],
    leaves: {
      'publisher-silent': 'Code that forgets the event forgets its row too: no row, nothing to relay.',
      'message-loss': 'The relay has done its work when the broker has the message.',
      'queue-unbound': 'The relay has done its work when the broker has the message.',
    },
    price: 'A table, a relay to watch, and the delay of its turns.',
  },
  {
    id: 'cdc',
    title: 'Change data capture',
    summary: 'Events are made from the database’s own log of commits: no code of the service has to think of them.',
    set: { 'publisher.path': 'cdc' },
    stops: [
      'publisher-silent',
      'publisher-crash',
      'publish-before-rollback',
      'publish-reorder',
      'broker-restart',
      'broker-unreachable',
      'network-partition',
    ],
    leaves: {
      'message-loss': 'The connector has done its work when the broker has the message.',
      'queue-unbound': 'The connector has done its work when the broker has the message.',
    },
    price: 'A connector to run; consumers learn the tables of another team, unless an outbox stands between.',
  },
  {
    id: 'mandatory',
    title: 'Mandatory messages',
    summary:
      'The publisher asks to be told of a message that the broker can route to nobody, keeps it and sends it again.',
    set: { 'publisher.mandatory': true, 'publisher.confirms': true },
    stops: ['broker-restart', 'broker-unreachable', 'network-partition'],
    leaves: {
      'publisher-silent': 'What was never sent is returned by nobody.',
      'queue-unbound':
        'Nothing is lost any more; but what comes back is sent again up to a minute later, behind newer events, and only a version guard refuses it then.',
    },
    price: 'Somebody has to handle what comes back.',
  },
  {
    id: 'after',
    title: 'Acknowledge after processing',
    summary: 'A consumer acknowledges a message when it has written the copy, not when it has received the message.',
    set: { 'billing.ack': 'after' },
    stops: ['consumer-crash'],
    leaves: { 'consumer-bug': 'Work that is done wrongly is done, and acknowledged.' },
    price: 'What was written and not yet acknowledged comes again.',
  },
  {
    id: 'inbox',
    title: 'Inbox of event ids',
    summary: 'The consumer remembers the ids of events that it has processed and ignores those that come again.',
    set: { 'billing.policy': 'dedupe' },
    stops: ['clock-skew'],
    leaves: { 'message-delay': 'An old event that comes for the first time has an id that nobody has seen.' },
    price: 'A table of ids, for as long as doubles may come.',
  },
  {
    id: 'version',
    title: 'Version guard',
    summary: 'Events carry the version of the row; the consumer ignores what is not newer than what it has.',
    set: { 'billing.policy': 'version' },
    stops: ['publish-reorder', 'message-delay', 'clock-skew'],
    leaves: {
      'publisher-silent': 'It refuses what is old; it cannot ask for what never came.',
      'consumer-bug': 'The version is right and the content is wrong.',
    },
    price: 'A version in each event, assigned in the transaction that writes the row.',
  },
  {
    id: 'dead-letters',
    title: 'Dead letters',
    summary: 'A message that cannot be processed is laid aside, so that those behind it go on.',
    set: { 'billing.onFailure': 'dead-letter' },
    stops: [],
    leaves: { 'poison-message': 'It is kept and not processed: somebody has to hand it back.' },
    price: 'A queue to watch, and an order that is lost when it is handed back.',
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
export function lanesWith(
  scenario: Scenario,
  chosen: readonly Prevention[],
  strategy: StrategySpec,
): readonly LaneOutcome[] {
  const outcomes: LaneOutcome[] = [];
  let variants = scenario.variants;
  for (const { id, title, set } of chosen) {
    const used = strategy === 'wait' ? '' : `, ${strategyTitle(strategy)}`;
    const outcome = checkLane(
      { ...scenario, variants },
      { id: null, title: `${title}${used}`, wanted: id, strategy, parameters: {}, set },
    );
    outcomes.push(outcome);
    if ('lane' in outcome) variants = [...variants, outcome.lane];
  }
  return outcomes;
}
