// A study of two values: a cell for each pair, on the colour of the lane that is best there, with its number and by how much it leads.
// Arrow keys go from cell to cell; a cell opens as a scenario. Where so many columns have no room it is a list.
import { useRef, useState } from 'react';
import { saysUnit, threeDigits } from '../../analysis/lanes/outcomes.ts';
import type { FigurePoint, StudyFigure } from '../../analysis/study/figure.ts';
import { namesOf } from '../../analysis/study/told.ts';
import { valueWords } from '../../analysis/words.ts';
import type { StudyValues } from '../../engine/index.ts';
import { GridList } from '../widgets/grid-list.tsx';
import { useRoom } from '../widgets/room.ts';
import { LaneNumber, laneColour, otherColour } from './lane-number.tsx';
import styles from './study.module.css';

interface Props {
  readonly figure: StudyFigure;
  /** Of the two values, in words. */
  readonly titles: readonly string[];
  readonly onOpen: (at: StudyValues) => void;
}

const STEPS: Readonly<Record<string, readonly [column: number, row: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The cell that can be reached by Tab, and how arrows move it. */
function useRoving(columns: number, rows: number) {
  const [active, setActive] = useState<readonly [number, number]>([0, 0]);
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const clamp = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));
    const next = [clamp(active[0] + step[0], columns), clamp(active[1] + step[1], rows)] as const;
    setActive(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-cell="${next.join(' ')}"]`)?.focus();
  };
  return { active, setActive, onKeyDown };
}

/** A table takes so much room, pixels: its heads, and for each column. */
const HEADS = 64;
const COLUMN = 62;

/** A pair of values, and what is best there. */
interface Spot {
  readonly point: FigurePoint;
  /** Places of the best lanes. */
  readonly places: readonly number[];
  /** By how much the best leads; empty where it leads nobody. */
  readonly by: string;
  readonly said: string;
}

function spotOf(figure: StudyFigure, point: FigurePoint): Spot {
  const { best, lead } = point;
  const by = lead === null ? '' : threeDigits(figure.measure, Math.abs(lead));
  const ahead = by === '' ? '' : `, ${by} ahead of the next`;
  return {
    point,
    places: best.map((id) => figure.lanes.findIndex((lane) => lane.id === id)),
    by,
    said: best.length === 0 ? 'not run yet' : `${namesOf(figure, best)}${ahead}`,
  };
}

/** The best lanes by their numbers, as far as a cell has room: more than two are only counted, and told whole by its name. */
function shownOf({ places }: Spot, lanes: number): string {
  if (places.length === 0) return '·';
  if (places.length <= 2) return places.map((n) => n + 1).join(' = ');
  return places.length === lanes ? 'all equal' : `${places.length} equal`;
}

/** The colours of the best lanes there. */
const coloursOf = ({ places: [first, other] }: Spot): React.CSSProperties | undefined =>
  first === undefined ? undefined : { ...laneColour(first), ...otherColour(other) };

const labelOf = ({ point, said }: Spot, titles: readonly string[]): string => {
  const where = Object.values(point.at).map((value, n) => `${titles[n]} ${valueWords(value)}`);
  return `${where.join(', ')}: ${said}`;
};

export const StudyGrid = (props: Props) => {
  const { figure } = props;
  const box = useRef<HTMLDivElement>(null);
  const { width } = useRoom(box);
  const columns = figure.vary[0]?.values.length ?? 0;
  const isList = width > 0 && width < HEADS + columns * COLUMN;
  return (
    <div className={styles['figure']} ref={box}>
      {isList ? <AsList {...props} /> : <AsTable {...props} />}
      <ul className={styles['legend']} aria-label="Lanes of the grid">
        {figure.lanes.map(({ id, title }, n) => (
          <li key={id}>
            <LaneNumber n={n} /> {title} <small>best at {bestAt(figure, id)}</small>
          </li>
        ))}
      </ul>
      {!isList && <p className={styles['meaning']}>{meaningOf(figure)}</p>}
    </div>
  );
};

/** What stands in a cell. */
function meaningOf({ measure, points }: StudyFigure): string {
  const unit = saysUnit(measure) ? '' : `, ${measure.unit}`;
  const lead = points.some(({ lead: each }) => each !== null)
    ? `, under it by how much it leads the next that is not as good (${measure.title}${unit})`
    : '';
  return `In a cell: the number of the best lane${lead}. Equal lanes differ by no more than chance explains, or by 1 %: over few seeds many do.`;
}

const AsList = ({ figure, titles, onOpen }: Props) => {
  const [across, up] = figure.vary.map(({ values }) => values) as [readonly unknown[], readonly unknown[]];
  const spotAt = (row: number, column: number): Spot =>
    spotOf(figure, figure.points[column * up.length + row] as FigurePoint);
  return (
    <GridList
      name="Best lane at every point"
      rows={up.map((value) => ({ id: String(value), title: `${titles[1]} ${valueWords(value)}` }))}
      columns={across.map((value) => ({ id: String(value), title: valueWords(value), group: titles[0] ?? '' }))}
      mark={(row, column) => {
        const spot = spotAt(row, column);
        return (
          <b className={styles['spot']} data-equal={spot.places.length > 1 || undefined} style={coloursOf(spot)}>
            {spot.places.length > 1 ? '=' : (spot.places[0] ?? -1) + 1 || '·'}
          </b>
        );
      }}
      cell={(row, column) => {
        const spot = spotAt(row, column);
        return (
          <button
            type="button"
            className={styles['listed']}
            aria-label={labelOf(spot, titles)}
            onClick={() => onOpen(spot.point.at)}
          >
            <span>
              {spot.places.map((n) => (
                <LaneNumber key={n} n={n} />
              ))}{' '}
              {spot.said}
            </span>
          </button>
        );
      }}
    />
  );
};

const AsTable = ({ figure, titles, onOpen }: Props) => {
  const [across, up] = figure.vary.map(({ values }) => values) as [readonly unknown[], readonly unknown[]];
  const { active, setActive, onKeyDown } = useRoving(across.length, up.length);
  // The highest stands on top, as in a drawing.
  const rows = up.map((value, row) => ({ value, row })).reverse();
  return (
    <div className={styles['gridbox']}>
      <p className={styles['axisname']}>{titles[1]} ↑</p>
      <table
        className={styles['grid']}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are gone through by arrow keys is a grid
        role="grid"
        aria-label="Best lane at every point"
        onKeyDown={onKeyDown}
      >
        <tbody>
          {rows.map(({ value, row }, r) => (
            <tr key={String(value)}>
              <th scope="row">{valueWords(value)}</th>
              {across.map((other, column) => (
                <td key={String(other)}>
                  <Cell
                    spot={spotOf(figure, figure.points[column * up.length + row] as FigurePoint)}
                    lanes={figure.lanes.length}
                    titles={titles}
                    place={[column, r]}
                    isActive={active[0] === column && active[1] === r}
                    onFocus={() => setActive([column, r])}
                    onOpen={onOpen}
                  />
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="col">
              <span className="sr">{titles[0]}</span>
            </th>
            {across.map((value) => (
              <th key={String(value)} scope="col">
                {valueWords(value)}
              </th>
            ))}
          </tr>
        </tbody>
      </table>
      <p className={styles['axisname']}>{titles[0]} →</p>
    </div>
  );
};

const bestAt = ({ points }: StudyFigure, id: string): number => points.filter(({ best }) => best.includes(id)).length;

interface CellProps {
  readonly spot: Spot;
  /** So many lanes there are. */
  readonly lanes: number;
  readonly titles: readonly string[];
  readonly place: readonly [column: number, row: number];
  readonly isActive: boolean;
  readonly onFocus: () => void;
  readonly onOpen: (at: StudyValues) => void;
}

const Cell = ({ spot, lanes, titles, place, isActive, onFocus, onOpen }: CellProps) => (
  <button
    type="button"
    data-cell={place.join(' ')}
    data-equal={spot.places.length > 1 || undefined}
    className={styles['cell']}
    style={coloursOf(spot)}
    tabIndex={isActive ? 0 : -1}
    aria-label={labelOf(spot, titles)}
    title={spot.said}
    onFocus={onFocus}
    onClick={() => onOpen(spot.point.at)}
  >
    <b>{shownOf(spot, lanes)}</b>
    <small>{spot.by !== '' && `by ${spot.by}`}</small>
  </button>
);
