// What a repair comes to on paper: how long it takes people and pages, and what waits where it publishes faster than Billing reads.
import {
  duration,
  parseRate,
  type Scenario,
  SECOND,
  strategyId,
  strategyOf,
  type VariantSpec,
} from '../../engine/index.ts';
import type { Form } from './form.ts';
import { capacityOf, momentsOf, UserChain } from './user-chain.ts';

/** A parameter of the lane’s strategy, as given or as usual. */
function parameterOf({ strategy, parameters }: VariantSpec, name: string): unknown {
  return parameters[name] ?? strategyOf(strategy)?.parameters[name]?.default;
}

/** Microseconds of work before a machine begins: to write, to review, to start; null where it waits for people to be there. */
function preparing({ people }: Scenario): number | null {
  if (people === 'none') return 0;
  if (people.hours !== 'always') return null;
  return duration(people.build) + duration(people.review) + duration(people.run);
}

/** The users at a time, page by page, by so many callers. */
function ofPages(scenario: Scenario, variant: VariantSpec, begins: number): readonly Form[] {
  const { api, user, billing, events } = scenario;
  const work = preparing(scenario);
  if (work === null || !user.bulkEndpoint || !events.versioned || parameterOf(variant, 'rate') !== 'none') return [];
  const { users } = new UserChain(scenario, begins + work);
  const pages = Math.floor(users / api.pageSize) + 1;
  const pace = 1 / (parseRate(api.rateLimit) ?? 1);
  const each = Math.max(pace, momentsOf(billing.apiLatency).mean) / Number(parameterOf(variant, 'parallel'));
  return [
    {
      title: 'The repair, from its beginning to its end',
      formula: 'people + ⌈N/page⌉·E[call]',
      expected: (work + pages * each) / SECOND,
      measure: 'repair.duration',
    },
  ];
}

/** Every user’s state, faster than Billing reads beside what is live. */
function ofSnapshots(scenario: Scenario, variant: VariantSpec, begins: number, waiting: number): readonly Form[] {
  const work = preparing(scenario);
  const rate = parseRate(String(parameterOf(variant, 'rate'))) ?? 0;
  if (work === null || scenario.broker.kind !== 'queue') return [];
  const chain = new UserChain(scenario, begins + work);
  const free = capacityOf(scenario) - chain.changes(1);
  const expected = chain.users * (1 - free / rate);
  // A peak that the outage itself had says nothing of the repair.
  if (rate <= free || free <= 0 || expected < 1.2 * waiting) return [];
  return [
    {
      title: 'Backlog that the repair makes',
      formula: 'N·(1 − (μ−λ)/r)',
      expected,
      measure: 'queue.peak',
    },
  ];
}

/** `begins`: when the repair does, microseconds; `waiting`: what waited at the broker at most before it. */
export function ofRepair(
  scenario: Scenario,
  variant: VariantSpec,
  { begins, waiting }: { readonly begins: number; readonly waiting: number },
): readonly Form[] {
  if (scenario.workload.file !== undefined || scenario.population.activity !== 'even') return [];
  switch (strategyId(variant.strategy)) {
    case 'resync':
      return ofPages(scenario, variant, begins);
    case 'republish-state':
      return ofSnapshots(scenario, variant, begins, waiting);
    default:
      return [];
  }
}
