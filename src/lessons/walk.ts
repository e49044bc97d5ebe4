// The walk over a lesson’s data and its definition: every key is checked, every key left out gets its default or stays undefined. What is
// wrong goes to the findings, and in its place stands nothing, so that the walk goes on and finds the rest.
import { type Findings, found, nearest, type Path, valueComplaint } from '../engine/index.ts';
import type { LessonKeys, LessonLeaf, LessonShape } from './shape.ts';

export type LessonData = Readonly<Record<string, unknown>>;

export const isData = (value: unknown): value is LessonData =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Unknown keys of one part are told one by one up to this number. */
const MANY = 100;

function reportUnknown(keys: readonly string[], given: LessonData, path: Path, findings: Findings): void {
  const unknown = Object.keys(given).filter((key) => !keys.includes(key));
  for (const key of unknown.slice(0, MANY)) {
    const near = nearest(key, keys);
    const meant = near === undefined ? '' : `; did you mean ${near}?`;
    findings.add([...path, key], `unknown key; allowed are ${keys.join(', ')}${meant}`);
  }
  if (unknown.length > MANY)
    findings.add([...path, unknown[MANY] as string], `this and ${unknown.length - MANY - 1} more are unknown keys`);
}

/** A section with these keys; undefined where something else stands. */
export function checkPart(keys: LessonKeys, value: unknown, path: Path, findings: Findings): LessonData | undefined {
  if (!isData(value)) {
    const names = Object.keys(keys).join(', ');
    findings.add(path, `${found(value, findings.quote(path, value))}; allowed is a section with the keys ${names}`);
    return undefined;
  }
  reportUnknown(Object.keys(keys), value, path, findings);
  const result: Record<string, unknown> = {};
  for (const [key, shape] of Object.entries(keys)) {
    const inner = Object.hasOwn(value, key) ? value[key] : undefined;
    const checked = checkKey(shape, inner, [...path, key], findings);
    if (checked !== undefined) result[key] = checked;
  }
  return result;
}

function listOf(value: unknown, most: number, what: string, path: Path, findings: Findings): readonly unknown[] {
  if (!Array.isArray(value)) {
    findings.add(path, `${found(value, findings.quote(path, value))}; allowed is a list of ${what}`);
    return [];
  }
  if (value.length > most) findings.add(path, `${value.length} entries; allowed are at most ${most}`);
  return value.slice(0, most);
}

function leafAt(shape: LessonLeaf, value: unknown, path: Path, findings: Findings): unknown {
  if (value === undefined) {
    const allowed = valueComplaint(shape, undefined, '') ?? '';
    const { default: standard, optional } = shape;
    if (standard === undefined && optional !== true) findings.add(path, `is missing; ${allowed.replace(/^.*?; /, '')}`);
    return standard;
  }
  const wrong = valueComplaint(shape, value, findings.quote(path, value));
  if (wrong === undefined) return value;
  findings.add(path, wrong);
  return undefined;
}

/** A value at a key; what was never given is undefined, or the default. */
function checkKey(shape: LessonShape, value: unknown, path: Path, findings: Findings): unknown {
  switch (shape.type) {
    case 'open':
      if (value === undefined && shape.required === true) findings.add(path, `is missing; ${shape.summary}`);
      return value;
    case 'texts': {
      if (value === undefined) return undefined;
      const text = { type: 'text', form: shape.form, longest: 200, summary: '' } as const;
      return listOf(value, shape.most, 'words', path, findings).flatMap((item, index) => {
        const wrong = valueComplaint(text, item, findings.quote([...path, index], item));
        if (wrong !== undefined) findings.add([...path, index], wrong);
        return wrong === undefined ? [item] : [];
      });
    }
    case 'part':
      if (Array.isArray(value) && shape.several !== undefined) {
        findings.add(path, `${value.length} entries stand here; ${shape.several}`);
        return undefined;
      }
      return value === undefined ? undefined : checkPart(shape.keys, value, path, findings);
    case 'parts':
      if (value === undefined) {
        if (shape.required === true) findings.add(path, 'is missing; allowed is a list of at least one');
        return undefined;
      }
      if (Array.isArray(value) && value.length === 0 && shape.required === true)
        findings.add(path, 'an empty list stands here; allowed is a list of at least one');
      return listOf(value, shape.most, 'sections', path, findings).map((item, index) =>
        checkPart(shape.keys, item, [...path, index], findings),
      );
    case 'named':
      return value === undefined ? {} : checkNamed(shape.keys, value, shape.most, path, findings);
    default:
      return leafAt(shape, value, path, findings);
  }
}

const NAME = { type: 'text', form: 'id', longest: 40, summary: '' } as const;

function checkNamed(keys: LessonKeys, value: unknown, most: number, path: Path, findings: Findings): LessonData {
  if (!isData(value)) {
    findings.add(path, `${found(value, findings.quote(path, value))}; allowed is a section of names`);
    return {};
  }
  const names = Object.keys(value);
  if (names.length > most) findings.add(path, `${names.length} names; allowed are at most ${most}`);
  const result: Record<string, unknown> = {};
  for (const name of names.slice(0, most)) {
    const wrong = valueComplaint(NAME, name, findings.quote([...path, name], name));
    if (wrong !== undefined) findings.add([...path, name], wrong);
    else result[name] = checkPart(keys, value[name], [...path, name], findings);
  }
  return result;
}
