// What theory says of an outage of the way from the User service to Billing: what waits or is lost, who is wrong, what is billed wrongly,
// how long a backlog drains, who is left. Of anything else it says nothing.
import { duration, type Scenario } from '../../engine/index.ts';
import { runsDue } from '../planned.ts';
import type { Form } from './form.ts';
import { capacityOf, UserChain } from './user-chain.ts';

interface Outage {
  /** Microseconds. */
  readonly at: number;
  readonly lasts: number;
  /** Whether what was not said comes later. */
  readonly kept: boolean;
}

const KEPT: readonly string[] = ['relay-stopped', 'broker-restart', 'broker-unreachable', 'consumer-down'];

/** Of a fault that concerns everybody and every event. */
const isWhole = ({ share = 1, types = [] }: Scenario['faults'][number]): boolean =>
  share === 1 && !(Array.isArray(types) && types.length > 0);

/** Whether users are alike, every event carries their whole state, and a copy is kept from the beginning. */
export const isPlain = ({ workload, population, events, billing }: Scenario): boolean =>
  workload.file === undefined &&
  population.activity === 'even' &&
  events.carry === 'state' &&
  billing.startsAt === '0s' &&
  billing.reads !== 'api';

/**
 * The scenario's only fault, where it keeps every event of all users from the copy for a known time. `ended`: after how long it ended,
 * microseconds, where the runs say so.
 */
function outageOf(scenario: Scenario, ended: number | null): Outage | null {
  const { faults, publisher, billing } = scenario;
  const [fault, ...others] = faults;
  if (fault === undefined || others.length > 0 || fault.for === undefined) return null;
  if (!isPlain(scenario) || !isWhole(fault)) return null;
  const lasts = fault.for === 'until-fixed' ? ended : duration(fault.for);
  if (lasts === null) return null;
  const kept = KEPT.includes(fault.fault) && (publisher.confirms || fault.fault === 'consumer-down');
  // Without the event that it waits for, a strict copy takes nothing any more.
  if (!kept && (fault.fault !== 'publisher-silent' || billing.policy === 'strict')) return null;
  if (isLostInNoise(scenario, new UserChain(scenario, duration(fault.at)), lasts)) return null;
  return { at: duration(fault.at), lasts, kept };
}

/** So many times what is usually on its way an outage must keep back, that its end is the highest there is. */
const ABOVE_USUAL = 50;

/** An outage so short, or a consumer so busy, that chance alone makes as much wait at other times. */
function isLostInNoise(scenario: Scenario, chain: UserChain, lasts: number): boolean {
  const busy = chain.changes(1) / capacityOf(scenario);
  return busy < 1 && chain.changes(lasts) * (1 - busy) < ABOVE_USUAL;
}

/** T·ρ/(1−ρ), microseconds; Infinity where it never drains. */
function drainTime(scenario: Scenario, chain: UserChain, lasts: number): number {
  const [rate, capacity] = [chain.changes(1), capacityOf(scenario)];
  return capacity <= rate ? Number.POSITIVE_INFINITY : (rate * lasts) / (capacity - rate);
}

/** Nobody mends anything, and no run waits: each invoice is as the copy is when it is due. */
const isLeftAlone = ({ billing }: Scenario): boolean =>
  billing.reads === 'copy' &&
  billing.freshnessGate === 'none' &&
  billing.reconcileEvery === 'none' &&
  billing.copyMaxAge === 'none';

/** Whether no invoice run falls into the time in which the backlog drains: what is wrong then the form does not say. */
function isDrainedBefore(scenario: Scenario, chain: UserChain, { at, lasts }: Outage): boolean {
  const until = at + lasts + 1.2 * drainTime(scenario, chain, lasts);
  return runsDue(scenario).every((time) => time <= at + lasts || time > until);
}

function ofInvoices(scenario: Scenario, chain: UserChain, { at, lasts, kept }: Outage): readonly Form[] {
  const during = runsDue(scenario).filter((time) => time > at && time <= at + lasts);
  const after = kept ? [] : runsDue(scenario).filter((time) => time > at + lasts);
  const sum = (times: readonly number[], of: (age: number) => number): number =>
    times.reduce((all, time) => all + of(time - at), 0);
  return [
    {
      title: 'Wrong invoices, over all runs',
      formula: kept ? 'Σ A·a/(a+b)·(1−e^(−(a+b)t))' : 'Σ A·a/(a+b)·(1−e^(−(a+b)t)), afterwards ×e^(−b·s)',
      expected:
        sum(during, (age) => chain.over(age)) + sum(after, (age) => chain.over(lasts) * chain.left(age - lasts).over),
      measure: 'invoices.wrong',
    },
    {
      title: 'Missed invoices, over all runs',
      formula: kept
        ? 'Σ S·b/(a+b)·(1−e^(−(a+b)t)) + sign-ups'
        : 'Σ S·b/(a+b)·(1−e^(−(a+b)t)) + sign-ups, afterwards ×e^(−a·s)',
      expected:
        sum(during, (age) => chain.under(age) + chain.missing(age)) +
        sum(after, (age) => (chain.under(lasts) + chain.missing(lasts)) * chain.left(age - lasts).under),
      measure: 'invoices.missed',
    },
  ];
}

