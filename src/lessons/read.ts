// From the text of a lesson file to a checked lesson, or to every problem with its line. It opens no files and plays nothing: whether a
// run says what the lesson expects is seen when it is played.
import { Findings, formatPath, hint, oneOf, type Path, plain, show } from '../engine/index.ts';
import {
  DOCUMENT,
  firstProblems,
  lineOfValue,
  type Note,
  type Problem,
  type ReadText,
  readText,
  spotAt,
} from '../files/index.ts';
import { LESSON_KEYS } from './definition.ts';
import { Desk } from './desk.ts';
import { type Beside, Incidents } from './incidents.ts';
import type { CastMember, InventoryForm, Lesson, LessonStep } from './lesson.ts';
import { minuteRules } from './minutes.ts';
import type { MomentWord } from './moments.ts';
import { stepOf, twinOf } from './steps.ts';
import { checkPart, isData, type LessonData } from './walk.ts';

export interface ReadLesson {
  readonly lesson: Lesson;
  readonly notes: readonly Note[];
  /** A problem at a key of the file. */
  readonly complain: (path: Path, message: string) => Problem;
}

type LessonOutcome = ReadLesson | { readonly errors: readonly Problem[] };

/** Whether a text is meant as a lesson: its document has the key. A broker script may say what it teaches under the same. */
export function isLesson(text: string, file: string): boolean {
  const { data } = readText(text, file);
  return isData(data) && Object.hasOwn(data, 'lesson') && typeof data['broker'] !== 'string';
}

const idOf = (file: string): string => {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  const bare = name.replace(/\.[^.]*$/, '').replace(/[^A-Za-z0-9._-]/g, '-');
  return /^[A-Za-z0-9]/.test(bare) ? bare.slice(0, 64) : 'lesson';
};

class LessonReader {
  readonly findings: Findings;
  readonly incidents: Incidents;
  private readonly read: ReadText;
  private readonly beside: Beside;

  constructor(read: ReadText, beside: Beside) {
    this.read = read;
    this.beside = beside;
    this.findings = new Findings((path, value) => {
      const { spot, whole } = spotAt(read.root, path);
      return whole && spot.source !== undefined ? plain(spot.source) : show(value);
    });
    this.incidents = new Incidents(read, beside, this.findings);
  }

  lesson(): Lesson | null {
    const data = checkPart(LESSON_KEYS, this.read.data, [], this.findings);
    if (data === undefined) return null;
    const own = data['scenario'] === undefined ? null : this.incidents.add(data['scenario'], ['scenario']);
    const people = Object.keys((data['cast'] ?? {}) as LessonData);
    const desk = this.deskOf(own, people);
    const cast = this.cast((data['cast'] ?? {}) as LessonData, own, data['scenario'] !== undefined, desk);
    const takeHome = desk.text(data['takeHome'], ['takeHome'], { numbers: true }) ?? { parts: [] };
    const steps = this.steps(data, own, desk);
    minuteRules(data, steps, this.findings);
    return {
      id: (data['id'] as string | undefined) ?? idOf(this.beside.file),
      title: String(data['title'] ?? ''),
      minutes: Number(data['minutes'] ?? 0),
      needs: (data['needs'] ?? []) as readonly string[],
      goal: String(data['goal'] ?? ''),
      takeHome,
      inventory: (data['inventory'] as InventoryForm | undefined) ?? null,
      incidents: this.incidents.all,
      cast,
      steps,
    };
  }

  private deskOf(incident: number | null, people: readonly string[]): Desk {
    const scenario = incident === null ? null : (this.incidents.all[incident]?.scenario ?? null);
    return new Desk(this.findings, scenario, people);
  }

  private cast(given: LessonData, own: number | null, hasScenario: boolean, desk: Desk): readonly CastMember[] {
    const names = Object.keys(given);
    if (names.length > 0 && !hasScenario)
      this.findings.add(['cast'], 'there is no run to find them in; allowed is a cast beside scenario');
    return names.flatMap((name) => {
      const [path, data] = [['cast', name], given[name] as LessonData | undefined];
      if (data === undefined) return [];
      const lane = desk.lane(data['lane'], [...path, 'lane']) ?? desk.names?.lanes[0]?.id ?? '';
      if (desk.names?.lanes.some(({ id }) => id === name) === true)
        desk.add(path, `${show(name)} is a lane of the scenario too; allowed is a name of its own`);
      const after = desk.time(data['after'], [...path, 'after']) ?? 0;
      return [{ name, lane, first: data['first'] as MomentWord, after, incident: own ?? 0, path }];
    });
  }

