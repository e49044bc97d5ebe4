// Which faults are active, and what they answer at the points where the system asks. It combines several answers by one
// stated rule; what an answer does is decided by whoever asked.
import type { Chance } from '../kernel/chance.ts';
import { type FaultInstance, type Luck, neverBegins, type Point, type Question } from '../points.ts';
import { PURPOSE } from './agenda.ts';

const ABOUT_NOBODY: Question = { user: 0, version: 0, type: 0, publication: 0 };

export class Incident {
  readonly fields = ['active', 'isCalm', 'delay', 'duplicates'];
  /** Indices of the active instances, in the order in which they began. */
  active: readonly number[] = [];
  /** Whether no fault is active: then nobody needs to be asked. */
  isCalm = true;
  /** By how much, in all, what was last asked about is held back, microseconds, and how many duplicates it gets. */
  delay = 0;
  duplicates = 0;
  private readonly instances: readonly FaultInstance[];
  /** The luck of each instance. */
  private readonly lucks: readonly Luck[];
  /** For each point those of `speaking` that speak there, looked up when it is asked; anew once `active` is another list. */
  private speakers: Partial<Record<Point, readonly number[]>> = {};
  private speaking = this.active;
  /** The one that is asked, each time about something else. */
  private readonly question = { ...ABOUT_NOBODY };

  constructor(instances: readonly FaultInstance[], chance: Chance) {
    this.instances = instances;
    this.lucks = instances.map(
      (_, index): Luck =>
        (share, a, b = 0) =>
          share >= 1 || chance.uniform(PURPOSE.fault, index, a, b) < share,
    );
  }

  /** The incident as people know it at `now`: from the first fault's begin to the last fault's end, microseconds. */
  windowAt(now: number): { readonly from: number; readonly to: number } {
    const begun = this.instances.filter((fault) => fault.at <= now && !neverBegins(fault));
    if (begun.length === 0) return { from: 0, to: now };
    const to = Math.max(...begun.map(({ until }) => until));
    return { from: Math.min(...begun.map(({ at }) => at)), to: Math.min(to, now) };
  }

  begin(index: number): void {
    if (!this.active.includes(index)) this.active = [...this.active, index];
    this.isCalm = false;
  }

  end(index: number): void {
    this.active = this.active.filter((each) => each !== index);
    this.isCalm = this.active.length === 0;
  }

  instance(index: number): FaultInstance {
    return this.instances[index] as FaultInstance;
  }

  /**
   * Asks the active faults, first begun first; returns the fault that takes the event away, or null. The first that does wins;
   * otherwise delays add up in `delay`, and each duplicate is one more in `duplicates`.
   */
  ask(point: Point, user: number, version: number, type: number, publication: number): string | null {
    this.delay = 0;
    this.duplicates = 0;
    const speakers = this.speakersAt(point);
    if (speakers.length === 0) return null;
    const { question } = this;
    question.user = user;
    question.version = version;
    question.type = type;
    question.publication = publication;
    return this.combine(speakers, point, question);
  }

  /** Whether a mode or a call fails now, and by which fault; null when it does not. */
  downBy(point: 'broker' | 'consumer' | 'call'): string | null {
    return this.combine(this.speakersAt(point), point, ABOUT_NOBODY);
  }

  private speakersAt(point: Point): readonly number[] {
    if (this.speaking !== this.active) {
      this.speaking = this.active;
      this.speakers = {};
    }
    this.speakers[point] ??= this.active.filter((index) => this.instance(index).fault.points.includes(point));
    return this.speakers[point];
  }

  private combine(speakers: readonly number[], point: Point, question: Question): string | null {
    for (let i = 0; i < speakers.length; i++) {
      const index = speakers[i] as number;
      const { fault, values } = this.instance(index);
      const answer = fault.answer(point, question, values, this.lucks[index] as Luck);
      if (answer === undefined) continue;
      if (answer.verdict === 'delay') this.delay += answer.by;
      else if (answer.verdict === 'duplicate') this.duplicates++;
      else return fault.id;
    }
    return null;
  }
}
