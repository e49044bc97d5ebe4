// The values of a study: so many of a path, from one to another, evenly. Durations, rates and numbers; each is checked as if it stood in
// the file. Command line and page ask in the same form and hear the same complaints.
import {
  checkScenario,
  formatDuration,
  formatPath,
  parseDuration,
  parseRate,
  type Scenario,
  SECOND,
  type StudyValues,
  scenarioDefinition,
  shapeAt,
  type VariantSpec,
  variantsAt,
} from '../../engine/index.ts';

export interface Varied {
  readonly path: string;
  readonly values: readonly unknown[];
}

/** What is asked for: the ends as they stand in a file, and how many values. */
export interface VaryAsked {
  readonly path: string;
  readonly from: string;
  readonly to: string;
  readonly steps: number;
}

type VaryOutcome = { readonly varied: Varied } | { readonly complaint: string };

/** One study has at most so many points. */
const MOST_POINTS = 10_000;

/** A text such as `faults.0.for=10m..4h:12`; null where it has another form. */
export function askedIn(text: string): VaryAsked | null {
  const [, path, from, to, steps] = /^([^=]+)=(.+?)\.\.(.+):(\d+)$/.exec(text) ?? [];
  if (path === undefined || from === undefined || to === undefined) return null;
  return { path, from, to, steps: Number(steps) };
}

/** The same as such a text. */
export const askedText = ({ path, from, to, steps }: VaryAsked): string => `${path}=${from}..${to}:${steps}`;

export function variedOf({ path, from, to, steps }: VaryAsked): VaryOutcome {
  if (!(Number.isInteger(steps) && steps >= 2 && steps <= MOST_POINTS))
    return { complaint: `allowed are 2 to ${MOST_POINTS} steps` };
  const values = between(from, to, steps, isWhole(path));
  if (values === undefined)
    return { complaint: 'allowed are two durations, two rates of one unit or two numbers around the dots' };
  if (new Set(values).size < steps) return { complaint: `has fewer than ${steps} different values` };
  return { varied: { path, values } };
}

/** So many values, evenly, both ends included; undefined where the ends are of no one kind. */
function between(from: string, to: string, count: number, whole: boolean): readonly unknown[] | undefined {
  const evenly = (low: number, high: number): readonly number[] =>
    Array.from({ length: count }, (_, n) => low + ((high - low) * n) / (count - 1));
  const [low, high] = [parseDuration(from), parseDuration(to)];
  if (low !== undefined && high !== undefined) {
    // Long steps go by whole seconds: nobody wants to read microseconds there.
    const unit = Math.abs(high - low) >= 100 * SECOND * (count - 1) ? SECOND : 1;
    return evenly(low, high).map((value) => formatDuration(unit * Math.round(value / unit)));
  }
  const [rate, unit] = from.split('/');
  if (unit !== undefined) {
    const [end, other] = to.split('/');
    if (parseRate(from) === undefined || parseRate(to) === undefined || other !== unit) return undefined;
    return evenly(Number(rate), Number(end)).map((value) => `${rounded(value)}/${unit}`);
  }
  if (!isNumber(from) || !isNumber(to)) return undefined;
  return evenly(Number(from), Number(to)).map(whole ? Math.round : rounded);
}

const isWhole = (path: string): boolean => shapeAt(scenarioDefinition.document, path.split('.'))?.type === 'integer';

const isNumber = (text: string): boolean => /^-?\d+(?:\.\d+)?$/.test(text);

/** Without the dust of binary fractions. */
const rounded = (value: number): number => Number(value.toPrecision(12));

/** So many complaints are told. */
const MOST_COMPLAINTS = 5;

/** What cannot be studied: a path that no file has, values that none may have. */
export function studyComplaints(
  scenario: Scenario,
  variants: readonly VariantSpec[],
  points: readonly StudyValues[],
): readonly string[] {
  if (points.length > MOST_POINTS) return [`${points.length} points: allowed are ${MOST_POINTS}`];
  const complaints = new Set<string>();
  for (const at of points) {
    const { start: _start, ...rest } = scenario;
    const document = scenario.workload.file === undefined ? scenario : rest;
    const checked = checkScenario({ ...document, variants: variantsAt(variants, at) }, scenarioDefinition, {
      id: scenario.id,
    });
    if (!('issues' in checked)) continue;
    const said = Object.entries(at).map(([path, value]) => `${path} = ${value}`);
    for (const { path, message } of checked.issues)
      complaints.add(`${said.join(', ')}: ${formatPath(path.slice(3))}: ${message}`);
    if (complaints.size >= MOST_COMPLAINTS) break;
  }
  return [...complaints];
}
