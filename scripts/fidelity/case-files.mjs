// Case files: finding and reading them, and writing what was seen on a real broker in the same form, one step and one event a
// line, so that changes can be read.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const FIELDS = [
  'id',
  'title',
  'topic',
  'broker',
  'brokerVersion',
  'lesson',
  'compare',
  'stable',
  'properties',
  'brokerConfig',
  'notes',
  'steps',
  'observed',
];
const json = JSON.stringify;

/** Cases in files and folders; `check` says what is wrong with one, if anything. Returns cases and all errors. */
export function readCases(paths, check) {
  const errors = [];
  const cases = [];
  for (const file of paths.flatMap((path) => filesAt(path, errors))) {
    try {
      const one = JSON.parse(readFileSync(file, 'utf8'));
      const wrong = check(one) ?? (isName(one.id) ? undefined : `id: expected letters, digits, "-", "_" and "."`);
      if (wrong !== undefined) errors.push(`${file}: ${wrong}`);
      else if (cases.some(({ id }) => id === one.id)) errors.push(`${file}: id: "${one.id}" is another case's already`);
      else cases.push(one);
    } catch (problem) {
      errors.push(`${file}: ${problem.message}`);
    }
  }
  return { cases, errors };
}

const isName = (id) => /^[\w.-]+$/.test(id);

function filesAt(path, errors) {
  if (!existsSync(path)) {
    errors.push(`${path}: there is no such file or folder`);
    return [];
  }
  if (!statSync(path).isDirectory()) return [path];
  const files = readdirSync(path)
    .filter((file) => file.endsWith('.json'))
    .sort();
  if (files.length === 0) errors.push(`${path}: no case files (*.json)`);
  return files.map((file) => join(path, file));
}

/** Errors for cases that would overwrite a file in `folder`. */
export function inTheWay(folder, cases) {
  return cases
    .map(({ id }) => join(folder, `${id}.json`))
    .filter(existsSync)
    .map((file) => `${file}: exists already; --write leaves it alone`);
}

/** A case with what `plays` of it on a broker of `version` showed in the place of what was observed before. */
export function recordingOf(script, version, plays) {
  const outcomes = [];
  for (const steps of plays) {
    const known = outcomes.find((one) => json(one.steps) === json(steps));
    if (known === undefined) outcomes.push({ times: 1, steps });
    else known.times++;
  }
  outcomes.sort((a, b) => b.times - a.times);
  const stable = outcomes.length === 1;
  const observed = stable
    ? { runs: plays.length, steps: plays[0] }
    : { runs: plays.length, stableFields: stableFields(plays), outcomes };
  return { notes: '', compare: 'exact', ...script, brokerVersion: version, stable, observed };
}

/** Fields (`type.field`) whose values were the same in all plays: in this order, or but for their order. */
function stableFields(plays) {
  const values = plays.map((steps) => {
    const byField = {};
    for (const { type, ...fields } of steps.flatMap(({ events }) => events))
      for (const [field, value] of Object.entries(fields)) {
        const name = `${type}.${field}`;
        byField[name] = [...(byField[name] ?? []), json(value)];
      }
    return byField;
  });
  const names = [...new Set(values.flatMap(Object.keys))].sort();
  const same = (of) => (name) => new Set(values.map((byField) => json(of(byField[name] ?? [])))).size === 1;
  const inOrder = names.filter(same((list) => list));
  const asMultiset = names.filter(same((list) => [...list].sort())).filter((name) => !inOrder.includes(name));
  return { inOrder, asMultiset };
}

/** Columns of a line, as the formatter has it. */
const WIDTH = 120;

/** The text of a case file, formatted as the project's formatter would. */
export function writtenCase(one) {
  const fields = FIELDS.filter((field) => one[field] !== undefined).map((field) => [field, one[field]]);
  return `${expanded(Object.fromEntries(fields), '')}\n`;
}

const isObject = (value) => typeof value === 'object' && value !== null;
const isRich = (value) => isObject(value) && Object.keys(value).length > 1;

/** JSON on one line. */
function flat(value) {
  if (Array.isArray(value)) return `[${value.map(flat).join(', ')}]`;
  if (!isObject(value)) return json(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return fields.length === 0
    ? '{}'
    : `{ ${fields.map(([name, field]) => `${json(name)}: ${flat(field)}`).join(', ')} }`;
}

/** JSON on one line if it fits between `around` columns; a list of several objects gets a line for each in any case. */
function written(value, indent, around) {
  const line = flat(value);
  const several = Array.isArray(value) && value.length > 1 && value.every(isRich);
  const within = isObject(value) && Object.values(value).some((field) => line !== '{}' && mustExpand(field));
  if (!isObject(value) || (!several && !within && around + line.length <= WIDTH)) return line;
  return expanded(value, indent);
}

/** Whether a value is, or holds, a list of several objects. */
function mustExpand(value) {
  if (!isObject(value)) return false;
  if (Array.isArray(value) && value.length > 1 && value.every(isRich)) return true;
  return Object.values(value).some(mustExpand);
}

function expanded(value, indent) {
  const deeper = `${indent}  `;
  const names = Object.keys(value);
  const lines = names.map((name, n) => {
    const start = Array.isArray(value) ? deeper : `${deeper}${json(name)}: `;
    const comma = n < names.length - 1 ? 1 : 0;
    return start + written(value[name], deeper, start.length + comma);
  });
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

export function writeCase(folder, one) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${basename(one.id)}.json`);
  writeFileSync(file, writtenCase(one), { flag: 'wx' });
  return file;
}
