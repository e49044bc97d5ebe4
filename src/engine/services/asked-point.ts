// One point of a run: who of the active faults speaks there now, and what comes of their answers. What an outcome does is decided by
// whoever asked.
import {
  type FaultInstance,
  type FaultValues,
  type Luck,
  POINTS,
  type Point,
  type Points,
  type Speaks,
} from '../points.ts';

/** A fault that is active, with all it answers by. */
interface Speaker {
  readonly instance: FaultInstance;
  readonly luck: Luck;
}

/** The same at one point. */
interface Voice<P extends Point> {
  readonly speak: NonNullable<Speaks[P]>;
  readonly fault: string;
  readonly values: FaultValues;
  readonly luck: Luck;
  /** When the fault began, microseconds. */
  readonly since: number;
}

export class AskedPoint<P extends Point> {
  /** Whether nobody speaks here now: frequent paths look, and ask nobody. */
  isSilent = true;
  private voices: readonly Voice<P>[] = [];
  private readonly point: P;
  private readonly rule: (typeof POINTS)[P]['rule'];

  constructor(point: P) {
    this.point = point;
    this.rule = POINTS[point].rule;
  }

  /** From now on those of `active` speak, first begun first, who have something to say here. */
  hear(active: readonly Speaker[]): void {
    const { point } = this;
    if (active.length === 0 && this.isSilent) return;
    this.voices = active.flatMap(({ instance: { fault, values, at: since }, luck }) => {
      const speak = fault.speaks[point];
      return speak === undefined ? [] : [{ speak, fault: fault.id, values, luck, since }];
    });
    this.isSilent = this.voices.length === 0;
  }

  /** What comes of the answers of all who speak here. */
  ask(about: Points[P]['asks']): Points[P]['outcome'] {
    const { rule, voices } = this;
    let outcome = rule.silence;
    for (let n = 0; n < voices.length; n++) {
      const { speak, values, luck, since, fault } = voices[n] as Voice<P>;
      const says = speak(about, values, luck, since);
      if (says === undefined) continue;
      outcome = rule.hear(outcome, says, fault);
      if (rule.isDecided(outcome)) break;
    }
    return outcome;
  }
}

export type AskedPoints = { readonly [P in Point]: AskedPoint<P> };
