// The walk over a document and its descriptors: every key is checked, every key left out gets its default. What is wrong
// goes to the findings, and in its place stands the default, so that the walk goes on and finds the rest.

import { KEY_WORDS } from '../../sections/contract.ts';
import {
  type DistributionShape,
  type LeafShape,
  type ListShape,
  LONGEST,
  type MappingShape,
  type SectionShape,
  type Shape,
} from '../../sections/shape.ts';
import { FILE_DEFAULTS } from './defaults.ts';
import type { Definition, Path } from './definition.ts';
import { settablePaths, shapeAt } from './definition.ts';
import { Findings } from './findings.ts';
import { saysTheSame, valueComplaint, wordComplaint } from './leaves.ts';
import { found, nearest, show } from './words.ts';

/** What the walk carries along. */
export interface Walk {
  readonly definition: Definition;
  readonly findings: Findings;
  /** The document names a file of changes, which gives some keys other defaults. */
  readonly withFile: boolean;
  /** Checks what depends on the catalogues, such as lists of faults. */
  readonly entries: (shape: Shape, value: unknown, path: Path, walk: Walk) => unknown;
}

/** Unknown keys of one section are told one by one up to this number. */
const MANY = 100;

export type Data = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const own = (data: Data, key: string): unknown => (Object.hasOwn(data, key) ? data[key] : undefined);

const isComputed = (shape: Shape): boolean => 'computed' in shape && shape.computed !== undefined;

function whereItBelongs(key: string, walk: Walk): string {
  const home = settablePaths(walk.definition).find((path) => path.endsWith(`.${key}`));
  return home === undefined ? '' : `; did you mean ${home}?`;
}

/** Whether the contract has a key that is not simulated; what it says besides its default is told. */
function isOfTheContract(key: string, given: Data, path: Path, { findings }: Walk): boolean {
  const name = [...path, key].map((step) => (typeof step === 'number' ? '*' : step)).join('.');
  if (!Object.hasOwn(KEY_WORDS, name)) return false;
  const standard = JSON.stringify(KEY_WORDS[name]);
  if (JSON.stringify(given[key]) !== standard) {
    const allowed = standard === undefined ? 'to leave it out' : standard.replaceAll('"', '');
    findings.add([...path, key], `is not simulated yet; allowed is ${allowed}`);
  }
  return true;
}

function reportUnknownKeys(known: readonly string[], given: Data, path: Path, walk: Walk): void {
  const unknown = Object.keys(given).filter((key) => !known.includes(key) && !isOfTheContract(key, given, path, walk));
  const allowed =
    known.length === 0 ? 'there are none here' : `allowed ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}`;
  for (const key of unknown.slice(0, MANY)) {
    const near = nearest(key, known);
    const meant = near === undefined ? whereItBelongs(key, walk) : `; did you mean ${near}?`;
    walk.findings.add([...path, key], `unknown key; ${allowed}${meant}`);
  }
  if (unknown.length > MANY)
    walk.findings.add(
      [...path, unknown[MANY] as string],
      `this and ${unknown.length - MANY - 1} more are unknown keys`,
    );
}

/** What a section may look like, for messages. */
const allowedSection = ({ keys, word }: SectionShape): string => {
  const names = Object.keys(keys);
  const inside = names.length === 0 ? 'an empty section' : `a section with the keys ${names.join(', ')}`;
  return `allowed is ${inside}${word === undefined ? '' : `, or ${word}`}`;
};

export function checkSection(shape: SectionShape, value: unknown, path: Path, walk: Walk): unknown {
  if (value === undefined && shape.optional === true) return undefined;
  if (shape.word !== undefined && value === shape.word) return value;
  if (value === undefined && shape.wordByDefault === true) return shape.word;
  if (value !== undefined && !isRecord(value)) {
    walk.findings.add(path, `${found(value, walk.findings.quote(path, value))}; ${allowedSection(shape)}`);
    // The keys that are missing for this reason are not told one by one.
    return checkSection(shape, {}, path, { ...walk, findings: new Findings() });
  }
  const given: Data = value ?? {};
  reportUnknownKeys(Object.keys(shape.keys), given, path, walk);
  const result: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(shape.keys)) {
    const part = checkShape(inner, own(given, key), [...path, key], walk);
    if (part !== undefined || isComputed(inner)) result[key] = part;
  }
  return result;
}

export function checkShape(shape: Shape, value: unknown, path: Path, walk: Walk): unknown {
  switch (shape.type) {
    case 'section':
      return checkSection(shape, value, path, walk);
    case 'mapping':
      return checkMapping(shape, value, path, walk);
    case 'list':
      return checkList(shape, value, path, walk);
    case 'faults':
    case 'variants':
    case 'procedure':
    case 'steps':
    case 'procedures':
    case 'ranges':
    case 'observed':
      return walk.entries(shape, value, path, walk);
    case 'changes':
      return checkChanges(value, path, walk);
    default:
      return checkLeaf(shape, value, path, walk);
  }
}

function defaultOf(shape: LeafShape, path: Path, withFile: boolean): unknown {
  const name = path.join('.');
  return withFile && Object.hasOwn(FILE_DEFAULTS, name) ? FILE_DEFAULTS[name] : shape.default;
}

