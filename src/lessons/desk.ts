// What everybody who reads a part of a lesson needs: where complaints go, what the names of its texts may mean, and how times and texts
// are read.
import {
  duration,
  type Findings,
  found,
  hint,
  LONGEST,
  measures,
  oneOf,
  type Path,
  parseDuration,
  type Scenario,
  show,
} from '../engine/index.ts';
import type { When } from './lesson.ts';
import { MOMENT_WORDS } from './moments.ts';
import { lengthComplaint, numberComplaint, typedNumber } from './prose.ts';
import { NOW, type Template, type TextNames, templateOf } from './template.ts';

const MEASURE_IDS: readonly string[] = measures.map(({ id }) => id);

const EMPTY: Template = { parts: [] };

/** Which of the rules of texts hold. */
interface TextRules {
  /** No number may be typed. */
  readonly numbers?: true;
  /** At most two lines of twelve words. */
  readonly short?: true;
}

export class Desk {
  readonly findings: Findings;
  /** Null where the incident is wrong itself: what depends on it is not checked then. */
  readonly scenario: Scenario | null;
  readonly names: TextNames | null;

  constructor(findings: Findings, scenario: Scenario | null, people: readonly string[]) {
    this.findings = findings;
    this.scenario = scenario;
    this.names = scenario === null ? null : { lanes: scenario.variants, people, measures: MEASURE_IDS };
  }

  add(path: Path, message: string): void {
    this.findings.add(path, message);
  }

  /** A text that may hold places for the run to fill; null when there is none. */
  text(value: unknown, path: Path, rules: TextRules = {}): Template | null {
    if (typeof value !== 'string') return null;
    const typed = rules.numbers === true ? typedNumber(value) : undefined;
    if (typed !== undefined) this.add(path, numberComplaint(typed));
    const long = rules.short === true ? lengthComplaint(value, (place) => this.titleAt(place)) : undefined;
    if (long !== undefined) this.add(path, long);
    const { names } = this;
    if (names === null) return EMPTY;
    return templateOf(value, names, (message) => this.add(path, message));
  }

  private titleAt(place: string): string | undefined {
    return this.names?.lanes.find(({ id }) => place === `${id}.title`)?.title;
  }

  /** A time of the scenario’s clock; null when there is none, or none that is right. */
  time(value: unknown, path: Path): number | null {
    if (value === undefined) return null;
    const time = typeof value === 'string' ? parseDuration(value) : undefined;
    const quoted = this.findings.quote(path, value);
    if (time === undefined) {
      this.add(path, `${typeof value === 'string' ? `${quoted} is no time` : found(value, quoted)}; ${TIMES}`);
      return null;
    }
    return this.within(time, quoted, path) ? time : null;
  }

  /** A time, or the first moment of a kind. */
  when(value: unknown, path: Path): When | null {
    if (value === undefined) return null;
    const word = MOMENT_WORDS.find((each) => each === value);
    if (word !== undefined) return word;
    const quoted = this.findings.quote(path, value);
    const time = typeof value === 'string' ? parseDuration(value) : undefined;
    if (time !== undefined) return this.within(time, quoted, path) ? time : null;
    const what = typeof value === 'string' ? `${quoted} is no time and no moment` : found(value, quoted);
    this.add(path, `${what}; ${TIMES}, or ${oneOf(MOMENT_WORDS)}${hint(value, MOMENT_WORDS)}`);
    return null;
  }

  private within(time: number, quoted: string, path: Path): boolean {
    const { scenario } = this;
    const last = scenario === null ? 2 * LONGEST : duration(scenario.length) + duration(scenario.settleWithin);
    if (time > last) this.add(path, `${quoted} is later than the run can last; allowed is a time within it`);
    return time <= last;
  }

  /** A lane by its id, or by its title where `titles`; null when there is none. */
  lane(value: unknown, path: Path, titles = false): string | null {
    const { names } = this;
    if (names === null || value === undefined) return null;
    const lane = names.lanes.find(({ id, title }) => id === value || (titles && title === value));
    if (lane !== undefined) return lane.id;
    const ids = names.lanes.map(({ id }) => id);
    const known = titles ? [...ids, ...names.lanes.map(({ title }) => title)] : ids;
    this.add(path, `${show(value)} is no lane of this scenario; allowed is ${oneOf(ids)}${hint(value, known)}`);
    return null;
  }

  person(value: unknown, path: Path): string | null {
    const { names } = this;
    if (names === null || value === undefined) return null;
    const person = names.people.find((name) => name === value);
    if (person !== undefined) return person;
    const allowed = names.people.length === 0 ? 'a name that stands under cast' : oneOf(names.people);
    this.add(path, `${show(value)} is nobody of the cast; allowed is ${allowed}${hint(value, names.people)}`);
    return null;
  }

  /** A measure of the contract, or the users that diverge at a moment. */
  measure(value: unknown, path: Path): string | null {
    if (typeof value !== 'string') return null;
    if (value === NOW || MEASURE_IDS.includes(value)) return value;
    const known = [NOW, ...MEASURE_IDS];
    this.add(
      path,
      `${show(value)} is no measure; allowed are ${NOW} and what "driftlab list measures" lists${hint(value, known)}`,
    );
    return null;
  }
}

const TIMES = 'allowed is a time of the scenario’s clock such as 14h or 9h59m';
