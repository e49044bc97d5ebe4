// The table of policies: what events carry and how a consumer decides, against what befalls the events. Every cell is as many tiny runs
// as there are ways for it to happen, played on the engine while one looks on; a cell opens its runs as lanes.
import { useEffect, useState } from 'react';
import { TRUTH_COLUMNS, TRUTH_ROWS, type TruthColumn, type TruthRow, truthSource } from '../../analysis/truth-table.ts';
import { KINDS } from '../../engine/index.ts';
import { useRunner } from '../state/use-runner.ts';
import { Dialog } from '../widgets/dialog.tsx';
import styles from './truth-table.module.css';

/** Of each cell the kinds with which its runs end, by row and column; null while it is being played. */
type Cells = readonly (readonly (readonly number[] | null)[])[];

const EMPTY: Cells = TRUTH_ROWS.map(() => TRUTH_COLUMNS.map(() => null));

/** Plays cell after cell, rows with few runs first. */
function useCells(): { readonly cells: Cells; readonly failed: boolean } {
  const { connection } = useRunner();
  const [cells, setCells] = useState(EMPTY);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    const order = TRUTH_ROWS.map((row, n) => ({ n, runs: row.cases.length })).sort((a, b) => a.runs - b.runs);
    const play = async () => {
      for (const { n } of order)
        for (const column of TRUTH_COLUMNS.keys()) {
          const kinds = await connection.door.truthCell(n, column);
          if (gone) return;
          setCells((before) =>
            before.map((row, r) => (r === n ? row.map((cell, c) => (c === column ? kinds : cell)) : row)),
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

/** Columns that carry the same stand under one head. */
const CARRIES = [...new Set(TRUTH_COLUMNS.map(({ carries }) => carries))].map((carries) => ({
  carries,
  count: TRUTH_COLUMNS.filter((column) => column.carries === carries).length,
}));

export const TruthTable = () => {
  const runner = useRunner();
  const { cells, failed } = useCells();
  const close = () => runner.set({ dialog: 'none' });
  const played = cells.flat().filter((cell) => cell !== null).length;
  const seen = new Set(cells.flatMap((row) => row.flatMap((kinds) => kinds ?? [])));
  const all = TRUTH_ROWS.length * TRUTH_COLUMNS.length;
  const open = (row: TruthRow, column: TruthColumn, kinds: readonly number[]) =>
    void runner.opening.source(truthSource(row, column, kinds), { onRead: close, entry: true });
  return (
    <Dialog title="Which policy survives what" full onClose={close}>
      <div className={styles['page']}>
        <p className="serif">
          One user is created, suspended, changes plan, is reactivated and is suspended again. Something befalls the
          five events, in every way in which it can. In how many runs do copy and truth agree in the end? A cell opens
          its runs, those that end wrong first.
        </p>
        <p className={styles['state']} role="status">
          {failed
            ? 'The runs could not be played. Close this and open it again.'
            : played < all
              ? `${played} of ${all} cells played`
              : `${all} cells, ${TRUTH_ROWS.reduce((sum, { cases }) => sum + cases.length, 0) * TRUTH_COLUMNS.length} runs, each played just now`}
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className={styles['scroll']} tabIndex={0} aria-label="Policies, and what befalls events">
          <table className={styles['table']} aria-busy={played < all}>
            <thead>
              <tr>
                <th scope="col" rowSpan={2} className={styles['corner']}>
                  What befalls the events
                </th>
                {CARRIES.map(({ carries, count }) => (
                  <th key={carries} scope="colgroup" colSpan={count}>
                    Events carry {carries}
                  </th>
                ))}
              </tr>
              <tr>
                {TRUTH_COLUMNS.map(({ id, decides }) => (
                  <th key={id} scope="col">
                    {decides}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {TRUTH_ROWS.map((row, r) => (
                <tr key={row.id}>
                  <th scope="row">
                    {row.title} <small>{row.cases.length === 1 ? '1 way' : `${row.cases.length} ways`}</small>
                  </th>
                  {TRUTH_COLUMNS.map((column, c) => (
                    <td key={column.id}>
                      <Cell kinds={cells[r]?.[c] ?? null} row={row} column={column} onOpen={open} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <p className={styles['key']}>
          {KINDS.map((kind, n) =>
            n > 0 && seen.has(n) ? (
              <span key={kind}>
                <i data-kind={n} /> ends {kind === 'wrongPlan' ? 'with a wrong plan' : kind}
              </span>
            ) : null,
          )}
          <span>
            <i data-kind={0} /> ends right
          </span>
        </p>
      </div>
    </Dialog>
  );
};

interface CellProps {
  readonly kinds: readonly number[] | null;
  readonly row: TruthRow;
  readonly column: TruthColumn;
  readonly onOpen: (row: TruthRow, column: TruthColumn, kinds: readonly number[]) => void;
}

/** So many runs are drawn one by one; of more, shares. */
const MOST_MARKS = 12;

const Cell = ({ kinds, row, column, onOpen }: CellProps) => {
  if (kinds === null) return <span className={styles['waiting']}>…</span>;
  const right = kinds.filter((kind) => kind === 0).length;
  const text = right === kinds.length ? 'all' : right === 0 ? 'none' : `${right} of ${kinds.length}`;
  const shade = right === kinds.length ? 'all' : right === 0 ? 'none' : 'some';
  const name = `${row.title}, events carry ${column.carries}, ${column.decides}: ${text} right`;
  return (
    <button
      type="button"
      className={styles['cell']}
      data-right={shade}
      aria-label={name}
      onClick={() => onOpen(row, column, kinds)}
    >
      <span className={styles['runs']} aria-hidden="true">
        {kinds.length <= MOST_MARKS
          ? kinds.map((kind, n) => <i key={row.cases[n]?.title} data-kind={kind} />)
          : shares(kinds).map(({ kind, share }) => <i key={kind} data-kind={kind} style={{ flexGrow: share }} />)}
      </span>
      <b>{text}</b>
    </button>
  );
};

/** How many runs end with each kind, right ones first. */
function shares(kinds: readonly number[]): readonly { readonly kind: number; readonly share: number }[] {
  return KINDS.map((_, kind) => ({ kind, share: kinds.filter((each) => each === kind).length })).filter(
    ({ share }) => share > 0,
  );
}
