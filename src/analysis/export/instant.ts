// Moments of a run as instants of the calendar, to the microsecond (RFC 3339), with the offset that the scenario's start has.
import { clockStart } from '../clock.ts';

const OFFSET = /(?:[+-]\d\d:\d\d|[Zz])$/;

/** The instant at `time` µs after the scenario's `start`. */
export function instantText(start: string, time: number): string {
  const [offset = 'Z'] = OFFSET.exec(start) ?? [];
  const at = clockStart(start) + time;
  const milliseconds = Math.floor(at / 1000);
  const rest = at - milliseconds * 1000;
  const text = new Date(milliseconds).toISOString();
  return `${text.slice(0, -1)}${String(rest).padStart(3, '0')}${offset.toUpperCase()}`;
}
