// What was guessed beside what the run says: in words, as bars, and which question a beat belongs to. It colours nothing as wrong.
import { numberText } from '../../../analysis/numbers.ts';
import type { LessonBeat, PlayedStep, Question } from '../../../lessons/played.ts';
import type { Guess, OpenLesson } from '../slices/lesson.ts';

export const stepNow = ({ played, step }: Pick<OpenLesson, 'played' | 'step'>): PlayedStep =>
  played.steps[step] as PlayedStep;

export const beatNow = (lesson: Pick<OpenLesson, 'played' | 'step' | 'beat'>): LessonBeat =>
  stepNow(lesson).beats[lesson.beat] as LessonBeat;

/** Under which name the answer to a question is kept. */
export const questionKey = (step: Pick<PlayedStep, 'id'>, which: 1 | 2 | 'seen'): string => `${step.id} ${which}`;

interface Asked {
  readonly key: string;
  readonly question: Question;
  /** Which vote, or what was seen. */
  readonly which: 1 | 2 | 'seen';
}

/** The question that is open at a beat, or was the last before it. */
export function askedAt(step: PlayedStep, beat: number): Asked | null {
  for (let n = Math.min(beat, step.beats.length - 1); n >= 0; n--) {
    const each = step.beats[n] as LessonBeat;
    if (each.kind === 'guess' || each.kind === 'lock')
      return { key: questionKey(step, each.vote), question: each.question, which: each.vote };
    if (each.kind === 'observe') return { key: questionKey(step, 'seen'), question: each.question, which: 'seen' };
  }
  return null;
}

/** The question whose guess can be changed at this beat; null where none is open. */
export function openAt(step: PlayedStep, beat: number): Asked | null {
  const kind = step.beats[beat]?.kind;
  return kind === 'guess' || kind === 'observe' ? askedAt(step, beat) : null;
}

/** The curve that a step asks for; null where it asks for none. */
export function curveAskedIn({ beats }: PlayedStep): Extract<Question, { readonly kind: 'curve' }> | null {
  for (const beat of beats) if (beat.kind === 'guess' && beat.question.kind === 'curve') return beat.question;
  return null;
}

/** Of two votes the last that was given. */
export function lastGuess({ guesses }: Pick<OpenLesson, 'guesses'>, step: PlayedStep): Guess | undefined {
  return guesses[questionKey(step, 2)] ?? guesses[questionKey(step, 1)];
}

/** What can be chosen, by its place; none where a number or a curve is asked for. */
export function optionsOf(question: Question): readonly string[] {
  if (question.kind === 'choice') return question.choices.map(({ text }) => text);
  if (question.kind === 'lane') return question.lanes.map(({ title }) => title);
  return question.kind === 'order' ? question.items.map(({ title }) => title) : [];
}

/** Whether the option at this place is (one of) the answers. */
export function isAnswer(question: Question, place: number): boolean {
  if (question.kind === 'choice') return question.answer === place;
  if (question.kind === 'lane') return question.answer.includes(question.lanes[place]?.id ?? '');
  return false;
}

const isOption = (question: Question, guess: Guess, place: number): boolean =>
  question.kind === 'lane' ? question.lanes[place]?.id === guess : guess === place;

/** The place of the option that was guessed; −1 where none was. */
export const placeOfGuess = (question: Question, guess: Guess | undefined): number =>
  guess === undefined ? -1 : optionsOf(question).findIndex((_, place) => isOption(question, guess, place));

const unitOf = ({ unit }: { readonly unit: string }): string => (unit === '' ? '' : `\u00a0${unit}`);

/** `40 users`, `Version guard`, `A, then B`. */
export function guessText(question: Question, guess: Guess | undefined): string {
  if (guess === undefined) return 'no guess';
  if (question.kind === 'number') return `${numberText(Number(guess))}${unitOf(question)}`;
  if (question.kind === 'order') {
    const titles = new Map(question.items.map(({ id, title }) => [id, title]));
    return (guess as readonly string[]).map((id) => titles.get(id) ?? id).join(', then ');
  }
  if (question.kind === 'curve') {
    const values = guess as readonly number[];
    return `${numberText(Math.round(Math.max(0, ...values)))}${unitOf(question)} at most`;
  }
  return optionsOf(question)[placeOfGuess(question, guess)] ?? 'no guess';
}

export function answerText(question: Question): string {
  if (question.kind === 'number') return `${question.answerText}${unitOf(question)}`;
  if (question.kind === 'choice') return question.choices[question.answer]?.text ?? '';
  const titlesOf = (named: readonly { readonly id: string; readonly title: string }[], ids: readonly string[]) =>
    ids.map((id) => named.find((each) => each.id === id)?.title ?? id).join(' and ');
  if (question.kind === 'lane') return titlesOf(question.lanes, question.answer);
  if (question.kind === 'order')
    return question.answer.map((equals) => titlesOf(question.items, equals)).join(', then ');
  return `${numberText(Math.round(Math.max(0, ...question.values)))}${unitOf(question)} at most`;
}

/** Whether it is what the run says; a number or a curve is near or far, not right or wrong: null. */
export function isRight(question: Question, guess: Guess | undefined): boolean | null {
  if (guess === undefined || question.kind === 'number' || question.kind === 'curve') return null;
  if (question.kind !== 'order') return isAnswer(question, placeOfGuess(question, guess));
  const ids = guess as readonly string[];
  let at = 0;
  return question.answer.every((equals) => {
    const part = ids.slice(at, at + equals.length);
    at += equals.length;
    return part.length === equals.length && part.every((id) => equals.includes(id));
  });
}

/** Letters of the cards that a room holds up. */
export const letterOf = (place: number): string => String.fromCharCode(65 + place);
