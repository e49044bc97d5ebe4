// Where a reader of a log begins, as scripts write it, in the words of the core. Times stand in scripts as ages (`30s` ago) or as
// milliseconds after the beginning.
import type { Start } from '../log-reading.ts';

const SECOND = 1_000_000;
const AGE_UNITS: Readonly<Record<string, number>> = { Y: 31_536_000, M: 2_592_000, D: 86_400, h: 3_600, m: 60, s: 1 };

/** Microseconds of an age such as `1s`; 0 if it is none. */
export function ageOf(text: string): number {
  const match = /^(\d+)([YMDhms])$/.exec(text);
  return match === null ? 0 : Number(match[1]) * (AGE_UNITS[match[2] as string] as number) * SECOND;
}

/** An `offset` of a step, at a time of the script in microseconds. */
export function startOf(offset: unknown, now: number): Start {
  if (typeof offset === 'number' || offset === 'first' || offset === 'last' || offset === 'next') return offset;
  if (typeof offset === 'string') return { time: now - ageOf(offset) };
  return { time: (offset as { readonly atMs: number }).atMs * 1_000 };
}