/** How long the backlog of an outage drains when it is over, microseconds; null where there is none, or it outlasts the run. */
export function drainingOf(scenario: Scenario, ended: number | null): number | null {
  const outage = outageOf(scenario, ended);
  if (outage?.kept !== true || scenario.publisher.relayBatch !== 'none') return null;
  const { at, lasts } = outage;
  const drain = drainTime(scenario, new UserChain(scenario, at), lasts);
  return at + lasts + drain > duration(scenario.length) ? null : drain;
}

/** Who heals only by changing again. */
function ofThoseLeft(scenario: Scenario, chain: UserChain, { at, lasts, kept }: Outage): readonly Form[] {
  const since = duration(scenario.length) - at - lasts;
  if (kept || since <= 0) return [];
  const left = chain.left(since);
  return [
    {
      title: 'Divergent users at the end of the run',
      formula: 'overbilled ×e^(−b·s), the others ×e^(−a·s)',
      expected: chain.over(lasts) * left.over + (chain.under(lasts) + chain.missing(lasts)) * left.under,
      measure: 'divergent.end',
    },
  ];
}

/** `mends`: the lane does something about it, so that what comes after the outage is no longer its own course. */
export function ofOutage(scenario: Scenario, ended: number | null, mends: boolean): readonly Form[] {
  const outage = outageOf(scenario, ended);
  if (outage === null) return ofLimits(scenario);
  const { at, lasts, kept } = outage;
  const chain = new UserChain(scenario, at);
  const backlog: Form = kept
    ? {
        title: 'Backlog at the end of the outage',
        formula: 'λT',
        expected: chain.changes(lasts),
        measure: 'queue.peak',
      }
    : { title: 'Events never said', formula: 'λT', expected: chain.changes(lasts), measure: 'messages.lost' };
  const peak: Form = {
    title: 'Divergent users at the end of the outage',
    formula: '(A·a + S·b)/(a+b)·(1−e^(−(a+b)T)) + sign-ups',
    expected: chain.over(lasts) + chain.under(lasts) + chain.signUps * lasts,
    measure: 'divergent.peak',
  };
  const invoices = isLeftAlone(scenario) && (!kept || isDrainedBefore(scenario, chain, outage));
  const compares = scenario.billing.reconcileEvery !== 'none' || scenario.billing.readRepair;
  return [
    ...(mends && kept ? [] : [backlog]),
    ...(compares ? [] : [peak]),
    ...(invoices && !mends ? ofInvoices(scenario, chain, outage) : []),
    ...(mends || compares ? [] : ofThoseLeft(scenario, chain, outage)),
  ];
}

/** Of Billing that is down while its queue has a limit of length or of time: what the queue loses. */
function ofLimits(scenario: Scenario): readonly Form[] {
  const { faults, broker } = scenario;
  const down = faults.find(({ fault }) => fault === 'consumer-down');
  const limit = faults.find(({ fault }) => fault === 'queue-overflow' || fault === 'message-ttl');
  if (down?.for === undefined || limit?.for === undefined || faults.length !== 2 || broker.kind !== 'queue') return [];
  if (down.for === 'until-fixed' || limit.for === 'until-fixed' || !isPlain(scenario)) return [];
  const [at, lasts] = [duration(down.at), duration(down.for)];
  if (duration(limit.at) > at || duration(limit.at) + duration(limit.for) < at + lasts) return [];
  const rate = new UserChain(scenario, at).changes(1);
  if (limit['ttl'] !== undefined) {
    const expected = rate * Math.max(0, lasts - duration(String(limit['ttl'])));
    return [{ title: 'Messages that expired', formula: 'λ·max(0, T−τ)', expected, measure: 'messages.lost' }];
  }
  if (limit['overflow'] === 'reject-publish' && scenario.publisher.confirms) return [];
  const expected = Math.max(0, rate * lasts - Number(limit['maxLength']));
  return [{ title: 'Messages that found no room', formula: 'max(0, λT−Q)', expected, measure: 'messages.lost' }];
}
