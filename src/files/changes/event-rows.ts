// The rows of JSON events: CloudEvents 1.0, Debezium's change events (bare, with their schema, or as CloudEvents), and other objects
// whose fields the scenario names.
import { show } from '../../engine/index.ts';
import { DOCUMENT } from '../problems.ts';
import { changeEventIn, debeziumRow } from './debezium-rows.ts';
import { fieldAt, fieldNames, isJsonObject } from './fields.ts';
import { columnsIn, guessedColumns } from './guess.ts';
import { jsonValues } from './json-values.ts';
import type { ColumnNames, Row, RowReader, Unread } from './row.ts';

/** Every row of a text of JSON values. */
export function* eventRows(text: string, reader: RowReader): Generator<Row | Unread> {
  for (const part of jsonValues(text)) {
    const { line } = part;
    if ('unread' in part) {
      reader.told.add(line, DOCUMENT, unreadWords(part.unread));
      yield { line, unread: true };
    } else if (isTombstone(part.value))
      reader.told.note('null', line, DOCUMENT, 'null stands for a deleted key (a tombstone), and is left out');
    else yield eventRow(line, part.value, reader) ?? { line, unread: true };
  }
}

/** What Kafka keeps of a deleted key: nothing, or nothing beside no schema. */
const isTombstone = (value: unknown): boolean =>
  value === null || (isJsonObject(value) && value['payload'] === null && Object.hasOwn(value, 'schema'));

/** What cannot be read, and what may stand there. */
function unreadWords(text: string): string {
  if (text === '') return 'the list does not end; allowed is a bracket (]) behind its last event';
  if (/^Processed a total of \d+ messages$/.test(text))
    return 'this is the last word of kafka-console-consumer, and no event; leave it out (it goes to standard error)';
  if (/\}\s*,$/.test(text) && !/\}\s*\{/.test(text))
    return 'a comma ends this; allowed is one event per line without it, or a list of events within [ and ]';
  if (/^\{.*\}\s*\{.*\}$/.test(text))
    return 'several events stand on this line; allowed is one event per line (jq -c .)';
  return `${show(text.split('\n')[0])} is no JSON; allowed is one event per line, or a list of events`;
}

function eventRow(line: number, event: unknown, reader: RowReader): Row | undefined {
  if (!isJsonObject(event)) {
    reader.told.add(line, DOCUMENT, `${show(event)} is no event; allowed is a JSON object`);
    return undefined;
  }
  const isCloudEvent = Object.hasOwn(event, 'specversion');
  if (isCloudEvent) attributes(line, event, reader);
  const change = changeEventIn(event);
  if (change !== undefined) return debeziumRow(line, change, reader);
  return isCloudEvent ? cloudEventRow(line, event, reader) : plainRow(line, event, reader);
}

/** What every CloudEvent must have. */
function attributes(line: number, event: Readonly<Record<string, unknown>>, { told }: RowReader): void {
  if (event['specversion'] !== '1.0')
    told.add(line, 'specversion', `${show(event['specversion'])} stands here; allowed is "1.0"`);
  for (const name of ['id', 'source']) {
    const value = fieldAt(event, name);
    if (typeof value !== 'string' || value === '')
      told.add(line, name, `${show(value)} stands here; allowed is a text, not empty`);
  }
}

function cloudEventRow(line: number, event: object, reader: RowReader): Row {
  const { columns } = reader.mapping;
  const type = columns.type ?? 'type';
  const { time = 'time', user = 'subject', version = 'sequence' } = columns;
  const status = columns.status === undefined ? undefined : fieldAt(event, columns.status);
  return rowOf(line, event, { time, user, type, version }, status, reader);
}

/** An object of somebody's own: it is read if the scenario says how. */
function plainRow(line: number, event: object, reader: RowReader): Row | undefined {
  const { time, user, type, status, version = 'none' } = reader.mapping.columns;
  if (time !== undefined && user !== undefined && (type ?? status) !== undefined) {
    const names = { time, user, type: type ?? (status as string), version };
    return rowOf(line, event, names, status === undefined ? undefined : fieldAt(event, status), reader);
  }
  reader.told.once('no event', line, DOCUMENT, strangeWords(event));
  return undefined;
}

/** What an object is that tells of no change as it stands: it holds a list of them, or has fields of its own. */
function strangeWords(event: object): string {
  const known = columnsIn(fieldNames(event));
  const [list] = Object.entries(event).find(([, value]) => Array.isArray(value) && isJsonObject(value[0])) ?? [];
  if (known === undefined && list !== undefined)
    return `this is no event, but holds a list under ${show(list)}; allowed is that list alone, or an event per line (jq -c '.[${show(list)}][]')`;
  return `this is neither a CloudEvent (it has no specversion) nor a change event of Debezium; what its fields mean is said under workload.columns, such as ${guessedColumns(fieldNames(event))}`;
}

/** A type that the mapping knows says more than a status, which says more than a type of ours. */
function rowOf(line: number, event: object, names: ColumnNames, status: unknown, reader: RowReader): Row {
  const { columns } = reader.mapping;
  const type = fieldAt(event, names.type);
  const isStatus = status !== undefined && status !== null;
  const what =
    (isStatus && columns.type === undefined && columns.status === names.type ? undefined : reader.mapped(type)) ??
    (isStatus ? reader.statusOf(line, status, columns.status as string) : reader.typeOf(line, type, names.type));
  const version = names.version === 'none' ? undefined : fieldAt(event, names.version);
  return reader.row({ line, time: fieldAt(event, names.time), user: fieldAt(event, names.user), version, names }, what);
}
