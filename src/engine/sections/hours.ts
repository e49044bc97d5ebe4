// The key `people.hours`: when people are at work. What they do begins and goes on only then, by the clock that the scenario shows;
// what a machine does knows no hours.
import { parseInstant } from '../instants.ts';
import { DAY } from '../units.ts';
import { timeOfDay } from './compiled.ts';
import type { SectionShape } from './shape.ts';
import type { ValueOf } from './value.ts';

export const hoursSection = {
  type: 'section',
  summary:
    'When people are at work, by the clock of `start`: they begin, and go on, only then; `always`: by day and by night.',
  word: 'always',
  wordByDefault: true,
  keys: {
    from: {
      type: 'text',
      form: 'timeOfDay',
      longest: 5,
      summary: 'Time of day at which they begin.',
      default: '09:00',
    },
    to: {
      type: 'text',
      form: 'timeOfDay',
      longest: 5,
      summary: 'Time of day at which they stop; one that is not after `from` is of the next day.',
      default: '17:00',
    },
    days: {
      type: 'choice',
      summary: 'On which days they begin.',
      options: ['mon-fri', 'mon-sat', 'sun-thu', 'every-day'],
      default: 'mon-fri',
    },
  },
} as const satisfies SectionShape;

/** Microseconds of virtual time: from inclusive, to exclusive. */
export interface Pause {
  readonly from: number;
  readonly to: number;
}

/** The days of a week on which work begins, from Sunday on. */
const DAYS = { 'mon-fri': '-xxxxx-', 'mon-sat': '-xxxxxx', 'sun-thu': 'xxxxx--', 'every-day': 'xxxxxxx' } as const;

const WEEK = 7 * DAY;

/** The first day of 1970 was a Thursday. */
const THURSDAY = 4;

/** No run lasts until then, microseconds. */
const NEVER = 1e15;

class WorkingHours {
  /** Microseconds into a day at which work begins, and for how long it goes on: at most a day. */
  private readonly opens: number;
  private readonly lasts: number;
  private readonly days: string;
  /** What the clock shows at time 0: microseconds since 1970. */
  private readonly start: number;

  constructor({ from, to, days }: Exclude<ValueOf<typeof hoursSection>, string>, start: string) {
    this.opens = timeOfDay(from);
    this.lasts = (timeOfDay(to) - this.opens + DAY) % DAY || DAY;
    this.days = DAYS[days];
    this.start = parseInstant(start.replace(/(?:Z|[+-]\d\d:\d\d)$/i, 'Z')) ?? 0;
  }

  /** The hours that are under way at `time`, or the next. */
  private hoursAt(time: number): Pause {
    for (let day = Math.floor((time + this.start) / DAY) - 1; ; day++) {
      const from = day * DAY + this.opens - this.start;
      const weekday = (((day + THURSDAY) % 7) + 7) % 7;
      if (this.days[weekday] === 'x' && from + this.lasts > time) return { from, to: from + this.lasts };
    }
  }

  /** The first moment from `time` on at which somebody is at work. */
  next(time: number): number {
    return Math.max(time, this.hoursAt(time).from);
  }

  /** When work that takes so many microseconds is done, begun at `time` at the earliest. What takes no time waits for nobody. */
  done(time: number, work: number): number {
    let [left, at] = [work, time];
    const perWeek = this.lasts * this.days.replaceAll('-', '').length;
    const weeks = Math.max(0, Math.ceil(left / perWeek) - 1);
    left -= weeks * perWeek;
    at += weeks * WEEK;
    while (left > 0 && at < NEVER) {
      const { from, to } = this.hoursAt(at);
      const begins = Math.max(at, from);
      at = Math.min(to, begins + left);
      left -= at - begins;
    }
    return Math.min(at, NEVER);
  }

  /** The parts of a stretch in which nobody is at work. */
  closed({ from, to }: Pause): readonly Pause[] {
    const found: Pause[] = [];
    for (let at = from; at < to; ) {
      const hours = this.hoursAt(at);
      if (hours.from > at) found.push({ from: at, to: Math.min(to, hours.from) });
      at = hours.to;
    }
    return found;
  }
}

/** Null where people are always at work. */
export const compileHours = (
  people: 'none' | { readonly hours?: ValueOf<typeof hoursSection> },
  start: string,
): WorkingHours | null =>
  people !== 'none' && typeof people.hours === 'object' ? new WorkingHours(people.hours, start) : null;
