// The table of outcomes: a row per measure with title, unit and meaning, a column per variant on the lanes' own columns. Best
// and worst are marked by shape and word. The numbers are those of the runs, nothing is rounded but for reading.
import { useState } from 'react';
import { differenceOf } from '../../analysis/difference.ts';
import { grouped, type OutcomeCell, type OutcomeRow, outcomeRows, sweptRows } from '../../analysis/outcomes.ts';
import type { Comparison } from '../../worker/door.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Rank } from '../widgets/mark.tsx';
import styles from './outcomes.module.css';

const SEEDS = 20;

interface Props {
  readonly result: Comparison['result'];
  /** Only these two variants, and what the second has more or less than the first. */
  readonly pair?: readonly [string, string] | null;
}

/** The two of the pair in its order, or all. */
const chosen = <Variant extends { readonly id: string }>(
  variants: readonly Variant[],
  pair: Props['pair'],
): readonly Variant[] => (pair ? pair.flatMap((id) => variants.filter((variant) => variant.id === id)) : variants);

export const Outcomes = ({ result, pair = null }: Props) => {
  const [all, setAll] = useState(false);
  const sweep = usePage((page) => page.sweep);
  const variants = chosen(result.variants, pair);
  const { first, more } = grouped(
    sweep === null ? outcomeRows(variants) : sweptRows({ ...sweep, variants: chosen(sweep.variants, pair) }),
  );
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
      <table className={`${styles['table']} ${pair === null ? '' : styles['pair']}`} aria-label="Outcomes">
        <thead>
          <tr>
            <th scope="col">Measure</th>
            {variants.map(({ id, title }) => (
              <th key={id} scope="col">
                {title}
              </th>
            ))}
            {pair !== null && (
              <th scope="col" title="The second less the first">
                Difference
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {(all ? [...first, ...more] : first).map((row) => (
            <Row key={row.measure.id} row={row} difference={pair !== null} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** From one run to many seeds and back; a long sweep shows how far it is and can be stopped. */
const Seeds = () => {
  const runner = useRunner();
  const stage = usePage((page) => page.sweepStage);
  const swept = usePage((page) => page.sweep !== null);
  if (stage.is === 'running') {
    return (
      <span className={styles['key']}>
        <progress value={stage.done} max={1} aria-label={`Share of ${SEEDS} seeds done`} />
        <button type="button" className="btn" onClick={runner.sweep.cancel}>
          Cancel
        </button>
      </span>
    );
  }
  return swept ? (
    <button type="button" className="btn" onClick={() => runner.set({ sweep: null })}>
      One run
    </button>
  ) : (
    <button type="button" className="btn" onClick={() => void runner.sweep.run(SEEDS)}>
      Over {SEEDS} seeds
    </button>
  );
};

const Row = ({ row, difference }: { readonly row: OutcomeRow; readonly difference: boolean }) => {
  const { measure, cells } = row;
  const told = measure.unit === 's' || measure.title.toLowerCase().includes(measure.unit.toLowerCase());
  const unit = told ? '' : measure.unit;
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
      {difference && <DifferenceCell row={row} />}
    </tr>
  );
};

const DifferenceCell = ({ row }: { readonly row: OutcomeRow }) => {
  const { text, word, value } = differenceOf(row);
  return (
    <td data-value={JSON.stringify(value)} className={word === 'better' ? styles['best'] : ''}>
      <span className={styles['cell']}>
        <span className={styles['number']}>{text}</span>
        {word !== null && (
          <span className={styles['word']}>
            <Rank rank={word === 'better' ? 'best' : 'worst'} /> {word}
          </span>
        )}
      </span>
    </td>
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
