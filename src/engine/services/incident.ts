// Which faults are active, and what they answer at the points where the system asks. It combines several answers by one
// stated rule; what an answer does is decided by whoever asked.
import type { Chance } from '../kernel/chance.ts';
import { type Combined, type FaultInstance, type Luck, NOTHING_SAID, type Point, type Question } from '../points.ts';
import { PURPOSE } from './agenda.ts';

const ABOUT_NOBODY: Question = { user: 0, version: 0, type: 0, publication: 0 };

export class Incident {
  readonly fields = ['active'];
  /** Indices of the active instances, in the order in which they began. */
  active: number[] = [];
  private readonly instances: readonly FaultInstance[];
  private readonly chance: Chance;

  constructor(instances: readonly FaultInstance[], chance: Chance) {
    this.instances = instances;
    this.chance = chance;
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

  /** What the active faults say, first begun first: the first that takes the event away wins, delays add up, duplicates too. */
  ask(point: Point, user: number, version: number, type: number, publication: number): Combined {
    if (this.active.length === 0) return NOTHING_SAID;
    return this.combine(point, { user, version, type, publication });
  }

  /** Whether a mode or a call fails now, and by which fault; null when it does not. */
  downBy(point: 'broker' | 'consumer' | 'call'): string | null {
    return this.active.length === 0 ? null : this.combine(point, ABOUT_NOBODY).taken;
  }

  private combine(point: Point, question: Question): Combined {
    let delay = 0;
    let duplicates = 0;
    for (const index of this.active) {
      const { fault, values } = this.instance(index);
      if (!fault.points.includes(point)) continue;
      const answer = fault.answer(point, question, values, this.luck(index));
      if (answer === undefined) continue;
      if (answer.verdict === 'delay') delay += answer.by;
      else if (answer.verdict === 'duplicate') duplicates++;
      else return { taken: fault.id, delay: 0, duplicates: 0 };
    }
    return { taken: null, delay, duplicates };
  }

  private luck(index: number): Luck {
    return (share, a, b = 0) => share >= 1 || this.chance.uniform(PURPOSE.fault, index, a, b) < share;
  }
}
