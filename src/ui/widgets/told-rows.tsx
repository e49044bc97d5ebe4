// Measures of some lanes as a lesson shows them: a table of at most four rows, or one measure as bars. While a question about them is
// open their places are there and their numbers are not. All is sized by the font around it.
import type { PlayedStep } from '../../lessons/played.ts';
import styles from './told-rows.module.css';

interface Props {
  readonly rows: PlayedStep['rows'];
  /** Titles of the lanes, in the rows' order. */
  readonly lanes: readonly string[];
  readonly isTold: boolean;
}

const HIDDEN = '?';

export const ToldTable = ({ rows, lanes, isTold }: Props) => (
  <table className={styles['table']}>
    <thead>
      <tr>
        <td />
        {lanes.map((title) => (
          <th key={title} scope="col">
            {title}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(({ measure, title, cells }) => (
        <tr key={measure}>
          <th scope="row">{title}</th>
          {lanes.map((lane, n) => (
            <td key={lane}>{isTold ? (cells[n] ?? '') : HIDDEN}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

export const ToldBars = ({ rows, lanes, isTold }: Props) => {
  const [row] = rows;
  if (row === undefined) return null;
  const most = Math.max(1, ...row.values.map((value) => value ?? 0));
  return (
    <dl className={styles['bars']} aria-label={row.title}>
      <div className={styles['what']}>{row.title}</div>
      {lanes.map((lane, n) => (
        <div key={lane}>
          <dt>{lane}</dt>
          <dd>
            <span className={styles['track']} aria-hidden="true">
              {isTold && <i style={{ width: `${((row.values[n] ?? 0) / most) * 100}%` }} />}
            </span>
            <b>{isTold ? (row.cells[n] ?? '') : HIDDEN}</b>
          </dd>
        </div>
      ))}
    </dl>
  );
};
