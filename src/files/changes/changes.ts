// Reads real changes of users, in the formats that people have, into columns for the engine. Nothing is repaired or left out in silence.
// Users 1 to `users` are there from the start, active and at version 1; all others are created by the file.
import type { Changes } from '../../engine/index.ts';
import { foreignChanges } from '../foreign.ts';
import { DOCUMENT, type Note, type Problem } from '../problems.ts';
import { eventRows } from './event-rows.ts';
import { Follower, type Run } from './follower.ts';
import { numberOf, numberTexts } from './numbers.ts';
import { type Mapping, type Row, RowReader, type Unread } from './row.ts';
import { tableRows } from './table-rows.ts';
import { Told } from './told.ts';

export interface ChangesOptions extends Run, Partial<Mapping> {
  readonly file: string;
}

/** A file of changes, read and not yet held against a run. */
export interface ReadRows {
  readonly entries: readonly (Row | Unread)[];
  /** Numbers of the users that are called by a text. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly told: Told;
  /** What of the mapping the file does not need, as paths below `workload`. */
  readonly unused: readonly (readonly string[])[];
}

type Outcome =
  | { readonly changes: Changes; readonly notes: readonly Note[] }
  | { readonly problems: readonly Problem[] };

/** JSON begins with a bracket; a name may say so of a text that does not. */
const isJson = (text: string, file: string): boolean =>
  /^\s*(?:[[{]|null\s)/.test(text) || /\.(?:ndjson|jsonl|json)$/i.test(file);

/** Without the marks that some begin with: of the bytes' order, or of each record (RFC 7464); with lines that end as others do. */
function plainText(written: string): string {
  const text = written.replace(/^\ufeff/, '');
  const records = text.startsWith('\u001e') ? text.replaceAll('\u001e', '') : text;
  return records.includes('\n') ? records : records.replaceAll('\r', '\n');
}

/** Reads the rows; texts as users get numbers behind the first `users`. */
export function readRows(
  written: string,
  { file, users, types = {}, columns = {}, timezone = 'none' }: ChangesOptions,
): ReadRows {
  const told = new Told(file);
  const text = plainText(written);
  const reader = new RowReader({ types, columns, timezone }, told);
  const entries: (Row | Unread)[] = [];
  const { time, user } = columns;
  const foreign = foreignChanges(text, time !== undefined && user !== undefined);
  if (foreign !== undefined) told.add(foreign.line, DOCUMENT, foreign.message);
  else
    for (const row of isJson(text, file) ? eventRows(text, reader) : tableRows(text, reader)) {
      entries.push(row);
      if (told.isFull) break;
    }
  if (entries.length === 0 && told.count === 0) told.note('empty', 1, DOCUMENT, 'no change stands in this file');
  const unused = [
    ...Object.keys(types).flatMap((word) => (reader.met.has(word) ? [] : [['types', word]])),
    ...(timezone === 'none' || reader.askedTimezone ? [] : [['timezone']]),
  ];
  return { entries, numbers: numberTexts(entries, users, told), told, unused };
}

/** Holds rows against a run, which may be that of a lane. */
export function fittedChanges({ entries, numbers, told: before }: ReadRows, run: Run): Outcome {
  const told = before.continued();
  const follower = new Follower(run, told);
  for (const entry of entries) {
    if (told.isFull) break;
    if ('unread' in entry) follower.forget();
    else follower.row(entry, numberOf(entry.user, numbers));
  }
  if (told.count > 0) return { problems: told.problems() };
  return { changes: follower.changes(), notes: told.notes() };
}

/** Reads a file of changes and holds it against the run. */
export const parseChanges = (text: string, options: ChangesOptions): Outcome =>
  fittedChanges(readRows(text, options), options);
