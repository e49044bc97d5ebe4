// What theory says of the lane that does nothing, beside what its runs measured: an outage of the publisher by the two-state chain of a
// user, a backlog by a fluid, a silence by its window. Of a scenario to which a form does not apply it says nothing.
import {
  duration,
  type Interval,
  interval,
  measureOf,
  parseRate,
  type Scenario,
  type SeedResult,
} from '../../engine/index.ts';
import { runsDue } from '../planned.ts';

export interface ClosedForm {
  readonly title: string;
  readonly formula: string;
  readonly expected: number;
  readonly measured: Interval;
  readonly measure: string;
  /** Whether what was measured is as expected, up to its interval and a few percent that the form leaves out. */
  readonly agrees: boolean;
}

/** A form leaves out what is on its way, who comes and who goes. */
const LEAVES_OUT = 0.03;

interface Outage {
  /** Microseconds. */
  readonly at: number;
  readonly lasts: number;
  /** Whether what was not said comes later. */
  readonly kept: boolean;
}

const KEPT: readonly string[] = ['relay-stopped', 'broker-restart', 'broker-unreachable', 'consumer-down'];

/**
 * The scenario's only fault, where it keeps every event of all users from the copy for a known time. `ended`: after how long it ended,
 * microseconds, where all runs say the same.
 */
function outageOf({ faults, workload, population, publisher, events }: Scenario, ended: number | null): Outage | null {
  const [fault, ...others] = faults;
  if (fault === undefined || others.length > 0 || workload.file !== undefined || population.activity !== 'even')
    return null;
  if (fault.for === undefined || events.carry !== 'state') return null;
  const lasts = fault.for === 'until-fixed' ? ended : duration(fault.for);
  if (lasts === null) return null;
  const { share = 1, types = [] } = fault;
  if (share !== 1 || (Array.isArray(types) && types.length > 0)) return null;
  const kept = KEPT.includes(fault.fault) && (publisher.confirms || fault.fault === 'consumer-down');
  if (!kept && fault.fault !== 'publisher-silent') return null;
  return { at: duration(fault.at), lasts, kept };
}

/** The chain of one user: rates per microsecond, users by status when the outage begins. */
class Chain {
  private readonly a: number;
  private readonly b: number;
  private readonly active: number;
  private readonly suspended: number;
  readonly signUps: number;

  constructor({ workload, population }: Scenario, at: number) {
    this.a = parseRate(workload.suspend) ?? 0;
    this.b = parseRate(workload.reactivate) ?? 0;
    this.signUps = parseRate(workload.signUps) ?? 0;
    const { users, suspendedShare } = population;
    const settled = this.sum === 0 ? suspendedShare : this.a / this.sum;
    const share = settled + (suspendedShare - settled) * Math.exp(-this.sum * at);
    const all = users + this.signUps * at;
    this.active = all * (1 - share);
    this.suspended = all * share;
  }

  private get sum(): number {
    return this.a + this.b;
  }

  private parted(time: number): number {
    return this.sum === 0 ? 0 : (1 - Math.exp(-this.sum * time)) / this.sum;
  }

  /** Users whom the copy has active and who are not, at an age of the outage. */
  over(age: number): number {
    return this.active * this.a * this.parted(age);
  }

  /** Users whom the copy has suspended and who are active. */
  under(age: number): number {
    return this.suspended * this.b * this.parted(age);
  }

  /** Active users of whom the copy has nothing. */
  missing(age: number): number {
    return this.signUps * (age - (this.a * (age - this.parted(age))) / (this.sum || 1));
  }

  /** Changes in a time, of the users there are and of those who come. */
  changes(time: number): number {
    return (this.active * this.a + this.suspended * this.b + this.signUps) * time;
  }

  /** The share of overbilled, and of underbilled or missing, users who have not changed again after a time. */
  left(since: number): { readonly over: number; readonly under: number } {
    return { over: Math.exp(-this.b * since), under: Math.exp(-this.a * since) };
  }
}

type Said = Omit<ClosedForm, 'measured' | 'agrees'>;

