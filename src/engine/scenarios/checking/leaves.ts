// Checks of single values against their descriptors: durations, rates, numbers, words, times. A check answers with the
// complaint or with nothing; it repairs nothing and knows neither the rest of the document nor where the value stands.
import { parseInstant } from '../../instants.ts';
import type {
  ChoiceParameter,
  ChoicesParameter,
  DurationParameter,
  NumberParameter,
  Parameter,
  RateParameter,
} from '../../parameters.ts';
import {
  type DistributionShape,
  type InstantShape,
  type LeafShape,
  LONGEST,
  type TextShape,
} from '../../sections/shape.ts';
import { formatDuration, parseDuration, parseRate } from '../../units.ts';
import { found, hint, oneOf } from './words.ts';

/** What is wrong with a value; undefined when nothing is. `quoted` is the value as the message may repeat it. */
type Check<T> = (shape: T, value: unknown, quoted: string) => string | undefined;

/** Where a descriptor names no bound: ten years, microseconds. */
const NO_BOUND = 10 * LONGEST;
const DURATION_PATTERN = /^(?:\d+(?:\.\d+)?(?:us|ms|[smhd]))+$/;

const orWords = (words: readonly string[] | undefined): string => (words === undefined ? '' : `, or ${oneOf(words)}`);

const isWord = (words: readonly string[] | undefined, value: unknown): boolean =>
  typeof value === 'string' && words !== undefined && words.includes(value);

function durationComplaint(shape: DurationParameter, value: unknown, quoted: string): string | undefined {
  if (isWord(shape.words, value)) return undefined;
  if (typeof value === 'number') {
    const example = Number.isInteger(value) && value >= 0 && value < 1e6 ? `${value}s` : '30s';
    return `${quoted} is a bare number; a duration needs a unit, such as ${example}${orWords(shape.words)}`;
  }
  const allowed = `allowed is a duration such as 30s or 1h30m${orWords(shape.words)}`;
  if (isWord(shape.notYet, value)) return `${quoted} is not simulated yet; ${allowed}`;
  if (typeof value !== 'string') return `${found(value, quoted)}; ${allowed}`;
  const time = parseDuration(value);
  if (time === undefined) {
    if (DURATION_PATTERN.test(value))
      return `${quoted} is no duration of whole microseconds with units from large to small; ${allowed}`;
    return `${quoted} is no duration; ${allowed} (units us, ms, s, m, h, d)${hint(value, shape.words ?? [])}`;
  }
  const [min, max] = [shape.min ?? 0, shape.max ?? NO_BOUND];
  if (time >= min && time <= max) return undefined;
  return `${quoted} is out of bounds; allowed is ${formatDuration(min)} to ${formatDuration(max)}${orWords(shape.words)}`;
}

function rateComplaint(shape: RateParameter, value: unknown, quoted: string): string | undefined {
  if (isWord(shape.words, value)) return undefined;
  const allowed = `allowed is a rate such as 120/h or 2/s${orWords(shape.words)}`;
  if (typeof value === 'number') {
    const example = Number.isInteger(value) && value >= 0 && value < 1e6 ? `${value}/h` : '120/h';
    return `${quoted} is a bare number; a rate needs a unit, such as ${example}${orWords(shape.words)}`;
  }
  if (typeof value !== 'string') return `${found(value, quoted)}; ${allowed}`;
  const rate = parseRate(value);
  if (rate === undefined)
    return `${quoted} is no rate; ${allowed} (units us, ms, s, m, h, d)${hint(value, shape.words ?? [])}`;
  const most = shape.most ?? '1000000/s';
  const tooLow = shape.positive === true && rate === 0;
  if (!tooLow && rate <= (parseRate(most) as number)) return undefined;
  const from = shape.positive === true ? 'above 0/h, at most' : '0/h to';
  return `${quoted} is out of bounds; allowed is ${from} ${most}${orWords(shape.words)}`;
}

function boundsOf(shape: NumberParameter): { low: number; high: number; text: string } {
  const isShare = shape.type === 'share';
  const low = shape.above ?? shape.min ?? (isShare ? 0 : Number.NEGATIVE_INFINITY);
  const high = shape.max ?? (isShare ? 1 : Number.POSITIVE_INFINITY);
  const unit = shape.unit === undefined || shape.unit === 'money' ? '' : ` ${shape.unit}`;
  const whole = shape.type === 'integer' ? 'a whole number ' : '';
  if (low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY)
    return { low, high, text: shape.type === 'integer' ? 'a whole number' : 'a number' };
  if (low === high) return { low, high, text: String(low) };
  if (high === Number.POSITIVE_INFINITY)
    return { low, high, text: `${whole}${shape.above === undefined ? `from ${low}` : `above ${low}`}${unit}` };
  const from = shape.above === undefined ? `${whole === '' ? '' : 'from '}${low} to` : `above ${low}, at most`;
  return { low, high, text: `${whole}${from} ${high}${unit}` };
}

function numberComplaint(shape: NumberParameter, value: unknown, quoted: string): string | undefined {
  if (isWord(shape.words, value)) return undefined;
  const { low, high, text: bounds } = boundsOf(shape);
  const text = `${bounds}${orWords(shape.words)}`;
  if (typeof value !== 'number')
    return `${found(value, quoted)}; allowed is ${/^[-\d]/.test(text) && low !== high ? 'a number, ' : ''}${text}`;
  if (Number.isNaN(value)) return `${quoted} is no number; allowed is ${text}`;
  if (shape.type === 'integer' && !Number.isInteger(value) && Number.isFinite(value))
    return `${quoted} is no whole number; allowed is ${text}`;
  const inside = (shape.above === undefined ? value >= low : value > low) && value <= high && Number.isFinite(value);
  return inside ? undefined : `${quoted} is out of bounds; allowed is ${text}`;
}

