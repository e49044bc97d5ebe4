// The table of a comparison: what each lane cost, then what it left, what it billed and what it took. A row per measure, a cell per
// lane. It computes no measure; which lane is better is said by the ranking.
import {
  type Measure,
  type MeasureValue,
  measureOf,
  measures,
  type SweepResult,
  type SweptMeasure,
  type SweptTree,
  type VariantResult,
} from '../../engine/index.ts';
import { lengthText, shortLength } from '../clock.ts';
import { numberText } from '../numbers.ts';
import { placesOf, type Rated, rankingOf, type Sample } from './ranking.ts';

export interface OutcomeCell {
  readonly value: MeasureValue;
  /** Three digits that count. */
  readonly text: string;
  /** All digits, and over many seeds the interval and the difference to the first lane. */
  readonly full: string;
  readonly mark: Rated;
  /** Its length between 0 and the row's largest value, 0 … 1; null where there is nothing to draw. */
  readonly place: number | null;
  /** Ends of the 95 % interval on the same scale; null of a single run. */
  readonly interval: readonly [number, number] | null;
  /** Its place among the lanes in words, where the row ranks them. */
  readonly rank: string | null;
}

export interface OutcomeRow {
  readonly measure: Measure;
  readonly cells: readonly OutcomeCell[];
  readonly samples: readonly Sample[];
  /** Whether all lanes say the same. */
  readonly same: boolean;
  /** How many lanes are as good as equal at the best end; 0 where one is best, or none can be. */
  readonly equal: number;
}

const SECOND = 1_000_000;

const isNever = ({ id }: Pick<Measure, 'id'>): boolean => id.endsWith('convergedAfter') || id.endsWith('usualAfter');

/** A value with all its digits; a duration in its own units. */
export function valueText(measure: Pick<Measure, 'unit' | 'id'>, value: MeasureValue): string {
  if (value === null) return isNever(measure) ? 'never' : 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  return measure.unit === 's' ? lengthText(value * SECOND) : numberText(value);
}

/** Whether a measure's title or its values tell its unit already. */
export const saysUnit = ({ unit, title }: Pick<Measure, 'unit' | 'title'>): boolean =>
  unit === 's' || title.toLowerCase().replaceAll('-', ' ').includes(unit);

