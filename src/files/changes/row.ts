// A change as a file tells it, whatever its format: when, whom, what and which version, read but not yet believed. The words of
// the file become ours here, by the scenario's mapping.
import { EVENT_TYPES, hint, type Scenario, show } from '../../engine/index.ts';
import { guessedState, guessedType } from './guess.ts';
import { readTime } from './times.ts';
import type { Told } from './told.ts';

/** How the file is to be read, as the scenario says it. */
export type Mapping = Pick<Scenario['workload'], 'types' | 'columns' | 'timezone'>;

/** The types that are changes, in the order of their numbers. */
export const CHANGE_TYPES: readonly string[] = EVENT_TYPES.filter((type) => type !== 'UserSnapshot');

export const IS_ABSENT = 0;
export const IS_ACTIVE = 1;
export const IS_SUSPENDED = 2;
export type State = typeof IS_ABSENT | typeof IS_ACTIVE | typeof IS_SUSPENDED;

/** What happened: a change, or what the user is from then on, or nothing for us. */
export type What =
  | { readonly kind: number }
  | {
      readonly state: State;
      /** It tells of the whole user, who may be new. */
      readonly whole?: boolean;
      /** The user must be new. */
      readonly isNew?: boolean;
    }
  | { readonly none: true };

export interface Row {
  readonly line: number;
  /** Microseconds since 1970; undefined when it could not be read. */
  readonly time: number | undefined;
  readonly timeText: string;
  readonly user: string | undefined;
  readonly what: What | undefined;
  /** Null when it could not be read, undefined when there is none. */
  readonly version: number | null | undefined;
  /** What the file calls the columns, for messages. */
  readonly names: ColumnNames;
}

/** A line of which nothing is known. */
export interface Unread {
  readonly line: number;
  readonly unread: true;
}

export interface ColumnNames {
  readonly time: string;
  readonly user: string;
  readonly type: string;
  readonly version: string;
}

/** A row before its words are understood. */
interface Written {
  readonly line: number;
  readonly time: unknown;
  readonly user: unknown;
  readonly version?: unknown;
  readonly names: ColumnNames;
}

/** Where a column that is missing may be. */
const elsewhere = (column: string): string =>
  `; where else it stands is said under workload.columns, such as { ${column}: data.${column} }`;

/** What to do with a number that counts something else than a user's versions. */
export const COUNTED = '; versions are counted where workload.columns has { version: none }';

const STATES: Readonly<Record<string, State>> = {
  active: IS_ACTIVE,
  suspended: IS_SUSPENDED,
  absent: IS_ABSENT,
  deleted: IS_ABSENT,
};
/** What a user is after a change of each kind; a change of plan leaves it open. */
const AFTER: readonly (State | undefined)[] = [IS_ACTIVE, IS_SUSPENDED, IS_ACTIVE, IS_ABSENT, undefined];

/** Reads the parts of rows by the mapping, and tells what cannot be read. */
export class RowReader {
  readonly mapping: Mapping;
  readonly told: Told;
  /** Words of the mapping that the file has. */
  readonly met = new Set<string>();
  /** Some time had no offset of its own. */
  askedTimezone = false;

  constructor(mapping: Mapping, told: Told) {
    this.mapping = mapping;
    this.told = told;
  }

  row(written: Written, what: What | undefined): Row {
    const { line, names } = written;
    const time = this.timeOf(line, written.time, names.time);
    const user = this.userOf(line, written.user, names.user);
    const version = this.versionOf(line, written.version, names.version);
    return { line, time, timeText: String(written.time), user, what, version, names };
  }

  /** What a word of the mapping means; undefined when the mapping does not have it. */
  mapped(word: unknown): What | undefined {
    const text = wordOf(word);
    const { types } = this.mapping;
    if (text === undefined || !Object.hasOwn(types, text)) return undefined;
    this.met.add(text);
    const means = types[text] as string;
    if (means === 'none') return { none: true };
    const state = Object.hasOwn(STATES, means) ? STATES[means] : undefined;
    return state === undefined ? { kind: CHANGE_TYPES.indexOf(means) } : { state };
  }

