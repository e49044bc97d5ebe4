// Debezium's change events as rows: the operation, the row before and after, and the time of the change in its source. A change of
// the row that leaves the status as it was is no change of ours.
import { plain, show } from '../../engine/index.ts';
import { DOCUMENT } from '../problems.ts';
import { fieldAt, isJsonObject } from './fields.ts';
import { CHANGE_TYPES, type Row, type RowReader, type What } from './row.ts';

/** A change event with what is around it. */
interface ChangeEvent {
  /** The whole value of the line. */
  readonly event: object;
  /** What holds `before` and `after`. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Avro's JSON writes what one of several types has as `{ "long": 7 }`, a row by its full name. */
const BRANCH = /^(?:string|int|long|float|double|boolean|bytes)$|\.Value$/;

/** A value without the name of its type. */
function unbranched(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const [name = '', ...more] = Object.keys(value);
  return more.length === 0 && BRANCH.test(name) ? value[name] : value;
}

/** A row; MongoDB's is a text of JSON. */
function rowIn(written: unknown): object | undefined {
  const value = unbranched(written);
  if (isJsonObject(value)) return value;
  if (typeof value !== 'string') return undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

const hasRows = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isJsonObject(value) && (Object.hasOwn(value, 'before') || Object.hasOwn(value, 'after'));

/** The row alone, as Debezium's ExtractNewRecordState leaves it, with what that adds. */
function flattened(event: Readonly<Record<string, unknown>>): ChangeEvent | undefined {
  if (!Object.hasOwn(event, '__op') && !Object.hasOwn(event, '__deleted')) return undefined;
  const isGone = String(event['__deleted']) === 'true';
  return { event, payload: { after: event, op: isGone ? 'd' : (event['__op'] ?? 'r') } };
}

/** The change event that a value is or holds: bare, beside its schema or its key, flattened, or as the data of a CloudEvent. */
export function changeEventIn(event: Readonly<Record<string, unknown>>): ChangeEvent | undefined {
  const data = fieldAt(event, 'data');
  const isDebezium = Object.hasOwn(event, 'iodebeziumop') || String(fieldAt(event, 'type')).startsWith('io.debezium.');
  const places = [event, event['payload'], event['value'], ...(isDebezium ? [data, fieldAt(data, 'payload')] : [])];
  const payload = places.find(hasRows);
  if (payload === undefined || (!isDebezium && typeof payload['op'] !== 'string')) return flattened(event);
  return { event, payload };
}

const DELETED: What = { kind: CHANGE_TYPES.indexOf('UserDeleted') };

/** A path into the row: `after.status`, `before.status` and `status` are the same field. */
const inRow = (path: string): string => path.replace(/^(?:data\.)?(?:payload\.)?(?:after|before)\./, '');

export function debeziumRow(line: number, { event, payload }: ChangeEvent, reader: RowReader): Row | undefined {
  const { columns } = reader.mapping;
  const [before, after] = [rowIn(payload['before']), rowIn(payload['after'])];
  const row = after ?? before;
  const look = (path: string): unknown =>
    [fieldAt(row, inRow(path)), fieldAt(before, inRow(path)), fieldAt(payload, path), fieldAt(event, path)]
      .map(unbranched)
      .find((value) => value !== undefined && value !== null);
  const times = ['source.ts_ms', 'source.ts_us', 'time', 'iodebeziumtsms', 'ts_ms', '__source_ts_ms', '__ts_ms'];
  const time = columns.time ?? times.find((path) => (fieldAt(payload, path) ?? fieldAt(event, path)) !== undefined);
  const names = {
    time: time ?? 'source.ts_ms',
    user: columns.user ?? 'id',
    type: columns.type ?? 'op',
    version: columns.version ?? 'none',
  };
  const op = columns.type === undefined ? (payload['op'] ?? fieldAt(event, 'iodebeziumop')) : look(columns.type);
  if (row === undefined) {
    reader.told.add(
      line,
      DOCUMENT,
      `${show(op)} tells no row; allowed are the operations c, r, u and d, each with its row`,
    );
    return undefined;
  }
  const status = columns.status ?? 'status';
  reader.told.note(
    'debezium',
    line,
    DOCUMENT,
    `read as a change event of Debezium: ${plain(names.user)} is the user, ${plain(status)} the status, ${plain(names.time)} the time`,
  );
  const what = reader.mapped(op) ?? whatOf(line, op, { row, status, name: names.type }, reader);
  const written = unbranched(fieldAt(payload, names.time) ?? fieldAt(event, names.time)) ?? look(names.time);
  const version = names.version === 'none' ? undefined : look(names.version);
  return reader.row({ line, time: written, user: look(names.user), version, names }, what);
}

interface RowStatus {
  readonly row: object;
  readonly status: string;
  /** What the operation is called. */
  readonly name: string;
}

/** c and r tell of a whole row, u of what it became, d that it is gone. */
function whatOf(line: number, op: unknown, { row, status, name }: RowStatus, reader: RowReader): What | undefined {
  if (op === 'd') return DELETED;
  if (op !== 'c' && op !== 'r' && op !== 'u') {
    reader.told.once(`op ${op}`, line, name, `${show(op)} is no operation on a row; allowed are c, r, u and d`);
    return undefined;
  }
  const value = unbranched(fieldAt(row, inRow(status)));
  if (value === undefined) {
    const has = plain(Object.keys(row).join(', '), 200);
    reader.told.once(
      'no status',
      line,
      status,
      `this is a change event of Debezium, and its row has no such field (it has ${has}); which is the status is said under workload.columns, such as { status: after.state }`,
    );
    return undefined;
  }
  const what = reader.statusOf(line, value, status);
  return what !== undefined && 'state' in what && op !== 'u' ? { ...what, whole: true, isNew: op === 'c' } : what;
}
