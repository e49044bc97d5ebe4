// Times as logs, databases and SDKs write them: RFC 3339 with any number of digits, PostgreSQL's and MySQL's, and epochs. What is
// finer than a microsecond is cut. It asks no calendar of the host and guesses no offset.
import { parseInstant } from '../../engine/index.ts';

const CALENDAR =
  /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d+))?)? ?([Zz]|UTC|GMT|[+-]\d\d(?::?[0-5]\d)?(?::?00)?)?(?:\[[^\]]+\])?$/;

/** Digits of an epoch between the years 2001 and 2286, and how many of its units are a microsecond. */
const EPOCHS: Readonly<Record<number, number>> = { 10: 1e-6, 13: 1e-3, 16: 1, 19: 1e3 };
const EPOCH = /^\d{10,19}$/;
const EPOCH_WITH_FRACTION = /^(\d{10})\.(\d+)$/;

type ReadTime =
  | {
      /** Microseconds since 1970. */
      readonly at: number;
      /** Something finer than a microsecond was cut. */
      readonly cut: boolean;
    }
  | { readonly wrong: 'none' | 'no-offset' };

const NONE = { wrong: 'none' } as const;

/** `+01`, `+0100`, `UTC` as `+01:00` and `Z`. */
function offsetOf(written: string): string {
  if (!/^[+-]/.test(written)) return 'Z';
  const digits = written.slice(1).replaceAll(':', '');
  return `${written[0]}${digits.slice(0, 2)}:${digits.slice(2, 4).padEnd(2, '0')}`;
}

function epoch(text: string): ReadTime {
  const perMicrosecond = EPOCHS[text.length];
  if (perMicrosecond === undefined) return NONE;
  const finer = perMicrosecond > 1 ? text.slice(-3) : '';
  const whole = Number(finer === '' ? text : text.slice(0, -3));
  return { at: perMicrosecond < 1 ? Math.round(whole / perMicrosecond) : whole, cut: /[1-9]/.test(finer) };
}

/** `otherwise` is the offset of a time that has none: `+01:00`, `Z`, or `none` where nobody said. */
export function readTime(value: unknown, otherwise: string): ReadTime {
  const text = (typeof value === 'number' ? String(value) : value) as string;
  if (typeof text !== 'string') return NONE;
  if (EPOCH.test(text)) return epoch(text);
  const [, seconds, parts = ''] = EPOCH_WITH_FRACTION.exec(text) ?? [];
  if (seconds !== undefined)
    return { at: Number(seconds + parts.slice(0, 6).padEnd(6, '0')), cut: /[1-9]/.test(parts.slice(6)) };
  const [, day, minute, second = '00', fraction = '', written] = CALENDAR.exec(text) ?? [];
  if (day === undefined) return NONE;
  const offset = written === undefined ? otherwise : offsetOf(written);
  const digits = fraction.slice(0, 6).padEnd(6, '0');
  const at = parseInstant(`${day}T${minute}:${second}.${digits}${offset === 'none' ? 'Z' : offset}`);
  if (at === undefined) return NONE;
  return offset === 'none' ? { wrong: 'no-offset' } : { at, cut: /[1-9]/.test(fraction.slice(6)) };
}
