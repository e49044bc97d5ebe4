// From the text of a scenario file, and of the file of changes it may name, to a checked scenario, or to every problem
// with its line. It opens no files: whoever calls it does.
import type { Changes, Definition, Path, Scenario } from '../engine/index.ts';
import {
  applyVariant,
  checkScenario,
  defaultAt,
  duration,
  formatPath,
  notesOn,
  parseDuration,
  parseInstant,
  plain,
  scenarioDefinition,
  show,
} from '../engine/index.ts';
import { type ChangesOptions, fittedChanges, type ReadRows, readRows } from './changes/changes.ts';
import type { Mapping } from './changes/row.ts';
import { lineOfValue, type ReadText, readText, spotAt } from './document.ts';
import { foreignData, foreignScenario } from './foreign.ts';
import { DOCUMENT, firstProblems, type Note, type Problem, printProblem } from './problems.ts';

interface ReadOptions {
  /** The file's path, for messages and for the default id. */
  readonly file: string;
  /** What is simulated: the engine's own catalogues unless a test says otherwise. */
  readonly definition?: Definition;
  /** The text of a file by its path relative to the scenario's, or undefined when there is none. */
  readonly readSibling?: (path: string) => string | undefined;
}

export type ReadOutcome =
  | { readonly scenario: Scenario; readonly changes?: Changes; readonly notes: readonly Note[] }
  | { readonly errors: readonly Problem[] };

type Problems = readonly Problem[];
type Complain = (path: Path, message: string) => Problem;

/** The file's name without folders and ending. */
function idOf(file: string): string {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  const dot = name.lastIndexOf('.');
  const bare = (dot > 0 ? name.slice(0, dot) : name).replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}]/gu, '-').trim();
  return bare.slice(0, 200) || 'scenario';
}

/** Beside the scenario's file, unless the name leads elsewhere. */
function siblingOf(file: string, name: string): string {
  const folder = file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return folder + name;
}

/** Text of the file of changes, or why there is none. */
function siblingText(name: string, { readSibling }: ReadOptions): { text: string } | { message: string } {
  const quoted = show(name);
  if (/^(?:[/\\]|[A-Za-z][A-Za-z0-9+.-]*:)/.test(name))
    return { message: `${quoted} is no relative path; allowed is the path of a file relative to the scenario's` };
  if (readSibling === undefined)
    return { message: `${quoted} cannot be read here; allowed is a scenario without a file` };
  try {
    const text = readSibling(name);
    if (text !== undefined) return { text };
    return { message: `${quoted} is not there; allowed is the path of a file relative to the scenario's` };
  } catch (error) {
    return {
      message: `${quoted} cannot be read: ${plain(error instanceof Error ? error.message : String(error), 300)}`,
    };
  }
}

/** A key of a section of raw data; undefined when there is none. */
function raw(data: unknown, ...path: readonly string[]): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** How the file is to be read, from data that may be wrong elsewhere; undefined when it is wrong here. */
function mappingOf(data: unknown, issues: readonly { readonly path: Path }[]): Mapping | undefined {
  const own = ['types', 'columns', 'timezone'];
  if (issues.some(({ path: [section, key] }) => section === 'workload' && own.includes(String(key)))) return undefined;
  const { types = {}, columns = {}, timezone = 'none' } = (raw(data, 'workload') ?? {}) as Partial<Mapping>;
  return { types, columns, timezone };
}

/** What the changes are checked against, from data that may be wrong elsewhere; undefined when it is wrong here. */
function runOf(data: unknown, definition: Definition): Omit<ChangesOptions, 'file'> | undefined {
  const given = (...path: string[]): unknown => raw(data, ...path) ?? defaultAt(definition, path, true);
  const [start, lengthText, users] = [given('start'), given('length'), given('population', 'users')];
  const length = typeof lengthText === 'string' ? parseDuration(lengthText) : undefined;
  if (typeof start !== 'string' || parseInstant(start) === undefined || length === undefined) return undefined;
  return typeof users === 'number' && users >= 0 ? { start, length, users } : undefined;
}

interface FileOfChanges {
  readonly rows?: ReadRows;
  readonly changes?: Changes;
  readonly problems: Problems;
  readonly notes: readonly Note[];
}

const NO_FILE: FileOfChanges = { problems: [], notes: [] };

