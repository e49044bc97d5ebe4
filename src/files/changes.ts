// Reads real changes of users, CloudEvents 1.0 one per line or CSV with `time,user,type`, into columns for the engine.
// A change outside the run, out of order or impossible is a problem with its line; nothing is repaired or left out.
// Users 1 to `users` are there from the start, active and at version 1; all others are created by the file.
import type { Changes } from '../engine/index.ts';
import { EVENT_TYPES, formatDuration, hint, parseInstant, plain, show } from '../engine/index.ts';
import { DOCUMENT, type Problem } from './problems.ts';

export interface ChangesOptions {
  readonly file: string;
  /** What the clock shows at time 0, as in the scenario. */
  readonly start: string;
  /** Microseconds. */
  readonly length: number;
  /** How many users are there from the start. */
  readonly users: number;
}

/** After so many problems the rest of a file is not read. */
const MANY = 1000;
const HIGHEST_USER = 10_000_000;

/** The types that are changes, in the order of their numbers. */
const KINDS: readonly string[] = EVENT_TYPES.filter((type) => type !== 'UserSnapshot');

const STATES = ['does not exist', 'is active', 'is suspended'] as const;
const ABSENT = 0;
const IS_ACTIVE = 1;
const IS_SUSPENDED = 2;

/** The state a change of each kind needs, in words, and the state it leaves; a change of plan leaves it as it is. */
const NEEDS: readonly { readonly from: readonly number[]; readonly words: string; readonly to?: number }[] = [
  { from: [ABSENT], words: 'one who does not exist', to: IS_ACTIVE },
  { from: [IS_ACTIVE], words: 'one who is active', to: IS_SUSPENDED },
  { from: [IS_SUSPENDED], words: 'one who is suspended', to: IS_ACTIVE },
  { from: [IS_ACTIVE, IS_SUSPENDED], words: 'one who exists', to: ABSENT },
  { from: [IS_ACTIVE, IS_SUSPENDED], words: 'one who exists' },
];
const DOING = ['creates', 'suspends', 'reactivates', 'deletes', 'changes the plan of'] as const;

/** One line as it stands in the file, before anything is believed. */
interface Row {
  readonly time: unknown;
  readonly user: unknown;
  readonly type: unknown;
  /** CSV has none: versions are counted. */
  readonly sequence?: unknown;
}

class ChangesReader {
  readonly problems: Problem[] = [];
  private readonly time: number[] = [];
  private readonly user: number[] = [];
  private readonly kind: number[] = [];
  /** By user: version × 4 + state. */
  private readonly users = new Map<number, number>();
  private readonly options: ChangesOptions;
  private readonly start: number;
  private line = 0;
  private last = Number.NEGATIVE_INFINITY;
  private lastText = '';

  constructor(options: ChangesOptions) {
    this.options = options;
    this.start = parseInstant(options.start) ?? 0;
  }

  add(path: string, message: string): void {
    this.problems.push({ file: this.options.file, line: this.line, path, message });
  }

  read(text: string): void {
    const isTable = this.options.file.toLowerCase().endsWith('.csv');
    let from = text.startsWith('\ufeff') ? 1 : 0;
    while (from < text.length && this.problems.length < MANY) {
      const newline = text.indexOf('\n', from);
      const end = newline < 0 ? text.length : newline;
      this.line++;
      const line = text.slice(from, end).trim();
      from = end + 1;
      if (line === '') continue;
      const row = isTable ? this.tableRow(line) : this.eventRow(line);
      if (row !== undefined) this.change(row);
    }
    if (this.problems.length >= MANY)
      this.add(DOCUMENT, `more than ${MANY} problems; the rest of the file was not read`);
  }

  changes(): Changes {
    return { time: Float64Array.from(this.time), user: Uint32Array.from(this.user), kind: Uint8Array.from(this.kind) };
  }

  /** A line of CSV. The first may name the columns. */
  private tableRow(line: string): Row | undefined {
    const fields = line.split(',').map((field) => field.trim().replace(/^"([^"]*)"$/, '$1'));
    if (this.line === 1 && fields.join(',').toLowerCase() === 'time,user,type') return undefined;
    if (fields.length !== 3) {
      this.add(DOCUMENT, `this line has ${fields.length} fields; allowed are three: time,user,type`);
      return undefined;
    }
    return { time: fields[0], user: fields[1], type: fields[2] };
  }

