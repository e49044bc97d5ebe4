// What a step is about, on the stage: one of the few pictures that can be read from the last row.
import type { PlayedStep } from '../../lessons/played.ts';
import { isSealed } from '../state/lesson/lesson-scene.ts';
import { usePage } from '../state/use-runner.ts';
import { useCalm } from '../widgets/calm.ts';
import { Dashboard } from '../widgets/dashboard.tsx';
import { ToldBars, ToldTable } from '../widgets/told-rows.tsx';
import { StageCurve } from './curve.tsx';
import { StageHistory } from './history.tsx';
import { StageLanes } from './lanes.tsx';
import styles from './present.module.css';
import { StageTopology } from './topology.tsx';
import { StageUsers } from './users.tsx';

const CALM = 200;
/** So many rows of a table fit. */
const ROWS = 4;

interface Props {
  readonly stage: PlayedStep['stage'];
  readonly step: PlayedStep | null;
  /** Without a step, the first of the lanes that are shown. */
  readonly from?: number;
}

export const StagePicture = ({ stage, step, from = 0 }: Props) => {
  switch (stage) {
    case 'topology':
      return <StageTopology />;
    case 'users':
      return <StageUsers />;
    case 'curve':
      return <StageCurve step={step} />;
    case 'dashboard':
      return <StageDashboard />;
    case 'lanes':
      return <StageLanes step={step} from={from} />;
    case 'history':
      return <StageHistory />;
    case 'outcomes':
    case 'bars':
      return step === null ? null : <StageRows step={step} />;
    default:
      return null;
  }
};

const StageDashboard = () => {
  const facts = usePage((page) => page.facts);
  const playing = usePage((page) => page.playing);
  const now = usePage((page) => page.time);
  const calm = useCalm(now, CALM);
  const time = playing ? calm : now;
  return facts === null ? null : <Dashboard facts={facts} time={time} />;
};

const StageRows = ({ step }: { readonly step: PlayedStep }) => {
  const isTold = usePage(({ lesson }) => lesson !== null && !isSealed(step, lesson.beat));
  const all = usePage((page) => page.work?.scenario.variants);
  const lanes = step.lanes.map((id) => all?.find((each) => each.id === id)?.title ?? id);
  const Shown = step.stage === 'bars' ? ToldBars : ToldTable;
  return (
    <div className={styles['rows']}>
      <Shown rows={step.rows.slice(0, ROWS)} lanes={lanes} isTold={isTold} />
    </div>
  );
};
