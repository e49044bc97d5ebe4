// The form of a scenario, made from the one definition of its document: what stands where, what would stand there, within which
// bounds, and what the check complains about. It draws nothing and knows no text.
import {
  formatDuration,
  formatPath,
  type LeafShape,
  type Path,
  type Scenario,
  type SectionShape,
  type Shape,
  saysTheSame,
} from '../../engine/index.ts';
import { valueWords } from '../words.ts';

export interface Complaint {
  readonly path: string;
  readonly message: string;
}

/** The value at a path of plain data; undefined where there is none. */
export function valueIn(data: unknown, path: Path): unknown {
  let at = data;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Readonly<Record<string | number, unknown>>)[step];
  }
  return at;
}

export const isLeaf = (shape: Shape): shape is LeafShape =>
  ![
    'section',
    'mapping',
    'list',
    'faults',
    'variants',
    'procedure',
    'steps',
    'changes',
    'ranges',
    'observed',
    'procedures',
  ].includes(shape.type);

/** A key that can be nothing but what it is. */
export const isFixed = (shape: LeafShape): boolean =>
  ('notSimulated' in shape && shape.notSimulated === true) ||
  ((shape.type === 'integer' || shape.type === 'number') && shape.min !== undefined && shape.min === shape.max);

/** What stands at a key that is left out: as the whole scenario has it, or as the definition says. */
export function standardOf(shape: LeafShape, path: Path, effective: Scenario | null): unknown {
  const whole = effective === null ? undefined : valueIn(effective, path);
  return whole ?? shape.default;
}

/** The default in words; undefined where there is none. */
export function standardWords(shape: LeafShape, path: Path, given: unknown, effective: Scenario | null): string {
  if ('computed' in shape && shape.computed !== undefined) {
    const now = given === undefined && effective !== null ? ` (${valueWords(valueIn(effective, path))})` : '';
    return `${shape.computed.replaceAll('`', '')}${now}`;
  }
  if (shape.type === 'choices' && shape.default === undefined) return 'all';
  const value = given === undefined ? standardOf(shape, path, effective) : shape.default;
  return value === undefined || value === '' ? '' : valueWords(value);
}

/** Whether a value stands there that says something else than its default. */
export function isChanged(shape: LeafShape, given: unknown): boolean {
  if (given === undefined) return false;
  if (shape.default === undefined) return 'computed' in shape || 'optional' in shape || shape.type === 'choices';
  return !saysTheSame(shape, given);
}

/** Whether a value says something else than the one that stood there before; what is left out says its default. */
export function differs(shape: LeafShape, given: unknown, before: unknown): boolean {
  if (JSON.stringify(given) === JSON.stringify(before)) return false;
  if (given === undefined) return isChanged(shape, before);
  return before === undefined ? isChanged(shape, given) : valueWords(given) !== valueWords(before);
}

const between = (low: string | undefined, high: string | undefined): string =>
  low !== undefined && high !== undefined
    ? `${low} to ${high}`
    : low !== undefined
      ? `from ${low}`
      : high !== undefined
        ? `at most ${high}`
        : '';

const orWords = (text: string, words: readonly string[] = []): string =>
  words.length === 0 ? text : `${text}, or ${words.join(' or ')}`;

const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f');

/** What may stand there, in few words. */
export function boundsWords(shape: LeafShape): string {
  switch (shape.type) {
    case 'duration': {
      const [low, high] = [shape.min, shape.max].map((at) => (at === undefined ? undefined : formatDuration(at)));
      return orWords(between(low, high), shape.words);
    }
    case 'rate':
      return orWords(between(shape.positive === true ? 'above 0/h' : '0/h', shape.most), shape.words);
    case 'share':
      return '0 to 1';
    case 'number':
    case 'integer': {
      const low = shape.above === undefined ? shape.min : undefined;
      const [from, to] = [low, shape.max].map((at) => (at === undefined ? undefined : grouped(at)));
      const unit = shape.unit === undefined || shape.unit === 'money' ? '' : ` ${shape.unit}`;
      const above = shape.above === undefined ? '' : `above ${grouped(shape.above)}`;
      return orWords(`${[above, between(from, to)].filter((part) => part !== '').join(', ')}${unit}`, shape.words);
    }
    case 'instant':
      return 'a time with its offset';
    case 'text':
      return shape.form === 'prose' ? '' : `at most ${grouped(shape.longest)} characters`;
    default:
      return '';
  }
}

/** Complaints about a key or anything in it. */
export function complaintsAt(complaints: readonly Complaint[], path: Path): readonly string[] {
  const own = formatPath(path);
  return complaints
    .filter(({ path: at }) => at === own || at.startsWith(`${own}.`) || at.startsWith(`${own}[`))
    .map(({ message }) => message);
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** How many keys of a section say something else than they did in `before`. */
export function changesIn(shape: SectionShape, data: unknown, path: Path, before: unknown): number {
  let count = 0;
  for (const [key, inner] of Object.entries(shape.keys)) {
    const at = [...path, key];
    const [given, was] = [valueIn(data, at), valueIn(before, at)];
    if (inner.type === 'section') {
      const isWord = (value: unknown) =>
        inner.word !== undefined && (value === inner.word || (value === undefined && inner.wordByDefault === true));
      const words = [given, was].filter(isWord).length;
      count += words === 1 ? 1 : changesIn(inner, data, at, before);
    } else if (isLeaf(inner)) count += differs(inner, given, was) ? 1 : 0;
    else count += isSame(given, was) ? 0 : 1;
  }
  return count;
}

/**
 * Keys of a fault that the form shows: one that acts only together with another value is shown where that value stands, or where it is
 * given all the same; the rarest comes last. `detected`: some repair begins when it has been noticed.
 */
export function faultKeys(keys: readonly string[], fault: unknown, detected: boolean): readonly string[] {
  const acts: Readonly<Record<string, boolean>> = {
    atMost: valueIn(fault, ['for']) === 'until-fixed',
    unplanned: detected,
  };
  const shown = keys.filter((key) => acts[key] !== false || valueIn(fault, [key]) !== undefined);
  const isRare = (key: string): boolean => key === 'unplanned';
  return [...shown.filter((key) => !isRare(key)), ...shown.filter(isRare)];
}

/** A text as the value of a key: a number where one belongs and one was typed; nothing where nothing was. */
export function typedValue(shape: LeafShape, text: string): unknown {
  const typed = text.trim();
  if (shape.type === 'text') return text === '' && shape.form !== 'prose' ? undefined : text;
  if (typed === '') return undefined;
  const numeric = shape.type === 'number' || shape.type === 'integer' || shape.type === 'share';
  return numeric && Number.isFinite(Number(typed)) ? Number(typed) : typed;
}

/** An anchor for a key of the form, by its path as complaints name it. */
export const fieldId = (path: Path | string): string =>
  `form-${(typeof path === 'string' ? path : formatPath(path)).replace(/[^\w-]+/g, '-')}`;

interface Cure {
  /** What is wrong, without the proposal. */
  readonly message: string;
  /** What could stand there instead. */
  readonly use: string | null;
}

/** What a complaint proposes: the word that was meant, or the unit that is missing. */
export function cureOf(message: string): Cure {
  const meant = /^(.*); did you mean (.+)\?$/.exec(message);
  if (meant !== null) return { message: meant[1] as string, use: meant[2] as string };
  const unit = /is a bare number; .* needs a unit, such as ([\d.]+\/?[a-z]+)/.exec(message);
  return { message, use: unit?.[1] ?? null };
}
