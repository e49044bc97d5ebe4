// A study in numbers: a row for each point, every lane's mean with its interval, who is best, and the button that opens it.
import { threeDigits } from '../../analysis/lanes/outcomes.ts';
import type { FigurePoint, StudyFigure } from '../../analysis/study/figure.ts';
import { namesOf } from '../../analysis/study/told.ts';
import { valueWords } from '../../analysis/words.ts';
import type { Interval, Measure, StudyValues } from '../../engine/index.ts';
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

export const StudyTable = ({ figure, titles, onOpen }: Props) => {
  const { lanes, points } = figure;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles['tablebox']} tabIndex={0} aria-label="Numbers of the study">
      <table className={styles['table']} aria-label={`${figure.measure.title} at every point`}>
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
      <td>{namesOf(figure, point.best)}</td>
      <td>
        <button
          type="button"
          className="btn"
          aria-label={`Open ${titles.map((title, n) => `${title} ${values[n]}`).join(', ')}`}
          onClick={() => onOpen(point.at)}
        >
          Open
        </button>
      </td>
    </tr>
  );
};
