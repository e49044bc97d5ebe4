// What a step shows that the page has no panel for: the dashboard, and some measures of some lanes.
import type { PlayedStep } from '../../lessons/played.ts';
import { isSealed } from '../state/lesson-scene.ts';
import { usePage } from '../state/use-runner.ts';
import { useCalm } from '../widgets/calm.ts';
import { Dashboard } from '../widgets/dashboard.tsx';
import { ToldBars, ToldTable } from '../widgets/told-rows.tsx';
import styles from './lesson.module.css';

const CALM = 250;

export const Picture = ({ step }: { readonly step: PlayedStep }) => {
  const facts = usePage((page) => page.facts);
  const time = useCalm(
    usePage((page) => page.time),
    CALM,
  );
  const isTold = usePage(({ lesson }) => lesson !== null && !isSealed(step, lesson.beat));
  const all = usePage((page) => page.work?.scenario.variants);
  const lanes = step.lanes.map((id) => all?.find((each) => each.id === id)?.title ?? id);
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
