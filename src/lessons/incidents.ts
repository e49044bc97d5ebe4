// The incidents that a lesson is about: its own scenario, those of steps that have one, and the other cases of its twins. A scenario is
// a path, the id of a bundled one, or stands in place; it is read as any scenario file, with the lines of where it stands.
import {
  checkChanges,
  type Findings,
  found,
  hint,
  oneOf,
  type Path,
  type Scenario,
  scenarioDefinition,
  scenarios,
  show,
} from '../engine/index.ts';
import { type Problem, type ReadOutcome, type ReadText, readScenario, readScenarioIn } from '../files/index.ts';
import type { LessonIncident } from './lesson.ts';
import { isData, type LessonData } from './walk.ts';

export interface Beside {
  /** The lesson’s own path, for messages. */
  readonly file: string;
  /** The text of a file by its path relative to the lesson’s, or undefined when there is none. */
  readonly readSibling?: ((path: string) => string | undefined) | undefined;
  /** The same of files that bundled scenarios name. */
  readonly readBundled?: (path: string) => string | undefined;
}

export class Incidents {
  readonly all: LessonIncident[] = [];
  /** What is wrong with scenarios, in their own files or in place. */
  readonly problems: Problem[] = [];
  private readonly read: ReadText;
  private readonly beside: Beside;
  private readonly findings: Findings;

  constructor(read: ReadText, beside: Beside, findings: Findings) {
    this.read = read;
    this.beside = beside;
    this.findings = findings;
  }

  /** The place of the incident that stands at `path`, or null when it is wrong. */
  add(value: unknown, path: Path): number | null {
    const outcome = isData(value) ? this.inPlace(path) : this.named(value, path);
    if (outcome === null) return null;
    if ('errors' in outcome) {
      this.problems.push(...outcome.errors);
      return null;
    }
    return this.all.push({ scenario: outcome.scenario, changes: outcome.changes }) - 1;
  }

  /** The same incident in another world, or with something else gone wrong. */
  twin(of: number, seed: number | undefined, set: unknown, path: Path): number | null {
    const { scenario, changes } = this.all[of] as LessonIncident;
    const another = { ...scenario, seed: seed ?? scenario.seed };
    if (set === undefined) return this.all.push({ scenario: another, changes }) - 1;
    const at = [...path, 'set'];
    if (!isData(set)) {
      const quoted = this.findings.quote(at, set);
      this.findings.add(at, `${found(set, quoted)}; allowed is a section such as { faults.0.at: 11h }`);
      return null;
    }
    const before = this.findings.issues.length;
    const result = checkChanges(another as unknown as LessonData, set, at, scenarioDefinition, this.findings);
    if (this.findings.issues.length > before) return null;
    const changed = { ...(JSON.parse(JSON.stringify(result)) as Scenario), variants: scenario.variants };
    return this.all.push({ scenario: changed, changes }) - 1;
  }

  private inPlace(path: Path): ReadOutcome {
    const { file, readSibling } = this.beside;
    return readScenarioIn(this.read, path, { file, ...(readSibling === undefined ? {} : { readSibling }) });
  }

  private named(value: unknown, path: Path): ReadOutcome | null {
    const allowed = `allowed is a scenario in place, a path, or ${oneOf(scenarios.map(({ id }) => id))}`;
    if (typeof value !== 'string' || value.trim() === '') {
      this.findings.add(path, `${found(value, this.findings.quote(path, value))}; ${allowed}`);
      return null;
    }
    const bundled = scenarios.find(({ id }) => id === value);
    if (bundled !== undefined) return this.bundled(bundled);
    const text = /[./\\]/.test(value) ? this.sibling(value) : undefined;
    if (text === undefined) {
      const near = hint(
        value,
        scenarios.map(({ id }) => id),
      );
      this.findings.add(path, `${show(value)} is no bundled scenario and no file that can be read; ${allowed}${near}`);
      return null;
    }
    const { readSibling } = this.beside;
    const folder = value.slice(0, Math.max(value.lastIndexOf('/'), value.lastIndexOf('\\')) + 1);
    return readScenario(text, {
      file: this.beside.file.slice(0, this.beside.file.lastIndexOf('/') + 1) + value,
      ...(readSibling === undefined ? {} : { readSibling: (name: string) => readSibling(folder + name) }),
    });
  }

  private bundled({ text, file }: (typeof scenarios)[number]): ReadOutcome {
    const { readBundled } = this.beside;
    return readScenario(text, { file, ...(readBundled === undefined ? {} : { readSibling: readBundled }) });
  }

  private sibling(name: string): string | undefined {
    if (/^(?:[/\\]|[A-Za-z][A-Za-z0-9+.-]*:)/.test(name)) return undefined;
    try {
      return this.beside.readSibling?.(name);
    } catch {
      return undefined;
    }
  }
}
