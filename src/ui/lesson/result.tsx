// What was guessed beside what the run says: "You: 40. The run: 270." Nothing is coloured as wrong.
import type { PlayedStep, Question } from '../../lessons/played.ts';
import { answerText, guessText, isRight, lastGuess, questionKey } from '../state/lesson/guesses.ts';
import { lastVote, voteOptions } from '../state/lesson/votes.ts';
import type { OpenLesson } from '../state/slices/lesson.ts';
import { DrawnCurve } from '../widgets/drawn-curve.tsx';
import { VoteBars } from '../widgets/vote-bars.tsx';
import styles from './lesson.module.css';

interface Props {
  readonly lesson: OpenLesson;
  readonly step: PlayedStep;
  readonly question: Question;
  readonly seen?: boolean;
  readonly start: number;
}

export const Result = ({ lesson, step, question, seen = false, start }: Props) => {
  const guess = seen ? lesson.guesses[questionKey(step, 'seen')] : lastGuess(lesson, step);
  const which = seen ? 'seen' : lastVote(question);
  const first = lesson.guesses[questionKey(step, 1)];
  const options = voteOptions(lesson, step, question, which, true);
  const counted = options.some(({ hands }) => hands !== null);
  const right = isRight(question, guess);
  return (
    <div className={styles['result']}>
      <p className={styles['beside']}>
        <span>
          You: <b>{guessText(question, guess)}</b>.
        </span>{' '}
        <span>
          {seen ? 'It was' : 'The run'}: <b>{answerText(question)}</b>.
        </span>
        {right === true && <span> As you said.</span>}
      </p>
      {!seen && question.twice && first !== undefined && guess !== first && (
        <p className={styles['small']}>Before the discussion you said: {guessText(question, first)}.</p>
      )}
      {question.kind === 'curve' && (
        <div className={styles['draw']}>
          <DrawnCurve
            question={question}
            start={start}
            guess={guess as readonly number[] | undefined}
            onDraw={null}
            known={{ time: question.until, value: null }}
            letters={12}
          />
        </div>
      )}
      {counted && <VoteBars options={options} label="The room" />}
    </div>
  );
};