  private eventRow(line: string): Row | undefined {
    let event: unknown;
    try {
      event = JSON.parse(line);
    } catch {
      this.add(DOCUMENT, `${show(line)} is no JSON; allowed is one CloudEvent per line`);
      return undefined;
    }
    if (typeof event !== 'object' || event === null || Array.isArray(event)) {
      this.add(DOCUMENT, `${show(line)} is no CloudEvent; allowed is a JSON object per line`);
      return undefined;
    }
    const field = (name: string): unknown =>
      Object.hasOwn(event, name) ? (event as Record<string, unknown>)[name] : undefined;
    if (field('specversion') !== '1.0')
      this.add('specversion', `${show(field('specversion'))} stands here; allowed is "1.0"`);
    for (const name of ['id', 'source']) {
      const value = field(name);
      if (typeof value !== 'string' || value === '')
        this.add(name, `${show(value)} stands here; allowed is a text, not empty`);
    }
    return { time: field('time'), user: field('subject'), type: field('type'), sequence: field('sequence') ?? null };
  }

  private change(row: Row): void {
    const before = this.problems.length;
    const isEvent = row.sequence !== undefined;
    const time = this.timeOf(row.time);
    const user = this.userOf(row.user, isEvent ? 'subject' : 'user');
    const kind = this.kindOf(row.type);
    if (user === undefined || kind === undefined) return;
    this.follow(user, kind, isEvent ? this.sequenceOf(row.sequence) : undefined, isEvent ? 'sequence' : undefined);
    if (this.problems.length > before || time === undefined) return;
    this.time.push(time);
    this.user.push(user);
    this.kind.push(kind);
  }

  /** Microseconds since the start, inside the run and not before the line above. */
  private timeOf(value: unknown): number | undefined {
    const instant = typeof value === 'string' ? parseInstant(value) : undefined;
    if (instant === undefined) {
      this.add('time', `${show(value)} is no point in time; allowed is one such as 2026-01-05T00:00:00.000001Z`);
      return undefined;
    }
    const { start, length } = this.options;
    const text = show(value);
    const time = instant - this.start;
    if (time < 0) this.add('time', `${text} is before the run begins; allowed is ${start} or later`);
    else if (time > length)
      this.add('time', `${text} is after the run ends; allowed is at most ${formatDuration(length)} after ${start}`);
    else if (time < this.last)
      this.add('time', `${text} is earlier than the change before it; allowed is ${plain(this.lastText)} or later`);
    else {
      this.last = time;
      this.lastText = value as string;
      return time;
    }
    return undefined;
  }

  private userOf(value: unknown, name: string): number | undefined {
    const user = typeof value === 'string' && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : undefined;
    if (user !== undefined && user <= HIGHEST_USER) return user;
    this.add(name, `${show(value)} is no user; allowed is a number from 1 to ${HIGHEST_USER}, as a text`);
    return undefined;
  }

  private kindOf(value: unknown): number | undefined {
    const kind = typeof value === 'string' ? KINDS.indexOf(value) : -1;
    if (kind >= 0) return kind;
    this.add('type', `${show(value)} is no change of a user; allowed are ${KINDS.join(', ')}${hint(value, KINDS)}`);
    return undefined;
  }

  private sequenceOf(value: unknown): number | undefined {
    if (typeof value === 'string' && /^[1-9]\d{0,9}$/.test(value)) return Number(value);
    if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
    this.add('sequence', `${show(value)} is no version; allowed is a whole number from 1, as a text`);
    return undefined;
  }

  /** Whether the change can follow what the file has told of this user. What it says is then believed, so that one mistake is one problem. */
  private follow(user: number, kind: number, sequence: number | undefined, name: string | undefined): void {
    const known = this.users.get(user) ?? (user <= this.options.users ? 4 + IS_ACTIVE : ABSENT);
    const [state, version] = [known & 3, Math.floor(known / 4)];
    const { from, words, to } = NEEDS[kind] as (typeof NEEDS)[number];
    if (!from.includes(state))
      this.add('type', `this ${DOING[kind]} user ${user}, who ${STATES[state]}; allowed is ${words}`);
    else if (name !== undefined && sequence !== undefined && sequence !== version + 1)
      this.add(name, `${sequence} is not the next version of user ${user}; allowed is ${version + 1}`);
    this.users.set(user, (sequence ?? version + 1) * 4 + (to ?? (state === ABSENT ? IS_ACTIVE : state)));
  }
}

/** Reads a file of changes. Its format follows from its name: `.csv` is CSV, all else is CloudEvents one per line. */
export function parseChanges(
  text: string,
  options: ChangesOptions,
): { readonly changes: Changes } | { readonly problems: readonly Problem[] } {
  const reader = new ChangesReader(options);
  reader.read(text);
  return reader.problems.length > 0 ? { problems: reader.problems } : { changes: reader.changes() };
}
