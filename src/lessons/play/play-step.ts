// Plays one step: where the clock goes, what is right, whether the run says what the step expects, and its beats.
import { duration, formatDuration, type Path } from '../../engine/index.ts';
import type { AskedQuestion, LessonStep } from '../lesson.ts';
import type { FilledText, PlayedPerson, PlayedRow, PlayedStep, Question } from '../played.ts';
import { NOW, type Template } from '../template.ts';
import { answered } from './answering.ts';
import { beatsOf, revealBeat } from './beats.ts';
import type { CaseRuns } from './case-runs.ts';
import { refuted } from './expecting.ts';
import { stretchOf } from './stretch.ts';
import { figureText, Teller, titleOf } from './telling.ts';

/** What is wrong with a lesson that only its runs could say. */
export interface Trouble {
  readonly path: Path;
  readonly message: string;
  /** The run says something else than is expected: the lesson can be played all the same. */
  readonly refutes: boolean;
}

interface Scene {
  readonly runs: CaseRuns;
  readonly cast: readonly PlayedPerson[];
  readonly takeHome: FilledText;
  /** Whether what is right is told. */
  readonly tells: boolean;
  readonly number: number;
  readonly minutes: number;
  /** Where the step before ended, of the same incident; null at the beginning of one. */
  readonly standing: number | null;
}

export function playStep(step: LessonStep, scene: Scene, troubles: Trouble[]): PlayedStep | null {
  const { runs, cast } = scene;
  const complain = (path: Path, message: string, refutes = false): null => {
    troubles.push({ path, message, refutes });
    return null;
  };
  const person = cast.find(({ name }) => name === step.user) ?? null;
  const standing = scene.standing ?? duration(runs.scenario.opensAt);
  const stretch = stretchIn(step, { runs, person, standing });
  if (stretch !== null && 'never' in stretch) return complain([...step.path, 'play', 'until'], stretch.never);
  const from = stretch?.from ?? step.at ?? standing;
  const until = stretch?.until ?? from;
  const then = step.at ?? until;
  const teller = new Teller(runs, cast, step.lane);
  const failed = step.expect.flatMap((each) => {
    const found = refuted(each, teller, then);
    return found === null ? [] : [complain(step.twin === null ? each.path : step.path, found, true)];
  });
  const ask = (question: AskedQuestion | null, asked: number): Question | null => {
    if (question === null) return null;
    const played = answered(question, { teller, lanes: step.lanes, asked, from, until: then });
    if (!('undecided' in played)) return played;
    return complain(step.twin === null ? [...question.path, 'answer'] : step.path, played.undecided);
  };
  for (const { text, at, path } of saidBefore(step)) {
    const leak = laterThan(text, from, runs.run(step.lane).facts.endedAt);
    if (leak !== null)
      complain([...path, at], `tells of the run what is not shown yet, ${leak}; allowed is a time before`);
  }
  const [predict, observe] = [ask(step.predict, from), ask(step.observe, then)];
  const holds = failed.length === 0;
  const beats = beatsOf(step, {
    ...{ teller, predict, observe, stretch, holds },
    ...{ takeHome: scene.takeHome, tells: scene.tells, before: from, then },
  });
  const veil = step.veil || predict !== null || observe !== null;
  return {
    ...{ id: step.id, number: scene.number, case: step.incident, stage: step.stage, lane: step.lane },
    ...{ lanes: step.lanes, person, rows: rowsOf(step, runs, then), counts: countsOf(step) },
    ...{ beats, optional: step.optional },
    ...{ twinOf: step.twin?.of ?? null, minutes: scene.minutes, notes: step.notes, from, until, veil },
    ...{ revealBeat: revealBeat(beats, veil), holds },
  };
}

/** Of the invoices, what the question asks about. */
function countsOf({ predict }: LessonStep): PlayedStep['counts'] {
  if (predict === null) return null;
  const { answer } = predict;
  const measure = answer.by === 'rank' ? answer.measure : answer.by === 'quantity' ? answer.quantity.measure : '';
  return (['sent', 'wrong', 'missed'] as const).find((word) => measure === `invoices.${word}`) ?? null;
}

/** What is read out while the question is open. */
const saidBefore = ({ say, predict, twin, path }: LessonStep) =>
  predict === null || twin !== null
    ? []
    : [...(say === null ? [] : [{ text: say, at: 'say', path }]), { text: predict.ask, at: 'ask', path: predict.path }];

/** The first measure in a text that is known only later than `shown`: at its own time, or at the run's end. */
function laterThan({ parts }: Template, shown: number, end: number): string | null {
  for (const part of parts) {
    if (typeof part === 'string' || part.is !== 'quantity') continue;
    const { measure, at } = part.quantity;
    const known = at ?? (measure === NOW ? shown : end);
    if (known > shown) return at === null ? `${measure} of the whole run` : `${measure} at ${formatDuration(at)}`;
  }
  return null;
}

function stretchIn(step: LessonStep, cue: Parameters<typeof stretchOf>[2]): ReturnType<typeof stretchOf> | null {
  return step.play === null ? null : stretchOf(step, step.play, cue);
}

/** Rows of the stages that show measures: of the whole run, or had it ended at the step’s own `at`. */
function rowsOf(step: LessonStep, runs: CaseRuns, shown: number): readonly PlayedRow[] {
  return step.rows.map((measure) => {
    const values = step.lanes.map((lane) => runs.measure(lane, measure, step.at, shown));
    return {
      measure,
      title: titleOf(measure),
      cells: values.map((value) => figureText(measure, value)),
      values: values.map((value) => (typeof value === 'number' ? value : null)),
    };
  });
}