/** What stands at a path of keys when nothing is given there; `withFile` in a document that names a file of changes. */
export function defaultAt({ document }: Definition, path: readonly string[], withFile: boolean): unknown {
  const shape = shapeAt(document, path);
  if (shape === undefined || !('default' in shape)) return undefined;
  return shape.type === 'procedure' ? shape.default : defaultOf(shape, path, withFile);
}

export function checkLeaf(shape: LeafShape, value: unknown, path: Path, walk: Walk): unknown {
  const { findings } = walk;
  const standard = defaultOf(shape, path, walk.withFile);
  if (value === undefined) {
    const optional = isComputed(shape) || 'optional' in shape || shape.type === 'choices';
    if (standard === undefined && !optional) {
      const allowed = valueComplaint(shape, undefined, '') ?? '';
      findings.add(path, `is missing; ${allowed.replace(/^.*?; /, '')}`);
    }
    return standard;
  }
  const quoted = findings.quote(path, value);
  const complaint = valueComplaint(shape, value, quoted);
  if (complaint !== undefined) {
    findings.add(path, complaint);
    return standard;
  }
  const before = findings.issues.length;
  if (shape.type === 'choices') checkWords(value as readonly unknown[]);
  if (shape.type === 'distribution') checkLaw(shape, value as Data, path, walk);
  if (findings.issues.length > before) return standard;
  if (shape.notSimulated === true && !saysTheSame(shape, value)) {
    const only = JSON.stringify(shape.default).replaceAll('"', '');
    const what = typeof value === 'object' ? 'this' : quoted;
    findings.add(path, `${what} is not simulated yet; allowed is ${only}`);
    return standard;
  }
  return value;

  function checkWords(words: readonly unknown[]): void {
    if (shape.type !== 'choices') return;
    for (let index = 0; index < Math.min(words.length, MANY); index++) {
      const at = [...path, index];
      const wrong = wordComplaint(shape, words, index, findings.quote(at, words[index]));
      if (wrong !== undefined) findings.add(at, wrong);
    }
  }
}

/** Each word of others' with its meaning. */
function checkMapping(shape: MappingShape, value: unknown, path: Path, walk: Walk): unknown {
  const { findings } = walk;
  if (value === undefined) return {};
  if (!isRecord(value)) {
    findings.add(path, `${found(value, findings.quote(path, value))}; allowed is a section such as ${shape.example}`);
    return {};
  }
  const choice = { type: 'choice', summary: shape.summary, options: shape.options } as const;
  const words = Object.entries(value).slice(0, MANY);
  if (words.length < Object.keys(value).length) findings.add(path, `more than ${MANY} words; allowed are fewer`);
  return Object.fromEntries(
    words.map(([word, means]) => [word, checkLeaf(choice, means ?? null, [...path, word], walk)]),
  );
}

/** The laws of a distribution, as sections of their own; times in microseconds. */
const TIME = { type: 'duration', summary: '', min: 0, max: LONGEST } as const;
const LOGNORMAL: SectionShape = {
  type: 'section',
  summary: '',
  keys: { median: { ...TIME, min: 1 }, p99: { ...TIME, min: 1 } },
};
const LAWS: Readonly<Record<string, Shape>> = { constant: TIME, exponential: TIME, lognormal: LOGNORMAL };

function checkLaw(_shape: DistributionShape, value: Data, path: Path, walk: Walk): void {
  reportUnknownKeys(Object.keys(LAWS), value, path, walk);
  for (const [law, shape] of Object.entries(LAWS))
    if (own(value, law) !== undefined) checkShape(shape, own(value, law), [...path, law], walk);
}

function checkList(shape: ListShape, value: unknown, path: Path, walk: Walk): unknown {
  const { findings } = walk;
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    findings.add(path, `${found(value, findings.quote(path, value))}; allowed is a list`);
    return [];
  }
  const items = value.map((item, index) => checkSection(shape.items, item ?? null, [...path, index], walk));
  reportTwice(value, items, path, walk);
  if (items.length > shape.most) findings.add(path, `${items.length} entries; allowed are at most ${shape.most}`);
  return items;
}

function checkChanges(value: unknown, path: Path, { findings }: Walk): unknown {
  if (isRecord(value)) return value;
  if (value !== undefined)
    findings.add(
      path,
      `${found(value, findings.quote(path, value))}; allowed is a section of dotted paths, such as { broker.kind: log }`,
    );
  return {};
}

/** Ids that stand in a list twice. */
export function reportTwice(list: readonly unknown[], items: readonly unknown[], path: Path, { findings }: Walk): void {
  const seen = new Map<unknown, number>();
  items.forEach((item, index) => {
    const id = isRecord(item) ? own(item, 'id') : undefined;
    if (id === undefined) return;
    const first = seen.get(id);
    const given = list[index];
    const at = isRecord(given) && Object.hasOwn(given, 'id') ? [...path, index, 'id'] : [...path, index];
    if (first === undefined) seen.set(id, index);
    else findings.add(at, `${show(id)} is the id of entry ${first} too; allowed is an id of its own`);
  });
}
