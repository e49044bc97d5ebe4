// What is not simulated and matters in the scenario at hand, each with the direction in which the numbers err for it. Only what touches
// the scenario is told; all that a component leaves out stands on its assumption card.
import { measureOf, type Scenario, type SeedResult } from '../../engine/index.ts';
import { counted } from '../numbers.ts';

export interface Unmodelled {
  readonly what: string;
  readonly errs: string;
}

interface Known {
  readonly scenario: Scenario;
  readonly strategies: ReadonlySet<string>;
  /** The largest value of a measure in any run. */
  readonly most: (measure: string) => number;
}

interface Rule {
  readonly touches: (known: Known) => boolean;
  readonly what: (known: Known) => string;
  readonly errs: string;
}

/** Messages at the broker from which on its memory is a question. */
const DEEP = 10_000;

const RULES: readonly Rule[] = [
  {
    touches: ({ scenario, most }) => scenario.broker.kind === 'queue' && most('queue.peak') >= DEEP,
    what: ({ most }) =>
      `A broker’s memory, disk and flow control: up to ${counted(Number(most('queue.peak').toPrecision(2)), 'message')} wait without slowing anybody down.`,
    errs: 'Optimistic for lanes with a long backlog, and for repairs that publish much.',
  },
  {
    touches: ({ scenario }) => scenario.population.activity === 'even' && scenario.workload.file === undefined,
    what: () => 'A few busy users and many quiet ones: all change equally often here.',
    errs: 'Too many users go wrong, and those who do heal too soon by themselves: waiting looks better in the end than it is.',
  },
  {
    touches: ({ most }) => most('invoices.wrong') > 0,
    what: () => 'What customers do about a wrong invoice beyond its cost: calls, cancellations, trust.',
    errs: 'Optimistic for lanes that send wrong invoices.',
  },
  {
    touches: ({ most, scenario }) =>
      most('repair.apiCalls') + most('api.calls') > 0 && scenario.api.replicaLag === '0s',
    what: () => 'Load on the User service’s database: an answer takes as long however many are asked for.',
    errs: 'Optimistic for lanes that ask the API much.',
  },
  {
    touches: ({ scenario, most }) =>
      scenario.people !== 'none' &&
      scenario.people.hours === 'always' &&
      most('repair.handsOnMinutes.user') + most('repair.handsOnMinutes.billing') > 0,
    what: () =>
      'Working hours, for which people.hours says nothing: people begin when they are called, by day and by night.',
    errs: 'Optimistic for lanes in which people have to find or to build something.',
  },
  {
    touches: ({ scenario }) => scenario.faults.length > 0 && scenario.detection.by === 'given',
    what: () => 'How it is noticed: the times are those that the file says.',
    errs: 'Optimistic, unless these times were measured.',
  },
  {
    touches: ({ scenario }) => scenario.broker.profile === 'kafka',
    what: () => 'Kafka follows its documentation and was not compared with recordings; its rebalances take no time.',
    errs: 'Optimistic where readers come and go.',
  },
  {
    touches: ({ strategies }) =>
      ['resync', 'resync-naive', 'resync-since', 'reconcile'].some((id) => strategies.has(id)),
    what: () => 'Repairs that fail half-way for reasons of their own: a wrong query, a deployment, a person.',
    errs: 'Optimistic for repairs with much work.',
  },
];

/** What touches a scenario and its runs, over all lanes and seeds. */
export function unmodelledIn(
  scenario: Scenario,
  strategies: ReadonlySet<string>,
  runs: readonly (readonly SeedResult[])[],
): readonly Unmodelled[] {
  const most = (measure: string): number =>
    Math.max(0, ...runs.flatMap((lanes) => lanes.map(({ measures }) => Number(measureOf(measures, measure) ?? 0))));
  const known = { scenario, strategies, most };
  return RULES.filter(({ touches }) => touches(known)).map(({ what, errs }) => ({ what: what(known), errs }));
}
