// What `--vary` asks for: a path of the scenario and so many values from one to another, evenly. Durations, rates and numbers; each
// value is checked as if it stood in the file.
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
} from '../engine/index.ts';
import { WrongInput } from './input.ts';

interface Varied {
  readonly path: string;
  readonly values: readonly unknown[];
}

/** One study has at most so many points. */
const MOST_POINTS = 10_000;

const wrong = (text: string, message: string): never => {
  throw new WrongInput(`command line:1: --vary: ${text}: ${message}`);
};

/** One option, such as `faults.0.for=10m..4h:12`. */
export function variedOf(text: string): Varied {
  const [, path, from, to, steps] = /^([^=]+)=(.+?)\.\.(.+):(\d+)$/.exec(text) ?? [];
  if (path === undefined || from === undefined || to === undefined)
    return wrong(text, 'allowed is PATH=FROM..TO:STEPS, such as faults.0.for=10m..4h:12');
  const count = Number(steps);
  if (count < 2 || count > MOST_POINTS) return wrong(text, `allowed are 2 to ${MOST_POINTS} steps`);
  const values = between(from, to, count, isWhole(path));
  if (values === undefined)
    return wrong(text, 'allowed are two durations, two rates of one unit or two numbers around the dots');
  if (new Set(values).size < count) return wrong(text, `has fewer than ${count} different values`);
  return { path, values };
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

/** Refuses what cannot be studied: a path that no file has, values that none may have. */
export function checkVaried(
  scenario: Scenario,
  variants: readonly VariantSpec[],
  points: readonly StudyValues[],
): void {
  if (points.length > MOST_POINTS) wrong(`${points.length} points`, `allowed are ${MOST_POINTS}`);
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
    if (complaints.size >= 5) break;
  }
  if (complaints.size > 0)
    throw new WrongInput([...complaints].map((each) => `command line:1: --vary: ${each}`).join('\n'));
}