function choiceComplaint(shape: ChoiceParameter, value: unknown, quoted: string): string | undefined {
  if (isWord(shape.options, value)) return undefined;
  const allowed = `allowed is ${oneOf(shape.options)}`;
  if (isWord(shape.notYet, value)) return `${quoted} is not simulated yet; ${allowed}`;
  if (typeof value !== 'string') return `${found(value, quoted)}; ${allowed}`;
  return `${quoted} is unknown; ${allowed}${hint(value, [...shape.options, ...(shape.notYet ?? [])])}`;
}

function choicesComplaint(shape: ChoicesParameter, value: unknown, quoted: string): string | undefined {
  const allowed = `allowed is a list of distinct words out of ${shape.options.join(', ')}`;
  if (!Array.isArray(value)) return `${found(value, quoted)}; ${allowed}`;
  return value.length === 0 ? `an empty list stands here; ${allowed}` : undefined;
}

function instantComplaint(_shape: InstantShape, value: unknown, quoted: string): string | undefined {
  const allowed = 'allowed is a time with its offset, from the year 1900 to 2199, such as 2026-01-05T00:00:00Z';
  if (typeof value !== 'string') return `${found(value, quoted)}; ${allowed}`;
  const year = Number(value.slice(0, 4));
  if (parseInstant(value) === undefined) return `${quoted} is no point in time; ${allowed}`;
  return year >= 1900 && year <= 2199 ? undefined : `${quoted} is out of bounds; ${allowed}`;
}

const FORMS: Readonly<Record<TextShape['form'], { pattern: RegExp; words: string }>> = {
  line: { pattern: /^(?!\s*$)[^\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}]+$/u, words: 'one line of text, not empty' },
  prose: { pattern: /^(?:[\t\n]|[^\p{Cc}\p{Surrogate}])*$/u, words: 'printable text' },
  offset: {
    pattern: /^(?:none|Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/,
    words: 'an offset such as +01:00, Z for UTC, or none',
  },
  clock: { pattern: /^(?:none|(?:[01]\d|2[0-3]):[0-5]\d)$/, words: 'a time of day such as "06:00", or none' },
  timeOfDay: { pattern: /^(?:[01]\d|2[0-3]):[0-5]\d$/, words: 'a time of day such as "09:00"' },
  id: { pattern: /^[A-Za-z0-9][A-Za-z0-9._-]*$/, words: 'letters, digits, dot, underscore and hyphen' },
};

function textComplaint(shape: TextShape, value: unknown, quoted: string): string | undefined {
  const { pattern, words } = FORMS[shape.form];
  const allowed = `allowed is ${words}, at most ${shape.longest} characters`;
  if (typeof value === 'number' || typeof value === 'boolean')
    return `${found(value, quoted)}; ${allowed}: write it in quotes`;
  if (typeof value !== 'string') return `${found(value, quoted)}; ${allowed}`;
  if (value.length > shape.longest) return `${quoted} is too long; ${allowed}`;
  return pattern.test(value) ? undefined : `${quoted} cannot stand here; ${allowed}`;
}

const EXAMPLE = '{ constant: 20ms }, { exponential: 20ms } or { lognormal: { median: 20ms, p99: 200ms } }';

function distributionComplaint(_shape: DistributionShape, value: unknown, quoted: string): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return `${found(value, quoted)}; allowed is ${EXAMPLE}`;
  const count = Object.keys(value).length;
  return count === 1
    ? undefined
    : `${count === 0 ? 'no law' : `${count} laws`} in a section of one; allowed is ${EXAMPLE}`;
}

export function valueComplaint(shape: LeafShape, value: unknown, quoted: string): string | undefined {
  const run = <T>(check: Check<T>): string | undefined => check(shape as T, value, quoted);
  switch (shape.type) {
    case 'duration':
      return run(durationComplaint);
    case 'rate':
      return run(rateComplaint);
    case 'number':
    case 'integer':
    case 'share':
      return run(numberComplaint);
    case 'choice':
      return run(choiceComplaint);
    case 'choices':
      return run(choicesComplaint);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `${found(value, quoted)}; allowed is true or false`;
    case 'instant':
      return run(instantComplaint);
    case 'text':
      return run(textComplaint);
    case 'distribution':
      return run(distributionComplaint);
  }
}

/** The complaint about one word of a `choices` list. */
export function wordComplaint(
  shape: ChoicesParameter,
  words: readonly unknown[],
  index: number,
  quoted: string,
): string | undefined {
  const word = words[index];
  const allowed = `allowed is ${oneOf(shape.options)}`;
  if (typeof word !== 'string') return `${found(word, quoted)}; ${allowed}`;
  if (!shape.options.includes(word)) return `${quoted} is unknown; ${allowed}${hint(word, shape.options)}`;
  return words.indexOf(word) < index ? `${quoted} stands here twice; allowed is each word once` : undefined;
}

/** Whether a valid value says the same as the default: `0m` is `0s`. */
export function saysTheSame(shape: Parameter | DistributionShape | InstantShape | TextShape, value: unknown): boolean {
  const normal = (part: unknown): unknown => {
    if (typeof part === 'string') return parseDuration(part) ?? part;
    if (typeof part !== 'object' || part === null) return part;
    return Object.entries(part).map(([key, inner]) => [key, normal(inner)]);
  };
  return JSON.stringify(normal(value)) === JSON.stringify(normal(shape.default));
}
