// Beside the picture: the options while it is asked, or what was guessed beside what the run says, with the room's bars.
import { numberText } from '../../analysis/numbers.ts';
import type { Question } from '../../lessons/played.ts';
import { answerText, guessText, lastGuess, questionKey, stepNow } from '../state/lesson/guesses.ts';
import { calledOut, lastVote, voteOptions } from '../state/lesson/votes.ts';
import type { OpenLesson } from '../state/slices/lesson.ts';
import { VoteBars } from '../widgets/vote-bars.tsx';
import styles from './present.module.css';

interface Props {
  readonly lesson: OpenLesson;
  readonly question: Question;
  readonly which: 1 | 2 | 'seen';
  readonly isTold: boolean;
}

/** The order that the run says, equals beside each other. */
const RunOrder = ({ question }: { readonly question: Extract<Question, { readonly kind: 'order' }> }) => (
  <ol className={styles['order']}>
    {question.answer.map((equals) => (
      <li key={equals.join(' ')}>
        {equals.map((id) => question.items.find((item) => item.id === id)?.title ?? id).join(' and ')}
      </li>
    ))}
  </ol>
);

/** Named by their letters, which the cards of a room carry; an order has none to be voted for. */
export const RoomOptions = ({ lesson, question, which, isTold }: Props) => {
  const step = stepNow(lesson);
  if (question.kind === 'order' && isTold) return <RunOrder question={question} />;
  return (
    <VoteBars
      options={voteOptions(lesson, step, question, which, isTold)}
      label={isTold ? 'The room and the run' : 'To choose from'}
    />
  );
};

/** A number that is asked for: what the room called out, as far as it was typed. */
export const NumberAside = ({ lesson, question }: Props) => {
  const called = calledOut(lesson, stepNow(lesson), question);
  return (
    <div className={styles['asked']}>
      {called.length === 0 ? <b>?</b> : <p>{called.map((each) => numberText(each)).join(', ')}</p>}
      {question.kind === 'number' && <span>{question.unit}</span>}
    </div>
  );
};

export const ResultAside = ({ lesson, question, which }: Props) => {
  const step = stepNow(lesson);
  const guess = which === 'seen' ? lesson.guesses[questionKey(step, 'seen')] : lastGuess(lesson, step);
  const called = question.kind === 'number' ? calledOut(lesson, step, question) : [];
  const options = voteOptions(lesson, step, question, which === 'seen' ? 'seen' : lastVote(question), true);
  const counted = options.some(({ hands }) => hands !== null);
  return (
    <div className={styles['result']}>
      {guess !== undefined && (
        <p>
          You <b className={styles['told']}>{guessText(question, guess)}</b>
        </p>
      )}
      {called.length > 0 && (
        <p>
          The room <b className={styles['told']}>{called.map((each) => numberText(each)).join(', ')}</b>
        </p>
      )}
      {question.kind === 'order' ? (
        <RunOrder question={question} />
      ) : (
        <p>
          The run <b className={styles['told']}>{answerText(question)}</b>
        </p>
      )}
      {counted && <VoteBars options={options} label="The room" />}
    </div>
  );
};
