// What a fault that somebody adds begins with: a length and parameters as such faults usually have them, at a time at which it can be
// seen. It proposes; people change it.
import { type Fault, faults, findEntry, formatDuration, HOUR, MINUTE, parseDuration } from '../../engine/index.ts';

/** By id; an hour where nothing is said. A restart of an hour would be an outage. */
const LENGTHS: Readonly<Record<string, string>> = {
  'broker-restart': '30s',
  'broker-unreachable': '10m',
  'message-delay': '10m',
  'message-duplicate': '10m',
  'message-loss': '10m',
  'message-ttl': '30m',
  'poison-message': '10m',
  'consumer-crash': '10m',
  'consumer-bug': '30m',
  'queue-unbound': '30m',
};
const USUAL = '1h';

/** By name; those that have a default keep it. */
const PARAMETERS: Readonly<Record<string, string | number>> = {
  by: '5m',
  ttl: '1m',
  keep: '1h',
  factor: 10,
  maxLength: 100,
  share: 0.5,
};

/** How long such a fault usually lasts. */
export const usualLength = (fault: string): string => LENGTHS[fault] ?? USUAL;

function usualParameters({ parameters }: Fault): Readonly<Record<string, string | number>> {
  const needed = Object.entries(parameters).filter(
    ([name, parameter]) => parameter.default === undefined && PARAMETERS[name] !== undefined,
  );
  return Object.fromEntries(needed.map(([name]) => [name, PARAMETERS[name] as string | number]));
}

interface Day {
  /** Microseconds. */
  readonly opensAt: number;
  readonly length: number;
  /** When the last of the other faults is over. */
  readonly after: number;
}

/** The next full hour at which people look and nothing else goes wrong; where the run is too short for it, soon after it begins. */
export function usualTime({ opensAt, length, after }: Day): string {
  const from = Math.max(opensAt + 1, after);
  const hour = Math.ceil(from / HOUR) * HOUR;
  if (hour + HOUR <= length) return formatDuration(hour);
  const soon = Math.min(opensAt + MINUTE, Math.floor(length / 2));
  return formatDuration(Math.max(0, soon));
}

/** A new fault, or one of another kind in its place: its time stays, and its length where somebody chose it. */
export function usualFault(id: string, before: Readonly<Record<string, unknown>> | null, at: string): object {
  const fault = findEntry(faults, id);
  if (fault === undefined) return { fault: id, at: before?.['at'] ?? at };
  const given = before?.['for'];
  const chosen = given !== undefined && given !== usualLength(String(before?.['fault']));
  const lasts = chosen ? given : usualLength(id);
  return { fault: id, at: before?.['at'] ?? at, ...(fault.lasting && { for: lasts }), ...usualParameters(fault) };
}

/** When the last of the faults of a scenario's text is over; 0 where there is none. */
export function lastEnd(list: readonly unknown[]): number {
  const ends = list.map((fault) => {
    const { at, for: lasts } = (fault ?? {}) as { readonly at?: unknown; readonly for?: unknown };
    return (parseDuration(String(at)) ?? 0) + (parseDuration(String(lasts)) ?? 0);
  });
  return Math.max(0, ...ends);
}
