// When the number of divergent users was back to what is usual: what it had at most in the hour before anything went wrong. As a rule that
// was kept up; for a fault that nobody knew of at the start it is read off the two logs of writes, instant by instant.
import { HOUR } from '../units.ts';
import { type Keyframe, lengthsOf } from './history.ts';
import type { Parts } from './parts.ts';
import { BothTables } from './series.ts';

/** The last keyframe before a time, microseconds. */
export type KeyframeBefore = (time: number) => Keyframe;

/** The highest level that lasted. */
class Highest {
  level = 0;

  note(_at: number, level: number): void {
    if (level > this.level) this.level = level;
  }
}

/** When a level was last at or below a bar after it had been above. */
class Back {
  at: number;
  isAbove: boolean;
  private readonly bar: number;

  constructor(from: number, level: number, bar: number) {
    this.at = from;
    this.isAbove = level > bar;
    this.bar = bar;
  }

  note(at: number, level: number): void {
    if (this.isAbove && level <= this.bar) this.at = at;
    this.isAbove = level > this.bar;
  }
}

/** Microseconds from the begin of the repair; null: never, or nothing has gone wrong or been repaired. */
export function usualAfter(parts: Parts, keyframeBefore: KeyframeBefore): number | null {
  const { incident, repair, time, billing } = parts;
  const broke = incident.beganAt(time.now);
  if (broke === null || repair.beganAt === null) return null;
  const kept = billing.divergence.total.usualAfter(broke, repair.beganAt);
  return kept === undefined ? fromLogs(parts, keyframeBefore, broke, repair.beganAt) : kept;
}

/** The same, read off the logs. */
function fromLogs(parts: Parts, keyframeBefore: KeyframeBefore, broke: number, beganAt: number): number | null {
  const { time } = parts;
  const course = new BothTables(parts, keyframeBefore(Math.max(0, broke - HOUR)), lengthsOf(parts));
  const usual = new Highest();
  if (broke > 0) {
    course.goTo(Math.max(0, broke - HOUR), null);
    usual.note(0, course.total);
    course.goTo(broke - 1, usual);
  }
  if (beganAt < broke) {
    // It was begun before anything went wrong: counted from there all the same.
    const again = new BothTables(parts, keyframeBefore(beganAt), lengthsOf(parts));
    return backAfter(again, beganAt, usual.level, time.now);
  }
  return backAfter(course, beganAt, usual.level, time.now);
}

function backAfter(course: BothTables, beganAt: number, bar: number, now: number): number | null {
  course.goTo(beganAt, null);
  const back = new Back(beganAt, course.total, bar);
  course.goTo(now, back);
  return back.isAbove ? null : back.at - beganAt;
}
