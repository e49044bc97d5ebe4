// The table of consumer policies, cell by cell: each cell's runs on the engine against what the definitions of the policies give
// by hand and by exhaustive enumeration. Where a published table says otherwise, the reason stands beside the cell.
import { expect, test } from 'vitest';
import {
  TRUTH_COLUMNS,
  TRUTH_ROWS,
  type TruthColumn,
  type TruthRow,
  truthCell,
  truthSource,
} from '../../src/analysis/truth-table.ts';
import { compare, KINDS, measureOf } from '../../src/engine/index.ts';
import { readScenario } from '../../src/files/index.ts';

/** How many runs of each row end right, in the order of the columns. */
const RIGHT: Readonly<Record<string, readonly number[]>> = {
  // change: arrival, inbox, guard, strict, per field; state: arrival, inbox, guard, last writer; key
  'in-order': [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  doubled: [5, 5, 5, 5, 5, 5, 5, 5, 5, 5],
  'old-again': [2, 4, 4, 4, 4, 1, 4, 4, 4, 4],
  swapped: [3, 3, 3, 4, 4, 3, 3, 4, 4, 4],
  'any-order': [36, 36, 40, 120, 120, 48, 48, 120, 120, 120],
  'one-lost': [3, 3, 3, 1, 3, 4, 4, 4, 4, 4],
  // Who asks is told the truth only if some event comes after the last change: here all others were asked about before.
  'last-lost': [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  'last-lost-others-late': [0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
  republished: [2, 2, 3, 4, 4, 1, 1, 4, 4, 4],
  'republished-new-id': [2, 2, 3, 4, 4, 1, 1, 4, 1, 4],
  // Stamped with the row's present version, which is no new one: a guard has it already, and refuses; the version of a field is
  // older where it was another field that changed last, so that a creation takes the plan back.
  'republished-renewed': [2, 2, 3, 1, 3, 1, 1, 4, 1, 4],
  // A guard that compares with "higher than" refuses a snapshot of the version it has, and one that takes the next version only
  // any that jumps. Ours take a snapshot that is as new, and let it jump over a gap.
  snapshot: [5, 5, 5, 5, 5, 5, 5, 5, 5, 5],
  // The last writer drops what seems older: of a change before the last one that is no harm, since the next event says everything.
  'stamped-early': [4, 4, 4, 4, 4, 4, 4, 4, 3, 4],
};

test.each(TRUTH_ROWS.map((row) => [row.title, row] as const))('%s', (_, row) => {
  const found = TRUTH_COLUMNS.map((column) => [column.id, truthCell(row, column).filter((kind) => kind === 0).length]);
  const expected = TRUTH_COLUMNS.map(({ id }, n) => [id, RIGHT[row.id]?.[n]]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
});

test('every row is expected, and nothing else', () => {
  expect(TRUTH_ROWS.map(({ id }) => id).sort()).toEqual(Object.keys(RIGHT).sort());
});

const rowOf = (id: string) => TRUTH_ROWS.find((row) => row.id === id) as TruthRow;
const columnOf = (id: string) => TRUTH_COLUMNS.find((column) => column.id === id) as TruthColumn;

test('a cell says how each of its runs ends', () => {
  const kinds = (row: string, column: string) => truthCell(rowOf(row), columnOf(column)).map((kind) => KINDS[kind]);
  expect(kinds('last-lost', 'version-state')).toEqual(['overbilled']);
  expect(kinds('stamped-early', 'timestamp-state')).toEqual(['agrees', 'agrees', 'agrees', 'overbilled']);
  expect(kinds('one-lost', 'strict-delta')).toEqual(['missing', 'overbilled', 'wrongPlan', 'agrees']);
});

test('a cell opens as a scenario whose lanes are its runs, those that end wrong first', () => {
  const [row, column] = [rowOf('swapped'), columnOf('version-delta')];
  const { file, text, siblings } = truthSource(row, column, truthCell(row, column));
  const outcome = readScenario(text, { file, readSibling: (path) => (siblings as Record<string, string>)[path] });
  if ('errors' in outcome) throw new Error(outcome.errors.map(({ message }) => message).join('\n'));
  const { scenario, changes } = outcome;
  expect(scenario.variants.map(({ title }) => title)).toEqual([
    'Event 3: ends wrong',
    'Event 1: ends right',
    'Event 2: ends right',
    'Event 4: ends right',
  ]);
  const result = compare(scenario, scenario.variants, { seed: scenario.seed, changes });
  expect(result?.variants.map(({ measures }) => measureOf(measures, 'divergent.settled'))).toEqual([1, 0, 0, 0]);
});
