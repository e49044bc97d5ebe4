// Every cell of the outcome matrix is what runs say, over seeds; docs/outcomes.md is the table of what they said. A conditional cell is two
// runs: one where what it names holds, and one where it does not.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  cellSource,
  cellWord,
  cellWords,
  outcomeOf,
  type PlayedCell,
  playCell,
  rowTitle,
} from '../../src/analysis/outcome-cells.ts';
import { type Damage, damages, type MatrixCell, type MatrixRow } from '../../src/analysis/outcome-damages.ts';
import { outcomeMatrix } from '../../src/analysis/outcome-matrix.ts';
import { remarkedOn, remarks } from '../../src/analysis/outcome-remarks.ts';
import { Session, specOf } from '../../src/engine/index.ts';
import { measureOf } from '../../src/engine/run/result.ts';
import { strategies } from '../../src/engine/strategies/catalog.ts';
import { readScenario } from '../../src/files/index.ts';

/** The cells, each played once. */
const known = new Map<string, PlayedCell>();
function played(row: MatrixRow, damage: Damage): PlayedCell {
  const key = `${row.id}/${damage.id}`;
  const cell = known.get(key) ?? playCell(row, damage);
  known.set(key, cell);
  return cell;
}

const expectedOf = (cell: MatrixCell): string =>
  typeof cell === 'string' ? cell : `${cell.then ?? 'yes'}, else ${cell.otherwise ?? 'no'}`;

const nameOf = (row: MatrixRow): string =>
  row.design === undefined ? `\`${row.strategy}\`` : `${row.design.title} (\`${row.design.key}\`)`;

const LEGEND = [
  'Each cell is runs of the simulator, over seeds 1 to 3: **yes**, nothing is left wrong; **no**, something is; **cannot**, its precondition is not met;',
  '**never**, no such damage is done; **if**, one run where the condition holds ends well, and one where it does not ends with something wrong, or cannot',
  'be done. What is counted are users whose copy differs; of wrong invoices those that nobody has credited; where there is no copy, wrong and missed',
  'invoices. Written by `npx vitest run test/analysis/outcome-matrix.long.test.ts -u`.',
];

describe.each(outcomeMatrix.map((row) => [row.id, row] as const))('%s', (_, row) => {
  test.each(damages.map((damage) => [damage.id, damage] as const))(
    '%s: the cell is what its runs say',
    (id, damage) => {
      const { holds, fails } = played(row, damage);
      const found = fails === null ? outcomeOf(holds) : `${outcomeOf(holds)}, else ${outcomeOf(fails)}`;
      expect(found).toBe(expectedOf(row.cells[id] as MatrixCell));
      // What is mended was broken, in every run.
      for (const lane of [holds, fails])
        if (lane !== null && ['yes', 'no'].includes(outcomeOf(lane)))
          expect(lane.done.filter((count) => count === 0)).toEqual([]);
    },
  );
});

test('the table in docs is what the runs said, and why some of it may surprise', async () => {
  const table = [
    ['', ...damages.map(({ title }) => title)],
    ['---', ...damages.map(() => '---')],
    ...outcomeMatrix.map((row) => [
      nameOf(row),
      ...damages.map((damage) => {
        const { word, more } = cellWords(row, damage, played(row, damage));
        return word === 'if' ? `if ${more}` : word;
      }),
    ]),
  ];
  const text = [
    '# What brings back what',
    '',
    ...LEGEND,
    '',
    ...table.map((cells) => `| ${cells.join(' | ')} |`),
    '',
    '## Where one would expect another answer, or the same for another reason',
    '',
    ...remarks.map((remark) => {
      const { row, damages: about } = remarkedOn(remark);
      return `- ${nameOf(row)}, ${about.join('; ')}: ${remark.text}`;
    }),
    '',
  ].join('\n');
  await expect(text).toMatchFileSnapshot(join(import.meta.dirname, '../../docs/outcomes.md'));
}, 120_000);

test('a remark is about cells that there are', () => {
  const [remark] = remarks as [(typeof remarks)[number]];
  expect(remarkedOn(remark).row.id).toBe(remark.row);
  expect(() => remarkedOn({ ...remark, row: 'nothing' })).toThrow('There is no row nothing.');
  expect(() => remarkedOn({ ...remark, damages: ['none'] })).toThrow('There is no damage none.');
});

test('the matrix knows every strategy, and every damage', () => {
  const told = outcomeMatrix.flatMap(({ strategy, design }) => (design === undefined ? [strategy] : []));
  // Dead letters handed back repair no kind of damage by themselves: they are what one kind of failing leaves.
  expect([...told, 'redrive'].sort()).toEqual(strategies.map(({ id }) => id).sort());
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
  expect(left).toEqual([holds.left[0], fails?.left[0]]);
  expect(left[0]).toBe(0);
  expect(left[1]).toBeGreaterThan(0);
});

test('a cell of a design opens beside a copy as usual, and one of invoices tells of invoices', () => {
  const row = outcomeMatrix.find(({ id }) => id === 'live-calls') as MatrixRow;
  const damage = damages.find(({ id }) => id === 'lost-publication') as Damage;
  const { file, text } = cellSource(row, damage);
  const read = readScenario(text, { file, readSibling: () => undefined });
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  const wrong = read.scenario.variants.map((variant) => {
    const { measures } = Session.open(specOf(read.scenario, variant, 1), undefined, { marks: 1 }).finish();
    return Number(measureOf(measures, 'invoices.wrong')) + Number(measureOf(measures, 'invoices.missed'));
  });
  expect(read.scenario.title).toBe(`${rowTitle(row)}, after: never published`);
  expect(wrong[0]).toBe(0);
  expect(wrong[1]).toBeGreaterThan(0);
  const invoices = damages.find(({ id }) => id === 'wrong-invoices') as Damage;
  const waiting = outcomeMatrix.find(({ id }) => id === 'wait') as MatrixRow;
  const words = cellWords(waiting, invoices, { holds: { left: [18, 25, 20], done: [18, 25, 20] }, fails: null });
  expect(words).toEqual({ word: 'no', more: '18 to 25 invoices stay wrong', otherwise: '' });
});

test('a cell of which the runs say another thing than its condition is not called conditional', () => {
  const lane = (left: readonly (number | null)[], done = left.map(() => 5)) => ({ left, done });
  expect(cellWord({ holds: lane([0, 0]), fails: lane([0, 0]) })).toBe('yes');
  expect(cellWord({ holds: lane([0, 3]), fails: lane([4, 0]) })).toBe('no');
  expect(cellWord({ holds: lane([0, 0]), fails: lane([4, 0]) })).toBe('if');
  expect(cellWord({ holds: lane([0, 0]), fails: lane([null, null]) })).toBe('if');
  expect(cellWord({ holds: lane([0, 0], [0, 0]), fails: lane([4, 0]) })).toBe('if');
  expect(cellWord({ holds: lane([0, 0], [0, 0]), fails: null })).toBe('never');
  expect(cellWord({ holds: lane([null, null]), fails: null })).toBe('cannot');
});

test('every cell opens: what it is a scenario of can be read', () => {
  const wrong = outcomeMatrix.flatMap((row) =>
    damages.flatMap((damage) => {
      const { file, text } = cellSource(row, damage);
      const read = readScenario(text, { file, readSibling: () => undefined });
      return 'errors' in read ? read.errors.map(({ message }) => `${file}: ${message}`) : [];
    }),
  );
  expect(wrong).toEqual([]);
});
