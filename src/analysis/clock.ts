// Virtual time in people's words: the scenario's clock, dates, and how long something takes. It knows no page.
import { DAY, HOUR, MINUTE, parseInstant, SECOND } from '../engine/index.ts';

/** How finely a time of day is told. */
type Fineness = 'minute' | 'second' | 'millisecond' | 'microsecond';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS = 'Mon Tue Wed Thu Fri Sat Sun'.split(' ');

/** The clock of a scenario: microseconds since 1970 by its own wall, whatever its offset from UTC. */
export function clockStart(start: string): number {
  return parseInstant(start.replace(/(?:[+-]\d\d:\d\d|[Zz])$/, 'Z')) ?? 0;
}

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0');

/** The time of day at `time` µs after `start`. */
export function clockText(start: number, time: number, fineness: Fineness = 'second'): string {
  const within = mod(start + time, DAY);
  const hours = `${pad(Math.floor(within / HOUR))}:${pad(Math.floor((within % HOUR) / MINUTE))}`;
  if (fineness === 'minute') return hours;
  const seconds = `${hours}:${pad(Math.floor((within % MINUTE) / SECOND))}`;
  if (fineness === 'second') return seconds;
  const fraction = pad(within % SECOND, 6);
  return `${seconds}.${fineness === 'microsecond' ? fraction : fraction.slice(0, 3)}`;
}

/** The date at `time`: `Mon 5 January`. */
export function dateText(start: number, time: number): string {
  const days = Math.floor((start + time) / DAY);
  const { day, month } = civil(days);
  return `${WEEKDAYS[mod(days + 3, 7)]} ${day} ${MONTHS[month - 1]}`;
}

/** The time of day, with the date when the run covers more than one day and it is not the first. */
export function momentText(start: number, time: number, fineness: Fineness = 'second'): string {
  const text = clockText(start, time, fineness);
  return Math.floor((start + time) / DAY) === Math.floor(start / DAY) ? text : `${dateText(start, time)}, ${text}`;
}

/** How long: `40 min`, `1 h 34 min`, `12 s`, `2.5 ms`. At most two units. */
export function lengthText(microseconds: number): string {
  const us = Math.round(microseconds);
  if (us < 1000) return `${us} µs`;
  if (us < SECOND) return `${trimmed(us / 1000)} ms`;
  if (us < 10 * SECOND) return `${trimmed(us / SECOND)} s`;
  const units = [
    ['d', DAY],
    ['h', HOUR],
    ['min', MINUTE],
    ['s', SECOND],
  ] as const;
  const first = units.findIndex(([name, size]) => us >= (name === 'd' ? 2 * size : size));
  const [name, size] = units[first] as (typeof units)[number];
  const [smaller, part] = units[first + 1] ?? [name, size];
  if (smaller === name) return `${Math.round(us / size)} ${name}`;
  let whole = Math.floor(us / size);
  let rest = Math.round((us - whole * size) / part);
  if (rest * part >= size) {
    whole++;
    rest = 0;
  }
  return rest === 0 ? `${whole} ${name}` : `${whole} ${name} ${rest} ${smaller}`;
}

const trimmed = (value: number): string => String(Number(value.toFixed(1)));

const mod = (value: number, by: number): number => ((value % by) + by) % by;

/** Year, month, day of a day number since 1970 (the year begins in March, so that the leap day comes last). */
function civil(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Round distances between ticks of a time axis, microseconds. */
const STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].flatMap((n) => [n, n * 1000]),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 28, 91].map((n) => n * DAY),
].sort((a, b) => a - b);

/** Round moments between `from` and `to`, at most `most` of them. */
export function timeTicks(start: number, from: number, to: number, most: number): { time: number; label: string }[] {
  const step = STEPS.find((each) => (to - from) / each <= most) ?? (STEPS[STEPS.length - 1] as number);
  const fineness: Fineness =
    step >= MINUTE ? 'minute' : step >= SECOND ? 'second' : step >= 1000 ? 'millisecond' : 'microsecond';
  const ticks: { time: number; label: string }[] = [];
  for (let wall = Math.ceil((start + from) / step) * step; wall <= start + to; wall += step) {
    const time = wall - start;
    const label =
      step >= DAY || (mod(wall, DAY) === 0 && time > 0) ? dateText(start, time) : clockText(start, time, fineness);
    ticks.push({ time, label });
  }
  return ticks;
}

/** Pixels of a letter of a label, roughly, and the room between two labels. */
const LETTER = 6.4;
const APART = 38;

/** Round moments whose labels do not touch each other when `width` pixels show all between `from` and `to`. */
export function roomyTicks(start: number, from: number, to: number, width: number): { time: number; label: string }[] {
  for (let most = Math.max(2, Math.floor(width / 60)); most > 1; most--) {
    const ticks = timeTicks(start, from, to, most);
    const apart = ((ticks[1]?.time ?? to) - (ticks[0]?.time ?? from)) * (width / (to - from));
    if (ticks.every(({ label }) => label.length * LETTER + APART <= apart)) return ticks;
  }
  return timeTicks(start, from, to, 1);
}

/** How long, in one unit and short: `14.5 min`, `1.8 min`, `2.9 s`. Where there is room, `lengthText` says it in full. */
export function shortLength(microseconds: number): string {
  const units = [
    ['d', 2 * DAY, DAY],
    ['h', 2 * HOUR, HOUR],
    ['min', MINUTE, MINUTE],
  ] as const;
  const unit = units.find(([, from]) => microseconds >= from);
  return unit === undefined ? lengthText(microseconds) : `${trimmed(microseconds / unit[2])} ${unit[0]}`;
}
