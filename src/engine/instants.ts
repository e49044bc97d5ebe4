// Points in calendar time as people and CloudEvents write them (`2026-01-05T00:00:00Z`), read exactly to the microsecond
// without the host's calendar. It knows nothing of virtual time: callers subtract.

const DAY = 86_400_000_000;
const PATTERN = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,20}))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function daysIn(month: number, year: number): number {
  return month === 2 && isLeap(year) ? 29 : (MONTHS[month - 1] ?? 0);
}

/** Days since 1970-01-01 in the Gregorian calendar (the year begins in March, so that the leap day comes last). */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Microseconds of a fraction's digits, or undefined when it is finer than a microsecond. */
function microsecondsOf(digits: string): number | undefined {
  if (/[1-9]/.test(digits.slice(6))) return undefined;
  return Number(digits.slice(0, 6).padEnd(6, '0'));
}

/**
 * Microseconds since 1970-01-01T00:00:00Z of an RFC 3339 text, or undefined when it is none, has no offset, or is finer
 * than a microsecond. Exact from the year 1700 to 2200; beyond, rounded to a few microseconds.
 */
export function parseInstant(text: string): number | undefined {
  const match = PATTERN.exec(text);
  if (match === null) return undefined;
  const part = (index: number): number => Number(match[index] ?? 0);
  const [year, month, day] = [part(1), part(2), part(3)];
  const [hour, minute, second] = [part(4), part(5), part(6)];
  const [offsetHour, offsetMinute] = [part(9), part(10)];
  const inside = day >= 1 && day <= daysIn(month, year) && hour < 24 && minute < 60 && second < 60;
  const fraction = microsecondsOf(match[7] ?? '');
  if (!inside || offsetHour > 23 || offsetMinute > 59 || fraction === undefined) return undefined;
  const offset = (offsetHour * 60 + offsetMinute) * (match[8] === '-' ? -1 : 1);
  const minutes = hour * 60 + minute - offset;
  return daysSince1970(year, month, day) * DAY + (minutes * 60 + second) * 1_000_000 + fraction;
}
