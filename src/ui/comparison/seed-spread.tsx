// What lies behind the means of many seeds: each seed as a dot, lane by lane, for a measure that people choose; and each seed's work
// against its damage. Both have their numbers as a table for whoever cannot see dots.
import { useMemo, useState } from 'react';
import { saysUnit, valueText } from '../../analysis/lanes/outcomes.ts';
import {
  type Scatter,
  type Spread,
  scatterOf,
  seedDots,
  spreadMeasures,
  spreadOf,
} from '../../analysis/lanes/spread.ts';
import { numberText, roundTicks } from '../../analysis/numbers.ts';
import type { SeedResult } from '../../engine/index.ts';
import { usePage } from '../state/use-runner.ts';
import styles from './seed-spread.module.css';

/** A dot is so wide that about so many stand beside each other. */
const BINS = 70;
const COST = 'cost.total';

/** `only`: ids of the lanes that are shown; all where there are none. */
export const SeedSpread = ({ only }: { readonly only: readonly string[] | null }) => {
  const all = usePage((page) => page.seedRuns);
  const runs = useMemo(
    () => (only === null ? all : all.map((lanes) => lanes.filter(({ id }) => only.includes(id)))),
    [all, only],
  );
  const isShown = usePage((page) => page.sweep !== null);
  if (!isShown || runs.length < 2) return null;
  return (
    <section className={styles['spread']} aria-label="Spread over seeds">
      <Distribution runs={runs} />
      <Prices runs={runs} />
    </section>
  );
};

interface Props {
  readonly runs: readonly (readonly SeedResult[])[];
}

const Distribution = ({ runs }: Props) => {
  const [wanted, setWanted] = useState(COST);
  const choices = useMemo(() => spreadMeasures(runs), [runs]);
  const id = choices.some((each) => each.id === wanted) ? wanted : COST;
  const spread = useMemo(() => spreadOf(runs, id), [runs, id]);
  return (
    <figure className={styles['figure']}>
      <figcaption className={styles['head']}>
        <label>
          Each seed’s{' '}
          <select className="field" value={id} onChange={(event) => setWanted(event.target.value)}>
            {choices.map((measure) => (
              <option key={measure.id} value={measure.id}>
                {measure.title}
              </option>
            ))}
          </select>
        </label>
        {!saysUnit(spread.measure) && <span>{spread.measure.unit}</span>}
        <span className="muted">a dot is a seed, the tick the mean with its 95 % interval</span>
      </figcaption>
      <div className={styles['rows']} aria-hidden="true">
        {spread.lanes.map((lane, n) => (
          <Row key={lane.id} number={n + 1} lane={lane} spread={spread} />
        ))}
        <Scale top={spread.top} text={(value) => valueText(spread.measure, value)} />
      </div>
      <SpreadTable spread={spread} />
    </figure>
  );
};

interface RowProps {
  readonly number: number;
  readonly lane: Spread['lanes'][number];
  readonly spread: Spread;
}

const percent = (share: number): string => `${share * 100}%`;

const Row = ({ number, lane: { title, values, mean }, spread: { measure, top } }: RowProps) => {
  const dots = useMemo(() => seedDots(values, top, BINS), [values, top]);
  const tallest = Math.max(1, ...dots.map(({ level }) => level + 1));
  // Many of one value are drawn closer, so that a row stays as tall as it is.
  const rise = Math.min(5, 26 / tallest);
  const none = values.filter((value) => value === null).length;
  return (
    <div className={styles['row']}>
      <span className={styles['name']} title={title}>
        <b>{number}</b> {title}
      </span>
      <span className={styles['dots']}>
        {dots.map(({ at, level, seed }) => (
          <i key={seed} style={{ left: percent(at), bottom: 9 + level * rise }} />
        ))}
        {mean.low !== null && mean.high !== null && (
          <em
            style={{ left: percent(Math.max(0, mean.low) / top), right: percent(1 - Math.min(1, mean.high / top)) }}
          />
        )}
        {mean.mean !== null && <u style={{ left: percent(mean.mean / top) }} />}
      </span>
      <span className={styles['mean']}>
        {mean.mean === null ? 'never' : valueText(measure, mean.mean)}
        {none > 0 && mean.mean !== null && <small> {none} never</small>}
      </span>
    </div>
  );
};

const Scale = ({ top, text }: { readonly top: number; readonly text: (value: number) => string }) => (
  <div className={styles['scale']}>
    {[0, ...roundTicks(top, 4)].map((value) => (
      <span key={value} style={{ left: percent(value / top) }}>
        {text(value)}
      </span>
    ))}
  </div>
);

