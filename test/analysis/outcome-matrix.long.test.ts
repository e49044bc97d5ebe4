// Every cell of the outcome matrix is what runs say, over seeds; docs/outcomes.md is the table of what they said. A conditional cell is two
// runs: one where what it names holds, and one where it does not.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { strategies } from '../../src/engine/strategies/catalog.ts';
import { damages, type MatrixCell, type MatrixLane, type MatrixRow, outcomeMatrix } from '../support/outcome-matrix.ts';
import { measured, runOf, scenario } from '../support/scenarios.ts';

const SEEDS = [1, 2, 3];

const house = scenario({
  length: '8h',
  population: { users: 400, suspendedShare: 0.1 },
  workload: { signUps: '10/h', suspend: '0.1/h', reactivate: '0.6/h', delete: '0/h' },
  billing: { policy: 'version', invoiceEvery: '24h' },
  repair: { at: '4h' },
  people: 'none',
});

type Outcome = 'yes' | 'no' | 'cannot';

/** What a lane comes to over the seeds: nobody is left wrong, somebody is, or it cannot be done. */
function outcomeOf(
  strategy: string,
  of: MatrixLane,
  needs: MatrixLane,
  damage: Readonly<Record<string, unknown>>,
): Outcome {
  const results = SEEDS.map((seed) =>
    runOf(house, {
      strategy,
      seed,
      parameters: { ...needs.parameters, ...of.parameters },
      set: structuredClone({ ...damage, ...needs.set, ...of.set }) as never,
    }),
  );
  if (results.every(({ verdict }) => verdict.startsWith('Cannot'))) return 'cannot';
  return results.some((result) => measured(result, 'divergent.settled') > 0) ? 'no' : 'yes';
}

interface Found {
  readonly cell: string;
  readonly expected: string;
}

function play({ strategy, needs = {} }: MatrixRow, cell: MatrixCell, set: Readonly<Record<string, unknown>>): Found {
  const found = (lane: MatrixLane) => outcomeOf(strategy, lane, needs, set);
  if (typeof cell === 'string') return { cell: found({}), expected: cell };
  return { cell: `${found(cell.holds)}, else ${found(cell.fails)}`, expected: 'yes, else no' };
}

test('every cell is what the runs say, and the table in docs is what they said', async () => {
  const rows = outcomeMatrix.map((row) => ({
    row,
    cells: damages.map(({ id, set }) => ({ id, ...play(row, row.cells[id] as MatrixCell, set) })),
  }));
  const wrong = rows.flatMap(({ row, cells }) =>
    cells
      .filter(({ cell, expected }) => cell !== expected)
      .map((each) => `${row.strategy}, ${each.id}: ${each.cell}, expected ${each.expected}`),
  );
  expect(wrong).toEqual([]);
  const words = ({ cells }: MatrixRow, id: string, found: string) => {
    const cell = cells[id];
    return typeof cell === 'object' ? `if ${cell.when}` : found;
  };
  const table = [
    ['Strategy', ...damages.map(({ title }) => title)],
    ['---', ...damages.map(() => '---')],
    ...rows.map(({ row, cells }) => [`\`${row.strategy}\``, ...cells.map(({ id, cell }) => words(row, id, cell))]),
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
  expect([...told, 'redrive'].sort()).toEqual(strategies.map(({ id }) => id).sort());
  for (const { cells } of outcomeMatrix) expect(Object.keys(cells)).toEqual(damages.map(({ id }) => id));
});
