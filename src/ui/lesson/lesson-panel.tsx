// A lesson beside the run, for somebody alone at a laptop: the beat at hand, on and back, and the ways to the stage and out.
import { useEffect, useRef } from 'react';
import { clockStart } from '../../analysis/clock.ts';
import { beatNow, stepNow } from '../state/lesson/guesses.ts';
import { notesFor } from '../state/lesson/notes.ts';
import type { OpenLesson } from '../state/slices/lesson.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Icon } from '../widgets/icon.tsx';
import { BeatBody } from './beat.tsx';
import styles from './lesson.module.css';
import { Picture } from './picture.tsx';

/** What going on does, in words. */
function onward(lesson: OpenLesson): string {
  if (lesson.moving) return 'To its end';
  const step = stepNow(lesson);
  const next = step.beats[lesson.beat + 1]?.kind;
  const here = beatNow(lesson).kind;
  if (next === undefined) return 'Next step';
  if (here === 'guess') return 'Lock my answer';
  const words: Partial<Record<typeof next, string>> = {
    guess: here === 'lock' ? 'Answer again' : 'Guess',
    play: 'Play',
    observe: 'What happened?',
    reveal: 'Reveal',
    alike: 'What is alike?',
    ask: 'Why?',
    answer: 'An answer',
  };
  return words[next] ?? 'Next';
}

export const LessonPanel = () => {
  const lesson = usePage((page) => page.lesson);
  return lesson === null ? null : <Panel lesson={lesson} />;
};

const Panel = ({ lesson }: { readonly lesson: OpenLesson }) => {
  const runner = useRunner();
  const { played, step, beat, preparing } = lesson;
  const at = stepNow(lesson);
  const start = clockStart(played.cases[at.case]?.scenario.start ?? '');
  const isLast = step === played.steps.length - 1 && beat === at.beats.length - 1;
  const body = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with every beat what is new is in sight
  useEffect(() => {
    const { current } = body;
    if (current !== null) current.scrollTop = current.scrollHeight;
  }, [step, beat]);
  return (
    <section className={styles['panel']} aria-label="Lesson" aria-busy={preparing}>
      <header className={styles['head']}>
        <div>
          <h2>{played.title}</h2>
          <p className={styles['small']}>
            Step {step + 1} of {played.steps.length}
            {at.optional && ', may be left out'}
          </p>
        </div>
        <button type="button" className="btn" onClick={() => notesFor(runner).open()}>
          Notes
        </button>
        <button
          type="button"
          className="btn icon"
          aria-label="Leave lesson"
          onClick={() => void runner.lessons.leave()}
        >
          <Icon name="close" />
        </button>
      </header>
      <div className={styles['body']} ref={body} aria-live="polite">
        <BeatBody lesson={lesson} start={start} />
        <Picture step={at} />
      </div>
      <footer className={styles['foot']}>
        <button type="button" className="btn" disabled={step === 0 && beat === 0} onClick={runner.lessons.previous}>
          Previous
        </button>
        <span className="grow" />
        {isLast ? (
          <button type="button" className="btn ink" onClick={() => void runner.lessons.leave()}>
            Leave lesson
          </button>
        ) : (
          <button type="button" className="btn accent" disabled={preparing} onClick={runner.lessons.next}>
            {preparing ? 'One moment' : onward(lesson)}
          </button>
        )}
      </footer>
    </section>
  );
};
