// The stage for a room: title, clock, one sentence, and one thing, read from twelve metres. A layout of its own; nothing in it is reached by
// the Tab key, all is done by a clicker's and a few more keys.
import { useEffect } from 'react';
import { clockStart, momentText } from '../../analysis/clock.ts';
import { freePicture, LANES_ON_STAGE } from '../state/lesson/free-stage.ts';
import { beatNow, lastGuess, stepNow } from '../state/lesson/guesses.ts';
import { STAGE_KEYS } from '../state/lesson/stage-keys.ts';
import type { OpenLesson } from '../state/slices/lesson.ts';
import type { PageState } from '../state/store.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { DrawnCurve } from '../widgets/drawn-curve.tsx';
import { LanesNarrator, Narrator } from '../widgets/narrator.tsx';
import { ToldText } from '../widgets/told.tsx';
import { NumberAside, ResultAside, RoomOptions } from './aside.tsx';
import { Fingers } from './fingers.tsx';
import { useLetters, useScale } from './letters.ts';
import { StagePicture } from './picture.tsx';
import { Pointer } from './pointer.tsx';
import styles from './present.module.css';
import { type OnStage, onStage } from './shown.ts';

export const Present = () => {
  const scale = useScale();
  const lesson = usePage((page) => page.lesson);
  const late = usePage(isLate);
  const place = usePage(({ lesson: of }) =>
    of === null
      ? null
      : `${of.step + 1}.${of.beat + 1} ${beatNow(of).kind}${of.preparing || late ? ' preparing' : of.moving ? ' moving' : ''}`,
  );
  const black = usePage((page) => page.black);
  const keys = usePage((page) => page.stageKeysShown);
  useEffect(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }, []);
  return (
    <main
      className={styles['present']}
      style={{ '--k': scale } as React.CSSProperties}
      aria-label="Stage"
      data-place={place}
    >
      {black ? (
        <div className={styles['black']} />
      ) : (
        <>
          <Head />
          {keys ? <Keys /> : lesson === null ? <Free /> : <Taught lesson={lesson} />}
          <Fingers />
          <Entry />
          <Pointer />
        </>
      )}
    </main>
  );
};

/** Whether what is drawn is of another moment than the clock, and nothing plays. */
function isLate({ playing, time, frame, comparing, laneFrames, facts }: PageState): boolean {
  if (playing || facts === null) return false;
  const shown = comparing ? laneFrames.find((each) => each !== null) : frame;
  return shown !== undefined && shown !== null && shown.time !== time;
}

const Head = () => {
  const title = usePage((page) => page.lesson?.played.title ?? page.work?.scenario.title ?? '');
  const isTimeless = usePage(
    ({ lesson }) => lesson !== null && ['question', 'take-home'].includes(stepNow(lesson).stage),
  );
  return (
    <header className={styles['head']}>
      <h1>{title}</h1>
      {!isTimeless && <Clock />}
    </header>
  );
};

const Clock = () => {
  const start = usePage((page) => page.work?.scenario.start);
  const isFine = usePage(
    ({ lesson, userOnStage }) => userOnStage || (lesson !== null && stepNow(lesson).stage === 'history'),
  );
  const text = usePage(({ time }) =>
    start === undefined ? '' : momentText(clockStart(start), time, isFine ? 'second' : 'minute'),
  );
  return <p className={styles['clock']}>{text}</p>;
};

const Taught = ({ lesson }: { readonly lesson: OpenLesson }) => {
  const shown = onStage(lesson);
  const user = usePage((page) => page.userOnStage);
  const late = usePage(isLate);
  const { above, sentence, main, words } = shown;
  return (
    <>
      <div className={styles['sentence']}>
        {above !== null && <p className={styles['above']}>{above}</p>}
        {sentence !== null && (
          <p data-sentence>
            <ToldText told={sentence} />
          </p>
        )}
      </div>
      <div
        className={styles['stage']}
        data-aside={shown.aside !== null && !user}
        data-late={late}
        aria-busy={late || lesson.preparing}
      >
        {user ? (
          <StagePicture stage="history" step={null} />
        ) : main === 'words' && words !== null ? (
          <p className={styles['home']} data-sentence>
            <ToldText told={words} />
          </p>
        ) : (
          <Main lesson={lesson} shown={shown} />
        )}
        {!user && <Aside lesson={lesson} shown={shown} />}
      </div>
    </>
  );
};

