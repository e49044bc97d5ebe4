// A page with a grid whose cells are played on the engine while one looks on: rows against columns, a word in every cell, which opens its
// runs. Where a table has no room it is a list. What is played it is told.
import { type ReactNode, useEffect, useState } from 'react';
import { useRunner } from '../state/use-runner.ts';
import { Dialog } from './dialog.tsx';
import { type GridColumn, GridList, type GridRow } from './grid-list.tsx';
import styles from './played-grid.module.css';
import { useMedia } from './room.ts';

/** What a cell comes to, as a mark: `if` is some of both. */
export type CellWord = 'yes' | 'if' | 'no' | 'cannot' | 'never';

export const VerdictMark = ({ verdict }: { readonly verdict: CellWord }) => (
  <i className={styles['mark']} data-verdict={verdict} aria-hidden="true" />
);

interface CellLook {
  readonly verdict: CellWord;
  /** The whole of it in words, without its row and column. */
  readonly words: string;
  readonly shown: ReactNode;
}

export interface GridOf<Cell> {
  readonly title: string;
  /** What the grid is called, and its rows and columns. */
  readonly name: string;
  readonly corner: string;
  readonly rows: readonly GridRow[];
  readonly columns: readonly GridColumn[];
  /** Rows in the order in which they are played; left out: from the top. */
  readonly order?: readonly number[];
  readonly play: (row: number, column: number) => Promise<Cell>;
  readonly look: (cell: Cell, row: number, column: number) => CellLook;
  /** How many runs a cell took. */
  readonly runs: (cell: Cell) => number;
  readonly open: (row: number, column: number, cell: Cell) => void;
  /** Behind the last row: why some cells may surprise. */
  readonly remarks?: ReactNode;
}

/** By row and column; null while it is being played. */
type Cells<Cell> = readonly (readonly (Cell | null)[])[];

/** Plays cell after cell, row by row. */
function useCells<Cell>({ rows, columns, order, play }: GridOf<Cell>): {
  readonly cells: Cells<Cell>;
  readonly failed: boolean;
} {
  const { connection } = useRunner();
  const [cells, setCells] = useState<Cells<Cell>>(() => rows.map(() => columns.map(() => null)));
  const [failed, setFailed] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: which grid it is never changes
  useEffect(() => {
    let gone = false;
    const all = async () => {
      for (const row of order ?? rows.keys())
        for (const column of columns.keys()) {
          const played = await play(row, column);
          if (gone) return;
          setCells((before) =>
            before.map((of, r) => (r === row ? of.map((cell, c) => (c === column ? played : cell)) : of)),
          );
        }
    };
    all().catch(() => !gone && setFailed(true));
    return () => {
      gone = true;
    };
  }, [connection]);
  return { cells, failed };
}

/** Said where somebody has come to the table by keyboard. */
const HINT = 'grid-keys';

/** A table takes this much room. */
const listed = window.matchMedia('(max-width: 900px)');

interface PageProps<Cell> {
  readonly of: GridOf<Cell>;
  readonly intro: string;
  /** What the marks mean; handed what has been played, and whether each row is told by a strip of marks. */
  readonly legend: (cells: readonly Cell[], isList: boolean) => ReactNode;
}

export const PlayedGrid = <Cell,>({ of, intro, legend }: PageProps<Cell>) => {
  const runner = useRunner();
  const { cells, failed } = useCells(of);
  const isList = useMedia(listed);
  const all = of.rows.length * of.columns.length;
  const played = cells.flat().filter((cell) => cell !== null);
  const runs = played.reduce((sum, cell) => sum + of.runs(cell), 0);
  const Shown = isList ? List : Table;
  return (
    <Dialog title={of.title} full onClose={() => runner.set({ dialog: 'none' })}>
      <div className={styles['page']}>
        <p className="serif">{intro}</p>
        <div className={styles['state']}>
          <p role="status">
            {failed
              ? 'The runs could not be played. Close this and open it again.'
              : played.length < all
                ? `${played.length} of ${all} cells played`
                : `${all} cells, ${runs} runs, each played just now`}
          </p>
          {!isList && (
            <p id={HINT} className={styles['hint']}>
              Arrows go from cell to cell, Enter opens one.
            </p>
          )}
        </div>
        {isList && <p className={styles['key']}>{legend(played, true)}</p>}
        <Shown of={of} cells={cells} isBusy={played.length < all && !failed} />
        {isList && of.remarks}
        {!isList && <p className={styles['key']}>{legend(played, false)}</p>}
      </div>
    </Dialog>
  );
};

