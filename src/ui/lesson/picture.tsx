// What a step shows that the page has no panel for: the dashboard, the curve that was drawn with the run’s own growing over it, and some
// measures of some lanes.

import { clockStart } from '../../analysis/clock.ts';
import type { PlayedStep } from '../../lessons/played.ts';
import { beatNow, curveAskedIn } from '../state/lesson/guesses.ts';
import { isSealed } from '../state/lesson/lesson-scene.ts';
import { usePage } from '../state/use-runner.ts';
import { AskedCurve } from '../widgets/asked-curve.tsx';
import { useCalm } from '../widgets/calm.ts';
import { Dashboard } from '../widgets/dashboard.tsx';
import { ToldBars, ToldTable } from '../widgets/told-rows.tsx';
import styles from './lesson.module.css';

const CALM = 250;
const LETTERS = 12;
/** Beats at which a curve is played, and nothing is told of it yet. */
const PLAYING: readonly string[] = ['play', 'observe'];

export const Picture = ({ step }: { readonly step: PlayedStep }) => {
  const facts = usePage((page) => page.facts);
  const time = useCalm(
    usePage((page) => page.time),
    CALM,
  );
  const isTold = usePage(({ lesson }) => lesson !== null && !isSealed(step, lesson.beat));
  const all = usePage((page) => page.work?.scenario.variants);
  const lanes = step.lanes.map((id) => all?.find((each) => each.id === id)?.title ?? id);
  const lesson = usePage((page) => page.lesson);
  const asked = curveAskedIn(step);
  if (lesson !== null && facts !== null && asked !== null && PLAYING.includes(beatNow(lesson).kind))
    return (
      <div className={styles['picture']} data-tall="true">
        <AskedCurve lesson={lesson} question={asked} start={clockStart(facts.spec.scenario.start)} letters={LETTERS} />
      </div>
    );
  if (step.stage === 'dashboard')
    return (
      <div className={styles['picture']} data-tall="true">
        {facts !== null && <Dashboard facts={facts} time={time} />}
      </div>
    );
  if (step.stage !== 'outcomes' && step.stage !== 'bars') return null;
  const Shown = step.stage === 'bars' ? ToldBars : ToldTable;
  return (
    <div className={styles['picture']}>
      <Shown rows={step.rows} lanes={lanes} isTold={isTold} />
    </div>
  );
};
