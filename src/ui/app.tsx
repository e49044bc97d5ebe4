// The page as a whole: bar, stage, dock, and what lies over them. Panels join it here and know nothing of each other.
import { useEffect } from 'react';
import styles from './app.module.css';
import { TopBar } from './bar.tsx';
import { ComparisonPanel } from './comparison/comparison.tsx';
import { LaneDialog } from './comparison/lane-dialog.tsx';
import { PreventionDialog } from './comparison/prevention-dialog.tsx';
import { Drop } from './drop.tsx';
import { InjectDialog } from './faults/inject-dialog.tsx';
import { FilmEnd } from './film.tsx';
import { ForkDialog } from './futures/fork-dialog.tsx';
import { Futures } from './futures/futures.tsx';
import { History } from './history/history.tsx';
import { Inspector } from './inspector/inspector.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { latePart } from './late-part.tsx';
import { Cancelled, Failed, Loading } from './loading.tsx';
import { Notices, Tabs, Toasts } from './notices.tsx';
import { DockSplitter, Panels } from './panels.tsx';
import { PrintFooter } from './print.tsx';
import { listenToKeys } from './state/keys.ts';
import { keepForOffline } from './state/offline.ts';
import { tabShown } from './state/slices/chrome.ts';
import { usePage, useRunner } from './state/use-runner.ts';
import { Timeline } from './timeline/timeline.tsx';
import { TransportBar } from './transport/transport.tsx';
import { WordsDialog } from './words-dialog.tsx';

/** Loaded when it is first opened. */
const scenarioDialog = () => import('./scenario/scenario.tsx');
const brokerLab = () => import('./broker-lab/broker-lab.tsx');
const truthTable = () => import('./truth-table/truth-table.tsx');
const outcomeMatrix = () => import('./outcome-matrix/outcome-matrix.tsx');
const studyDialog = () => import('./study/study.tsx');
const lessonPart = () => import('./lesson/lesson-panel.tsx');
const lessonsDialog = () => import('./lesson/lessons-dialog.tsx');
const stageForARoom = () => import('./present/present.tsx');
const later = async (files: () => Promise<readonly string[]>) => {
  await Promise.all([
    ...[scenarioDialog(), brokerLab(), truthTable(), outcomeMatrix(), studyDialog()],
    ...[lessonPart(), lessonsDialog(), stageForARoom()],
  ]);
  return files();
};
const LessonPanel = latePart(
  () => lessonPart().then((part) => part.LessonPanel),
  (runner) => void runner.lessons.leave(),
);
const LessonsDialog = latePart(() => lessonsDialog().then((part) => part.LessonsDialog));
const Present = latePart(
  () => stageForARoom().then((part) => part.Present),
  (runner) => runner.set({ presenting: false }),
);
const ScenarioDialog = latePart(() => scenarioDialog().then((part) => part.ScenarioDialog));
const TruthTable = latePart(() => truthTable().then((part) => part.TruthTable));
const OutcomeMatrix = latePart(() => outcomeMatrix().then((part) => part.OutcomeMatrix));
const StudyDialog = latePart(() => studyDialog().then((part) => part.StudyDialog));
const BrokerLab = latePart(() => brokerLab().then((part) => part.BrokerLab));

export const App = () => {
  const runner = useRunner();
  useEffect(() => listenToKeys(runner), [runner]);
  const presenting = usePage((page) => page.presenting);
  return (
    <>
      {presenting ? <Present /> : <WholePage />}
      <Live />
    </>
  );
};

const WholePage = () => {
  const { connection } = useRunner();
  const shown = usePage((page) => page.facts !== null);
  useEffect(() => {
    if (shown) void keepForOffline(() => later(() => connection.door.files()));
  }, [shown, connection]);
  const tab = usePage(tabShown);
  const comparing = usePage((page) => page.comparing);
  const historyOpen = usePage((page) => page.historyOpen);
  /** While the lanes are computed, the stage stays as it is. */
  const lanes = usePage((page) => page.comparing && (page.comparison !== null || page.facts === null));
  const taught = usePage((page) => page.lesson !== null);
  return (
    <div
      className={taught ? `${styles['app']} ${styles['taught']}` : styles['app']}
      data-tab={tab}
      data-comparing={lanes}
      data-taught={taught}
      data-past={historyOpen && !comparing}
    >
      <TopBar />
      <Tabs />
      {taught && <LessonPanel />}
      <main className={styles['main']}>
        <Notices />
        <Stage />
        <FilmEnd />
      </main>
      <section className={styles['dock']} aria-label="Player">
        {!lanes && (!historyOpen || comparing) && <DockSplitter />}
        <TransportBar said={<Toasts />} changes={<Futures />} />
        {!lanes && (!historyOpen || comparing) && <Timeline />}
      </section>
      <PrintFooter />
      <Dialogs />
      <Drop />
    </div>
  );
};

const Stage = () => {
  const stage = usePage((page) => page.stage);
  const first = usePage((page) => page.facts === null);
  const comparing = usePage((page) => page.comparing);
  const historyOpen = usePage((page) => page.historyOpen);
  const compared = usePage((page) => page.comparison !== null);
  if (comparing && (compared || first)) return <ComparisonPanel />;
  if (historyOpen && !comparing) return <Past />;
  if (first && stage.is === 'failed') return <Failed reason={stage.reason} />;
  if (first) return stage.is === 'cancelled' ? <Cancelled /> : <Loading />;
  return (
    <>
      <div className={styles['stage']} inert={comparing} data-under={comparing}>
        <Panels />
      </div>
      {comparing && (
        <div className={styles['over']}>
          <ComparisonPanel />
        </div>
      )}
    </>
  );
};

/** The history, with the envelope of a message beside it. */
const Past = () => {
  const reading = usePage((page) => page.letter !== null);
  return (
    <div className={styles['past']} data-reading={reading}>
      <History />
      {reading && <Inspector />}
    </div>
  );
};

const Dialogs = () => {
  const dialog = usePage((page) => page.dialog);
  if (dialog === 'scenario') return <ScenarioDialog />;
  if (dialog === 'lessons') return <LessonsDialog />;
  if (dialog === 'inject') return <InjectDialog />;
  if (dialog === 'lane') return <LaneDialog />;
  if (dialog === 'prevention') return <PreventionDialog />;
  if (dialog === 'fork') return <ForkDialog />;
  if (dialog === 'broker') return <BrokerLab />;
  if (dialog === 'words') return <WordsDialog />;
  if (dialog === 'truth') return <TruthTable />;
  if (dialog === 'study') return <StudyDialog />;
  if (dialog === 'matrix') return <OutcomeMatrix />;
  return dialog === 'keys' ? <KeysDialog /> : null;
};

const Live = () => {
  const announcement = usePage((page) => page.announcement);
  return (
    <div className="sr" role="status" aria-live="polite" aria-label="What happened">
      {announcement}
    </div>
  );
};