  private steps(data: LessonData, own: number | null, desk: Desk): readonly LessonStep[] {
    const given = (data['steps'] ?? []) as readonly (LessonData | undefined)[];
    const steps: LessonStep[] = [];
    /** A step without one, in a lesson without one, goes on with that of the step before. */
    let incident = own;
    for (const [index, step] of given.entries()) {
      if (step === undefined) continue;
      const path = ['steps', index];
      const id = String(step['id'] ?? `step-${index + 1}`);
      this.reportTwice(id, steps, step, path);
      if (step['twin'] !== undefined) {
        steps.push(...this.twin(step, id, path, steps, desk));
        continue;
      }
      const has = step['scenario'] !== undefined;
      const isOwn = data['scenario'] !== undefined && !has;
      incident = has ? this.incidents.add(step['scenario'], [...path, 'scenario']) : incident;
      if (isOwn) incident = own;
      if (!has && data['scenario'] === undefined && index === 0)
        this.findings.add([...path, 'scenario'], 'is missing; allowed is a scenario here, or one for the whole lesson');
      steps.push(stepOf(step, { id, incident, path }, isOwn ? desk : this.deskOf(incident, [])));
    }
    return steps;
  }

  private reportTwice(id: string, steps: readonly LessonStep[], step: LessonData, path: Path): void {
    const first = steps.findIndex((each) => each.id === id);
    if (first < 0) return;
    const at = step['id'] === undefined ? path : [...path, 'id'];
    this.findings.add(at, `${show(id)} is the id of step ${first} too; allowed is an id of its own`);
  }

  private twin(
    data: LessonData,
    id: string,
    path: Path,
    before: readonly LessonStep[],
    desk: Desk,
  ): readonly LessonStep[] {
    const [twin, at] = [data['twin'] as LessonData, [...path, 'twin']];
    const asking = before.filter((step) => step.predict !== null && step.twin === null);
    const named = twin['of'];
    const of = named === undefined ? asking.at(-1) : asking.find((step) => step.id === named);
    if (of === undefined) {
      const ids = asking.map((step) => step.id);
      const allowed = ids.length === 0 ? 'a twin behind a step that predicts' : oneOf(ids);
      const what =
        named === undefined ? 'no step before it predicts' : `${show(named)} is no step before it that predicts`;
      if (!before.some((step) => this.findings.isBad(step.path)))
        this.findings.add(at, `${what}; allowed is ${allowed}${hint(named, ids)}`);
      return [];
    }
    if (twin['seed'] === undefined && twin['set'] === undefined)
      this.findings.add(at, 'this is the same case; allowed is another seed, or set with another fault');
    if (this.incidents.all[of.incident] === undefined) return [];
    const incident = this.incidents.twin(of.incident, twin['seed'] as number | undefined, twin['set'], at);
    if (incident === null) return [];
    return [twinOf(data, of, { of: of.id, incident }, id, path, desk)];
  }
}

/** Reads a lesson file. The outcome is a whole lesson with every default filled in, or at least one problem. */
export function readLesson(text: string, beside: Beside): LessonOutcome {
  const { file } = beside;
  const read = readText(text, file);
  if (read.data === undefined) return { errors: firstProblems(read.problems) };
  const reader = new LessonReader(read, beside);
  const lesson = reader.lesson();
  const complain = (path: Path, message: string): Problem => ({
    file,
    line: lineOfValue(read.root, path),
    path: formatPath(path) || DOCUMENT,
    message,
  });
  const told = new Set(read.problems.map(({ line, path }) => `${line} ${path}`));
  const found = reader.findings.issues
    .map(({ path, message }) => complain(path, message))
    .filter(({ line, path }) => !told.has(`${line} ${path}`));
  const errors = [...read.problems, ...reader.incidents.problems, ...found];
  if (errors.length > 0 || lesson === null) return { errors: firstProblems(errors) };
  return { lesson, notes: [], complain };
}
