// The traffic of a scenario on paper: each user a chain of two states, active and suspended, and Billing a server of so many messages a
// second. Rates are per microsecond, times microseconds. It knows no faults.
import { duration, parseRate, type Scenario } from '../../engine/index.ts';

/** The chain of one user, and how many users there are by status at a time. */
export class UserChain {
  private readonly a: number;
  private readonly b: number;
  private readonly active: number;
  private readonly suspended: number;
  /** Changes that move no status: deletions, and of the plan. */
  private readonly others: number;
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
    this.others = all * ((parseRate(workload.delete) ?? 0) + (parseRate(workload.changePlan) ?? 0));
  }

  private get sum(): number {
    return this.a + this.b;
  }

  /** Users there are. */
  get users(): number {
    return this.active + this.suspended;
  }

  private parted(time: number): number {
    return this.sum === 0 ? 0 : (1 - Math.exp(-this.sum * time)) / this.sum;
  }

  /** Users whom the copy has active and who are not, at an age of an outage that began at the chain’s time. */
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
    return (this.active * this.a + this.suspended * this.b + this.others + this.signUps) * time;
  }

  /** The share of overbilled, and of underbilled or missing, users who have not changed again after a time. */
  left(since: number): { readonly over: number; readonly under: number } {
    return { over: Math.exp(-this.b * since), under: Math.exp(-this.a * since) };
  }
}

/** A time's mean, and the mean of its square. */
interface Moments {
  readonly mean: number;
  readonly square: number;
}

/** How far above its median the 99th percentile of a normal law is, in standard deviations. */
const Z99 = 2.3263478740408408;

export function momentsOf(law: Scenario['billing']['serviceTime']): Moments {
  if ('constant' in law) {
    const mean = duration(law.constant);
    return { mean, square: mean * mean };
  }
  if ('exponential' in law) {
    const mean = duration(law.exponential);
    return { mean, square: 2 * mean * mean };
  }
  const median = duration(law.lognormal.median);
  const sigma = Math.log(duration(law.lognormal.p99) / median) / Z99;
  return { mean: median * Math.exp((sigma * sigma) / 2), square: median * median * Math.exp(2 * sigma * sigma) };
}

/** How many messages Billing can work off in a microsecond. */
export function capacityOf({ billing: { consumers, serviceTime, affinity } }: Scenario): number {
  return (affinity === 'single-active' ? 1 : consumers) / Math.max(1, momentsOf(serviceTime).mean);
}