/** Reads the file of changes that the data names, whether the rest of the data is right or not. */
function readChanges(
  data: unknown,
  issues: readonly { readonly path: Path }[],
  options: ReadOptions,
  complain: Complain,
): FileOfChanges {
  const name = raw(data, 'workload', 'file');
  if (typeof name !== 'string' || name.trim() === '') return NO_FILE;
  const sibling = siblingText(name, options);
  if ('message' in sibling) return { problems: [complain(['workload', 'file'], sibling.message)], notes: [] };
  const run = runOf(data, options.definition ?? scenarioDefinition);
  const mapping = mappingOf(data, issues);
  if (run === undefined || mapping === undefined) return NO_FILE;
  const rows = readRows(sibling.text, { file: siblingOf(options.file, name), ...run, ...mapping });
  const outcome = fittedChanges(rows, run);
  if ('problems' in outcome) return { problems: outcome.problems, notes: [] };
  const unused = rows.unused.map((path) =>
    complain(['workload', ...path], 'has no effect: nothing in the file needs it'),
  );
  return { rows, changes: outcome.changes, problems: [], notes: [...outcome.notes, ...unused] };
}

/** Variants may change the run's length or the users it begins with; the changes must fit each of them. */
function variantProblems(scenario: Scenario, rows: ReadRows, definition: Definition, complain: Complain): Problems {
  return scenario.variants.flatMap((variant, index) => {
    const key = ['length', 'population.users', 'population'].find((each) => Object.hasOwn(variant.set, each));
    if (key === undefined) return [];
    const { start, length, population } = applyVariant(scenario, variant, definition);
    const outcome = fittedChanges(rows, { start, length: duration(length), users: population.users });
    const first = 'problems' in outcome ? outcome.problems[0] : undefined;
    return first === undefined ? [] : [complain(['variants', index, 'set', key], `with this, ${printProblem(first)}`)];
  });
}

function check(read: ReadText, options: ReadOptions): ReadOutcome {
  const { file, definition = scenarioDefinition } = options;
  const { data, root } = read;
  const complain: Complain = (path, message) => ({
    file,
    line: lineOfValue(root, path),
    path: pathText(path),
    message,
  });
  const quote = (path: Path, value: unknown): string => {
    const { spot, whole } = spotAt(root, path);
    return whole && spot.source !== undefined ? plain(spot.source) : show(value);
  };
  const checked = checkScenario(data, definition, { id: idOf(file), quote });
  const told = new Set(read.problems.map(({ line, path }) => `${line} ${path}`));
  const issues = 'issues' in checked ? checked.issues.map(({ path, message }) => complain(path, message)) : [];
  const others = issues.filter(({ line, path }) => !told.has(`${line} ${path}`));
  const {
    rows,
    changes,
    problems,
    notes: heard,
  } = readChanges(data, 'issues' in checked ? checked.issues : [], options, complain);
  const wrong = [...firstProblems([...read.problems, ...others]), ...problems];
  if (wrong.length > 0 || 'issues' in checked) return { errors: wrong };
  const { scenario } = checked;
  const isGiven = (...path: Path): boolean => spotAt(root, path).whole;
  const said = notesOn({ scenario, definition, isGiven }).map((each) => complain(each.path, each.message));
  const notes = [...said, ...heard];
  if (changes === undefined || rows === undefined) return { scenario, notes };
  const late = variantProblems(scenario, rows, definition, complain);
  return late.length > 0 ? { errors: late } : { scenario, changes, notes };
}

const pathText = (path: Path): string => formatPath(path) || DOCUMENT;

/** What the text is when it is no scenario but something that people have. */
function foreignIn(text: string, { data }: ReadText): { readonly line: number; readonly message: string } | undefined {
  const message = foreignData(data);
  if (message !== undefined) return { line: 1, message };
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? undefined : foreignScenario(text);
}

/** Reads a scenario file. The outcome is a whole scenario with every default filled in, or at least one problem. */
export function readScenario(text: string, options: ReadOptions): ReadOutcome {
  const read = readText(text, options.file);
  const foreign = foreignIn(text, read);
  if (foreign !== undefined) return { errors: [{ file: options.file, path: DOCUMENT, ...foreign }] };
  if (!('data' in read) || read.data === undefined) return { errors: firstProblems(read.problems) };
  return check(read, options);
}

/** Reads the scenario that stands in a larger document at `path`. Lines are the document's, and paths begin with that path. */
export function readScenarioIn(read: ReadText, path: Path, options: ReadOptions): ReadOutcome {
  let data = read.data;
  for (const step of path) data = (data as Record<string | number, unknown>)[step];
  const outcome = check({ data, root: spotAt(read.root, path).spot, problems: [] }, options);
  const placed = (each: Problem): Problem => {
    const inner = each.path === DOCUMENT ? '' : each.path.startsWith('[') ? each.path : `.${each.path}`;
    return each.file === options.file ? { ...each, path: `${formatPath(path)}${inner}` } : each;
  };
  return 'errors' in outcome
    ? { errors: outcome.errors.map(placed) }
    : { ...outcome, notes: outcome.notes.map(placed) };
}
