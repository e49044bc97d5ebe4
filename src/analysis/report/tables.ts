// The tables of a report's first page, from a decision: the options beside doing nothing, the year, and what would change the ranking.
import type { Interval } from '../../engine/index.ts';
import { lengthText } from '../clock.ts';
import type { LaneDecision, OptionRow } from '../decision/decision.ts';
import { carried, carriedText, differenceText, estimateText, halfOf } from '../decision/digits.ts';
import { DETECTORS } from '../decision/noticing.ts';
import { frequencyText } from '../decision/recommendation.ts';
import type { RankedLane } from '../decision/standings.ts';
import type { Frequency } from '../decision/yearly.ts';
import { numberText } from '../numbers.ts';
import { valueWords } from '../words.ts';
import type { Block } from './blocks.ts';

type Table = Extract<Block, { readonly is: 'table' }>;

const SECOND = 1_000_000;

/** A measure’s cell: an estimate in its unit; a duration in words. */
export function cellText({ unit }: Pick<OptionRow, 'unit'>, cell: Interval | string): string {
  if (typeof cell === 'string') return cell;
  if (cell.mean === null) return 'never';
  if (unit !== 's' || cell.mean < 1) return estimateText(cell);
  const half = halfOf(cell);
  const text = lengthText(carried(cell.mean, half) * SECOND);
  // What is finer than the last place that is written is no uncertainty of it.
  const last = cell.mean >= 3600 ? 60 : cell.mean >= 60 ? 1 : 0;
  return half === null || half <= last / 2 ? text : `${text} ± ${lengthText(carried(half, half * 0.99) * SECOND)}`;
}

/** What was expected of a measure, with as many digits as the measured one carries. */
export function expectedText({ unit }: Pick<OptionRow, 'unit'>, expected: number, half: number | null): string {
  if (unit !== 's' || expected < 1) return carriedText(expected, half);
  return lengthText(carried(expected, half) * SECOND);
}

/** Columns of the options: what is asked first. */
const COLUMNS: readonly { readonly id: string; readonly title: string }[] = [
  { id: 'invoices.wrong', title: 'Wrong invoices' },
  { id: 'invoices.missed', title: 'Missed' },
  { id: 'invoices.late', title: 'Late' },
  { id: 'invoices.credited', title: 'Credited' },
  { id: 'divergent.settled', title: 'Wrong in the end' },
  { id: 'handsOn', title: 'People, min' },
  { id: 'others.sideEffects', title: 'Done twice by others' },
];

/** Estimates added up: as uncertain together as all of them. */
function sumOf(all: readonly Interval[]): Interval {
  const add = (values: readonly (number | null)[]): number | null =>
    values.includes(null) ? null : values.reduce<number>((sum, value) => sum + (value as number), 0);
  return {
    mean: add(all.map(({ mean }) => mean)),
    low: add(all.map(({ low }) => low)),
    high: add(all.map(({ high }) => high)),
    n: Math.min(...all.map(({ n }) => n)),
  };
}

/** The work of both teams is one column. */
const HANDS: readonly string[] = ['repair.handsOnMinutes.user', 'repair.handsOnMinutes.billing'];

function columnsOf({
  options,
  standings,
}: LaneDecision): readonly { readonly title: string; readonly cells: readonly string[] }[] {
  return COLUMNS.flatMap(({ id, title }) => {
    if (id === 'handsOn') {
      const rows = options.filter((row) => HANDS.includes(row.id));
      if (rows.length === 0) return [];
      const cells = standings.map((_, lane) =>
        estimateText(sumOf(rows.map(({ cells: own }) => own[lane] as Interval))),
      );
      return [{ title, cells }];
    }
    const row = options.find((each) => each.id === id);
    return row === undefined ? [] : [{ title, cells: row.cells.map((cell) => cellText(row, cell)) }];
  });
}

function againstIdle({ versusIdle }: RankedLane): string {
  if (versusIdle === null) return '–';
  return versusIdle.equal ? 'equal' : differenceText(versusIdle);
}

/** Lanes in the order of their cost; equal ones share a place. */
export function optionsTable(decision: LaneDecision): Table {
  const { standings, currency, idle, seeds, seed } = decision;
  const columns = columnsOf(decision);
  const shares = (place: number): boolean => standings.filter((each) => each.place === place).length > 1;
  const cells = [
    ['Lane', 'Place', `Cost, ${currency}`, `Less “${idle.title}”`, ...columns.map(({ title }) => title)],
    ...standings.map((lane, n) => [
      lane.title,
      `${lane.place}${shares(lane.place) ? ' =' : ''}`,
      estimateText(lane.cost),
      againstIdle(lane),
      ...columns.map((column) => column.cells[n] ?? ''),
    ]),
  ];
  const over =
    seeds === 1
      ? `seed ${seed} alone`
      : `means of ${seeds} seeds (${seed} … ${seed + seeds - 1}) ± half the 95 % interval`;
  return {
    is: 'table',
    caption: `By total cost, ${over}; differences are paired by seed; “=” and “equal”: no more apart than chance or 1 % explains.`,
    cells,
  };
}

