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
import type { Damage, MatrixCell, MatrixLane, MatrixRow } from './outcome-matrix.ts';

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

/** Users left wrong at the end of each seed's run; null where it cannot be done. */
type Left = readonly (number | null)[];

/** What a lane comes to: of a conditional cell where the condition holds, and where it does not. */
export interface PlayedCell {
  readonly holds: Left;
  readonly fails: Left | null;
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

/** The scenario of a cell: its damage, and a lane for each of its runs. */
function documentOf(row: MatrixRow, damage: Damage, cell: MatrixCell): Draft {
  const { strategy, needs = {} } = row;
  const lanes = lanesOf(cell);
  const variants = lanes.map(({ id, title, set, parameters }) => ({
    id: lanes.length === 1 ? strategy : id,
    title: lanes.length === 1 ? strategyTitle(strategy) : title,
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

function leftBy(scenario: Scenario, variant: VariantSpec): Left {
  const runs = new Reruns(specOf(scenario, variant, 0));
  return MATRIX_SEEDS.map((seed) => {
    const { measures, verdict } = runs.run(seed);
    return verdict.startsWith('Cannot') ? null : Number(measureOf(measures, 'divergent.settled'));
  });
}

/** Plays a cell over the seeds. */
export function playCell(row: MatrixRow, damage: Damage): PlayedCell {
  const scenario = checked({ ...documentOf(row, damage, cellOf(row, damage)), title: 'A cell' });
  const [holds, fails] = scenario.variants.map((variant) => leftBy(scenario, variant));
  return { holds: holds as Left, fails: fails ?? null };
}

type Outcome = 'yes' | 'no' | 'cannot';

/** Nobody is left wrong in any run, somebody is, or it cannot be done. */
export function outcomeOf(left: Left): Outcome {
  if (left.every((users) => users === null)) return 'cannot';
  return left.some((users) => users !== null && users > 0) ? 'no' : 'yes';
}

/** A cell in a word: `if` where the two runs of a conditional one come out as differently as its condition says. */
export function cellWord({ holds, fails }: PlayedCell): Outcome | 'if' {
  if (fails === null) return outcomeOf(holds);
  return outcomeOf(holds) === 'yes' && outcomeOf(fails) === 'no' ? 'if' : outcomeOf(holds);
}

/** A scenario file of a cell's runs; beside the only one of a cell without a condition, waiting. */
export function cellSource(row: MatrixRow, damage: Damage) {
  const cell = cellOf(row, damage);
  const document = documentOf(row, damage, cell);
  const lanes = document['variants'] as readonly unknown[];
  const alone = lanes.length === 1 && row.strategy !== 'wait';
  const plain = findVariant(checked({ ...document, title: 'A cell' }), 'wait', scenarioDefinition);
  const variants = alone && plain !== undefined ? [...lanes, plain] : lanes;
  const title = `${strategyTitle(row.strategy)}, after: ${damage.title.charAt(0).toLowerCase()}${damage.title.slice(1)}`;
  const { schema, ...rest } = document;
  const text = `${JSON.stringify({ schema, title, opensAt: '3h30m', ...rest, variants }, null, 2)}\n`;
  return { file: `${row.strategy}-${damage.id}.json`, text, siblings: {} };
}

const counts = (left: Left): readonly number[] => left.filter((users) => users !== null);

/** How many users the runs of a lane left wrong: `31 users`, `28 to 35 users`, `nobody`. */
function leftWords(left: Left): string {
  const all = counts(left);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  if (all.length === 0 || high === 0) return 'nobody';
  if (low === high) return high === 1 ? '1 user' : `${numberText(high)} users`;
  return `${numberText(low)} to ${numberText(high)} users`;
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
  if (word === 'if') return { word, more: when, otherwise: `else ${leftWords(played.fails ?? [])} left` };
  const more = word === 'no' ? `${leftWords(played.holds)} left` : '';
  return { word, more, otherwise: '' };
}
