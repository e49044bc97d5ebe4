// Durations and rates as people write them ("1h30m", "120/h") and as the engine counts them: virtual time is an
// integer of microseconds, a rate is events per microsecond. It knows nothing of where the texts come from.

const UNITS: readonly (readonly [name: string, microseconds: number])[] = [
  ['d', 86_400_000_000],
  ['h', 3_600_000_000],
  ['m', 60_000_000],
  ['s', 1_000_000],
  ['ms', 1_000],
  ['us', 1],
];

/** No duration or rate worth reading is longer than this, in characters. */
const LONGEST_TEXT = 100;

export const SECOND = 1_000_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const sizeOf = (unit: string): number | undefined => UNITS.find(([name]) => name === unit)?.[1];

/** `amount` (decimal digits) times `size`, computed exactly; undefined when a fraction of a microsecond is left over. */
function wholeMicroseconds(amount: string, size: number): number | undefined {
  const [whole = '', fraction = ''] = amount.split('.');
  if (fraction === '') return Number(whole) * size;
  let scale = 1n;
  for (let digit = 0; digit < fraction.length; digit++) scale *= 10n;
  const scaled = BigInt(whole + fraction) * BigInt(size);
  return scaled % scale === 0n ? Number(scaled / scale) : undefined;
}

/** Microseconds of a duration text, simple or compound (`250us`, `11h59m30s`), or undefined when it is none. Units go from large to small, each at most once; a part of a microsecond is no duration. */
export function parseDuration(text: string): number | undefined {
  if (text.length > LONGEST_TEXT || !/^(?:\d+(?:\.\d+)?(?:us|ms|[smhd]))+$/.test(text)) return undefined;
  let total = 0;
  let previous = Number.POSITIVE_INFINITY;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(us|ms|[smhd])/g)) {
    const size = sizeOf(unit as string) as number;
    if (size >= previous) return undefined;
    previous = size;
    const part = wholeMicroseconds(amount as string, size);
    if (part === undefined) return undefined;
    total += part;
  }
  return total;
}

/** The shortest exact text of a duration in microseconds: `5400000000` is `1h30m`. */
export function formatDuration(microseconds: number): string {
  if (microseconds === 0) return '0s';
  let rest = microseconds;
  let text = '';
  for (const [name, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${name}`;
    rest -= count * size;
  }
  return text;
}

/** Events per microsecond of a rate text (`120/h`, `2/s`, `0/h`), or undefined when it is none. */
export function parseRate(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\/(us|ms|[smhd])$/.exec(text);
  if (match === null || text.length > LONGEST_TEXT) return undefined;
  return Number(match[1]) / (sizeOf(match[2] as string) as number);
}
