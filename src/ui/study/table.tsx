// A study in numbers: a row for each point, every lane's mean with its interval, who is best, and the button that opens it. Where so many
// lanes have no room it is a list.
import { useRef } from 'react';
import { threeDigits } from '../../analysis/lanes/outcomes.ts';
import type { FigurePoint, StudyFigure } from '../../analysis/study/figure.ts';
import { namesOf } from '../../analysis/study/told.ts';
import { valueWords } from '../../analysis/words.ts';
import type { Interval, Measure, StudyValues } from '../../engine/index.ts';
import { GridList } from '../widgets/grid-list.tsx';
import { useRoom } from '../widgets/room.ts';
import { LaneNumber } from './lane-number.tsx';
import styles from './study.module.css';

interface Props {
  readonly figure: StudyFigure;
  /** Of what is varied. */
  readonly titles: readonly string[];
  readonly onOpen: (at: StudyValues) => void;
}

/** `120`, and the ends of its interval. */
export function meanWords(measure: Measure, { mean, low, high }: Interval): readonly [string, string] {
  const ends = [low, high].map((end) => threeDigits(measure, end));
  return [threeDigits(measure, mean), low === null || low === high ? '' : `${ends[0]} … ${ends[1]}`];
}

/** A table takes so much room, pixels: for each value, for each lane, and for what is best and the button. */
const VALUE = 84;
const LANE = 92;
const REST = 180;

export const StudyTable = (props: Props) => {
  const { figure, titles } = props;
  const box = useRef<HTMLDivElement>(null);
  const { width } = useRoom(box);
  const isList = width > 0 && width < titles.length * VALUE + figure.lanes.length * LANE + REST;
  return <div ref={box}>{isList ? <AsList {...props} /> : <AsTable {...props} />}</div>;
};

const nameOf = ({ measure }: StudyFigure): string => `${measure.title} at every point`;

const AsList = ({ figure, titles, onOpen }: Props) => {
  const { points, lanes } = figure;
  const last = { id: '', title: 'Best' };
  return (
    <GridList
      name={nameOf(figure)}
      rows={points.map(({ at }) => ({
        id: JSON.stringify(at),
        title: Object.values(at)
          .map((value, n) => `${titles[n]} ${valueWords(value)}`)
          .join(', '),
      }))}
      columns={[...lanes.map(({ id, title }, n) => ({ id, title: `${n + 1} ${title}` })), last]}
      mark={(row, lane) => {
        const { best } = points[row] as FigurePoint;
        return best.includes(lanes[lane]?.id ?? '') && <LaneNumber n={lane} />;
      }}
      cell={(row, lane) => {
        const point = points[row] as FigurePoint;
        const { id } = lanes[lane] ?? last;
        if (id !== last.id) return <Mean figure={figure} mean={point.lanes[lane]} isBest={point.best.includes(id)} />;
        return (
          <span className={styles['bestopen']}>
            {namesOf(figure, point.best)} <OpenButton point={point} titles={titles} onOpen={onOpen} look="btn line" />
          </span>
        );
      }}
    />
  );
};

interface MeanProps {
  readonly figure: StudyFigure;
  readonly mean: Interval | undefined;
  readonly isBest: boolean;
}

/** A lane's mean in the list. */
const Mean = ({ figure, mean, isBest }: MeanProps) => {
  if (mean === undefined) return <span className={styles['unrun']}>not run yet</span>;
  const [text, ends] = meanWords(figure.measure, mean);
  return (
    <span className={styles['mean']} data-best={isBest || undefined}>
      {text} {ends !== '' && <small className={styles['interval']}>{ends}</small>}
    </span>
  );
};

type OpenProps = Pick<Props, 'titles' | 'onOpen'> & { readonly point: FigurePoint };

const OpenButton = ({ point, titles, onOpen, look = 'btn' }: OpenProps & { readonly look?: string }) => {
  const values = Object.values(point.at).map(valueWords);
  return (
    <button
      type="button"
      className={look}
      aria-label={`Open ${titles.map((title, n) => `${title} ${values[n]}`).join(', ')}`}
      onClick={() => onOpen(point.at)}
    >
      Open
    </button>
  );
};

const AsTable = ({ figure, titles, onOpen }: Props) => {
  const { lanes, points } = figure;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles['tablebox']} tabIndex={0} aria-label="Numbers of the study">
      <table className={styles['table']} aria-label={nameOf(figure)}>
        <thead>
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
            {lanes.map(({ id, title }, n) => (
              <th key={id} scope="col">
                <LaneNumber n={n} /> {title}
              </th>
            ))}
            <th scope="col">Best</th>
            <th scope="col">
              <span className="sr">Open</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <PointRow key={JSON.stringify(point.at)} figure={figure} point={point} titles={titles} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </section>
  );
};

/** Names of so many lanes have room in a row. */
const NAMED = 2;

/** By name; more than that by number, as at the head of their columns. */
const BestLanes = ({ figure, best }: { readonly figure: StudyFigure; readonly best: FigurePoint['best'] }) => {
  const names = namesOf(figure, best);
  if (best.length <= NAMED || best.length === figure.lanes.length) return names;
  return (
    <span title={names}>
      <span className="sr">{names}</span>
      {figure.lanes.map(({ id }, n) => best.includes(id) && <LaneNumber key={id} n={n} />)}
    </span>
  );
};

const PointRow = ({ figure, point, titles, onOpen }: Props & { readonly point: FigurePoint }) => {
  const { measure, lanes } = figure;
  const values = Object.values(point.at).map(valueWords);
  return (
    <tr>
      {values.map((value, n) => (
        <th key={titles[n]} scope="row">
          {value}
        </th>
      ))}
      {lanes.map(({ id }, n) => {
        const mean = point.lanes[n];
        if (mean === undefined)
          return (
            <td key={id} className={styles['missing']}>
              <span className="sr">not run yet</span>
            </td>
          );
        const [text, ends] = meanWords(measure, mean);
        return (
          <td key={id} data-best={point.best.includes(id) || undefined}>
            {text}
            {ends !== '' && <small>{ends}</small>}
          </td>
        );
      })}
      <td className={styles['bestlanes']}>
        <BestLanes figure={figure} best={point.best} />
      </td>
      <td>
        <OpenButton point={point} titles={titles} onOpen={onOpen} />
      </td>
    </tr>
  );
};
