// What a link, or the browser's storage, carries of what people made of a scenario: believed as far as it can be run. What cannot be
// is left out and told in words; the rest is kept. It knows neither links nor storage.
import {
  applyVariant,
  checkScenario,
  type FaultSpec,
  faults,
  findEntry,
  findVariant,
  formatPath,
  type Input,
  plain,
  plannedFaults,
  type Scenario,
  scenarioDefinition,
  type VariantSpec,
} from '../engine/index.ts';
import { type Future, MOST_FUTURES, momentOfInput } from './futures.ts';

/** As plain data says it: anything may stand in the lists. */
interface Carried {
  readonly variant: string;
  readonly inputs: readonly unknown[];
  readonly lanes?: readonly unknown[] | undefined;
  readonly futures?: readonly unknown[] | undefined;
}

interface Believed {
  /** With the lanes as its variants, where it carries any that can be run. */
  readonly scenario: Scenario;
  readonly variant: string;
  readonly inputs: readonly Input[];
  readonly lanes: readonly VariantSpec[] | undefined;
  readonly futures: readonly Future[];
  /** What was left out, one sentence each. */
  readonly told: readonly string[];
}

/** More sentences than this are counted, not read. */
const MOST_TOLD = 4;

type Loose = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const isMoment = (at: unknown): at is number => typeof at === 'number' && Number.isInteger(at) && at >= 0;
const check = (data: unknown, { id }: Scenario) => checkScenario(data, scenarioDefinition, { id });
const quoted = (text: unknown): string => `“${plain(String(text))}”`;

/** Whether the scenario would take the injected fault, whenever it begins. */
function isSoundFault(scenario: Scenario, fault: unknown): boolean {
  if (!isRecord(fault)) return false;
  const entry = findEntry(faults, String(fault['fault']));
  if (entry === undefined) return false;
  const timed = { ...fault, at: '0s', ...(entry.lasting && !('for' in fault) && { for: '1h' }) };
  return 'scenario' in check({ ...scenario, faults: [timed], variants: ['wait'] }, scenario);
}

/** Whether it has the form of something that can be done in this scenario. A fault that is removed had a place before it had a name. */
function isSoundInput(scenario: Scenario, input: unknown): boolean {
  if (!isRecord(input) || !isMoment(input['at'])) return false;
  if (input['kind'] === 'inject') return isSoundFault(scenario, input['fault']);
  if (input['kind'] === 'remove') return typeof input['name'] === 'string' || isMoment(input['index']);
  return input['kind'] === 'repair';
}

/** The faults that a lane has where its list is its own; all others have the scenario's. */
const ownFaults = (scenario: Scenario, variants: readonly VariantSpec[]): readonly FaultSpec[] =>
  variants.flatMap((variant) =>
    Object.keys(variant.set).some((path) => path.split('.')[0] === 'faults')
      ? applyVariant(scenario, variant, scenarioDefinition).faults
      : [],
  );

/** What was done, each removed fault by its name; undefined when it cannot be done in this scenario. */
export function soundInputs(
  scenario: Scenario,
  inputs: unknown,
  told: string[],
  variants: readonly VariantSpec[] = scenario.variants,
): readonly Input[] | undefined {
  if (!Array.isArray(inputs) || !inputs.every((input) => isSoundInput(scenario, input))) return undefined;
  const names = plannedFaults(scenario.faults, inputs).map(({ name }) => name);
  const known = new Set([...names, ...plannedFaults(ownFaults(scenario, variants), []).map(({ name }) => name)]);
  return inputs.flatMap((input: Input & { readonly index?: number }): Input[] => {
    if (input.kind !== 'remove') return [input];
    const { kind, at } = input;
    const name = input.name ?? names[input.index ?? names.length];
    if (name !== undefined && known.has(name)) return [{ kind, at, name }];
    told.push(`What is removed at ${momentOfInput(scenario, at)} is no fault of this run.`);
    return [];
  });
}

/** Those of the lanes that can be run, each under a name of its own. */
function soundLanes(scenario: Scenario, lanes: readonly unknown[], told: string[]): readonly VariantSpec[] {
  const sound = new Map<string, VariantSpec>();
  for (const [n, lane] of lanes.entries()) {
    const name = isRecord(lane) && typeof lane['title'] === 'string' ? quoted(lane['title']) : `number ${n + 1}`;
    const checked = check({ ...scenario, variants: [lane] }, scenario);
    if ('issues' in checked) {
      const [issue] = checked.issues;
      const where = formatPath(issue?.path.slice(2) ?? []);
      told.push(`Lane ${name} cannot be run: ${where === '' ? '' : `${where}: `}${issue?.message}.`);
      continue;
    }
    const [variant] = checked.scenario.variants as [VariantSpec];
    if (sound.has(variant.id)) told.push(`Lane ${name} has the id of another, ${quoted(variant.id)}.`);
    else sound.set(variant.id, variant);
  }
  return [...sound.values()];
}

/** Those of the futures that can still be run. */
export function soundFutures(scenario: Scenario, futures: readonly unknown[], told: string[]): readonly Future[] {
  const taken = new Set(scenario.variants.map(({ id }) => id));
  const sound: Future[] = [];
  for (const future of futures) {
    const one = soundFuture(scenario, future, told);
    if (one === undefined || taken.has(one.id) || sound.length === MOST_FUTURES)
      told.push(`A future that was left behind${isRecord(future) ? `, ${quoted(future['id'])},` : ''} cannot be run.`);
    else {
      taken.add(one.id);
      sound.push(one);
    }
  }
  return sound;
}

function soundFuture(scenario: Scenario, future: unknown, told: string[]): Future | undefined {
  if (!isRecord(future)) return undefined;
  const { id, reached, variant } = future;
  if (typeof id !== 'string' || id === '' || !isMoment(reached)) return undefined;
  const checked = check({ ...scenario, variants: [variant] }, scenario);
  if ('issues' in checked) return undefined;
  const lanes = [...scenario.variants, ...checked.scenario.variants];
  const inputs = soundInputs(scenario, future['inputs'], told, lanes);
  return inputs && { id, reached, inputs, variant: checked.scenario.variants[0] as VariantSpec };
}

/** What is carried, as far as it can be run in this scenario; undefined when what was done cannot be done in it. */
export function believed(given: Scenario, carried: Carried): Believed | undefined {
  const told: string[] = [];
  const found = carried.lanes === undefined ? [] : soundLanes(given, carried.lanes, told);
  const lanes = found.length === 0 ? undefined : found;
  if (carried.lanes !== undefined && lanes === undefined) told.push('The lanes are those of the scenario.');
  const scenario = lanes === undefined ? given : { ...given, variants: lanes };
  const inputs = soundInputs(scenario, carried.inputs, told);
  if (inputs === undefined) return undefined;
  const futures = soundFutures(scenario, carried.futures ?? [], told);
  const [first] = scenario.variants;
  const wanted = findVariant(scenario, carried.variant, scenarioDefinition);
  const variant = wanted ?? first;
  if (wanted === undefined) told.push(`There is no lane ${quoted(carried.variant)}; the first is shown.`);
  const more = told.length - MOST_TOLD;
  const sentences = more > 0 ? [...told.slice(0, MOST_TOLD), `So it is with ${more} more.`] : told;
  return { scenario, variant: variant?.id ?? 'wait', inputs, lanes, futures, told: sentences };
}
