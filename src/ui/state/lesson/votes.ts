// The options of a question with what a room voted, one's own guess, and, once it may be told, what the run says.
import type { PlayedStep, Question } from '../../../lessons/played.ts';
import type { OpenLesson } from '../slices/lesson.ts';
import { isAnswer, letterOf, optionsOf, placeOfGuess, questionKey } from './guesses.ts';

export interface VoteOption {
  readonly letter: string;
  readonly text: string;
  /** Hands of the last vote; null: none were counted, or they are not shown yet. */
  readonly hands: number | null;
  /** Of the vote before the discussion. */
  readonly before: number | null;
  readonly isMine: boolean;
  /** Null while it is not told. */
  readonly isAnswer: boolean | null;
}

/** How the first of two votes went is hidden until the second was taken, so that nobody follows the many. */
const isHidden = (question: Question, which: 1 | 2 | 'seen', isTold: boolean): boolean =>
  which === 1 && question.twice && !isTold;

export function voteOptions(
  { guesses, hands }: Pick<OpenLesson, 'guesses' | 'hands'>,
  step: PlayedStep,
  question: Question,
  which: 1 | 2 | 'seen',
  isTold: boolean,
): readonly VoteOption[] {
  const counted = hands[questionKey(step, which)];
  const first = which === 2 ? hands[questionKey(step, 1)] : undefined;
  const mine = placeOfGuess(
    question,
    guesses[questionKey(step, which)] ?? (which === 2 ? guesses[questionKey(step, 1)] : undefined),
  );
  const hidden = isHidden(question, which, isTold);
  return optionsOf(question).map((text, place) => ({
    letter: letterOf(place),
    text,
    hands: counted === undefined || hidden ? null : (counted[place] ?? 0),
    before: first === undefined || counted === undefined ? null : (first[place] ?? 0),
    isMine: place === mine,
    isAnswer: isTold ? isAnswer(question, place) : null,
  }));
}

/** Which vote counts in the end. */
export const lastVote = ({ twice }: Question): 1 | 2 => (twice ? 2 : 1);

/** Numbers that a room called out; undefined where none were typed. */
export const calledOut = (
  { hands }: Pick<OpenLesson, 'hands'>,
  step: PlayedStep,
  question: Question,
): readonly number[] => hands[questionKey(step, lastVote(question))] ?? hands[questionKey(step, 1)] ?? [];

/** `7 12 19 2`, with spaces, commas or semicolons between them. */
export function countsIn(text: string): readonly number[] {
  const counts = text.split(/[\s,;]+/).filter((part) => part !== '');
  return counts.map(Number).filter((count) => Number.isFinite(count) && count >= 0);
}
