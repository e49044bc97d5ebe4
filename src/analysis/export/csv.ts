// The trace as a table: one row a line, one column a field, by RFC 4180, for spreadsheets and data frames.
import { writtenLine } from '../../engine/index.ts';
import type { CreateExporter } from './exporter.ts';
import { instantText } from './instant.ts';

const COLUMNS = [
  ...['i', 't', 'time', 'kind', 'user', 'version', 'status', 'plan', 'cause', 'message', 'attempt', 'consumer'],
  ...['effect', 'reason', 'where', 'fault', 'on', 'run', 'amount', 'copy', 'truth', 'request', 'rows'],
  ...['strategy', 'name', 'team', 'subscriber', 'original', 'lag', 'alarm'],
] as const;

/** Cells that begin so are formulas to a spreadsheet; an apostrophe makes them text. */
const FORMULA = /^[=+@\t\r-]/;

function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csv: CreateExporter = ({ scenario }) => ({
  head: `${COLUMNS.join(',')}\r\n`,
  line: (line, told) => {
    if (!told) return '';
    const fields: Readonly<Record<string, unknown>> = {
      ...writtenLine(line),
      time: instantText(scenario.start, line.t),
    };
    return `${COLUMNS.map((column) => cell(fields[column])).join(',')}\r\n`;
  },
  foot: () => '',
});
