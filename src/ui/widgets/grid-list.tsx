// A grid where there is no room for a table: each row with a mark for every cell, and what they say once it is opened, one at a time.
// What marks and cells look like it is told.
import type { ReactNode } from 'react';
import styles from './grid-list.module.css';

export interface GridRow {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
}

export interface GridColumn {
  readonly id: string;
  readonly title: string;
  /** Columns of one group stand beside each other under its name. */
  readonly group?: string;
}

interface Props {
  readonly name: string;
  readonly rows: readonly GridRow[];
  readonly columns: readonly GridColumn[];
  readonly isBusy?: boolean;
  /** Of the cell at these places. */
  readonly mark: (row: number, column: number) => ReactNode;
  readonly cell: (row: number, column: number) => ReactNode;
}

export const GridList = ({ name, rows, columns, isBusy = false, mark, cell }: Props) => {
  const isFirst = (column: number): boolean => {
    const group = columns[column]?.group;
    return group !== undefined && group !== columns[column - 1]?.group;
  };
  return (
    <ul className={styles['list']} aria-label={name} aria-busy={isBusy}>
      {rows.map((row, r) => (
        <li key={row.id}>
          <details name={name} open={r === 0}>
            <summary>
              <span>
                {row.title} {row.note !== undefined && <small>{row.note}</small>}
              </span>
              <span className={styles['strip']} aria-hidden="true">
                {columns.map(({ id }, c) => (
                  <span key={id} className={c > 0 && isFirst(c) ? styles['apart'] : ''}>
                    {mark(r, c)}
                  </span>
                ))}
              </span>
            </summary>
            <ul className={styles['cells']}>
              {columns.map(({ id, title, group }, c) => (
                <li key={id}>
                  {isFirst(c) && <h3>{group}</h3>}
                  <span>{title}</span>
                  {cell(r, c)}
                </li>
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  );
};
