// The grid of outcomes: what each procedure makes of each kind of damage. Every cell is a few runs, played on the engine while one looks
// on; a cell opens its runs as lanes, those of a condition beside each other.
import { cellSource, cellWords, MATRIX_SEEDS, type PlayedCell, rowTitle } from '../../analysis/outcome-cells.ts';
import { type Damage, damages, type MatrixRow } from '../../analysis/outcome-damages.ts';
import { outcomeMatrix } from '../../analysis/outcome-matrix.ts';
import { remarkedOn, remarks } from '../../analysis/outcome-remarks.ts';
import type { Runner } from '../state/runner.ts';
import { useRunner } from '../state/use-runner.ts';
import { type CellWord, type GridOf, PlayedGrid, VerdictMark } from '../widgets/played-grid.tsx';
import styles from './outcome-matrix.module.css';

const INTRO = `Four hundred users, a version guard, and seven kinds of damage. Each strategy repairs each of them, over ${MATRIX_SEEDS.length} seeds; two designs do without a repair. Is anything left wrong? Where the answer hangs on a condition, both ways are played. A cell opens its runs.`;

/** Cells of which one would expect another answer. */
const Remarks = () => (
  <section className={styles['remarks']} aria-labelledby="outcome-remarks">
    <h3 id="outcome-remarks">Where one would expect another answer, or the same for another reason</h3>
    <dl>
      {remarks.map((remark) => {
        const { row, damages: about } = remarkedOn(remark);
        return (
          <div key={remark.text}>
            <dt>
              {rowTitle(row)}: {about.join('; ')}
            </dt>
            <dd>{remark.text}</dd>
          </div>
        );
      })}
    </dl>
  </section>
);

const gridOf = ({ connection, opening, set }: Runner): GridOf<PlayedCell> => ({
  title: 'What brings back what',
  name: 'Strategies and designs, and kinds of damage',
  corner: 'Strategy',
  rows: outcomeMatrix.map((row) => ({
    id: row.id,
    title: rowTitle(row),
    ...(row.design !== undefined && { note: row.design.key }),
  })),
  columns: damages,
  play: (row, column) => connection.door.outcomeCell(row, column),
  look: (cell, r, c) => {
    const { word, more, otherwise } = cellWords(outcomeMatrix[r] as MatrixRow, damages[c] as Damage, cell);
    const first = `${word}${more === '' ? '' : word === 'if' ? ` ${more}` : `, ${more}`}`;
    return {
      verdict: word,
      words: [first, otherwise].filter((text) => text !== '').join(', '),
      shown: (
        <>
          <VerdictMark verdict={word} />
          <span>
            <b>{word}</b> {more}
            {otherwise !== '' && <small>{otherwise}</small>}
          </span>
        </>
      ),
    };
  },
  runs: ({ holds, fails }) => holds.left.length + (fails?.left.length ?? 0),
  open: (row, column) =>
    void opening.source(cellSource(outcomeMatrix[row] as MatrixRow, damages[column] as Damage), {
      onRead: () => set({ dialog: 'none' }),
      entry: true,
    }),
  remarks: <Remarks />,
});

const MEANINGS: readonly (readonly [CellWord, string])[] = [
  ['yes', 'yes: nothing is left wrong'],
  ['if', 'if: nothing where the condition holds, something where it does not'],
  ['no', 'no: something is left wrong'],
  ['cannot', 'cannot: what it needs is not there'],
  ['never', 'never: no such damage is done'],
];

const legend = () =>
  MEANINGS.map(([verdict, text]) => (
    <span key={verdict}>
      <VerdictMark verdict={verdict} /> {text}
    </span>
  ));

export const OutcomeMatrix = () => <PlayedGrid of={gridOf(useRunner())} intro={INTRO} legend={legend} />;
