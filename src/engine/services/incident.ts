// Which faults are active, and what they answer at the points where the system asks. It combines several answers by one
// stated rule; what an answer does is decided by whoever asked.
import type { Chance } from '../kernel/chance.ts';
import { type FaultInstance, type Luck, type Point, Question } from '../points.ts';
import { PURPOSE } from './agenda.ts';

const ABOUT_NOBODY = new Question(0, 0, 0, 0);

export class Incident {
  readonly fields = ['active', 'delay', 'duplicates'];
  /** Indices of the active instances, in the order in which they began. */
  active: number[] = [];
  /** By how much, in all, what was last asked about is held back, microseconds, and how many duplicates it gets. */
  delay = 0;
  duplicates = 0;
  private readonly instances: readonly FaultInstance[];
  /** The luck of each instance. */
  private readonly lucks: readonly Luck[];

  constructor(instances: readonly FaultInstance[], chance: Chance) {
    this.instances = instances;
    this.lucks = instances.map(
      (_, index): Luck =>
        (share, a, b = 0) =>
          share >= 1 || chance.uniform(PURPOSE.fault, index, a, b) < share,
    );
  }

  begin(index: number): void {
    if (!this.active.includes(index)) this.active = [...this.active, index];
  }

  end(index: number): void {
    this.active = this.active.filter((each) => each !== index);
  }

  instance(index: number): FaultInstance {
    return this.instances[index] as FaultInstance;
  }

  /** Whether no fault is active: then nobody needs to be asked. */
  get isCalm(): boolean {
    return this.active.length === 0;
  }

  /**
   * Asks the active faults, first begun first; returns the fault that takes the event away, or null. The first that does wins;
   * otherwise delays add up in `delay`, and each duplicate is one more in `duplicates`.
   */
  ask(point: Point, user: number, version: number, type: number, publication: number): string | null {
    return this.combine(point, new Question(user, version, type, publication));
  }

  /** Whether a mode or a call fails now, and by which fault; null when it does not. */
  downBy(point: 'broker' | 'consumer' | 'call'): string | null {
    return this.combine(point, ABOUT_NOBODY);
  }

  private combine(point: Point, question: Question): string | null {
    this.delay = 0;
    this.duplicates = 0;
    const { active } = this;
    for (let i = 0; i < active.length; i++) {
      const index = active[i] as number;
      const { fault, values } = this.instance(index);
      if (!fault.points.includes(point)) continue;
      const answer = fault.answer(point, question, values, this.lucks[index] as Luck);
      if (answer === undefined) continue;
      if (answer.verdict === 'delay') this.delay += answer.by;
      else if (answer.verdict === 'duplicate') this.duplicates++;
      else return fault.id;
    }
    return null;
  }
}
