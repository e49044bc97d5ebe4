// From the word on the command line to a checked scenario: the id of a bundled one, or a path. Errors come out as lines that
// name file, line and path.
import { basename, dirname, join } from 'node:path';
import {
  bundledFile,
  findVariant,
  type Scenario,
  scenarioDefinition,
  scenarios,
  strategies,
  type VariantSpec,
} from '../engine/index.ts';
import { nearest, printProblem, type ReadOutcome, readScenario } from '../files/index.ts';
import { WrongInput } from './input.ts';
import { MOST_CHANGES, MOST_SCENARIO, readFileText } from './read-file.ts';

type Loaded = Extract<ReadOutcome, { readonly scenario: Scenario }>;

/** The text of a file beside the scenario; undefined when it is not there. */
function siblingText(path: string): string | undefined {
  const read = readFileText(path, MOST_CHANGES, 'a file of changes');
  if ('text' in read) return read.text;
  if (read.missing) return undefined;
  throw new Error(read.line > 1 ? `line ${read.line}: ${read.message}` : read.message);
}

/** Reads and checks; every problem as a line of text when there are any. */
export function tryScenario(file: string): Loaded | { readonly problems: readonly string[] } {
  const bundled = scenarios.find(({ id }) => id === file);
  if (bundled !== undefined) {
    return outcome(readScenario(bundled.text, { file: bundled.file, readSibling: bundledFile }));
  }
  const read = readFileText(file, MOST_SCENARIO, 'a scenario');
  if (!('text' in read)) {
    if (!read.missing) return { problems: [`${file}:${read.line}: file: ${read.message}`] };
    const near = nearest(
      basename(file),
      scenarios.map(({ id }) => id),
    );
    const hint = near === undefined ? '' : `; did you mean ${near}?`;
    const ids = scenarios.map(({ id }) => id).join(', ');
    return {
      problems: [`${file}:1: file: cannot be read, and no bundled scenario has this name (there are ${ids})${hint}`],
    };
  }
  return outcome(readScenario(read.text, { file, readSibling: (name) => siblingText(join(dirname(file), name)) }));
}

function outcome(read: ReadOutcome): Loaded | { readonly problems: readonly string[] } {
  return 'errors' in read ? { problems: read.errors.map(printProblem) } : read;
}

/** A checked scenario; wrong input is thrown with all its lines. */
export function loadScenario(file: string): Loaded {
  const read = tryScenario(file);
  if ('problems' in read) throw new WrongInput(read.problems.join('\n'));
  return read;
}

/** The text of the file of changes that a scenario names; undefined where it names none. */
export function changesTextOf(file: string, { workload }: Scenario): string | undefined {
  if (workload.file === undefined) return undefined;
  if (scenarios.some(({ id }) => id === file)) return bundledFile(workload.file);
  return siblingText(join(dirname(file), workload.file));
}

/** The files that the scenario was read from: its own, and the one of its changes. None of a bundled one. */
export function pathsOf(file: string, { workload }: Scenario): readonly string[] {
  if (scenarios.some(({ id }) => id === file)) return [];
  return [file, ...(workload.file === undefined ? [] : [join(dirname(file), workload.file)])];
}

/** The variants named, in that order: those of the scenario or, failing that, strategies with default parameters; all when none is named. */
export function resolveVariants(scenario: Scenario, names: readonly string[] | undefined): readonly VariantSpec[] {
  if (names === undefined) return scenario.variants;
  if (names.includes(''))
    throw new WrongInput(
      'command line:1: --variants: a name is empty; allowed are names with commas between them, such as wait,resync',
    );
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated !== undefined) throw new WrongInput(`command line:1: --variants: "${repeated}" is named twice`);
  return names.map((name) => resolveVariant(scenario, name, '--variants'));
}

/** The one variant that `--variant` names, or the first. */
export function oneVariant(scenario: Scenario, name: string | undefined, file: string): VariantSpec {
  const [first] = scenario.variants;
  if (name !== undefined) return resolveVariant(scenario, name, '--variant');
  if (first !== undefined) return first;
  throw new WrongInput(`${file}:1: variants: the scenario has no variant; name a strategy with --variant`);
}

function resolveVariant(scenario: Scenario, name: string, option: string): VariantSpec {
  const variant = findVariant(scenario, name, scenarioDefinition);
  if (variant !== undefined) return variant;
  const known = [...scenario.variants, ...strategies].map(({ id }) => id);
  const near = nearest(name, known);
  throw new WrongInput(
    `command line:1: ${option}: "${name}" is neither a variant of ${scenario.id} nor a strategy; ` +
      (near === undefined ? `there are ${[...new Set(known)].join(', ')}` : `did you mean ${near}?`),
  );
}
