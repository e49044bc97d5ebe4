// A study of two values: a cell for each pair, on the colour of the lane that is best there, with its number and by how much it leads.
// Arrow keys go from cell to cell; a cell opens as a scenario.
import { useState } from 'react';
import { threeDigits } from '../../analysis/lanes/outcomes.ts';
import type { FigurePoint, StudyFigure } from '../../analysis/study/figure.ts';
import { namesOf } from '../../analysis/study/told.ts';
import { valueWords } from '../../analysis/words.ts';
import type { StudyValues } from '../../engine/index.ts';
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

export const StudyGrid = ({ figure, titles, onOpen }: Props) => {
  const [across, up] = figure.vary.map(({ values }) => values) as [readonly unknown[], readonly unknown[]];
  const { active, setActive, onKeyDown } = useRoving(across.length, up.length);
  // The highest stands on top, as in a drawing.
  const rows = up.map((value, row) => ({ value, row })).reverse();
  return (
    <div className={styles['figure']}>
      <div className={styles['gridbox']}>
        <p className={styles['axisname']}>{titles[1]} ↑</p>
        <table
          className={styles['grid']}
          style={{ '--columns': across.length } as React.CSSProperties}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are gone through by arrow keys is a grid
          role="grid"
          aria-label="Best lane at every point"
          onKeyDown={onKeyDown}
        >
          <tbody>
            {rows.map(({ value, row }, r) => (
              <tr key={String(value)}>
                <th scope="row">{valueWords(value)}</th>
                {across.map((other, column) => {
                  const point = figure.points[column * up.length + row] as FigurePoint;
                  return (
                    <td key={String(other)}>
                      <Cell
                        figure={figure}
                        point={point}
                        titles={titles}
                        place={[column, r]}
                        isActive={active[0] === column && active[1] === r}
                        onFocus={() => setActive([column, r])}
                        onOpen={onOpen}
                      />
                    </td>
                  );
                })}
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
      <ul className={styles['legend']} aria-label="Lanes of the grid">
        {figure.lanes.map(({ id, title }, n) => (
          <li key={id}>
            <LaneNumber n={n} /> {title} <small>best at {bestAt(figure, id)}</small>
          </li>
        ))}
      </ul>
    </div>
  );
};

const bestAt = ({ points }: StudyFigure, id: string): number => points.filter(({ best }) => best.includes(id)).length;

interface CellProps {
  readonly figure: StudyFigure;
  readonly point: FigurePoint;
  readonly titles: readonly string[];
  readonly place: readonly [column: number, row: number];
  readonly isActive: boolean;
  readonly onFocus: () => void;
  readonly onOpen: (at: StudyValues) => void;
}

const Cell = ({ figure, point, titles, place, isActive, onFocus, onOpen }: CellProps) => {
  const { best, lead, at } = point;
  const where = Object.values(at).map((value, n) => `${titles[n]} ${valueWords(value)}`);
  const places = best.map((id) => figure.lanes.findIndex((lane) => lane.id === id));
  const by = lead === null ? '' : threeDigits(figure.measure, Math.abs(lead));
  const said =
    best.length === 0 ? 'not run yet' : `${namesOf(figure, best)}${by === '' ? '' : `, ${by} ahead of the next`}`;
  return (
    <button
      type="button"
      data-cell={place.join(' ')}
      data-equal={best.length > 1 || undefined}
      className={styles['cell']}
      style={places.length > 0 ? { ...laneColour(places[0] as number), ...otherColour(places[1]) } : undefined}
      tabIndex={isActive ? 0 : -1}
      aria-label={`${where.join(', ')}: ${said}`}
      title={said}
      onFocus={onFocus}
      onClick={() => onOpen(at)}
    >
      <b>{best.length === 0 ? '·' : places.map((n) => n + 1).join('=')}</b>
      <small>{by}</small>
    </button>
  );
};