/** The same in three digits that count: whole numbers stay whole. */
export function threeDigits(measure: Pick<Measure, 'unit' | 'id'>, value: MeasureValue): string {
  if (typeof value !== 'number') return valueText(measure, value);
  if (measure.unit === 's') return value === 0 ? '0 s' : shortLength(value * SECOND);
  const size = Math.abs(value);
  return numberText(value, size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

/** What a repair asks of people and machines is a price: less of it is not better by itself. */
const isPrice = ({ id }: Measure): boolean =>
  (/^(?:repair|api|queue|messages|others)\./.test(id) && !isNever({ id })) || id === 'cost.work';

const COST = 'cost.total';

function fullText(measure: Measure, { value, interval, versusFirst, isFirst }: Sample): string {
  const text = valueText(measure, value);
  if (interval === null) return text;
  const [low, high] = interval.map((each) => valueText(measure, each));
  const against = versusFirst === null || isFirst ? '' : `; less the first lane: ${between(measure, versusFirst)}`;
  return `${text}, 95 % interval ${low} to ${high}${against}`;
}

const signed = (measure: Measure, value: number): string =>
  `${value < 0 ? '−' : '+'}${valueText(measure, Math.abs(value))}`;

const between = (measure: Measure, [low, high]: readonly [number, number]): string =>
  `${signed(measure, low)} to ${signed(measure, high)}`;

/** `isWhole`: whether these are all lanes; else none is best or worst yet. */
function rowOf(measure: Measure, samples: readonly Sample[], isWhole: boolean): OutcomeRow {
  const values = samples.map(({ value }) => value);
  const numbers = values.filter((value) => typeof value === 'number');
  const top = Math.max(0, ...numbers, ...samples.map(({ interval }) => interval?.[1] ?? 0));
  const placeOf = (value: number) => Math.max(0, value) / top;
  const ranking =
    isPrice(measure) || !isWhole
      ? { marks: values.map(() => null), equal: 0 }
      : rankingOf(measure, samples, isNever(measure));
  const ranks = measure.id !== COST ? null : isWhole ? placesOf(samples) : samples.map(() => '');
  return {
    measure,
    samples,
    same: values.length > 1 && new Set(values).size === 1,
    equal: ranks === null ? ranking.equal : 0,
    cells: samples.map((sample, n) => ({
      value: sample.value,
      text: threeDigits(measure, sample.value),
      full: fullText(measure, sample),
      mark: ranks === null ? (ranking.marks[n] ?? null) : null,
      place: typeof sample.value === 'number' && top > 0 ? placeOf(sample.value) : null,
      interval:
        sample.interval === null || top <= 0 ? null : [placeOf(sample.interval[0]), placeOf(sample.interval[1])],
      rank: ranks?.[n] ?? null,
    })),
  };
}

/** All rows in the catalogue's order. `isWhole`: whether these are all lanes; else none is best or worst yet. */
export const outcomeRows = (variants: readonly VariantResult[], isWhole = true): readonly OutcomeRow[] =>
  measures
    .map((measure) =>
      rowOf(
        measure,
        variants.map(({ measures: tree }) => ({
          value: measureOf(tree, measure.id),
          interval: null,
          versusFirst: null,
          isFirst: false,
        })),
        isWhole,
      ),
    )
    .filter(isTold);

/** What is about something that no lane has is left out. */
const isTold = ({ measure, samples }: OutcomeRow): boolean =>
  measure.rare !== true || samples.some(({ value }) => value !== null);

const boundsOf = ({ low, high }: { readonly low: number | null; readonly high: number | null }) =>
  low === null || high === null ? null : ([low, high] as const);

/** The same over many seeds: means with their intervals. `first`: the id of the lane that all are paired with. */
export const sweptRows = (
  { variants }: SweepResult,
  { first = variants[0]?.id, isWhole = true }: { readonly first?: string | undefined; readonly isWhole?: boolean } = {},
): readonly OutcomeRow[] =>
  measures
    .map((measure) =>
      rowOf(
        measure,
        variants.map(({ id, measures: tree }) => {
          const swept = sweptOf(tree, measure.id);
          if (typeof swept === 'string')
            return { value: swept, interval: null, versusFirst: null, isFirst: id === first };
          const { mean, versusFirst } = swept;
          return {
            value: mean,
            interval: boundsOf(swept),
            versusFirst: boundsOf(versusFirst),
            isFirst: id === first,
          };
        }),
        isWhole,
      ),
    )
    .filter(isTold);

function sweptOf(tree: SweptTree, id: string): SweptMeasure | string {
  let at: SweptTree[string] | undefined = tree;
  for (const part of id.split('.')) at = (at as SweptTree)[part];
  return at as SweptMeasure | string;
}

interface OutcomeGroup {
  readonly title: string;
  readonly rows: readonly OutcomeRow[];
}

/** Measures that are told first, by what they answer; those marked with `?` only where some lane has anything of it. */
const GROUPS: readonly { readonly title: string; readonly ids: readonly string[] }[] = [
  {
    title: 'What it left',
    ids: [
      'divergent.settled',
      'divergent.userHours',
      'repair.convergedAfter',
      'repair.usualAfter',
      'copy.regressed',
      '?erasure.overdue',
      '?erasure.unending',
      '?erasure.longestDays',
    ],
  },
  {
    title: 'What it billed',
    ids: ['invoices.wrong', 'invoices.missed', 'invoices.wrongOrMissed', '?invoices.late', '?invoices.blocked'],
  },
  {
    title: 'What it took',
    ids: [
      'repair.handsOnMinutes.user',
      'repair.handsOnMinutes.billing',
      'repair.apiCalls',
      'repair.messages',
      '?repair.replayed',
      '?repair.databaseRows',
      'repair.coupling',
    ],
  },
];

/** The cost, the three groups that are read first, and the rest. */
export function grouped(rows: readonly OutcomeRow[]): {
  readonly cost: OutcomeRow | undefined;
  readonly first: readonly OutcomeGroup[];
  readonly more: OutcomeGroup;
} {
  const row = (id: string) => rows.find(({ measure }) => measure.id === id);
  const occurs = ({ cells }: OutcomeRow) => cells.some(({ value }) => value !== 0 && value !== null);
  const first = GROUPS.map(({ title, ids }) => ({
    title,
    rows: ids.flatMap((id) => {
      const found = row(id.replace('?', ''));
      return found === undefined || (id.startsWith('?') && !occurs(found)) ? [] : [found];
    }),
  }));
  const told = new Set([COST, ...first.flatMap((group) => group.rows.map(({ measure }) => measure.id))]);
  return {
    cost: row(COST),
    first,
    more: { title: 'And the rest', rows: rows.filter(({ measure }) => !told.has(measure.id)) },
  };
}

/** Lanes as they are written, or the cheapest first. */
export const inOrder = <Lane extends { readonly id: string }>(
  lanes: readonly Lane[],
  costOf: (lane: Lane) => number,
  order: 'written' | 'cost',
): readonly Lane[] => (order === 'written' ? lanes : [...lanes].sort((a, b) => costOf(a) - costOf(b)));
