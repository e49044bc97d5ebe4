// Working hours by the calendar of the host, minute by minute: a second opinion that shares no code with the engine. Hours begin and
// end at whole minutes of the clock; times are microseconds of virtual time.
import type { Scenario } from '../../src/engine/scenario.ts';

const MINUTE = 60_000_000;
const DAYS = { 'mon-fri': [1, 2, 3, 4, 5], 'mon-sat': [1, 2, 3, 4, 5, 6], 'sun-thu': [0, 1, 2, 3, 4] } as const;

const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

export class Calendar {
  private readonly scenario: Pick<Scenario, 'people' | 'start'>;
  /** What the clock shows at time 0, as if it were UTC, microseconds. */
  private readonly shown: number;

  constructor(scenario: Pick<Scenario, 'people' | 'start'>) {
    this.scenario = scenario;
    const [, whole = '', fraction = ''] = /^([^.Z+]+?)(?:\.(\d+))?(?:Z|[+-]\d\d:\d\d)$/i.exec(scenario.start) ?? [];
    this.shown = Date.parse(`${whole}Z`) * 1000 + Number(fraction.padEnd(6, '0'));
  }

  /** Whether people are at work at a moment. */
  isOpen(time: number): boolean {
    const { people } = this.scenario;
    if (people === 'none' || typeof people.hours !== 'object') return true;
    const at = new Date(Math.floor((this.shown + time) / 1000));
    const minute = at.getUTCHours() * 60 + at.getUTCMinutes();
    const [from, to] = [minutes(people.hours.from), minutes(people.hours.to)];
    const { days } = people.hours;
    const works = (day: number): boolean => days === 'every-day' || (DAYS[days] as readonly number[]).includes(day);
    const today = at.getUTCDay();
    if (from < to) return minute >= from && minute < to && works(today);
    return (minute >= from && works(today)) || (minute < to && works((today + 6) % 7));
  }

  /** The next whole minute of the clock after `time`. */
  private minuteAfter(time: number): number {
    return (Math.floor((this.shown + time) / MINUTE) + 1) * MINUTE - this.shown;
  }

  /** For how long people are at work between two moments. */
  worked(from: number, to: number): number {
    let sum = 0;
    for (let at = from; at < to; ) {
      const next = Math.min(to, this.minuteAfter(at));
      if (this.isOpen(at)) sum += next - at;
      at = next;
    }
    return sum;
  }

  /** When so much work is done that begins at `from` at the earliest; undefined where it takes more than two months. */
  done(from: number, work: number): number | undefined {
    let left = work;
    for (let at = from; at < from + 62 * 24 * 60 * MINUTE; ) {
      if (left === 0) return at;
      const next = this.minuteAfter(at);
      const takes = this.isOpen(at) ? Math.min(left, next - at) : 0;
      if (takes === left) return at + takes;
      left -= takes;
      at = next;
    }
    return undefined;
  }
}
