// What is not known of a scenario, and what was counted in reality: `ranges` and `observed`, entry by entry. The ends of a range must
// be of one kind, the lower one first; whether its path takes them is known with the scenario itself, and asked elsewhere.
import { parseDuration, parseRate } from '../../units.ts';
import type { Path } from './definition.ts';
import { type Data, isRecord, type Walk } from './walk.ts';
import { found, hint } from './words.ts';

/** Of either there are so many at most. */
const MOST = 100;

/** A section whose keys are free; the complaint says what belongs there. */
function freeKeys(value: unknown, path: Path, allowed: string, { findings }: Walk): Data {
  if (value === undefined) return {};
  if (!isRecord(value)) {
    findings.add(path, `${found(value, findings.quote(path, value))}; allowed is ${allowed}`);
    return {};
  }
  const count = Object.keys(value).length;
  if (count > MOST) findings.add(path, `${count} entries; allowed are at most ${MOST}`);
  return value;
}

interface Sized {
  readonly kind: string;
  readonly sizes: readonly number[];
}

/** What kind of value it is, and how large, part by part; undefined for what has no size. */
function sized(value: unknown, within = ''): Sized | undefined {
  if (typeof value === 'number') return { kind: `${within}number`, sizes: [value] };
  if (typeof value === 'string') {
    const time = parseDuration(value);
    const size = time ?? parseRate(value);
    return size === undefined
      ? undefined
      : { kind: `${within}${time === undefined ? 'rate' : 'duration'}`, sizes: [size] };
  }
  if (!isRecord(value)) return undefined;
  const parts = Object.entries(value).map(([key, inner]) => sized(inner, `${within}${key}.`));
  if (parts.length === 0 || parts.includes(undefined)) return undefined;
  return {
    kind: parts.map((part) => part?.kind).join(),
    sizes: parts.flatMap((part) => part?.sizes ?? []),
  };
}

const TWO = 'two durations, two rates, two numbers or two times of one law';

function endsComplaint(low: Sized | undefined, high: Sized | undefined): string | undefined {
  if (low === undefined || high === undefined || low.kind !== high.kind)
    return `these are no ends of one range; allowed are ${TWO}`;
  const steps = low.sizes.map((size, part) => (high.sizes[part] ?? size) - size);
  if (steps.some((step) => step < 0)) return 'the first value is above the second; allowed is the lowest first';
  return steps.every((step) => step === 0) ? 'both values are the same; allowed are two that differ' : undefined;
}

export function checkRanges(value: unknown, path: Path, walk: Walk): unknown {
  const { findings } = walk;
  const given = freeKeys(
    value,
    path,
    'a section of dotted paths, such as { workload.suspend: [0.01/h, 0.05/h] }',
    walk,
  );
  for (const [name, range] of Object.entries(given).slice(0, MOST)) {
    const at = [...path, name];
    if (!Array.isArray(range) || range.length !== 2) {
      const what = Array.isArray(range)
        ? `a list of ${range.length} stands here`
        : found(range, findings.quote(at, range));
      findings.add(at, `${what}; allowed is a list of the lowest and the highest value, such as [5ms, 40ms]`);
      continue;
    }
    const wrong = endsComplaint(sized(range[0]), sized(range[1]));
    if (wrong !== undefined) findings.add(at, wrong);
  }
  return given;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

export function checkObserved(value: unknown, path: Path, walk: Walk): unknown {
  const { findings } = walk;
  const measures = walk.definition.catalogues.measures.filter(({ unit }) => unit !== '').map(({ id }) => id);
  const given = freeKeys(value, path, 'a section of measures, such as { invoices.wrong: [151000, 5000] }', walk);
  for (const [name, seen] of Object.entries(given).slice(0, MOST)) {
    const at = [...path, name];
    if (!measures.includes(name))
      findings.add(
        at,
        `unknown measure; allowed are those that are numbers (driftlab list measures)${hint(name, measures)}`,
      );
    else if (Array.isArray(seen) && seen.length === 2 && seen.every(isNumber)) {
      if (Number(seen[1]) < 0)
        findings.add([...at, 1], `${findings.quote([...at, 1], seen[1])} is below 0; allowed is 0 or more`);
    } else if (!isNumber(seen)) {
      const what = Array.isArray(seen) ? 'this list is no observation' : found(seen, findings.quote(at, seen));
      findings.add(at, `${what}; allowed is a number, or a list of a number and its plus or minus`);
    }
  }
  return given;
}
