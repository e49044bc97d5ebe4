// A lane of a comparison as people edit it: a strategy, its parameters, and changes to the design by dotted path. What may be
// changed comes from the scenario's one definition, and whether it is valid is said by the same check as for files.
import {
  checkScenario,
  formatPath,
  type LeafShape,
  type Scenario,
  type StrategySpec,
  scenarioDefinition,
  settablePaths,
  shapeAt,
  strategyId,
  strategyTitle,
  type VariantSpec,
} from '../engine/index.ts';
import { isLeaf } from './scenario/scenario-form.ts';
import { valueWords } from './words.ts';

export interface Settable {
  readonly path: string;
  /** The section it stands in; empty at the top of the document. */
  readonly section: string;
  readonly shape: LeafShape;
}

const isSimulated = (shape: LeafShape): boolean => !('notSimulated' in shape && shape.notSimulated === true);

/** Settings of the design and of its circumstances that one lane may have otherwise than the others, by section. */
export const settables: readonly Settable[] = settablePaths(scenarioDefinition).flatMap((path) => {
  const shape = shapeAt(scenarioDefinition.document, path.split('.'));
  if (!path.includes('.') || shape === undefined || !isLeaf(shape) || !isSimulated(shape)) return [];
  return [{ path, section: path.slice(0, path.lastIndexOf('.')), shape }];
});

export const settableAt = (path: string): Settable | undefined => settables.find((each) => each.path === path);

/** The value that stands at a dotted path of the scenario. */
export function valueAt(scenario: Scenario, path: string): unknown {
  let at: unknown = scenario;
  for (const key of path.split('.'))
    at = typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[key] : undefined;
  return at;
}

/** `exponential 20ms`, `lognormal 20ms 200ms` as the document says it; anything else is left to the check. */
export function distributionOf(text: string): unknown {
  const [kind = '', first = '', second] = text.trim().split(/\s+/);
  if (kind === 'lognormal' && second !== undefined) return { lognormal: { median: first, p99: second } };
  return first !== '' && second === undefined ? { [kind]: first } : text;
}

export interface LaneDraft {
  /** Null for a lane that is to be added. */
  readonly id: string | null;
  /** What the id of a new lane is made of; left out: its strategy. */
  readonly wanted?: string;
  /** Empty: named by strategy and changes. */
  readonly title: string;
  readonly strategy: StrategySpec;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly set: Readonly<Record<string, unknown>>;
  /** What follows the strategy; left out: as before. */
  readonly then?: NonNullable<VariantSpec['then']>;
}

export type LaneOutcome =
  | { readonly lane: VariantSpec }
  /** By what they are about: `title`, `parameters.NAME`, `set.PATH`; the empty key: the lane as a whole. */
  | { readonly complaints: Readonly<Record<string, string>> };

/** The first of `wanted`, `wanted-2`, `wanted-3` … that nobody has. */
function unused(wanted: string, taken: ReadonlySet<string>, join: (n: number) => string): string {
  let name = wanted;
  for (let n = 2; taken.has(name); n++) name = join(n);
  return name;
}

function titleFor(scenario: Scenario, { strategy, set }: LaneDraft, taken: ReadonlySet<string>): string {
  const title = strategyTitle(strategy);
  const changes = Object.entries(set)
    .map(([path, value]) => ({ path, words: valueWords(value) }))
    .filter(({ path, words }) => words !== valueWords(valueAt(scenario, path)))
    .map(({ path, words }) => `${path.slice(path.lastIndexOf('.') + 1)} ${words}`);
  const wanted = (changes.length === 0 ? title : `${title}, ${changes.join(', ')}`).slice(0, 180);
  return unused(wanted, taken, (n) => `${wanted} (${n})`);
}

function idFor({ wanted, strategy }: LaneDraft, taken: ReadonlySet<string>): string {
  const base = wanted ?? strategyId(strategy);
  return unused(base, taken, (n) => `${base}-${n}`);
}

/** Checks a draft among the other lanes, exactly as the scenario's file would be checked. */
export function checkLane(scenario: Scenario, draft: LaneDraft): LaneOutcome {
  const others = scenario.variants.filter(({ id }) => id !== draft.id);
  const ids = new Set(others.map(({ id }) => id));
  const titles = new Set(others.map(({ title }) => title));
  const before = scenario.variants.find(({ id }) => id === draft.id);
  const typed = draft.title.trim();
  if (titles.has(typed)) return { complaints: { title: 'another lane has this name' } };
  const lane = {
    id: draft.id ?? idFor(draft, ids),
    title: typed === '' ? titleFor(scenario, draft, titles) : typed,
    strategy: draft.strategy,
    parameters: draft.parameters,
    set: draft.set,
    then: draft.then ?? before?.then ?? [],
    ...(before?.price !== undefined && { price: before.price }),
  };
  const checked = checkScenario({ ...scenario, variants: [lane] }, scenarioDefinition, { id: scenario.id });
  if ('scenario' in checked) return { lane: checked.scenario.variants[0] as VariantSpec };
  const complaints: Record<string, string> = {};
  for (const { path, message } of checked.issues) {
    const [list, , part, name] = path;
    const own = list === 'variants' && part !== undefined;
    const key = !own ? '' : name === undefined ? String(part) : `${part}.${name}`;
    complaints[key] ??= own ? message : `${formatPath(path)}: ${message}`;
  }
  return { complaints };
}
