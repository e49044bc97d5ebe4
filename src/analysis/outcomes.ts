// The table of a comparison: a row per measure, a cell per variant, best and worst found by the measure's own word on what is
// better. It computes no measure.
import {
  type Measure,
  type MeasureValue,
  measureOf,
  measures,
  type SweepResult,
  type SweptMeasure,
  type SweptTree,
  type VariantResult,
} from '../engine/index.ts';
import { lengthText } from './clock.ts';
import { numberText } from './numbers.ts';

export interface OutcomeCell {
  readonly value: MeasureValue;
  readonly text: string;
  readonly mark: 'best' | 'worst' | null;
  /** Its place between 0 and the row's largest value, 0 … 1; null where there is nothing to draw. */
  readonly place: number | null;
  /** Ends of the 95 % interval on the same scale; null of a single run. */
  readonly interval: readonly [number, number] | null;
}

export interface OutcomeRow {
  readonly measure: Measure;
  readonly cells: readonly OutcomeCell[];
  /** Whether all variants say the same. */
  readonly same: boolean;
}

const SECOND = 1_000_000;

/** A value as people read it; a duration in its own units. */
export function valueText({ unit, id }: Pick<Measure, 'unit' | 'id'>, value: MeasureValue): string {
  if (value === null) return id.endsWith('convergedAfter') ? 'never' : 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  return unit === 's' ? lengthText(value * SECOND) : numberText(value);
}

type Bounds = readonly [number, number] | null;

function rowOf(measure: Measure, values: readonly MeasureValue[], bounds: readonly Bounds[]): OutcomeRow {
  const numbers = values.filter((value): value is number => typeof value === 'number');
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const differ = numbers.length > 0 && low !== high;
  const [best, worst] = measure.better === 'more' ? [high, low] : [low, high];
  const someLack = numbers.length < values.length;
  const top = Math.max(high, ...bounds.map((each) => each?.[1] ?? 0));
  const markOf = (value: MeasureValue): OutcomeCell['mark'] => {
    if (measure.better === 'neither' || typeof value !== 'number') return null;
    if (!differ) return numbers.length === 1 && someLack && values.length > 1 ? 'best' : null;
    if (value === best) return 'best';
    return value === worst && !someLack ? 'worst' : null;
  };
  const placeOf = (value: number) => Math.max(0, value) / top;
  return {
    measure,
    same: new Set(values).size <= 1,
    cells: values.map((value, n) => {
      const own = bounds[n] ?? null;
      return {
        value,
        text: valueText(measure, value),
        mark: markOf(value),
        place: typeof value === 'number' && top > 0 ? placeOf(value) : null,
        interval: own === null || top <= 0 ? null : [placeOf(own[0]), placeOf(own[1])],
      };
    }),
  };
}

/** All rows in the catalogue's order. */
export const outcomeRows = (variants: readonly VariantResult[]): readonly OutcomeRow[] =>
  measures.map((measure) =>
    rowOf(
      measure,
      variants.map(({ measures: tree }) => measureOf(tree, measure.id)),
      [],
    ),
  );

/** The same over many seeds: means with their intervals. */
export const sweptRows = ({ variants }: SweepResult): readonly OutcomeRow[] =>
  measures.map((measure) => {
    const swept = variants.map(({ measures: tree }) => sweptOf(tree, measure.id));
    const values = swept.map((each) => (typeof each === 'string' ? each : each.mean));
    const bounds = swept.map((each) =>
      typeof each === 'string' || each.low === null || each.high === null ? null : ([each.low, each.high] as const),
    );
    return rowOf(measure, values, bounds);
  });

function sweptOf(tree: SweptTree, id: string): SweptMeasure | string {
  let at: SweptTree[string] | undefined = tree;
  for (const part of id.split('.')) at = (at as SweptTree)[part];
  return at as SweptMeasure | string;
}

/** Measures that answer the first questions: who is wrong, what it cost, who worked. */
const FIRST: ReadonlySet<string> = new Set([
  'divergent.settled',
  'divergent.userHours',
  'invoices.wrong',
  'invoices.wrongUsers',
  'invoices.missed',
  'repair.convergedAfter',
  'repair.apiCalls',
  'repair.messages',
  'copy.regressed',
  'repair.handsOnMinutes.user',
  'repair.handsOnMinutes.billing',
  'repair.coupling',
  'cost.total',
  'cost.perHourAfter',
]);

/** Rows in two groups: those to read first, and the rest. */
export function grouped(rows: readonly OutcomeRow[]): {
  readonly first: readonly OutcomeRow[];
  readonly more: readonly OutcomeRow[];
} {
  return {
    first: rows.filter(({ measure }) => FIRST.has(measure.id)),
    more: rows.filter(({ measure }) => !FIRST.has(measure.id)),
  };
}