/** Who notices in each lane, how soon, and how often for nothing; null where nobody watches in any of them. */
export function noticingTable({ noticing, currency, seeds }: LaneDecision): Table | null {
  if (noticing === null) return null;
  return {
    is: 'table',
    caption: 'From the first fault on; a false alarm is one before anything was wrong, and costs the time to look.',
    cells: [
      ['Lane', 'Noticed by', 'Noticed after', 'False alarms', `Their cost, ${currency}`],
      ...noticing.lanes.map(({ title, by, after, never, falseAlarms, falseCost }) => [
        title,
        DETECTORS[by],
        never === seeds
          ? 'never'
          : `${cellText({ unit: 's' }, after)}${never === 0 ? '' : `; never in ${never} of ${seeds} seeds`}`,
        estimateText(falseAlarms),
        estimateText(falseCost),
      ]),
    ],
    words: true,
  };
}

/** What a lane asks of others. */
const LOADS: readonly { readonly id: string; readonly title: string }[] = [
  { id: 'repair.handsOnMinutes.user', title: 'User team, min' },
  { id: 'repair.handsOnMinutes.billing', title: 'Billing team, min' },
  { id: 'repair.messages', title: 'Messages of the repair' },
  { id: 'queue.peak', title: 'Wait at the broker, at most' },
  { id: 'api.calls', title: 'API calls' },
  { id: 'api.peakPerSecond', title: 'In a second, at most' },
  { id: 'repair.coupling', title: 'Coupling' },
];

/** Whom each lane costs time, and what it loads; `limit`: how many calls the API answers. */
export function loadsTable({ options, standings }: LaneDecision, limit: string): Table {
  const rows = LOADS.flatMap(({ id, title }) => {
    const row = options.find((each) => each.id === id);
    return row === undefined ? [] : [{ title, cells: row.cells.map((cell) => cellText(row, cell)) }];
  });
  return {
    is: 'table',
    caption: `Whom each lane costs time, and what it loads. The API answers ${limit} and no more.`,
    cells: [
      ['Lane', ...rows.map(({ title }) => title)],
      ...standings.map(({ title }, n) => [title, ...rows.map(({ cells }) => cells[n] ?? '')]),
    ],
  };
}

const payText = (frequency: Frequency | null): string => (frequency === null ? 'never' : frequencyText(frequency));

/** The yearly view; null where no lane has a price. */
export function yearsTable({ years, perYear, currency, standings }: LaneDecision): Table | null {
  if (years === null) return null;
  const half = (id: string): number | null => {
    const cost = standings.find((lane) => lane.id === id)?.cost;
    const own = cost === undefined ? null : halfOf(cost);
    return own === null ? null : own * perYear;
  };
  const titleOf = (id: string): string => standings.find((lane) => lane.id === id)?.title ?? id;
  const against = years.find(({ pays }) => pays !== null)?.pays?.against;
  return {
    is: 'table',
    caption: `At ${numberText(perYear)} incidents a year, ${currency}.${against === undefined ? '' : ` “Pays from”: against “${titleOf(against)}”.`}`,
    cells: [
      ['Lane', 'Once', 'A month', 'First year', 'Later years', 'Pays from', 'In the first year'],
      // Lanes that are free to have and no better than the one that all are held against say nothing here.
      ...years
        .filter(({ id, pays }) => pays !== null || id === against)
        .map(({ id, title, price, firstYear, laterYears, pays }) => [
          title,
          numberText(price.once),
          numberText(price.perMonth),
          carriedText(firstYear, half(id)),
          carriedText(laterYears, half(id)),
          pays === null ? '–' : payText(pays.laterYears),
          pays === null ? '–' : payText(pays.firstYear),
        ]),
    ],
  };
}

/** A value of which no interval is known: two digits that count, however small it is. */
const twoDigits = (value: number): string => numberText(Number(value.toPrecision(2)), 8);

/** Weights and unknowns with the values at which another lane takes the first place; those at which none does are named in the caption. */
export function changesTable({ weights, ranges, standings, currency }: LaneDecision): Table {
  const titleOf = (id: string): string => standings.find((lane) => lane.id === id)?.title ?? id;
  const rows: string[][] = [];
  const still: string[] = [];
  for (const { key, value, unit, flips } of weights) {
    const told = flips.filter((flip) => flip.value > 0 && flip.value < 1e9);
    const worth = (number: number): string => `${twoDigits(number)} ${unit === 'h' ? 'h' : currency}`;
    if (told.length === 0) still.push(`costs.${key}`);
    for (const flip of told)
      rows.push([`costs.${key}`, worth(value), `${flip.side} ${worth(flip.value)}`, titleOf(flip.to)]);
  }
  for (const { path, range, flips } of ranges) {
    const [low, high] = range.map(valueWords);
    if (flips.length === 0) still.push(`${path} (${low} … ${high})`);
    for (const { value, between } of flips)
      rows.push([
        path,
        `${low} … ${high}`,
        `at ${valueWords(value)}`,
        `${titleOf(between[0])} below, ${titleOf(between[1])} above`,
      ]);
  }
  return {
    is: 'table',
    caption: `Where another lane takes the first place.${still.length === 0 ? '' : ` Nowhere for ${still.join(', ')}.`}`,
    cells: [['Input', 'Now, or its range', 'Changes', 'Then first'], ...rows],
    words: true,
  };
}
