// Publications that a fault holds up between reading a row and sending it: what such a one tells was so when it was read, exactly as
// long ago as it was held up, and that must have been while the fault lasted. It shares no code with the engine.
import type { RunSpec } from '../../src/engine/run/spec.ts';
import type { CommitLine, Line, PublishLine } from './lines.ts';
import { microseconds } from './time.ts';

const HOLDS_UP = 'publish-reorder';

/** While at least one such fault lasted, microseconds. */
interface Stall {
  readonly from: number;
  readonly until: number;
}

interface Committed {
  readonly t: number;
  readonly version: number;
}

/** All sums of some of these. */
const sumsOf = (delays: readonly number[]): ReadonlySet<number> =>
  new Set(delays.reduce<readonly number[]>((sums, delay) => sums.concat(sums.map((sum) => sum + delay)), [0]));

export class Stalls {
  /** For how long something can be held up, microseconds: by one of the faults, or by several that last at once. */
  private readonly delays: ReadonlySet<number>;
  private readonly over: Stall[] = [];
  /** How many last now, and since when one does. */
  private lasting = 0;
  private since = 0;
  /** By user, all that was committed, oldest first; only where something can be held up. */
  private readonly commits = new Map<number, Committed[]>();

  constructor({ scenario, inputs }: RunSpec) {
    const injected = inputs.flatMap((input) => (input.kind === 'inject' ? [input.fault] : []));
    const all = [...scenario.faults, ...injected].filter(({ fault }) => fault === HOLDS_UP);
    const sums = new Set(sumsOf(all.map(({ by }) => microseconds(String(by)))));
    sums.delete(0);
    this.delays = sums;
  }

  fault({ fault, on, t }: Extract<Line, { readonly kind: 'fault' }>): void {
    if (fault !== HOLDS_UP) return;
    if (on && this.lasting === 0) this.since = t;
    this.lasting += on ? 1 : -1;
    if (this.lasting === 0) this.over.push({ from: this.since, until: t });
  }

  commit({ user, t, version }: CommitLine): void {
    if (this.delays.size === 0) return;
    this.commits.set(user, [...(this.commits.get(user) ?? []), { t, version }]);
  }

  /** Whether a publication tells what was so when it may have been read, before it was held up. */
  held({ t, user, version }: PublishLine): boolean {
    return [...this.delays].some((delay) => this.lasts(t - delay) && this.wasOf(user, t - delay).includes(version));
  }

  private lasts(time: number): boolean {
    const now = { from: this.since, until: this.lasting > 0 ? Number.POSITIVE_INFINITY : this.since };
    return [...this.over, now].some(({ from, until }) => from <= time && time < until);
  }

  /** The versions a user had within one microsecond. */
  private wasOf(user: number, time: number): readonly number[] {
    const commits = this.commits.get(user) ?? [];
    const before = commits.findLast(({ t }) => t < time);
    return [before?.version ?? 0, ...commits.filter(({ t }) => t === time).map(({ version }) => version)];
  }
}
