// The table of consumer policies, cell by cell: each cell's runs on the engine against what the definitions of the policies give
// by hand and by exhaustive enumeration. Where a published table says otherwise, the reason stands beside the cell.
import { expect, test } from 'vitest';
import { TRUTH_COLUMNS, TRUTH_ROWS, truthCell } from '../../support/truth-table.ts';

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
};

test.each(TRUTH_ROWS.map((row) => [row.title, row] as const))('%s', (_, row) => {
  const found = TRUTH_COLUMNS.map((column) => [column.id, truthCell(row, column).count]);
  const expected = TRUTH_COLUMNS.map(({ id }, n) => [id, RIGHT[row.id]?.[n]]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
});

test('every row is expected, and nothing else', () => {
  expect(TRUTH_ROWS.map(({ id }) => id).sort()).toEqual(Object.keys(RIGHT).sort());
});
