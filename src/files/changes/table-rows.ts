// The rows of a table with a header: which column is which, by name or by the scenario's mapping, whatever else stands beside them.
import { plain, show } from '../../engine/index.ts';
import { DOCUMENT } from '../problems.ts';
import { csvRecords, separatorOf } from './csv.ts';
import { guessedColumns } from './guess.ts';
import type { ColumnNames, Row, RowReader, Unread } from './row.ts';
import { readTime } from './times.ts';

/** Where in a record each column stands. */
interface Header {
  readonly width: number;
  readonly names: ColumnNames;
  readonly time: number;
  readonly user: number;
  readonly what: number;
  readonly isStatus: boolean;
  readonly version: number | undefined;
}

/** A table that begins with its rows has these three. */
const BARE: Header = {
  width: 3,
  names: { time: 'time', user: 'user', type: 'type', version: 'version' },
  time: 0,
  user: 1,
  what: 2,
  isStatus: false,
  version: undefined,
};

/** What spreadsheets write before the header, to say what separates. */
const SAYS_SEPARATOR = /^sep=([,;\t])\r?\n/i;

const twice = (fields: readonly string[], names: readonly string[]): string | undefined =>
  names.find((name) => fields.filter((field) => field.trim().toLowerCase() === name.trim().toLowerCase()).length > 1);

const placeOf = (fields: readonly string[], name: string): number | undefined => {
  const wanted = name.trim().toLowerCase();
  const exact = fields.indexOf(name);
  const place = exact >= 0 ? exact : fields.findIndex((field) => field.trim().toLowerCase() === wanted);
  return place < 0 ? undefined : place;
};

/** The header that a record is, or what it lacks; undefined when it is a row already. */
function headerOf(fields: readonly string[], { mapping }: RowReader): Header | { readonly wrong: string } | undefined {
  const { columns } = mapping;
  const isRow = readTime(fields[0]?.trim(), 'none');
  if (fields.length === 3 && !('wrong' in isRow && isRow.wrong === 'none')) return undefined;
  if (columns.type !== undefined && columns.status !== undefined)
    return { wrong: 'workload.columns names a type and a status; allowed is one of them in a table' };
  const type = placeOf(fields, columns.type ?? 'type');
  const isStatus =
    columns.status !== undefined ||
    (type === undefined && columns.type === undefined && placeOf(fields, 'status') !== undefined);
  const names = {
    time: columns.time ?? 'time',
    user: columns.user ?? 'user',
    type: isStatus ? (columns.status ?? 'status') : (columns.type ?? 'type'),
    version: columns.version ?? 'version',
  };
  const [time, user, what] = [names.time, names.user, names.type].map((name) => placeOf(fields, name));
  const hasVersion = columns.version !== undefined && columns.version !== 'none';
  const version = hasVersion ? placeOf(fields, names.version) : undefined;
  const lacking = [time, user, what, hasVersion ? version : 0].flatMap((place, n) =>
    place === undefined ? [[names.time, names.user, names.type, names.version][n] as string] : [],
  );
  if (lacking.length > 0) return { wrong: lacks(lacking, fields) };
  const double = twice(fields, [names.time, names.user, names.type, ...(hasVersion ? [names.version] : [])]);
  if (double !== undefined) return { wrong: `the header has ${show(double)} twice; allowed is each column once` };
  return { width: fields.length, names, time, user, what, isStatus, version } as Header;
}

function lacks(lacking: readonly string[], fields: readonly string[]): string {
  const has = fields.map((field) => plain(field.trim(), 30)).join(', ');
  const only = fields.length === 1 ? ' (a comma, a semicolon or a tab separates columns)' : '';
  return `the header has no column ${lacking.map((name) => show(name)).join(', ')}; it has ${plain(has, 200)}${only}; which are which is said under workload.columns, such as ${guessedColumns(fields)}`;
}

/** Every row of the table. Without a header that can be understood there are none. */
export function* tableRows(text: string, reader: RowReader): Generator<Row | Unread> {
  let header: Header | undefined;
  const said = SAYS_SEPARATOR.exec(text)?.[1];
  for (const record of csvRecords(text, said ?? separatorOf(text))) {
    const { line } = record;
    if (line === 1 && said !== undefined) continue;
    if (!('fields' in record)) {
      reader.told.add(line, DOCUMENT, record.wrong);
      yield { line, unread: true };
      continue;
    }
    if (header === undefined) {
      const found = headerOf(record.fields, reader);
      if (found !== undefined && 'wrong' in found) return reader.told.add(line, DOCUMENT, found.wrong);
      header = found ?? BARE;
      if (found !== undefined) continue;
    }
    yield rowOf(record.fields, line, header, reader);
  }
}

function rowOf(fields: readonly string[], line: number, header: Header, reader: RowReader): Row | Unread {
  const { width, names } = header;
  const isOver = fields.slice(width).some((field) => field.trim() !== '');
  if (fields.length < width || isOver) {
    reader.told.add(line, DOCUMENT, `this line has ${fields.length} fields; allowed are ${width}, as in the header`);
    return { line, unread: true };
  }
  const field = (place: number): string => (fields[place] as string).trim();
  const word = field(header.what);
  const what = header.isStatus ? reader.statusOf(line, word, names.type) : reader.typeOf(line, word, names.type);
  const version = header.version === undefined ? undefined : field(header.version);
  return reader.row({ line, time: field(header.time), user: field(header.user), version, names }, what);
}
