// The cells of the outcome matrix, played: how many users a procedure leaves wrong after a kind of damage, over seeds; and the runs of a
// cell as a scenario file. What is expected of a cell it does not ask.
import {
  checkScenario,
  findVariant,
  measureOf,
  Reruns,
  type Scenario,
  scenarioDefinition,
  specOf,
  strategyTitle,
  type VariantSpec,
} from '../engine/index.ts';
import { numberText } from './numbers.ts';
import type { CellOutcome, Damage, MatrixCell, MatrixLane, MatrixRow } from './outcome-damages.ts';

export const MATRIX_SEEDS: readonly number[] = [1, 2, 3];

/** The house in which every damage happens: some hundred users, a version guard, and people who need no time. */
const HOUSE = {
  schema: 1,
  length: '8h',
  population: { users: 400, suspendedShare: 0.1 },
  workload: { signUps: '10/h', suspend: '0.1/h', reactivate: '0.6/h', delete: '0/h' },
  billing: { policy: 'version', invoiceEvery: '24h' },
  repair: { at: '4h' },
  people: 'none',
};

/** What a lane's runs came to, seed by seed; null where it could not be done. */
interface PlayedLane {
  /** How much is wrong at the end: users, or invoices that nobody has credited. */
  readonly left: readonly (number | null)[];
  /** How much was wrong when the repair began; of a house without a copy, and of invoices: how much ever was. */
  readonly done: readonly number[];
}

/** What a cell comes to: of a conditional one where the condition holds, and where it does not. */
export interface PlayedCell {
  readonly holds: PlayedLane;
  readonly fails: PlayedLane | null;
}

type Draft = Record<string, unknown>;

/** A document with changes by dotted path written into it. */
function changed(document: Draft, set: Readonly<Record<string, unknown>>): Draft {
  const copy = structuredClone(document);
  for (const [path, value] of Object.entries(set)) {
    const keys = path.split('.');
    let at = copy;
    for (const key of keys.slice(0, -1)) {
      at[key] ??= {};
      at = at[key] as Draft;
    }
    at[keys.at(-1) as string] = structuredClone(value);
  }
  return copy;
}

interface TitledLane extends MatrixLane {
  readonly id: string;
  readonly title: string;
}

const lanesOf = (cell: MatrixCell): readonly TitledLane[] =>
  typeof cell === 'string'
    ? [{ id: 'as-it-is', title: 'As it is' }]
    : [
        { id: 'holds', title: `Where ${cell.when}`, ...cell.holds },
        { id: 'else', title: 'Where that is not so', ...cell.fails },
      ];

/** A row by the name that people know it by. */
export const rowTitle = ({ strategy, design }: MatrixRow): string => design?.title ?? strategyTitle(strategy);

/** The scenario of a cell: its damage, and a lane for each of its runs. */
function documentOf(row: MatrixRow, damage: Damage, cell: MatrixCell): Draft {
  const { strategy, needs = {} } = row;
  const lanes = lanesOf(cell);
  const variants = lanes.map(({ id, title, set, parameters }) => ({
    id: lanes.length === 1 ? row.id : id,
    title: lanes.length === 1 ? rowTitle(row) : title,
    strategy,
    parameters: { ...needs.parameters, ...parameters },
    ...(set !== undefined && { set: structuredClone(set) }),
  }));
  return changed({ ...HOUSE, variants }, { ...damage.set, ...needs.set });
}

const cellOf = (row: MatrixRow, damage: Damage): MatrixCell => row.cells[damage.id] as MatrixCell;

