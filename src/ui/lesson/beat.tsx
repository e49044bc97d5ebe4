// One beat of a lesson for somebody who goes through it alone: what is said, asked, to be done, and what it came to.

import { beatNow, openAt, questionKey, stepNow } from '../state/lesson/guesses.ts';
import type { OpenLesson } from '../state/slices/lesson.ts';
import { ToldText } from '../widgets/told.tsx';
import { InventoryEnd } from './gain.tsx';
import styles from './lesson.module.css';
import { QuestionForm } from './question-form.tsx';
import { Result } from './result.tsx';

interface Props {
  readonly lesson: OpenLesson;
  readonly start: number;
}

/** What was said at the beginning of the step stays in sight while it is asked about. */
const Said = ({ lesson }: { readonly lesson: OpenLesson }) => {
  const [first] = stepNow(lesson).beats;
  if (first?.kind !== 'say') return null;
  return (
    <>
      {first.say !== null && (
        <p className={styles['say']}>
          <ToldText told={first.say} />
        </p>
      )}
      {first.task !== null && (
        <p className={styles['task']}>
          <b>Your turn.</b> <ToldText told={first.task} />
        </p>
      )}
    </>
  );
};

export const BeatBody = ({ lesson, start }: Props) => {
  const step = stepNow(lesson);
  const beat = beatNow(lesson);
  const asked = openAt(step, lesson.beat);
  const result = step.beats.slice(0, lesson.beat + 1).find((each) => each.kind === 'reveal');
  return (
    <>
      <Said lesson={lesson} />
      {step.twinOf !== null && lesson.beat === 0 && (
        <p className={styles['small']}>The same question about another day. Answer alone.</p>
      )}
      {asked !== null && (
        <QuestionForm
          key={asked.key}
          question={asked.question}
          start={start}
          guess={lesson.guesses[asked.key] ?? (asked.which === 2 ? lesson.guesses[questionKey(step, 1)] : undefined)}
        />
      )}
      {beat.kind === 'lock' && (
        <p className={styles['small']}>
          {beat.vote === 1 && beat.question.twice
            ? 'Locked. Talk about it with somebody who said something else; then you answer once more.'
            : 'Locked. Now see what happens.'}
        </p>
      )}
      {beat.kind === 'play' && (
        <p className={styles['small']} role="status">
          {lesson.moving ? 'It plays. Watch what changes, and what does not.' : 'Played.'}
        </p>
      )}
      {result?.kind === 'reveal' && (
        <>
          {result.question !== null && <Result lesson={lesson} step={step} question={result.question} start={start} />}
          {result.observed !== null && (
            <Result lesson={lesson} step={step} question={result.observed} start={start} seen />
          )}
          {result.after !== null && (
            <p className={styles['say']}>
              <ToldText told={result.after} />
            </p>
          )}
        </>
      )}
      {(beat.kind === 'alike' || beat.kind === 'ask' || beat.kind === 'answer') && (
        <p className={styles['question']}>
          <ToldText told={beat.kind === 'alike' ? beat.alike : beat.ask} />
        </p>
      )}
      {beat.kind === 'answer' && (
        <p className={styles['say']}>
          <ToldText told={beat.answer} />
        </p>
      )}
      {beat.kind === 'take-home' && (
        <p className={styles['home']}>
          <span>To take home</span>
          <ToldText told={beat.takeHome} />
        </p>
      )}
      {beat.kind === 'take-home' && <InventoryEnd lesson={lesson} />}
    </>
  );
};
