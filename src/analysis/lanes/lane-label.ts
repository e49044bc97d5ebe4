// What tells one lane of a comparison from the others: its strategy's parameters that are not as usual, and every value of the
// scenario that it has otherwise, inside lists too. And whether all lanes meet the same incident. It judges no lane.
import {
  type FaultSpec,
  faults,
  findEntry,
  type Input,
  type RunSpec,
  type Scenario,
  strategyOf,
} from '../../engine/index.ts';
import { counted } from '../numbers.ts';
import { valueWords } from '../words.ts';

/** What names a lane, or only says what it is called. */
const NAMES: ReadonlySet<string> = new Set(['schema', 'id', 'title', 'description', 'variants', 'seed']);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Whether a mapping is one value to people, such as `{ exponential: 20ms }` or a strategy with its parameters. */
const isOneValue = (value: Readonly<Record<string, unknown>>): boolean =>
  'strategy' in value || ['constant', 'exponential', 'lognormal', 'zipf'].some((key) => key in value);

const faultWords = ({ fault, at, for: lasts, ...parameters }: FaultSpec): string =>
  [
    `${findEntry(faults, fault)?.title ?? fault} at ${at}`,
    ...(lasts === undefined ? [] : [`for ${lasts}`]),
    ...Object.entries(parameters).map(([name, value]) => `${name}: ${valueWords(value)}`),
  ].join(', ');

const listName = (path: string, n: number): string => `${path.replace(/s$/, '')} ${n + 1}`;

/** Entries of a list, one by one: `for: 30m of fault 1`, `without fault 2`. */
function listDiffers(path: string, usual: readonly unknown[], own: readonly unknown[]): readonly string[] {
  const words: string[] = [];
  for (let n = 0; n < Math.max(usual.length, own.length); n++) {
    const [before, after] = [usual[n], own[n]];
    const name = listName(path, n);
    const told = (value: unknown) => (path === 'faults' ? faultWords(value as FaultSpec) : valueWords(value));
    if (same(before, after)) continue;
    if (after === undefined) words.push(`without ${name}`);
    else if (before === undefined) words.push(`${name}: ${told(after)}`);
    else if (isRecord(before) && isRecord(after) && before['fault'] === after['fault'])
      words.push(...valuesDiffer(before, after, '').map((each) => `${each} of ${name}`));
    else words.push(`${name}: ${told(after)}`);
  }
  return words;
}

function valuesDiffer(
  usual: Readonly<Record<string, unknown>>,
  own: Readonly<Record<string, unknown>>,
  at: string,
): readonly string[] {
  return [...new Set([...Object.keys(usual), ...Object.keys(own)])].flatMap((key) => {
    const [before, after] = [usual[key], own[key]];
    const path = at === '' ? key : `${at}.${key}`;
    if (same(before, after)) return [];
    if (Array.isArray(before) && Array.isArray(after) && [...before, ...after].every(isRecord))
      return listDiffers(path, before, after);
    if (isRecord(before) && isRecord(after) && !isOneValue(before) && !isOneValue(after))
      return valuesDiffer(before, after, path);
    return [after === undefined ? `no ${path}` : `${path}: ${valueWords(after)}`];
  });
}

/** Every value that a lane's scenario has otherwise than the scenario that is compared: `broker.kind: log`, `for: 30m of fault 1`. */
function scenarioDiffers(compared: Scenario, own: Scenario): readonly string[] {
  const bare = (of: Scenario) => Object.fromEntries(Object.entries(of).filter(([key]) => !NAMES.has(key)));
  return valuesDiffer(bare(compared), bare(own), '');
}

/** All by which a lane differs: parameters of its strategy, then values of the scenario. */
export function laneDiffers(compared: Scenario, { variant, scenario }: RunSpec): readonly string[] {
  const usual = strategyOf(variant.strategy)?.parameters ?? {};
  const parameters = Object.entries(variant.parameters)
    .filter(([name, value]) => !same(value, usual[name]?.default))
    .map(([name, value]) => `${name}: ${valueWords(value)}`);
  return [...parameters, ...scenarioDiffers(compared, scenario)];
}

/** What happens to a lane, whoever repairs it and however its services are built. */
function incidentOf({ scenario, inputs, seed }: RunSpec): unknown {
  const { start, length, population, workload, faults: planned } = scenario;
  const acts = inputs.filter((input: Input) => input.kind !== 'repair');
  return [seed, start, length, population, workload, planned, scenario.billing.startsAt, acts];
}

const sameIncident = (specs: readonly RunSpec[]): boolean => {
  const [first, ...others] = specs.map((spec) => JSON.stringify(incidentOf(spec)));
  return others.every((each) => each === first);
};

/** `6 lanes on the same incident`; where they do not meet the same one, in how many they do as in the first. */
export function incidentWords(specs: readonly RunSpec[]): string {
  const lanes = counted(specs.length, 'lane');
  if (specs.length < 2) return lanes;
  const [first, ...others] = specs;
  const alike = 1 + others.filter((spec) => sameIncident([first as RunSpec, spec])).length;
  if (alike === specs.length) return `${lanes} on the same incident`;
  return `${lanes}, ${specs.length - alike} with another incident than the first`;
}
