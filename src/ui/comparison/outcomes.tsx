// The table of outcomes: a row per measure with title, unit and meaning, a column per variant on the lanes' own columns. Best
// and worst are marked by shape and word. The numbers are those of the runs, nothing is rounded but for reading.
import { useState } from 'react';
import { grouped, type OutcomeCell, type OutcomeRow, outcomeRows, sweptRows } from '../../analysis/outcomes.ts';
import type { Comparison } from '../../worker/door.ts';
import { cancelSweep, sweepSeeds } from '../state/driver.ts';
import { usePage } from '../state/store.ts';
import { Rank } from '../widgets/mark.tsx';
import styles from './outcomes.module.css';

const SEEDS = 20;

export const Outcomes = ({ result }: { readonly result: Comparison['result'] }) => {
  const [all, setAll] = useState(false);
  const sweep = usePage((page) => page.sweep);
  const { first, more } = grouped(sweep === null ? outcomeRows(result.variants) : sweptRows(sweep));
  return (
    <div className={styles['outcomes']}>
      <div className={styles['head']}>
        <h3>Outcomes</h3>
        <span className="muted">
          {sweep === null
            ? `one run each, seed ${result.seed}`
            : `mean of ${sweep.seeds} seeds; the bar is the 95 % interval`}
        </span>
        <span className="grow" />
        <span className={styles['key']}>
          <Rank rank="best" /> best
        </span>
        <span className={styles['key']}>
          <Rank rank="worst" /> worst
        </span>
        <Seeds />
        <button type="button" className="btn" aria-pressed={all} onClick={() => setAll(!all)}>
          {all ? 'Fewer measures' : `All ${first.length + more.length} measures`}
        </button>
      </div>
      <table className={styles['table']} aria-label="Outcomes">
        <thead>
          <tr>
            <th scope="col">Measure</th>
            {result.variants.map(({ id, title }) => (
              <th key={id} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(all ? [...first, ...more] : first).map((row) => (
            <Row key={row.measure.id} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** From one run to many seeds and back; a long sweep shows how far it is and can be stopped. */
const Seeds = () => {
  const stage = usePage((page) => page.sweepStage);
  const swept = usePage((page) => page.sweep !== null);
  if (stage.is === 'running') {
    return (
      <span className={styles['key']}>
        <progress value={stage.done} max={1} aria-label={`Share of ${SEEDS} seeds done`} />
        <button type="button" className="btn" onClick={cancelSweep}>
          Cancel
        </button>
      </span>
    );
  }
  return swept ? (
    <button type="button" className="btn" onClick={() => usePage.setState({ sweep: null })}>
      One run
    </button>
  ) : (
    <button type="button" className="btn" onClick={() => void sweepSeeds(SEEDS)}>
      Over {SEEDS} seeds
    </button>
  );
};

const Row = ({ row }: { readonly row: OutcomeRow }) => {
  const { measure, cells } = row;
  const unit = measure.unit === '' || measure.unit === 's' ? '' : measure.unit;
  return (
    <tr data-measure={measure.id} className={row.same ? styles['same'] : ''}>
      <th scope="row" title={measure.summary}>
        <span className={styles['title']}>{measure.title}</span>
        {unit !== '' && <span className={styles['unit']}>{unit}</span>}
        <span className="sr">{measure.summary}</span>
      </th>
      {cells.map((cell, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places
        <Cell key={n} cell={cell} />
      ))}
    </tr>
  );
};

const Cell = ({ cell }: { readonly cell: OutcomeCell }) => (
  <td data-value={JSON.stringify(cell.value)} className={cell.mark === null ? '' : styles[cell.mark]}>
    <span className={styles['cell']}>
      <span className={styles['number']}>{cell.text}</span>
      <svg className={styles['line']} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        {cell.place !== null && <path d={`M0 5H${cell.place * 100}`} />}
        {cell.interval !== null && (
          <path
            className={styles['whisker']}
            d={`M${cell.interval[0] * 100} 5H${cell.interval[1] * 100}M${cell.interval[0] * 100} 1v8M${cell.interval[1] * 100} 1v8`}
          />
        )}
      </svg>
      {cell.mark !== null && (
        <span className={styles['word']}>
          <Rank rank={cell.mark} /> {cell.mark}
        </span>
      )}
    </span>
  </td>
);
