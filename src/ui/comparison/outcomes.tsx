// The table of outcomes: the cost first, with each lane's place in words, then what it left, what it billed and what it took. Bars
// of a row share one scale. The numbers are those of the runs; what is rounded for reading stands whole in its tooltip.
import { useMemo, useState } from 'react';
import { differenceOf } from '../../analysis/lanes/difference.ts';
import {
  grouped,
  inOrder,
  type OutcomeCell,
  type OutcomeRow,
  outcomeRows,
  saysUnit,
  sweptRows,
} from '../../analysis/lanes/outcomes.ts';
import type { VariantResult } from '../../engine/index.ts';
import type { Comparison } from '../../worker/door.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { isOver } from '../state/veil.ts';
import { Explained } from '../widgets/explained.tsx';
import { Rank } from '../widgets/mark.tsx';
import { costOf } from './order.ts';
import styles from './outcomes.module.css';
import { SeedSpread } from './seed-spread.tsx';
import { WhatBringsBack } from './what-brings-back.tsx';

/** So many seeds are offered, then more. */
const SEEDS = [20, 100] as const;

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

/** Ids of the lanes of which it may be told what became of them. */
function useTold(result: Comparison['result']): ReadonlySet<string> {
  const told = usePage((page) =>
    result.variants
      .map(({ id }) => id)
      .filter((id) => {
        const facts = page.comparison?.lanes.find((lane) => lane.result.id === id);
        return facts === undefined || isOver(page, facts);
      })
      .join('\n'),
  );
  return useMemo(() => new Set(told.split('\n')), [told]);
}

interface Table {
  readonly variants: readonly VariantResult[];
  /** Of those that are told; the cells of a row are theirs. */
  readonly rows: readonly OutcomeRow[];
  /** For each variant its cell’s place in a row; null while it is not told. */
  readonly places: readonly (number | null)[];
}

/** The lanes and their rows, in the order that people chose. */
function useTable(result: Comparison['result'], pair: Props['pair']): Table {
  const sweep = usePage((page) => page.sweep);
  const order = usePage((page) => page.laneOrder);
  const told = useTold(result);
  return useMemo(() => {
    const all = chosen(result.variants, pair);
    const isWhole = all.every(({ id }) => told.has(id));
    const variants = inOrder(all, costOf, pair || !isWhole ? 'written' : order);
    const shown = variants.filter(({ id }) => told.has(id));
    const rows =
      sweep === null
        ? outcomeRows(shown, isWhole)
        : sweptRows(
            { ...sweep, variants: shown.flatMap(({ id }) => sweep.variants.filter((variant) => variant.id === id)) },
            { first: sweep.variants[0]?.id, isWhole },
          );
    const place = (id: string) => shown.findIndex((variant) => variant.id === id);
    return { variants, rows, places: variants.map(({ id }) => (told.has(id) ? place(id) : null)) };
  }, [result, pair, sweep, order, told]);
}

