// A study as rows: a point each, with every lane's mean and who is best. For spreadsheets with all digits, ends of the intervals in
// columns of their own.
import type { Interval } from '../../engine/index.ts';
import type { FigurePoint, StudyFigure } from './figure.ts';

type Rows = readonly (readonly string[])[];

const headOf = ({ vary }: StudyFigure, lanes: readonly string[]): readonly string[] => [
  ...vary.map(({ path }) => path),
  ...lanes,
  'best',
];

const values = ({ at }: FigurePoint): readonly string[] => Object.values(at).map(String);

const bestText = ({ best }: FigurePoint): string => best.join(' = ');

/** For people; `text` says a lane's mean with its interval. */
export const studyRows = (figure: StudyFigure, text: (mean: Interval) => string): Rows => [
  headOf(
    figure,
    figure.lanes.map(({ id }) => id),
  ),
  ...figure.points.map((point) => [...values(point), ...point.lanes.map(text), bestText(point)]),
];

const digits = (value: number | null): string => (value === null ? '' : String(value));

/** For spreadsheets: of more than one seed each mean between the ends of its interval. Points that were not run are left out. */
export function studySheet(figure: StudyFigure, seeds: number): Rows {
  const columns = (id: string): readonly string[] => (seeds === 1 ? [id] : [id, `${id}.low`, `${id}.high`]);
  const cells = ({ mean, low, high }: Interval): readonly string[] =>
    (seeds === 1 ? [mean] : [mean, low, high]).map(digits);
  return [
    headOf(
      figure,
      figure.lanes.flatMap(({ id }) => columns(id)),
    ),
    ...figure.points
      .filter((point) => point.seeds > 0)
      .map((point) => [...values(point), ...point.lanes.flatMap(cells), bestText(point)]),
  ];
}
