// The grid of outcomes: what each procedure makes of each kind of damage. Every cell is a few runs, played on the engine while one looks
// on; a cell opens its runs as lanes, those of a condition beside each other.
import { useEffect, useState } from 'react';
import { cellSource, cellWords, MATRIX_SEEDS, type PlayedCell } from '../../analysis/outcome-cells.ts';
import { type Damage, damages, type MatrixRow, outcomeMatrix } from '../../analysis/outcome-matrix.ts';
import { strategyTitle } from '../../engine/index.ts';
import { useRunner } from '../state/use-runner.ts';
import { Dialog } from '../widgets/dialog.tsx';
import styles from './outcome-matrix.module.css';

/** Of each cell what its runs left, by row and column; null while it is being played. */
type Cells = readonly (readonly (PlayedCell | null)[])[];

const EMPTY: Cells = outcomeMatrix.map(() => damages.map(() => null));
const ALL = outcomeMatrix.length * damages.length;

/** Plays cell after cell, row by row. */
function useCells(): { readonly cells: Cells; readonly failed: boolean } {
  const { connection } = useRunner();
  const [cells, setCells] = useState(EMPTY);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    const play = async () => {
      for (const row of outcomeMatrix.keys())
        for (const column of damages.keys()) {
          const played = await connection.door.outcomeCell(row, column);
          if (gone) return;
          setCells((before) =>
            before.map((of, r) => (r === row ? of.map((cell, c) => (c === column ? played : cell)) : of)),
          );
        }
    };
    play().catch(() => !gone && setFailed(true));
    return () => {
      gone = true;
    };
  }, [connection]);
  return { cells, failed };
}

const runsOf = (cells: Cells): number =>
  cells.flat().reduce((sum, cell) => sum + (cell === null ? 0 : cell.holds.length + (cell.fails?.length ?? 0)), 0);

export const OutcomeMatrix = () => {
  const runner = useRunner();
  const { cells, failed } = useCells();
  const close = () => runner.set({ dialog: 'none' });
  const played = cells.flat().filter((cell) => cell !== null).length;
  const open = (row: MatrixRow, damage: Damage) =>
    void runner.opening.source(cellSource(row, damage), { onRead: close, entry: true });
  return (
    <Dialog title="What brings back what" full onClose={close}>
      <div className={styles['page']}>
        <p className="serif">
          Four hundred users, a version guard, and six kinds of damage. Each strategy repairs each of them, over{' '}
          {MATRIX_SEEDS.length} seeds: is anybody left wrong? Where the answer hangs on a condition, both ways are
          played. A cell opens its runs.
        </p>
        <p className={styles['state']} role="status">
          {failed
            ? 'The runs could not be played. Close this and open it again.'
            : played < ALL
              ? `${played} of ${ALL} cells played`
              : `${ALL} cells, ${runsOf(cells)} runs, each played just now`}
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className={styles['scroll']} tabIndex={0} aria-label="Strategies, and kinds of damage">
          <table className={styles['table']} aria-busy={played < ALL}>
            <thead>
              <tr>
                <th scope="col" className={styles['corner']}>
                  Strategy
                </th>
                {damages.map(({ id, title }) => (
                  <th key={id} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {outcomeMatrix.map((row, r) => (
                <tr key={row.strategy}>
                  <th scope="row">{strategyTitle(row.strategy)}</th>
                  {damages.map((damage, c) => (
                    <td key={damage.id}>
                      <Cell played={cells[r]?.[c] ?? null} row={row} damage={damage} onOpen={open} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <p className={styles['key']}>
          <span>
            <i data-word="yes" /> yes: nobody is left wrong
          </span>
          <span>
            <i data-word="if" /> if: nobody where the condition holds, somebody where it does not
          </span>
          <span>
            <i data-word="no" /> no: somebody is left wrong
          </span>
          <span>
            <i data-word="cannot" /> cannot: what it needs is not there
          </span>
        </p>
      </div>
    </Dialog>
  );
};

interface CellProps {
  readonly played: PlayedCell | null;
  readonly row: MatrixRow;
  readonly damage: Damage;
  readonly onOpen: (row: MatrixRow, damage: Damage) => void;
}

const Cell = ({ played, row, damage, onOpen }: CellProps) => {
  if (played === null) return <span className={styles['waiting']}>…</span>;
  const { word, more, otherwise } = cellWords(row, damage, played);
  const told = [`${word}${more === '' ? '' : word === 'if' ? ` ${more}` : `, ${more}`}`, otherwise];
  const name = `${strategyTitle(row.strategy)}, ${damage.title}: ${told.filter((text) => text !== '').join(', ')}`;
  return (
    <button
      type="button"
      className={styles['cell']}
      data-word={word}
      aria-label={name}
      onClick={() => onOpen(row, damage)}
    >
      <i data-word={word} aria-hidden="true" />
      <span>
        <b>{word}</b> {more}
        {otherwise !== '' && <small>{otherwise}</small>}
      </span>
    </button>
  );
};