function ofOutage(scenario: Scenario, { at, lasts, kept }: Outage): readonly Said[] {
  const chain = new Chain(scenario, at);
  const peak = chain.over(lasts) + chain.under(lasts) + chain.signUps * lasts;
  const during = runsDue(scenario).filter((time) => time > at && time <= at + lasts);
  const after = kept ? [] : runsDue(scenario).filter((time) => time > at + lasts);
  const wrong =
    during.reduce((sum, time) => sum + chain.over(time - at), 0) +
    after.reduce((sum, time) => sum + chain.over(lasts) * chain.left(time - at - lasts).over, 0);
  const missed =
    during.reduce((sum, time) => sum + chain.under(time - at) + chain.missing(time - at), 0) +
    after.reduce(
      (sum, time) => sum + (chain.under(lasts) + chain.missing(lasts)) * chain.left(time - at - lasts).under,
      0,
    );
  const invoices = scenario.billing.reads === 'copy' && (kept ? isDrainedBefore(scenario, chain, at, lasts) : true);
  return [
    kept
      ? {
          title: 'Backlog at the end of the outage',
          formula: 'λT',
          expected: chain.changes(lasts),
          measure: 'queue.peak',
        }
      : { title: 'Events never said', formula: 'λT', expected: chain.changes(lasts), measure: 'messages.lost' },
    {
      title: 'Divergent users at the end of the outage',
      formula: '(A·a + S·b)/(a+b)·(1−e^(−(a+b)T)) + sign-ups',
      expected: peak,
      measure: 'divergent.peak',
    },
    ...(invoices
      ? [
          {
            title: 'Wrong invoices, over all runs',
            formula: kept ? 'Σ A·a/(a+b)·(1−e^(−(a+b)t))' : 'Σ A·a/(a+b)·(1−e^(−(a+b)t)), afterwards ×e^(−b·s)',
            expected: wrong,
            measure: 'invoices.wrong',
          },
          {
            title: 'Missed invoices, over all runs',
            formula: kept
              ? 'Σ S·b/(a+b)·(1−e^(−(a+b)t)) + sign-ups'
              : 'Σ S·b/(a+b)·(1−e^(−(a+b)t)) + sign-ups, afterwards ×e^(−a·s)',
            expected: missed,
            measure: 'invoices.missed',
          },
        ]
      : []),
  ];
}

/** Microseconds that one message takes on average. */
function serviceMean({ billing: { serviceTime } }: Scenario): number {
  if ('constant' in serviceTime) return duration(serviceTime.constant);
  if ('exponential' in serviceTime) return duration(serviceTime.exponential);
  const { median, p99 } = serviceTime.lognormal;
  const sigma = Math.log(duration(p99) / duration(median)) / 2.3263478740408408;
  return duration(median) * Math.exp((sigma * sigma) / 2);
}

/** T·ρ/(1−ρ), microseconds; Infinity where it never drains. */
function drainTime(scenario: Scenario, chain: Chain, lasts: number): number {
  const rate = chain.changes(1);
  const capacity = scenario.billing.consumers / Math.max(1, serviceMean(scenario));
  return capacity <= rate ? Number.POSITIVE_INFINITY : (rate * lasts) / (capacity - rate);
}

/** Whether no invoice run falls into the time in which the backlog drains: what is wrong then the form does not say. */
function isDrainedBefore(scenario: Scenario, chain: Chain, at: number, lasts: number): boolean {
  const until = at + lasts + 1.2 * drainTime(scenario, chain, lasts);
  return runsDue(scenario).every((time) => time <= at + lasts || time > until);
}

const FASTEST = 1e-9;

/** Of noticing: the window of a silence less its usual age, a customer’s delay. */
function ofDetection(scenario: Scenario): readonly Said[] {
  const { detection, faults, population, workload } = scenario;
  const [fault] = faults;
  if (fault === undefined || workload.file !== undefined) return [];
  if (detection.by === 'silence-alarm' && ['publisher-silent', 'relay-stopped'].includes(fault.fault)) {
    const chain = new Chain(scenario, duration(fault.at));
    const suspend = (parseRate(workload.suspend) ?? 0) * population.users * (1 - population.suspendedShare);
    const reactivate = (parseRate(workload.reactivate) ?? 0) * population.users * population.suspendedShare;
    const rate = Math.max(suspend, reactivate, chain.signUps, FASTEST);
    const window = -Math.log(detection.falseAlarm) / rate;
    return [
      {
        title: 'Noticed after, by the silence',
        formula: '(ln(1/α) − 1)/λ of the most frequent type',
        expected: (window - 1 / rate) / 1e6,
        measure: 'incident.noticedAfter',
      },
    ];
  }
  if (detection.by === 'customer') {
    const first = runsDue(scenario).find((time) => time > duration(fault.at));
    if (first === undefined) return [];
    const expected = (first - duration(fault.at) + duration(detection.delay)) / 1e6;
    return [
      {
        title: 'Noticed after, by a customer',
        formula: 'first run + delay',
        expected,
        measure: 'incident.noticedAfter',
      },
    ];
  }
  return [];
}

/** The forms that apply to a lane's scenario, beside what `results`, its runs, measured. */
export function closedFormsOf(scenario: Scenario, results: readonly SeedResult[]): readonly ClosedForm[] {
  const ends = new Set(results.map(({ measures }) => measureOf(measures, 'incident.endedAfter')));
  const [end] = ends;
  const ended = ends.size === 1 && typeof end === 'number' ? Math.round(end * 1e6) : null;
  const outage = outageOf(scenario, ended);
  const said = [...(outage === null ? [] : ofOutage(scenario, outage)), ...ofDetection(scenario)];
  return said.map((form) => {
    const measured = interval(
      results.map(({ measures }) => {
        const value = measureOf(measures, form.measure);
        return typeof value === 'number' ? value : null;
      }),
    );
    const half = measured.low === null || measured.high === null ? 0 : (measured.high - measured.low) / 2;
    const off = Math.abs((measured.mean ?? Number.POSITIVE_INFINITY) - form.expected);
    return { ...form, measured, agrees: off <= half + LEAVES_OUT * Math.abs(form.expected) };
  });
}
