// Every cell of the outcome matrix is what runs say, over seeds; docs/outcomes.md is the table of what they said. A conditional cell is two
// runs: one where what it names holds, and one where it does not.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cellSource, cellWord, cellWords, outcomeOf, playCell } from '../../src/analysis/outcome-cells.ts';
import {
  type Damage,
  damages,
  type MatrixCell,
  type MatrixRow,
  outcomeMatrix,
} from '../../src/analysis/outcome-matrix.ts';
import { Session, specOf } from '../../src/engine/index.ts';
import { measureOf } from '../../src/engine/run/result.ts';
import { strategies } from '../../src/engine/strategies/catalog.ts';
import { readScenario } from '../../src/files/index.ts';

const played = (row: MatrixRow) => damages.map((damage) => ({ damage, cell: playCell(row, damage) }));

const expectedOf = (cell: MatrixCell): string => (typeof cell === 'string' ? cell : 'yes, else no');

test('every cell is what the runs say, and the table in docs is what they said', async () => {
  const rows = outcomeMatrix.map((row) => ({ row, cells: played(row) }));
  const wrong = rows.flatMap(({ row, cells }) =>
    cells.flatMap(({ damage, cell: { holds, fails } }) => {
      const found = fails === null ? outcomeOf(holds) : `${outcomeOf(holds)}, else ${outcomeOf(fails)}`;
      const expected = expectedOf(row.cells[damage.id] as MatrixCell);
      return found === expected ? [] : [`${row.strategy}, ${damage.id}: ${found}, expected ${expected}`];
    }),
  );
  expect(wrong).toEqual([]);
  const table = [
    ['Strategy', ...damages.map(({ title }) => title)],
    ['---', ...damages.map(() => '---')],
    ...rows.map(({ row, cells }) => [
      `\`${row.strategy}\``,
      ...cells.map(({ damage, cell }) => {
        const { word, more } = cellWords(row, damage, cell);
        return word === 'if' ? `if ${more}` : word;
      }),
    ]),
  ];
  const text = [
    '# What brings back what',
    '',
    'Each cell is runs of the simulator, over seeds 1 to 3: **yes**, nobody is left wrong; **no**, somebody is; **cannot**, its precondition is not met;',
    '**if**, one run where the condition holds ends with nobody wrong, and one where it does not ends with somebody. Written by',
    '`npx vitest run test/analysis/outcome-matrix.long.test.ts -u`. No procedure of these changes an invoice that was sent.',
    '',
    ...table.map((cells) => `| ${cells.join(' | ')} |`),
    '',
  ].join('\n');
  await expect(text).toMatchFileSnapshot(join(import.meta.dirname, '../../docs/outcomes.md'));
}, 120_000);

test('the matrix knows every strategy that repairs a state, and every damage', () => {
  const told = outcomeMatrix.map(({ strategy }) => strategy);
  // Dead letters handed back repair no kind of damage by themselves: they are what one kind of failing leaves.
  const ofStates = strategies.filter(({ repairs }) => repairs === undefined);
  expect([...told, 'redrive'].sort()).toEqual(ofStates.map(({ id }) => id).sort());
  for (const { cells } of outcomeMatrix) expect(Object.keys(cells)).toEqual(damages.map(({ id }) => id));
});

test('a cell opens the runs that it was played by', () => {
  const row = outcomeMatrix.find(({ strategy }) => strategy === 'resync') as MatrixRow;
  const damage = damages.find(({ id }) => id === 'lost-deletion') as Damage;
  const { file, text } = cellSource(row, damage);
  const read = readScenario(text, { file, readSibling: () => undefined });
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  const { scenario } = read;
  expect(scenario.variants.map(({ id }) => id)).toEqual(['holds', 'else']);
  const { holds, fails } = playCell(row, damage);
  const left = scenario.variants.map((variant) => {
    const { measures } = Session.open(specOf(scenario, variant, 1), undefined, { marks: 1 }).finish();
    return measureOf(measures, 'divergent.settled');
  });
  expect(left).toEqual([holds[0], fails?.[0]]);
  expect(left[0]).toBe(0);
  expect(left[1]).toBeGreaterThan(0);
});

test('a cell of which the runs say another thing than its condition is not called conditional', () => {
  expect(cellWord({ holds: [0, 0], fails: [0, 0] })).toBe('yes');
  expect(cellWord({ holds: [0, 3], fails: [4, 0] })).toBe('no');
  expect(cellWord({ holds: [0, 0], fails: [4, 0] })).toBe('if');
  expect(cellWord({ holds: [null, null], fails: null })).toBe('cannot');
});
