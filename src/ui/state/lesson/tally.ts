// How an inventory was answered: by the hands that were counted in a room, else by one's own guesses.
import type { Tally } from '../../../lessons/gain.ts';
import type { Question } from '../../../lessons/played.ts';
import type { OpenLesson } from '../slices/lesson.ts';
import { answerText, isAnswer, isRight, lastGuess, optionsOf, questionKey } from './guesses.ts';

type Answered = Pick<OpenLesson, 'played' | 'guesses' | 'hands'>;

interface QuestionTally extends Tally {
  readonly number: number;
  readonly ask: string;
  /** What is right, in words. */
  readonly answer: string;
}

function tallyOf(question: Question, { guesses, hands }: Answered, step: OpenLesson['played']['steps'][number]): Tally {
  const counted = hands[questionKey(step, 2)] ?? hands[questionKey(step, 1)];
  if (counted !== undefined) {
    const votes = optionsOf(question).map((_, place) => counted[place] ?? 0);
    const right = votes.filter((_, place) => isAnswer(question, place)).reduce((sum, count) => sum + count, 0);
    return { right, given: votes.reduce((sum, count) => sum + count, 0) };
  }
  const right = isRight(question, lastGuess({ guesses }, step));
  return right === null ? { right: 0, given: 0 } : { right: Number(right), given: 1 };
}

/** Every question of the lesson that somebody can be right about. */
export const questionTallies = (lesson: Answered): readonly QuestionTally[] =>
  lesson.played.steps.flatMap((step) =>
    step.beats.flatMap((beat) => {
      if (beat.kind !== 'guess' || beat.vote !== 1 || optionsOf(beat.question).length === 0) return [];
      const { question } = beat;
      const told = { number: step.number, ask: question.ask.text, answer: answerText(question) };
      return [{ ...told, ...tallyOf(question, lesson, step) }];
    }),
  );

export const together = (tallies: readonly Tally[]): Tally => ({
  right: tallies.reduce((sum, { right }) => sum + right, 0),
  given: tallies.reduce((sum, { given }) => sum + given, 0),
});
