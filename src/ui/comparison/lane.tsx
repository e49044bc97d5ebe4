// One lane of a comparison: the variant's runbook with the current step lit, its users, its curve, its counters at the shown
// moment and its verdict. The name never leaves the lane.
import { useRef } from 'react';
import type { Focus } from '../../analysis/focus.ts';
import { linearAxis } from '../../analysis/lanes/axis.ts';
import { litStep } from '../../analysis/lanes/runbook-bar.ts';
import { numberText } from '../../analysis/numbers.ts';
import { strategyOf } from '../../engine/index.ts';
import type { Frame, RunFacts, Samples } from '../../worker/door.ts';
import { usePage } from '../state/use-runner.ts';
import { veiledAfter } from '../state/veil.ts';
import { useLate } from '../widgets/late.tsx';
import { useRoom } from '../widgets/room.ts';
import styles from './comparison.module.css';
import { Curve } from './curve.tsx';
import { LaneButtons } from './lane-buttons.tsx';
import { LaneField } from './lane-field.tsx';
import { LaneLate } from './lane-late.tsx';
import { LitLine, Statechart } from './runbook.tsx';
import { RunbookBar } from './runbook-bar.tsx';
import { handsOnMinutes, laneTold } from './told.ts';
import { useDiffers, useVerdict } from './verdict.ts';

interface Props {
  readonly facts: RunFacts;
  readonly frame: Frame | null;
  readonly samples: Samples;
  readonly focus: Focus;
  readonly peak: number;
  readonly start: number;
}

export const LanePanel = ({ facts, frame, samples, focus, peak, start }: Props) => {
  const { result, spec } = facts;
  const strategy = strategyOf(spec.variant.strategy);
  const id = `lane-${result.id}`;
  const late = useLate(frame?.time ?? null);
  const isFuture = usePage((page) => page.work?.futures?.some((future) => future.id === result.id) ?? false);
  const calls = frame?.moment?.counters.apiCalls;
  const minutes = frame === null ? 0 : handsOnMinutes(facts, frame.time);
  const differs = useDiffers(spec);
  const verdict = useVerdict(facts);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls; this groups pictures and words
    <div
      className={`${styles['lane']} ${isFuture ? styles['future'] : ''}`}
      role="group"
      aria-label={result.title}
      aria-describedby={`${id}-told`}
      aria-busy={late}
    >
      <LaneLate id={result.id} frame={frame} late={late} />
      <div className={styles['name']}>
        <h3>{result.title}</h3>
        <LaneButtons id={result.id} title={result.title} />
        <p title={[strategy?.summary, ...(differs.length > 0 ? [`With ${differs.join(', ')}.`] : [])].join(' ')}>
          {strategy?.title !== result.title && strategy?.title}
          {differs.length > 0 && <span className={styles['set']}> with {differs.join(', ')}</span>}
        </p>
      </div>
      <LaneRunbook facts={facts} frame={frame} focus={focus} />
      <LaneField frame={frame} inTheEnd={facts.users} />
      <Curve facts={facts} samples={samples} focus={focus} peak={peak} start={start} time={frame?.time ?? 0} />
      <div className={styles['now']}>
        <span className={styles['big']}>{frame === null ? '–' : numberText(frame.divergent)}</span>
        <span>
          <b>{numberText(frame?.invoices.wrong ?? 0)}</b> wrong invoices
        </span>
        <span>
          <b>{calls === undefined ? '–' : numberText(calls)}</b> API calls
        </span>
        <span>
          <b>{numberText(minutes)} min</b> hands-on
        </span>
      </div>
      <p className={styles['verdict']} title={verdict?.whole}>
        {verdict?.glance ?? 'Told when this lane has converged.'}
      </p>
      <p className="sr" id={`${id}-told`}>
        {laneTold(facts, frame, start)}
      </p>
    </div>
  );
};

interface RunbookProps {
  readonly facts: RunFacts;
  readonly frame: Frame | null;
  readonly focus: Focus;
}

/** The runbook as a bar over the lane's curve, and the step under way; unfolded, its statechart. */
const LaneRunbook = ({ facts, frame, focus }: RunbookProps) => {
  const box = useRef<HTMLDivElement>(null);
  const { width } = useRoom(box);
  const open = usePage((page) => page.runbooks);
  const until = usePage(veiledAfter);
  const lit = litStep(facts, frame?.time ?? 0, until);
  return (
    <div className={styles['runbook']} ref={box}>
      {width > 0 && <RunbookBar facts={facts} axis={linearAxis(focus.from, focus.to, width)} height={12} cut />}
      <LitLine lit={lit} />
      {open && <Statechart facts={facts} lit={lit.rests ? null : lit.title} />}
    </div>
  );
};
