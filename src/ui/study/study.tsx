// The study: a measure of every lane against one or two of the scenario's values, run while one looks on. It says where which lane is
// best and where another takes its place; every point opens as a scenario. What is best is decided as on the command line.
import { useDeferredValue, useMemo, useState } from 'react';
import { csvText } from '../../analysis/csv.ts';
import { figureOf, type StudyFigure } from '../../analysis/study/figure.ts';
import { offersOf } from '../../analysis/study/offered.ts';
import { progressOf, type StudyState } from '../../analysis/study/running.ts';
import { studySheet } from '../../analysis/study/table.ts';
import { studySentence } from '../../analysis/study/told.ts';
import type { Scenario, StudyValues } from '../../engine/index.ts';
import { download } from '../state/download.ts';
import type { Work } from '../state/slices/work.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { StudyChart } from './chart.tsx';
import { StudyGrid } from './grid.tsx';
import { openPoint } from './open-point.ts';
import { studiedScenario } from './question.ts';
import { StudySetting } from './setting.tsx';
import styles from './study.module.css';
import { StudyTable } from './table.tsx';

const FIRST = 'cost.total';

export const StudyDialog = () => {
  const runner = useRunner();
  const work = usePage((page) => page.work);
  const scenario = useMemo(() => work && studiedScenario(work), [work]);
  const close = () => {
    runner.study.cancel();
    runner.set({ dialog: 'none' });
  };
  if (work === null || scenario === null) return null;
  return (
    <Dialog title="Study" full onClose={close}>
      <Panel work={work} scenario={scenario} onClose={close} />
    </Dialog>
  );
};

interface PanelProps {
  readonly work: Work;
  readonly scenario: Scenario;
  readonly onClose: () => void;
}

const Panel = ({ work, scenario, onClose }: PanelProps) => {
  const runner = useRunner();
  const study = usePage((page) => page.study);
  const [measure, setMeasure] = useState(FIRST);
  const offers = useMemo(() => offersOf(scenario), [scenario]);
  const said = (path: string): string => offers.find((offer) => offer.path === path)?.title ?? path;
  const open = (at: StudyValues) => void openPoint(runner, work, at, { said, onRead: onClose });
  return (
    <div className={styles['page']}>
      <StudySetting scenario={scenario} offers={offers} work={work} measure={measure} onMeasure={setMeasure} />
      {study === null ? <Nothing /> : <Found study={study} measure={measure} said={said} onOpen={open} />}
    </div>
  );
};

const Nothing = () => (
  <section className={styles['nothing']} aria-label="Result">
    <p className="serif">How long would the incident have to last until another strategy is the better one?</p>
    <p>
      Choose what is to be varied. Every lane is run at each of the values, with each of the seeds; then you see which
      is best where, and where another takes its place. Nothing of the scenario changes.
    </p>
  </section>
);

interface FoundProps {
  readonly study: StudyState;
  readonly measure: string;
  /** What is varied, in words. */
  readonly said: (path: string) => string;
  readonly onOpen: (at: StudyValues) => void;
}

const Found = ({ study, measure, said, onOpen }: FoundProps) => {
  const shown = useDeferredValue(study);
  const figure = useMemo(
    () => figureOf({ variants: shown.asked.scenario.variants, vary: shown.asked.vary }, shown.runs, measure),
    [shown, measure],
  );
  const { seeds } = shown.asked;
  const sentence = studySentence(figure);
  const varied = figure.vary.map(({ path }) => said(path));
  return (
    <section className={styles['found']} aria-label="Result">
      <div className={styles['head']}>
        <p className={`serif ${styles['sentence']}`}>
          {sentence === '' ? 'The first points are being run.' : sentence}
        </p>
        <p className={styles['about']}>
          {figure.measure.title}
          {figure.measure.unit !== 's' && ` (${figure.measure.unit})`} against {varied.join(' and ')};{' '}
          {seeds === 1 ? 'one seed' : `means of ${seeds} seeds with their 95 % intervals`}. <Done study={shown} />
        </p>
      </div>
      {figure.vary.length === 1 ? (
        <StudyChart figure={figure} title={varied[0] ?? ''} onOpen={onOpen} />
      ) : (
        <StudyGrid figure={figure} titles={varied} onOpen={onOpen} />
      )}
      <StudyTable figure={figure} titles={varied} onOpen={onOpen} />
      <Download figure={figure} study={shown} />
    </section>
  );
};

const Done = ({ study }: { readonly study: StudyState }) => {
  const { done, all } = progressOf(study);
  return done < all ? `${done} of ${all} comparisons run.` : '';
};

const Download = ({ figure, study }: { readonly figure: StudyFigure; readonly study: StudyState }) => {
  const { scenario, seeds } = study.asked;
  const { done, all } = progressOf(study);
  return (
    <p className={styles['actions']}>
      <button
        type="button"
        className="btn line"
        disabled={done === 0}
        onClick={() => download(`${scenario.id}.study.csv`, `${csvText(studySheet(figure, seeds))}\n`, 'text/csv')}
      >
        Download as CSV
      </button>
      {done < all && <span className="muted">What has been run by then.</span>}
    </p>
  );
};
