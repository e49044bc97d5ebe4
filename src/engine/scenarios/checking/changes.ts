// A variant's changes to the scenario (`set`): they are applied to the whole document and the outcome is checked like any
// other; a complaint is told at the change that causes it. It knows nothing of what variants do with their strategy.
import type { Scenario, VariantSpec } from '../../scenario.ts';
import { KEY_WORDS } from '../../sections/contract.ts';
import { type Draft, dropComputed, fillComputed } from './defaults.ts';
import type { Definition, Path } from './definition.ts';
import { NEVER_SET, settablePaths, shapeAt } from './definition.ts';
import { checkEntries } from './entries.ts';
import { Findings } from './findings.ts';
import { conflictsIn } from './rules.ts';
import { checkSection, type Data, isRecord } from './walk.ts';
import { formatPath, hint } from './words.ts';

/** Plain data of its own, without keys that hold nothing. */
export const cloned = <T>(data: T): T => JSON.parse(JSON.stringify(data)) as T;

type Loose = Record<string, unknown>;

/** A path to one key of one fault, such as `faults.0.for`; faults are counted from 0. */
export const FAULT_PATH = /^faults\.(\d+)\.[A-Za-z]+$/;

/** Puts a value at a path of keys; sections are merged key by key, all else is replaced. */
function put(target: Loose, path: readonly string[], value: unknown, definition: Definition): void {
  let section = target;
  for (const key of path.slice(0, -1)) {
    const inner = section[key];
    const next = isRecord(inner) || Array.isArray(inner) ? (inner as Loose) : {};
    section[key] = next;
    section = next;
  }
  const last = path.at(-1) as string;
  const shape = shapeAt(definition.document, path);
  const before = section[last];
  const merges = shape?.type === 'section' && isRecord(before) && isRecord(value);
  section[last] = merges ? { ...before, ...value } : value;
}

/** The document with the changes applied, not checked; computed defaults follow the change. */
function changed(document: Data, set: Data, definition: Definition): { data: Data; withFile: boolean } {
  // Without the variants first: there may be thousands, and each asks for a document of its own.
  const { variants: _variants, ...rest } = document;
  const data = cloned(rest) as Loose;
  dropComputed(data as unknown as Draft, definition);
  // One key of one fault is put into the list that the lane has, wherever its own list stands among the changes.
  const last = ([key]: readonly [string, unknown]): number => Number(FAULT_PATH.test(key));
  for (const [key, value] of Object.entries(set).sort((a, b) => last(a) - last(b)))
    put(data, key.split('.'), value, definition);
  const workload = data['workload'];
  return { data, withFile: isRecord(workload) && workload['file'] !== undefined };
}

/** Complaints about the names of the changes; those that can be applied are returned. */
function applicable(document: Data, set: Data, path: Path, definition: Definition, findings: Findings): Data {
  const withFile = isRecord(document['workload']) && document['workload']['file'] !== undefined;
  const list = Object.hasOwn(set, 'faults') ? set['faults'] : document['faults'];
  const faults = Array.isArray(list) ? list.length : 0;
  const known = settablePaths(definition);
  const kept: Loose = {};
  for (const [key, value] of Object.entries(set)) {
    const at = [...path, key];
    const belongs = isRecord(value) && Object.keys(value).find((inner) => NEVER_SET.includes(`${key}.${inner}`));
    if (typeof belongs === 'string')
      findings.add(
        [...at, belongs],
        'belongs to the whole scenario; allowed are keys that may differ between variants',
      );
    else if (known.includes(key) && !(withFile && key === 'start')) kept[key] = value;
    else if (NEVER_SET.includes(key))
      findings.add(at, 'belongs to the whole scenario; allowed are paths of keys that may differ between variants');
    else if (known.includes(key))
      findings.add(at, 'the times of workload.file count from it; allowed is to leave it as it is');
    else if (FAULT_PATH.test(key)) {
      if (Number(FAULT_PATH.exec(key)?.[1]) < faults) kept[key] = value;
      else
        findings.add(
          at,
          `there is no such fault; ${faults === 0 ? 'there are none' : `the last is faults.${faults - 1}`}`,
        );
    } else if (Object.hasOwn(KEY_WORDS, key)) findings.add(at, 'is not simulated yet; allowed is to leave it out');
    else
      findings.add(
        at,
        `unknown path; allowed are dotted paths of the scenario, such as broker.kind${meant(key, known)}`,
      );
  }
  return kept;
}

function meant(key: string, known: readonly string[]): string {
  const near = hint(key, known);
  if (near !== '') return near;
  const home = known.find((path) => path.endsWith(`.${key}`));
  return home === undefined ? '' : `; did you mean ${home}?`;
}

const startsWith = (path: Path, start: readonly string[]): boolean =>
  start.every((step, index) => String(path[index]) === step);

/** Checks one variant's `set`, which stands at `path`, against the checked document; returns the document as it changes it. */
export function checkChanges(document: Data, set: Data, path: Path, definition: Definition, findings: Findings): Data {
  const kept = applicable(document, set, path, definition, findings);
  const paths = Object.keys(kept).map((key) => ({ key, steps: key.split('.') }));
  if (paths.length === 0) return document;
  const whose = (inner: Path): { key: string; steps: readonly string[] } | undefined =>
    paths.find(({ steps }) => startsWith(inner, steps));
  const placed = (inner: Path): Path => {
    const change = whose(inner);
    return change === undefined ? path : [...path, change.key, ...inner.slice(change.steps.length)];
  };
  const { data, withFile } = changed(document, kept, definition);
  const inner = new Findings((at, value) => findings.quote(placed(at), value));
  const walk = { definition, findings: inner, withFile, entries: checkEntries };
  const result = checkSection(definition.document, { ...data, variants: undefined }, [], walk) as Data;
  for (const issue of inner.issues)
    if (whose(issue.path) !== undefined) findings.add(placed(issue.path), issue.message);
  fillComputed(result as unknown as Draft, definition);
  const isBad = (at: Path): boolean => inner.isBad(at) || (findings.isBad(at) && whose(at) === undefined);
  for (const conflict of conflictsIn(result, isBad, definition)) {
    const blamed =
      whose(conflict.path) === undefined ? conflict.keys.find((key) => whose(key) !== undefined) : undefined;
    if (blamed !== undefined)
      findings.add(placed(blamed), `with this, ${formatPath(conflict.path)}: ${conflict.message}`);
    else if (whose(conflict.path) !== undefined) findings.add(placed(conflict.path), conflict.message);
  }
  return result;
}

/** The scenario as one variant changes it. Both must come from a checked document. */
export function applyVariant(scenario: Scenario, variant: VariantSpec, definition: Definition): Scenario {
  const { data, withFile } = changed(scenario as unknown as Data, variant.set, definition);
  const findings = new Findings();
  const walk = { definition, findings, withFile, entries: checkEntries };
  const result = checkSection(definition.document, data, [], walk) as Loose;
  fillComputed(result as unknown as Draft, definition);
  const issue = findings.issues[0] ?? conflictsIn(result, () => false, definition)[0];
  if (issue !== undefined) throw new Error(`variant ${variant.id}: ${formatPath(issue.path)}: ${issue.message}`);
  return { ...(cloned(result) as unknown as Scenario), variants: scenario.variants };
}