const SpreadTable = ({ spread: { measure, lanes } }: { readonly spread: Spread }) => (
  <table className="sr" aria-label={`${measure.title} over seeds`}>
    <thead>
      <tr>
        <th scope="col">Lane</th>
        <th scope="col">Least</th>
        <th scope="col">Mean</th>
        <th scope="col">Most</th>
        <th scope="col">Seeds</th>
      </tr>
    </thead>
    <tbody>
      {lanes.map(({ id, title, values, mean }) => {
        const numbers = values.filter((value) => value !== null);
        const text = (value: number | null) => valueText(measure, numbers.length === 0 ? null : value);
        return (
          <tr key={id}>
            <th scope="row">{title}</th>
            <td>{text(Math.min(...numbers))}</td>
            <td>{text(mean.mean)}</td>
            <td>{text(Math.max(...numbers))}</td>
            <td>{mean.n}</td>
          </tr>
        );
      })}
    </tbody>
  </table>
);

/** Work to the right, damage upwards: the cheapest stand in the corner below. */
const Prices = ({ runs }: Props) => {
  const scatter = useMemo(() => scatterOf(runs), [runs]);
  const names = useMemo(() => namesOf(scatter), [scatter]);
  const levels = roundTicks(scatter.topDamage, 4);
  const [pointed, setPointed] = useState<string | null>(null);
  return (
    <figure className={styles['figure']}>
      <figcaption className={styles['head']}>
        <span>Work against damage, money</span>
        <span className="muted">a dot is a seed, a number its lane’s mean; down and left is cheap</span>
      </figcaption>
      <div className={styles['plot']} aria-hidden="true">
        {levels.map((value) => (
          <span key={value} className={styles['level']} style={{ bottom: percent(value / scatter.topDamage) }}>
            {numberText(value, 0)}
            {value === levels.at(-1) && ' damage ↑'}
          </span>
        ))}
        {scatter.lanes.map(({ id, title, points, mean }, n) => (
          <span
            key={id}
            className={pointed === null || pointed === id ? styles['lane'] : styles['other']}
            onPointerEnter={() => setPointed(id)}
            onPointerLeave={() => setPointed(null)}
          >
            {points.map((point, seed) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a seed has no other name
              <i key={seed} style={placeOf(point, scatter)} />
            ))}
            {names[n] !== null && (
              <b style={placeOf(mean, scatter)} title={title}>
                {names[n]}
              </b>
            )}
          </span>
        ))}
      </div>
      <Scale top={scatter.topWork} text={(value) => numberText(value, 0)} />
      <p className={styles['axis']} aria-hidden="true">
        work →
      </p>
      <PriceTable scatter={scatter} />
    </figure>
  );
};

/** Means this near, of the whole picture, would cover each other. */
const NEAR = 0.035;

/** What stands at each lane's mean: its number, with those of the lanes that stand on the same spot; null where another names it. */
function namesOf({ lanes, topWork, topDamage }: Scatter): readonly (string | null)[] {
  const near = (a: number, b: number): boolean => {
    const [one, other] = [lanes[a]?.mean, lanes[b]?.mean];
    if (one === undefined || other === undefined) return false;
    return (
      Math.abs(one.work - other.work) < NEAR * topWork && Math.abs(one.damage - other.damage) < NEAR * topDamage * 1.6
    );
  };
  const numbers = lanes.map((_, n) => n);
  const leader = numbers.map((n) => numbers.find((other) => near(other, n)) ?? n);
  return numbers.map((n) =>
    leader[n] === n
      ? numbers
          .filter((other) => leader[other] === n)
          .map((other) => other + 1)
          .join(' ')
      : null,
  );
}

const placeOf = ({ work, damage }: { readonly work: number; readonly damage: number }, scatter: Scatter) => ({
  left: percent(work / scatter.topWork),
  bottom: percent(damage / scatter.topDamage),
});

const PriceTable = ({ scatter: { lanes } }: { readonly scatter: Scatter }) => (
  <table className="sr" aria-label="Work against damage, means">
    <thead>
      <tr>
        <th scope="col">Lane</th>
        <th scope="col">Work</th>
        <th scope="col">Damage</th>
      </tr>
    </thead>
    <tbody>
      {lanes.map(({ id, title, mean }) => (
        <tr key={id}>
          <th scope="row">{title}</th>
          <td>{numberText(mean.work)}</td>
          <td>{numberText(mean.damage)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
