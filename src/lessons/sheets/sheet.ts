// What stands on the paper of a lesson: its questions to be answered with a pencil, or the same with what is right and what the one who
// gives it has to know. It knows a played lesson, and nothing of how a sheet looks.
import { numberText } from '../../analysis/numbers.ts';
import { inOwnWords } from '../../analysis/own-words.ts';
import type { LessonBeat, PlayedLesson, PlayedStep, Question } from '../played.ts';

export type SheetKind = 'questions' | 'answers';

interface SheetOption {
  /** The card that a room holds up. */
  readonly letter: string;
  readonly text: string;
  /** Always false on a sheet of questions. */
  readonly isRight: boolean;
}

export interface SheetQuestion {
  /** Before it is played, what was seen, what is alike, and why. */
  readonly about: 'guess' | 'seen' | 'alike' | 'why' | 'task';
  readonly ask: string;
  /** How it is answered with a pencil. `twice`: before and after talking to a neighbour. */
  readonly by: 'letter' | 'order' | 'number' | 'curve' | 'words' | 'nothing';
  readonly twice: boolean;
  readonly unit: string;
  readonly options: readonly SheetOption[];
  /** Null on a sheet of questions, and where nothing is right or wrong. */
  readonly answer: string | null;
  /** What a curve to be drawn runs to and, on a sheet of answers, its values. */
  readonly curve: { readonly top: number; readonly values: readonly number[] } | null;
}

export interface SheetItem {
  /** The step: what is typed to go there. */
  readonly number: number;
  readonly isAlone: boolean;
  readonly isOptional: boolean;
  readonly says: string;
  readonly questions: readonly SheetQuestion[];
  /** Empty on a sheet of questions. */
  readonly after: string;
  readonly notes: string;
  readonly minutes: number;
}

export interface Sheet {
  readonly kind: SheetKind;
  readonly title: string;
  readonly minutes: number;
  /** Empty on a sheet of questions. */
  readonly takeHome: string;
  readonly isInventory: boolean;
  readonly items: readonly SheetItem[];
}

const letterOf = (place: number): string => String.fromCharCode(65 + place);

const titles = (named: readonly { readonly id: string; readonly title: string }[], ids: readonly string[]): string =>
  ids.map((id) => named.find((each) => each.id === id)?.title ?? id).join(' and ');

const withUnit = (text: string, unit: string): string => (unit === '' ? text : `${text}\u00a0${unit}`);

/** What is right, in words. */
function rightText(question: Question): string {
  switch (question.kind) {
    case 'choice':
      return `${letterOf(question.answer)}, ${question.choices[question.answer]?.text ?? ''}`;
    case 'lane':
      return titles(question.lanes, question.answer);
    case 'order':
      return question.answer.map((equals) => titles(question.items, equals)).join(', then ');
    case 'number':
      return withUnit(question.answerText, question.unit);
    case 'curve': {
      const { values, unit } = question;
      const at = (n: number): string => numberText(Math.round(values[n] ?? 0));
      return withUnit(`from ${at(0)} to ${at(values.length - 1)}, at most ${numberText(Math.max(...values))}`, unit);
    }
  }
}

function optionsOf(question: Question, tells: boolean): readonly SheetOption[] {
  const option = (text: string, place: number, isRight: boolean): SheetOption => ({
    letter: letterOf(place),
    text,
    isRight: tells && isRight,
  });
  if (question.kind === 'choice')
    return question.choices.map(({ text }, place) => option(text, place, place === question.answer));
  if (question.kind === 'lane')
    return question.lanes.map(({ id, title }, place) => option(title, place, question.answer.includes(id)));
  return question.kind === 'order' ? question.items.map(({ title }, place) => option(title, place, false)) : [];
}

const BY = { choice: 'letter', lane: 'letter', order: 'order', number: 'number', curve: 'curve' } as const;

function asked(question: Question, about: 'guess' | 'seen', tells: boolean): SheetQuestion {
  return {
    about,
    ask: question.ask.text,
    by: BY[question.kind],
    twice: question.twice,
    unit: question.kind === 'number' || question.kind === 'curve' ? question.unit : '',
    options: optionsOf(question, tells),
    answer: tells ? rightText(question) : null,
    curve: question.kind === 'curve' ? { top: question.top, values: tells ? question.values : [] } : null,
  };
}

const inWords = (about: 'alike' | 'why' | 'task', ask: string, answer: string | null): SheetQuestion => ({
  about,
  ask,
  by: about === 'task' ? 'nothing' : 'words',
  twice: false,
  unit: '',
  options: [],
  answer,
  curve: null,
});

function questionAt(beat: LessonBeat, step: PlayedStep, tells: boolean): readonly SheetQuestion[] {
  switch (beat.kind) {
    case 'guess':
      return beat.vote === 1 ? [asked(beat.question, 'guess', tells)] : [];
    case 'observe':
      return [asked(beat.question, 'seen', tells)];
    case 'alike':
      return [inWords('alike', beat.alike.text, null)];
    case 'ask': {
      const answers = step.beats.flatMap((each) => (each.kind === 'answer' ? [each.answer.text] : []));
      return [inWords('why', beat.ask.text, tells ? (answers[0] ?? null) : null)];
    }
    case 'say':
      return beat.task === null ? [] : [inWords('task', beat.task.text, null)];
    default:
      return [];
  }
}

function itemOf(step: PlayedStep, tells: boolean): SheetItem {
  const questions = step.beats.flatMap((beat) => questionAt(beat, step, tells));
  // What is said of somebody before a play without a guess is told as the play will show it: that belongs to the answers.
  const guesses = questions.some(({ about }) => about === 'guess');
  const said = step.beats.flatMap((beat) => (beat.kind === 'say' && beat.say !== null ? [beat.say.text] : []));
  const after = step.beats.flatMap((beat) => (beat.kind === 'reveal' && beat.after !== null ? [beat.after.text] : []));
  return {
    number: step.number,
    isAlone: step.twinOf !== null,
    isOptional: step.optional,
    says: guesses || tells ? (said[0] ?? '') : '',
    questions,
    after: tells ? (after[0] ?? '') : '',
    notes: tells ? step.notes : '',
    minutes: step.minutes,
  };
}

/** In the words of the scenario that the step shows. */
function said(item: SheetItem, say: (text: string) => string): SheetItem {
  const questions = item.questions.map((question) => ({
    ...question,
    ask: say(question.ask),
    unit: say(question.unit),
    options: question.options.map((option) => ({ ...option, text: say(option.text) })),
    answer: question.answer === null ? null : say(question.answer),
  }));
  return { ...item, says: say(item.says), questions, after: say(item.after), notes: say(item.notes) };
}

export function sheetOf(played: PlayedLesson, kind: SheetKind): Sheet {
  const tells = kind === 'answers';
  const sayings = played.cases.map(({ scenario }) => inOwnWords(scenario.words));
  const items = played.steps.map((step) => {
    const item = itemOf(step, tells);
    const say = sayings[step.case];
    return say === undefined ? item : said(item, say);
  });
  return {
    kind,
    title: played.title,
    minutes: played.minutes,
    takeHome: tells ? (sayings[0]?.(played.takeHome.text) ?? played.takeHome.text) : '',
    isInventory: played.inventory !== null,
    items: items.filter(({ questions }) => questions.length > 0),
  };
}
