// A comparison as rows of cells: a row per measure, a column per variant, verdicts below. It knows measures and nothing of files.
import {
  type ComparisonResult,
  type Interval,
  type MeasureValue,
  measureOf,
  measures,
  type SweepResult,
  type SweptMeasure,
  type SweptTree,
} from '../engine/index.ts';
import { printNumber, type TableCells } from './print.ts';

function valueText(value: MeasureValue): string {
  if (value === null) return '–';
  if (typeof value === 'number') return printNumber(value);
  return value === true ? 'yes' : value === false ? 'no' : value;
}

/** Measures with nothing to tell for any variant are left out of tables for people; `all` keeps them. */
export function comparisonCells({ variants }: ComparisonResult, all: boolean): TableCells {
  const rows = measures.map(({ id, unit, rare }) => ({
    id,
    unit,
    rare,
    values: variants.map((variant) => measureOf(variant.measures, id)),
  }));
  const tells = (value: MeasureValue, rare?: true) => value !== 0 && value !== 'none' && !(rare && value === null);
  const telling = rows.filter(({ values, rare }) => all || values.some((value) => tells(value, rare)));
  return [
    ['measure', 'unit', ...variants.map(({ id }) => id)],
    ...telling.map(({ id, unit, values }) => [id, unit, ...values.map(valueText)]),
    ['verdict', '', ...variants.map(({ verdict }) => verdict)],
    ['fingerprint', '', ...variants.map(({ fingerprint }) => fingerprint)],
  ];
}

function sweptAt(tree: SweptTree, id: string): SweptMeasure | string {
  let at: unknown = tree;
  for (const part of id.split('.')) at = (at as Record<string, unknown>)[part];
  return at as SweptMeasure | string;
}

/** A mean with its 95 % interval. */
export function intervalText(measure: Interval | string): string {
  if (typeof measure === 'string') return measure;
  if (measure.mean === null) return '–';
  const mean = printNumber(measure.mean);
  if (measure.low === null || measure.high === null || measure.low === measure.high) return mean;
  return `${mean} [${printNumber(measure.low)}, ${printNumber(measure.high)}]`;
}

/** Means with their 95 % intervals. */
export function sweepCells({ variants }: SweepResult, all: boolean): TableCells {
  const rows = measures.map(({ id, unit, rare }) => ({
    id,
    unit,
    rare,
    values: variants.map((variant) => sweptAt(variant.measures, id)),
  }));
  const tells = (value: SweptMeasure | string, rare?: true) =>
    typeof value === 'string' ? value !== 'none' : value.mean !== 0 && !(rare && value.mean === null);
  const telling = rows.filter(({ values, rare }) => all || values.some((value) => tells(value, rare)));
  return [
    ['measure', 'unit', ...variants.map(({ id }) => id)],
    ...telling.map(({ id, unit, values }) => [id, unit, ...values.map(intervalText)]),
  ];
}