function checked(document: Draft): Scenario {
  const outcome = checkScenario(document, scenarioDefinition, { id: 'outcome-matrix' });
  if ('issues' in outcome) throw new Error(outcome.issues.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return outcome.scenario;
}

type Measures = Parameters<typeof measureOf>[0];

/** How much of the damage is left at the end, and how much was done. */
function countIn(measures: Measures, { harms }: Damage, keepsCopy: boolean): { left: number; done: number } {
  const number = (id: string): number => Number(measureOf(measures, id) ?? 0);
  const wrong = number('invoices.wrong');
  if (harms === 'invoices') return { left: wrong - number('invoices.credited'), done: wrong };
  if (keepsCopy) return { left: number('divergent.settled'), done: number('divergent.atRepair') };
  // Where there is no copy, who is harmed is told by the invoices.
  const harmed = wrong + number('invoices.missed');
  return { left: harmed, done: harmed };
}

function playLane(scenario: Scenario, variant: VariantSpec, damage: Damage): PlayedLane {
  const spec = specOf(scenario, variant, 0);
  const keepsCopy = spec.scenario.billing.reads !== 'api';
  const runs = new Reruns(spec);
  const played = MATRIX_SEEDS.map((seed) => {
    const { measures, verdict } = runs.run(seed);
    const { left, done } = countIn(measures, damage, keepsCopy);
    return { left: verdict.startsWith('Cannot') ? null : left, done };
  });
  return { left: played.map(({ left }) => left), done: played.map(({ done }) => done) };
}

/** Plays a cell over the seeds. */
export function playCell(row: MatrixRow, damage: Damage): PlayedCell {
  const scenario = checked({ ...documentOf(row, damage, cellOf(row, damage)), title: 'A cell' });
  const [holds, fails] = scenario.variants.map((variant) => playLane(scenario, variant, damage));
  return { holds: holds as PlayedLane, fails: fails ?? null };
}

/** Nothing is left wrong in any run, something is, it cannot be done, or nothing ever was wrong. */
export function outcomeOf({ left, done }: PlayedLane): CellOutcome {
  if (left.every((count) => count === null)) return 'cannot';
  if (left.some((count) => count !== null && count > 0)) return 'no';
  return done.every((count) => count === 0) ? 'never' : 'yes';
}

const isGood = (outcome: CellOutcome): boolean => outcome === 'yes' || outcome === 'never';

/** A cell in a word: `if` where the two runs of a conditional one come out as differently as its condition says. */
export function cellWord({ holds, fails }: PlayedCell): CellOutcome | 'if' {
  const outcome = outcomeOf(holds);
  return fails !== null && isGood(outcome) && !isGood(outcomeOf(fails)) ? 'if' : outcome;
}

/** A scenario file of a cell's runs; beside the only one of a cell without a condition, the same house in which nothing is repaired. */
export function cellSource(row: MatrixRow, damage: Damage) {
  const cell = cellOf(row, damage);
  const document = documentOf(row, damage, cell);
  const lanes = document['variants'] as readonly unknown[];
  const variants = lanes.length === 1 ? [...lanes, ...besides(row, document)] : lanes;
  const title = `${rowTitle(row)}, after: ${damage.title.charAt(0).toLowerCase()}${damage.title.slice(1)}`;
  const { schema, ...rest } = document;
  const opensAt = lanes.some(isShort) ? '2h' : '3h30m';
  const text = `${JSON.stringify({ schema, title, opensAt, ...rest, variants }, null, 2)}\n`;
  return { file: `${row.id}-${damage.id}.json`, text, siblings: {} };
}

/** A lane that ends soon after its repair has begun. */
const isShort = (lane: unknown): boolean => 'length' in ((lane as { readonly set?: object }).set ?? {});

/** What stands beside a lane that has no other: of a strategy waiting, of a design a copy as usual. */
function besides({ strategy, design, needs }: MatrixRow, document: Draft): readonly unknown[] {
  if (design !== undefined) {
    const usual = Object.keys(needs?.set ?? {}).filter((path) => path !== 'billing.invoiceEvery');
    return [{ id: 'usual', title: 'A copy as usual', strategy, set: usualOf(usual) }];
  }
  if (strategy === 'wait') return [];
  const plain = findVariant(checked({ ...document, title: 'A cell' }), 'wait', scenarioDefinition);
  return plain === undefined ? [] : [plain];
}

const USUAL: Readonly<Record<string, unknown>> = { 'billing.reads': 'copy', 'billing.copyMaxAge': 'none' };
const usualOf = (paths: readonly string[]) => Object.fromEntries(paths.map((path) => [path, USUAL[path]]));

const UNITS = { users: ['user', 'users'], invoices: ['invoice', 'invoices'] } as const;

/** How much the runs of a lane left wrong: `31 users left`, `28 to 35 users left`. */
function leftWords({ left }: PlayedLane, { harms }: Damage): string {
  const all = left.filter((count) => count !== null);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const [one, many] = UNITS[harms];
  const count = low === high ? numberText(high) : `${numberText(low)} to ${numberText(high)}`;
  return `${count} ${high === 1 ? one : many} ${harms === 'invoices' ? 'stay wrong' : 'left'}`;
}

function otherwise(played: PlayedLane, damage: Damage): string {
  return outcomeOf(played) === 'cannot' ? 'else it cannot be done' : `else ${leftWords(played, damage)}`;
}

/** A cell as people read it: in a word, what it depends on, and who is left. */
interface CellWords {
  readonly word: ReturnType<typeof cellWord>;
  /** After the word: the condition, or who is left. */
  readonly more: string;
  /** Of a conditional cell: what comes of it otherwise. */
  readonly otherwise: string;
}

export function cellWords(row: MatrixRow, damage: Damage, played: PlayedCell): CellWords {
  const cell = cellOf(row, damage);
  const word = cellWord(played);
  const when = typeof cell === 'string' ? '' : cell.when;
  if (word === 'if' && played.fails !== null) return { word, more: when, otherwise: otherwise(played.fails, damage) };
  return { word, more: word === 'no' ? leftWords(played.holds, damage) : '', otherwise: '' };
}