  /** What an event's type means. */
  typeOf(line: number, value: unknown, name: string): What | undefined {
    const known = this.mapped(value) ?? ours(value);
    if (known !== undefined) return known;
    const near = hint(value, CHANGE_TYPES);
    const word = wordOf(value);
    const how =
      near !== '' || word === undefined || word === ''
        ? near
        : `; what it means is said under workload.types, such as { ${show(word)}: ${guessedType(word)} }`;
    this.told.once(
      `type ${word}`,
      line,
      name,
      `${show(value)} is no change of a user; allowed are ${CHANGE_TYPES.join(', ')}${how}`,
    );
    return undefined;
  }

  /** What the value of a status means. */
  statusOf(line: number, value: unknown, name: string): What | undefined {
    const known = this.mapped(value);
    if (known !== undefined) return asState(known);
    const word = wordOf(value)?.toLowerCase();
    if (word !== undefined && Object.hasOwn(STATES, word)) return { state: STATES[word] as State };
    const example = word === undefined || word === '' ? 'locked' : show(wordOf(value));
    this.told.once(
      `status ${word}`,
      line,
      name,
      `${show(value)} is no status; allowed are active, suspended, absent; what it means is said under workload.types, such as { ${example}: ${guessedState(word ?? '')} }`,
    );
    return undefined;
  }

  private timeOf(line: number, value: unknown, name: string): number | undefined {
    const { timezone } = this.mapping;
    const read = readTime(value, timezone);
    if (timezone !== 'none' && !this.askedTimezone) this.askedTimezone = 'wrong' in readTime(value, 'none');
    if ('at' in read) {
      if (read.cut) this.told.note('cut', line, name, `${show(value)} is finer than a microsecond, and is cut to it`);
      return read.at;
    }
    if (read.wrong === 'no-offset')
      this.told.once(
        'no offset',
        line,
        name,
        `${show(value)} has no offset; what it is, such as +01:00 or Z, is said under workload.timezone`,
      );
    else {
      const wrong = `${show(value)} is no point in time; allowed is one such as 2026-01-05T00:00:00.000001Z`;
      if (value === undefined || value === null) this.told.once('no time', line, name, `${wrong}${elsewhere('time')}`);
      else this.told.add(line, name, wrong);
    }
    return undefined;
  }

  private userOf(line: number, value: unknown, name: string): string | undefined {
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
    const large =
      typeof value === 'number' && Number.isInteger(value) ? ': one so large loses digits, write it in quotes' : '';
    const wrong = `${show(value)} is no user; allowed is a number from 1, or a text${large}`;
    if (value === undefined || value === null) this.told.once('no user', line, name, `${wrong}${elsewhere('user')}`);
    else this.told.add(line, name, wrong);
    return undefined;
  }

  private versionOf(line: number, value: unknown, name: string): number | null | undefined {
    if (value === undefined || value === null || this.mapping.columns.version === 'none') return undefined;
    const digits = typeof value === 'string' ? /^0*([1-9]\d{0,9})$/.exec(value)?.[1] : undefined;
    if (digits !== undefined) return Number(digits);
    if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
    this.told.once(
      'no version',
      line,
      name,
      `${show(value)} is no version; allowed is a whole number from 1, as a text${COUNTED}`,
    );
    return null;
  }
}

/** A text, or a number or truth value as one. */
const wordOf = (value: unknown): string | undefined =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;

/** One of our own types of events. */
function ours(value: unknown): What | undefined {
  const kind = typeof value === 'string' ? CHANGE_TYPES.indexOf(value) : -1;
  return kind < 0 ? undefined : { kind };
}

/** A status that was mapped to a change means what the user is after it. */
function asState(what: What): What {
  const state = 'kind' in what ? AFTER[what.kind] : undefined;
  return state === undefined ? what : { state };
}