interface PartProps {
  readonly lesson: OpenLesson;
  readonly shown: OnStage;
}

const Main = ({ lesson, shown }: PartProps) => {
  const { main, question, which, isTold } = shown;
  const step = stepNow(lesson);
  if (main === 'draw') return <Draw lesson={lesson} shown={shown} />;
  if (main === 'options' && question !== null)
    return (
      <div className={styles['options']}>
        <RoomOptions lesson={lesson} question={question} which={which} isTold={isTold} />
      </div>
    );
  return (
    <div className={styles['main']}>
      <StagePicture stage={step.stage} step={step} />
    </div>
  );
};

const Draw = ({ lesson, shown: { question, isTold } }: PartProps) => {
  const runner = useRunner();
  const letters = useLetters();
  const pen = usePage((page) => page.drawing);
  const step = stepNow(lesson);
  if (question?.kind !== 'curve') return null;
  const isOpen = step.beats[lesson.beat]?.kind === 'guess';
  const guess = lastGuess(lesson, step) as readonly number[] | undefined;
  return (
    <div className={styles['main']}>
      <DrawnCurve
        question={question}
        start={clockStart(lesson.played.cases[step.case]?.scenario.start ?? '')}
        guess={guess}
        onDraw={isOpen ? (values) => runner.lessons.guess(values) : null}
        known={isTold ? { time: question.until, value: null } : null}
        letters={letters}
        byKeys={false}
        pen={pen}
      />
    </div>
  );
};

const Aside = ({ lesson, shown: { aside, question, which, isTold } }: PartProps) => {
  if (aside === null || question === null) return null;
  const Part = { options: RoomOptions, number: NumberAside, result: ResultAside }[aside];
  return (
    <div className={styles['aside']}>
      <Part lesson={lesson} question={question} which={which} isTold={isTold} />
    </div>
  );
};

/** Without a lesson: what the page shows, in large type, with the narrator's sentence about it. */
const Free = () => {
  const stage = usePage((page) => freePicture(page).stage);
  const from = usePage((page) => freePicture(page).from);
  const lanes = usePage((page) => page.comparison?.lanes.length ?? 0);
  const ready = usePage((page) => page.facts !== null);
  const some = stage === 'lanes' && lanes > LANES_ON_STAGE;
  const to = Math.min(lanes, from + LANES_ON_STAGE);
  return (
    <>
      <div className={styles['sentence']}>
        {some && (
          <p className={styles['above']}>
            {to === from + 1 ? `Lane ${to}` : `Lanes ${from + 1} to ${to}`} of {lanes}
          </p>
        )}
        <p data-sentence>
          {!ready ? 'The day is being computed.' : stage === 'lanes' ? <LanesNarrator /> : <Narrator />}
        </p>
      </div>
      <div className={styles['stage']}>
        <div className={styles['main']}>
          <StagePicture stage={stage} step={null} from={from} />
        </div>
      </div>
    </>
  );
};

const Keys = () => (
  <dl className={styles['keys']}>
    {STAGE_KEYS.map(({ keys, does }) => (
      <div key={keys}>
        <dt>{keys}</dt>
        <dd>{does}</dd>
      </div>
    ))}
  </dl>
);

/** What is being typed: a step's number, or counted hands; or how a curve is drawn. */
const Entry = () => {
  const typed = usePage((page) => page.typed);
  const counting = usePage((page) => page.counting);
  const draws = usePage((page) => page.drawing !== null);
  if (counting === null && typed === '' && !draws) return null;
  return (
    <p className={styles['entry']} role="status">
      {draws ? 'Draw: ← → along, ↑ ↓ up, Enter' : counting === null ? `To ${typed}` : `Hands: ${counting}`}
      <i />
    </p>
  );
};