export const Outcomes = ({ result, pair = null }: Props) => {
  const [all, setAll] = useState(false);
  const seeds = usePage((page) => page.sweep?.seeds);
  const { variants, rows, places } = useTable(result, pair);
  const { cost, first, more } = grouped(rows);
  const row = (each: OutcomeRow) => <Row key={each.measure.id} row={each} places={places} difference={pair !== null} />;
  const width = { '--columns': variants.length } as React.CSSProperties;
  return (
    <div className={styles['outcomes']}>
      <div className={styles['head']}>
        <h3>Outcomes</h3>
        <span className="muted">
          <Explained
            text={
              seeds === undefined
                ? `one run each, seed ${result.seed}`
                : `mean of ${seeds} seeds; the whisker is the 95 % interval`
            }
          />
        </span>
        {places.includes(null) ? (
          <span className={styles['key']}>A lane’s outcomes come when it has converged at the playhead.</span>
        ) : (
          <>
            <span className={styles['key']}>
              <Rank rank="best" /> best
            </span>
            <span className={styles['key']}>
              <Rank rank="worst" /> worst
            </span>
          </>
        )}
        <span className="grow" />
        {pair === null && variants.length > 1 && <Order />}
        <Seeds />
        <WhatBringsBack />
        <button type="button" className="btn" aria-pressed={all} onClick={() => setAll(!all)}>
          {all ? 'Fewer measures' : `All ${rows.length} measures`}
        </button>
      </div>
      <table
        className={`${styles['table']} ${pair === null ? '' : styles['pair']} ${seeds === undefined ? '' : styles['swept']}`}
        style={width}
        aria-label="Outcomes"
      >
        <thead>
          <tr>
            <th scope="col">Measure</th>
            {variants.map(({ id, title }) => (
              <th key={id} scope="col" title={title}>
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
        {cost !== undefined && <tbody>{row(cost)}</tbody>}
        {(all ? [...first, more] : first).map((group) => (
          <tbody key={group.title} className={styles['group']} aria-label={group.title}>
            {group.rows.map(row)}
          </tbody>
        ))}
      </table>
      {!places.includes(null) && <SeedSpread only={pair} />}
    </div>
  );
};

/** Whether lanes stand as they are written, or the cheapest first. */
const Order = () => {
  const runner = useRunner();
  const order = usePage((page) => page.laneOrder);
  const option = (id: 'written' | 'cost', name: string, does: string) => (
    <button
      type="button"
      className="btn"
      title={does}
      aria-pressed={order === id}
      onClick={() => runner.set({ laneOrder: id })}
    >
      {name}
    </button>
  );
  return (
    <span className={styles['switch']}>
      {option('written', 'As written', 'Lanes in the order of the scenario')}
      {option('cost', 'By cost', 'The cheapest lane first')}
    </span>
  );
};

/** From one run to many seeds and back; a long sweep shows how far it is and can be stopped, and gone on with. */
const Seeds = () => {
  const runner = useRunner();
  const stage = usePage((page) => page.sweepStage);
  const seeds = usePage((page) => page.sweep?.seeds ?? 0);
  if (stage.is === 'running') {
    return (
      <span className={styles['key']}>
        <progress value={stage.done} max={1} aria-label="Share of seeds done" />
        <button type="button" className="btn" onClick={runner.sweep.cancel}>
          Cancel
        </button>
      </span>
    );
  }
  const more = SEEDS.find((count) => count > seeds);
  return (
    <>
      {stage.is === 'failed' && (
        <span role="alert">The seeds could not be run: {stage.reason}. They can be begun again.</span>
      )}
      {seeds > 0 && (
        <button type="button" className="btn" onClick={() => runner.set({ sweep: null })}>
          One run
        </button>
      )}
      {more !== undefined && (
        <button type="button" className="btn" onClick={() => void runner.sweep.run(more)}>
          Over {more} seeds
        </button>
      )}
    </>
  );
};

interface RowProps {
  readonly row: OutcomeRow;
  readonly places: readonly (number | null)[];
  readonly difference: boolean;
}

const Row = ({ row, places, difference }: RowProps) => {
  const { measure, cells, equal } = row;
  const ranks = measure.id === 'cost.total';
  return (
    <tr data-measure={measure.id} className={ranks ? styles['cost'] : row.same ? styles['same'] : ''}>
      <th scope="row" title={measure.summary}>
        <span className={styles['title']}>{measure.title}</span>
        {!saysUnit(measure) && <span className={styles['unit']}> {measure.unit}</span>}
        {equal > 0 && <span className={styles['unit']}> {equal === cells.length ? 'all' : equal} equal</span>}
        <span className="sr">{measure.summary}</span>
      </th>
      {places.map((place, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places
        <Cell key={n} cell={place === null ? undefined : cells[place]} />
      ))}
      {difference && (places.includes(null) ? <td /> : <DifferenceCell row={row} />)}
    </tr>
  );
};

const DifferenceCell = ({ row }: { readonly row: OutcomeRow }) => {
  const { text, word, value } = differenceOf(row);
  return (
    <td data-value={JSON.stringify(value)} className={word === 'better' ? styles['best'] : ''}>
      <span className={styles['difference']}>
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

/** Without a cell: what became of the lane is still to be seen. */
const Cell = ({ cell }: { readonly cell: OutcomeCell | undefined }) =>
  cell === undefined ? (
    <td className={styles['veiled']}>
      <span aria-hidden="true">·</span>
      <span className="sr">not yet known</span>
    </td>
  ) : (
    <Known cell={cell} />
  );

const Known = ({ cell }: { readonly cell: OutcomeCell }) => (
  <td data-value={JSON.stringify(cell.value)} title={cell.full} className={cell.mark === null ? '' : styles[cell.mark]}>
    <span className={styles['cell']}>
      <span className={styles['number']}>{cell.text}</span>
      <span className={styles['line']} aria-hidden="true">
        {cell.place !== null && <i className={styles['bar']} style={{ width: `${cell.place * 100}%` }} />}
        {cell.interval !== null && <Whisker ends={cell.interval} />}
      </span>
      {cell.mark !== null && (
        <span className={styles['word']}>
          <Rank rank={cell.mark} /> {cell.mark}
        </span>
      )}
      {cell.rank !== null && <span className={styles['rank']}>{cell.rank}</span>}
    </span>
  </td>
);

const Whisker = ({ ends: [low, high] }: { readonly ends: readonly [number, number] }) => (
  <svg className={styles['whisker']} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <path d={`M${low * 100} 5H${high * 100}M${low * 100} 1v8M${high * 100} 1v8`} />
  </svg>
);
