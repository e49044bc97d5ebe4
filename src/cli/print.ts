// Results as text: one table of cells, printed as aligned columns, CSV or Markdown; JSON stays what it is. It computes nothing.
import { csvText } from '../analysis/csv.ts';

export const FORMATS = ['table', 'json', 'csv', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

/** Rows of texts; the first is the heading. Cells that are numbers are aligned to the right. */
export type TableCells = readonly (readonly string[])[];

const isNumber = (cell: string): boolean => /^[−-]?\d/.test(cell);

function aligned(cells: TableCells): string {
  const widths: number[] = [];
  for (const row of cells) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  }
  const lines = cells.map((row) =>
    row
      .map((cell, i) => {
        const width = widths[i] as number;
        const right = i > 0 && cells.slice(1).some((other) => isNumber(other[i] ?? ''));
        return right ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '─'.repeat(width)).join('──');
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

const markdownCell = (cell: string): string =>
  cell.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The table in one of the formats for people and spreadsheets, without a final line break. */
export function printCells(cells: TableCells, format: Exclude<Format, 'json'>): string {
  if (format === 'csv') return csvText(cells);
  if (format === 'table') return aligned(cells);
  const line = (row: readonly string[]) => `| ${row.map(markdownCell).join(' | ')} |`;
  const [heading = [], ...rows] = cells;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A number for people: whole, or with at most `digits` significant digits after the point, grouped by thin spaces in tables only. */
export function printNumber(value: number, digits = 3): string {
  if (Number.isInteger(value)) return String(value);
  const rounded = Math.abs(value) >= 1 ? value.toFixed(Math.min(digits, 2)) : value.toPrecision(digits);
  return String(Number(rounded));
}

/** One JSON document. */
export const printJson = (value: unknown): string => JSON.stringify(value, null, 2);
