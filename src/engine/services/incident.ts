// Which faults are active, and what comes of their answers at the points where the system asks. What an outcome does is decided
// by whoever asked.
import type { Chance } from '../kernel/chance.ts';
import type { Saved, Stateful } from '../kernel/state.ts';
import { MOST_PUBLICATIONS } from '../packing.ts';
import {
  concernsEvents,
  type FaultInstance,
  type Luck,
  neverBegins,
  POINTS,
  type Point,
  type Points,
} from '../points.ts';
import { PURPOSE } from './agenda.ts';
import { AskedPoint, type AskedPoints } from './asked-point.ts';

const ALL = Object.keys(POINTS) as Point[];

export class Incident implements Stateful {
  /** Indices of the active instances, in the order in which they began. */
  active: readonly number[] = [];
  /** When faults that last until they are fixed end, by index, microseconds; only those that have been noticed. */
  private fixes: Readonly<Record<number, number>> = {};
  /** Whether no fault is active: then nobody needs to be asked. */
  isCalm = true;
  /** By point, who speaks there now. */
  readonly at = Object.fromEntries(ALL.map((point) => [point, new AskedPoint(point)])) as unknown as AskedPoints;
  private readonly instances: readonly FaultInstance[];
  /** The luck of each instance. */
  private readonly lucks: readonly Luck[];

  constructor(instances: readonly FaultInstance[], chance: Chance) {
    this.instances = instances;
    this.lucks = instances.map(({ lot }) => new FaultLuck(chance, lot));
  }

  /**
   * The incident as people know it at `now`: from the first fault's begin to the last fault's end, microseconds. Faults that
   * concern no events belong to it only where there are no others.
   */
  windowAt(now: number): { readonly from: number; readonly to: number } {
    const all = this.instances.filter((fault) => fault.at <= now && !neverBegins(fault));
    if (all.length === 0) return { from: 0, to: now };
    const ofEvents = all.filter(({ fault, values }) => concernsEvents(fault, values));
    const begun = ofEvents.length > 0 ? ofEvents : all;
    const to = Math.max(...begun.map((fault) => this.endOf(fault)));
    return { from: Math.min(...begun.map(({ at }) => at)), to: Math.min(to, now) };
  }

  /** When the first fault began, microseconds; null where none has by `now`. */
  beganAt(now: number): number | null {
    const begun = this.instances.filter((fault) => fault.at <= now && !neverBegins(fault));
    return begun.length === 0 ? null : Math.min(...begun.map(({ at }) => at));
  }

  /** From the begin of the first fault to the end of the last, microseconds; null where none has begun by `now`, and while one lasts. */
  endedAfter(now: number): number | null {
    const from = this.beganAt(now);
    if (from === null || !this.isCalm) return null;
    const begun = this.instances.filter((fault) => fault.at <= now && !neverBegins(fault));
    return Math.max(...begun.map((fault) => Math.max(fault.at, Math.min(this.endOf(fault), now)))) - from;
  }

  /** When a fault ends, microseconds; Infinity while nobody knows. */
  endOf({ index, until }: FaultInstance): number {
    return Math.min(until, this.fixes[index] ?? Number.POSITIVE_INFINITY);
  }

  /** Of what lasts until it is fixed, what goes on at `now` and was not noticed before ends at `at`. Returns whether there is any. */
  fix(now: number, at: number): boolean {
    const found = this.known(now).filter(
      (fault) =>
        fault.untilFixed && fault.at <= now && this.endOf(fault) > now && this.fixes[fault.index] === undefined,
    );
    for (const { index } of found) this.fixes = { ...this.fixes, [index]: at };
    return found.length > 0;
  }

  /** Whether a repair has to wait at `now`: for what lasts until it is fixed, or, where nothing does, for the end of every fault. */
  hindersRepair(now: number): boolean {
    const known = this.known(now);
    const fixed = known.filter(({ untilFixed }) => untilFixed);
    return (fixed.length > 0 ? fixed : known).some((fault) => this.endOf(fault) > now);
  }

  /** The scenario's faults, and what has begun by now: what somebody will inject, or nobody planned, is not waited for. */
  private known(now: number): readonly FaultInstance[] {
    return this.instances.filter(({ foreseen, at }) => foreseen || at <= now);
  }

  /** What lasts until it is fixed, has begun by `now`, and was never noticed. */
  unseen(now: number): readonly FaultInstance[] {
    return this.known(now).filter(
      (fault) => fault.untilFixed && fault.at <= now && this.endOf(fault) === Number.POSITIVE_INFINITY,
    );
  }

  begin(index: number): void {
    if (!this.active.includes(index)) this.become([...this.active, index]);
  }

  end(index: number): void {
    this.become(this.active.filter((each) => each !== index));
  }

  instance(index: number): FaultInstance {
    return this.instances[index] as FaultInstance;
  }

  /** Asks the active faults, first begun first; what comes of their answers the point's rule decides. */
  ask<P extends Point>(point: P, about: Points[P]['asks']): Points[P]['outcome'] {
    return this.at[point].ask(about);
  }

  save(): Saved {
    return { active: this.active, fixes: this.fixes };
  }

  load(saved: Saved): void {
    this.fixes = saved['fixes'] as Readonly<Record<number, number>>;
    this.become(saved['active'] as readonly number[]);
  }

  private become(active: readonly number[]): void {
    this.active = active;
    this.isCalm = active.length === 0;
    const speakers = active.map((index) => ({ instance: this.instance(index), luck: this.lucks[index] as Luck }));
    for (const point of ALL) this.at[point].hear(speakers);
  }
}

/** The luck of a fault, whatever its place in a list. */
class FaultLuck implements Luck {
  private readonly chance: Chance;
  private readonly lot: number;

  constructor(chance: Chance, lot: number) {
    this.chance = chance;
    this.lot = lot;
  }

  ofUser(share: number, { user }: Points['record']['asks']): boolean {
    return share >= 1 || this.chance.uniform(PURPOSE.fault, this.lot, user, 0) < share;
  }

  ofMessage(share: number, { user, version, publication }: Points['record']['asks']): boolean {
    const subject = version * MOST_PUBLICATIONS + publication;
    return share >= 1 || this.chance.uniform(PURPOSE.fault, this.lot, user, subject) < share;
  }

  ofDelivery(share: number, { user, version, publication, attempt }: Points['work']['asks']): boolean {
    const subject = version * MOST_PUBLICATIONS + publication;
    return share >= 1 || this.chance.uniform(PURPOSE.delivery, this.lot + attempt, user, subject) < share;
  }
}