interface ShownProps<Cell> {
  readonly of: GridOf<Cell>;
  readonly cells: Cells<Cell>;
  readonly isBusy: boolean;
}

/** Columns that follow each other in one group stand under one head. */
function groupsOf(columns: readonly GridColumn[]): readonly { readonly title: string; readonly count: number }[] {
  const titles = [...new Set(columns.flatMap(({ group }) => group ?? []))];
  return titles.map((title) => ({ title, count: columns.filter(({ group }) => group === title).length }));
}

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Arrows go from cell to cell; where there is none, the table is scrolled as ever. */
function walk(event: React.KeyboardEvent): void {
  const cell = event.target instanceof Element ? event.target.closest('td') : null;
  const step = STEPS[event.key];
  const row = cell?.closest('tr');
  if (cell === null || row == null || step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  const next = row.closest('table')?.rows[row.rowIndex + step[0]]?.cells[cell.cellIndex + step[1]];
  const button = next?.querySelector('button');
  if (button == null) return;
  event.preventDefault();
  button.focus();
}

const Table = <Cell,>({ of, cells, isBusy }: ShownProps<Cell>) => {
  const groups = groupsOf(of.columns);
  const depth = groups.length > 0 ? 2 : 1;
  const heads = of.columns.map(({ id, title }) => (
    <th key={id} scope="col">
      {title}
    </th>
  ));
  const corner = (
    <th scope="col" rowSpan={depth} className={styles['corner']}>
      {of.corner}
    </th>
  );
  return (
    <section
      className={styles['scroll']}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={of.name}
      aria-describedby={HINT}
      onKeyDown={walk}
    >
      <table className={styles['table']} aria-busy={isBusy} data-depth={depth}>
        <thead>
          <tr>
            {corner}
            {groups.map(({ title, count }) => (
              <th key={title} scope="colgroup" colSpan={count}>
                {title}
              </th>
            ))}
            {groups.length === 0 && heads}
          </tr>
          {groups.length > 0 && <tr>{heads}</tr>}
        </thead>
        <tbody>
          {of.rows.map((row, r) => (
            <tr key={row.id}>
              <th scope="row">
                {row.title} {row.note !== undefined && <small>{row.note}</small>}
              </th>
              {of.columns.map((column, c) => (
                <td key={column.id}>
                  <CellButton of={of} cell={cells[r]?.[c] ?? null} row={r} column={c} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {of.remarks}
    </section>
  );
};

const List = <Cell,>({ of, cells, isBusy }: ShownProps<Cell>) => {
  const cellAt = (row: number, column: number): Cell | null => cells[row]?.[column] ?? null;
  return (
    <GridList
      name={of.name}
      rows={of.rows}
      columns={of.columns}
      isBusy={isBusy}
      mark={(row, column) => {
        const cell = cellAt(row, column);
        const verdict = cell === null ? undefined : of.look(cell, row, column).verdict;
        return <i className={`${styles['mark']} ${styles['strip']}`} data-verdict={verdict} />;
      }}
      cell={(row, column) => <CellButton of={of} cell={cellAt(row, column)} row={row} column={column} isListed />}
    />
  );
};

interface CellProps<Cell> {
  readonly of: GridOf<Cell>;
  readonly cell: Cell | null;
  readonly row: number;
  readonly column: number;
  readonly isListed?: boolean;
}

const CellButton = <Cell,>({ of, cell, row, column, isListed = false }: CellProps<Cell>) => {
  if (cell === null) return <span className={styles['waiting']}>…</span>;
  const { verdict, words, shown } = of.look(cell, row, column);
  const { title = '', group } = of.columns[column] ?? {};
  const against = group === undefined ? title : `${group.charAt(0).toLowerCase()}${group.slice(1)}, ${title}`;
  return (
    <button
      type="button"
      className={isListed ? `${styles['cell']} ${styles['listed']}` : styles['cell']}
      data-verdict={verdict}
      aria-label={`${of.rows[row]?.title}, ${against}: ${words}`}
      onClick={() => of.open(row, column, cell)}
    >
      {shown}
    </button>
  );
};
