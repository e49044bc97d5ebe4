// The scenario in the engine's own units: microseconds, rates per microsecond, numbers. Computed once from the document,
// which must be valid; it never changes during a run. What becomes of a section is said in the section's file.
import { PLAN_CHANGED } from './rows.ts';
import type { Changes, Scenario } from './scenario.ts';
import { compileApi } from './sections/api.ts';
import { compileBilling } from './sections/billing.ts';
import { compileBroker } from './sections/broker.ts';
import { compileCosts } from './sections/costs.ts';
import { compileDetection } from './sections/detection.ts';
import { compileEvents } from './sections/events.ts';
import { compileHead } from './sections/head.ts';
import { compileHours } from './sections/hours.ts';
import { compilePeople } from './sections/people.ts';
import { compilePopulation } from './sections/population.ts';
import { compilePublisher } from './sections/publisher.ts';
import { compileRepair } from './sections/repair.ts';
import { compileSubscribers } from './sections/subscribers.ts';
import { compileUser } from './sections/user.ts';
import { compileRates } from './sections/workload.ts';

type Compiled = ReturnType<typeof compileModel>;

export type Model = { readonly [K in keyof Compiled]: Readonly<Compiled[K]> };

/** Changes of users that usually come, over the whole run. */
export function usualChanges({ users, rates, length }: Model, changes?: Changes): number {
  if (changes !== undefined) return changes.kind.length;
  const ofUser = Math.max(rates.suspend, rates.reactivate) + rates.delete + rates.changePlan;
  return (rates.signUps + ofUser * users) * length;
}

/** `changes` are those of `workload.file`. */
export function compileModel(scenario: Scenario, changes?: Changes) {
  const rates = compileRates(scenario.workload);
  const drawsPlans = rates.changePlan > 0;
  // An alarm that is waited for is raised.
  const billing = compileBilling(scenario.billing, scenario.start, scenario.detection.by === 'gap');
  const { length, settleWithin } = compileHead(scenario);
  const { repairAt, repairAtLatest } = compileRepair(scenario.repair);
  const { users, suspendedShare, zipf } = compilePopulation(scenario.population);
  // Key by key: of objects that are spread together engines make another kind for every run, and what runs on them gets slow.
  return {
    length,
    settleWithin,
    users,
    suspendedShare,
    zipf,
    rates,
    /** Whether the users who are there from the start have a plan drawn for each; else all have `basic`. */
    drawsPlans,
    /** Whether plans count at all: a file may change them where no rate does. */
    tracksPlan: drawsPlans || changes?.kind.includes(PLAN_CHANGED) === true,
    events: compileEvents(scenario.events),
    user: compileUser(scenario.user),
    publisher: compilePublisher(scenario.publisher),
    broker: compileBroker(scenario.broker, scenario.billing),
    billing,
    others: compileSubscribers(scenario.subscribers, billing),
    api: compileApi(scenario.api),
    detection: compileDetection(scenario.detection),
    repairAt,
    repairAtLatest,
    people: compilePeople(scenario.people),
    /** When people are at work; null: always. */
    hours: compileHours(scenario.people, scenario.start),
    costs: compileCosts(scenario.costs),
  };
}
