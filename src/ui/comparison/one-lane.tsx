// On a phone: all lanes as small rows on one axis; a tap opens one, which is walked through by buttons or by a swipe, with its
// outcomes beside those of one other lane.
import { useMemo, useRef, useState } from 'react';
import { commonPeak } from '../../analysis/bands.ts';
import { clockStart } from '../../analysis/clock.ts';
import { focusOf } from '../../analysis/focus.ts';
import { roundTop } from '../../analysis/numbers.ts';
import type { Comparison as Data } from '../../worker/door.ts';
import { usePage } from '../state/use-runner.ts';
import { Icon } from '../widgets/icon.tsx';
import styles from './comparison.module.css';
import { DecisionPanel } from './decision.tsx';
import { IncidentTimeline } from './incident.tsx';
import { LanePanel } from './lane.tsx';
import { Outcomes } from './outcomes.tsx';
import { useSamples } from './samples.ts';
import { SmallRows } from './small-rows.tsx';

/** Pixels that a finger must go sideways to mean the next lane. */
const SWIPE = 56;

export const PhoneLanes = ({ data }: { readonly data: Data }) => {
  const [open, setOpen] = useState<number | null>(null);
  const { lanes } = data;
  if (open !== null) return <OneLane data={data} wanted={open} onWanted={setOpen} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles['one']} tabIndex={0} aria-label="Lanes and outcomes">
      <SmallRows data={data} onOpen={setOpen} />
      <Against data={data} own={lanes[0]?.result.id ?? ''} />
      <IncidentTimeline {...data} />
      <DecisionPanel {...data} />
    </section>
  );
};

interface OneProps {
  readonly data: Data;
  readonly wanted: number;
  readonly onWanted: (lane: number | null) => void;
}

const OneLane = ({ data, wanted, onWanted }: OneProps) => {
  const { lanes, result } = data;
  const at = Math.min(wanted, lanes.length - 1);
  const facts = lanes[at];
  const frame = usePage((page) => page.laneFrames[at] ?? null);
  const focus = useMemo(() => focusOf(lanes), [lanes]);
  const peak = useMemo(() => roundTop(commonPeak(result.variants)), [result]);
  const samples = useSamples(lanes, focus.from, focus.to);
  const finger = useRef<{ readonly x: number; readonly y: number } | null>(null);
  if (facts === undefined) return null;
  const go = (step: number) => onWanted((at + step + lanes.length) % lanes.length);
  const onEnd = (event: React.TouchEvent) => {
    const [from, to] = [finger.current, event.changedTouches[0]];
    if (from === null || to === undefined) return;
    const [x, y] = [to.clientX - from.x, to.clientY - from.y];
    if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) go(x < 0 ? 1 : -1);
  };
  return (
    <section
      className={styles['one']}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="Lanes and outcomes"
      onTouchStart={({ touches }) => {
        const touch = touches[0];
        finger.current = touch === undefined ? null : { x: touch.clientX, y: touch.clientY };
      }}
      onTouchEnd={onEnd}
    >
      <div className={styles['walk']}>
        <button type="button" className="btn" onClick={() => onWanted(null)}>
          All lanes
        </button>
        <button type="button" className="btn" aria-label="Previous lane" onClick={() => go(-1)}>
          <Icon name="left" />
        </button>
        <p aria-live="polite">
          Lane {at + 1} of {lanes.length}
          <span className="sr">: {facts.result.title}</span>
        </p>
        <button type="button" className="btn" aria-label="Next lane" onClick={() => go(1)}>
          <Icon name="right" />
        </button>
      </div>
      <LanePanel
        facts={facts}
        frame={frame}
        samples={samples[at] ?? facts.samples}
        focus={focus}
        peak={peak}
        start={clockStart(result.scenario.start)}
      />
      <p className={styles['key']}>
        <span>
          <i className={styles['teamUser']}>U</i> User team
        </span>
        <span>
          <i className={styles['teamBilling']}>B</i> Billing team
        </span>
        <span>
          <i className={styles['seen']} /> seen by the repair
        </span>
      </p>
      <Against data={data} own={facts.result.id} />
    </section>
  );
};

/** The shown lane's outcomes beside those of another. */
const Against = ({ data: { lanes, result }, own }: { readonly data: Data; readonly own: string }) => {
  const others = lanes.filter((lane) => lane.result.id !== own);
  const [wanted, setWanted] = useState<string | null>(null);
  const other = others.find((lane) => lane.result.id === wanted) ?? others[0];
  if (other === undefined) return <Outcomes result={result} />;
  return (
    <>
      <label className={styles['against']}>
        Beside
        <select className="field" value={other.result.id} onChange={(event) => setWanted(event.target.value)}>
          {others.map((lane) => (
            <option key={lane.result.id} value={lane.result.id}>
              {lane.result.title}
            </option>
          ))}
        </select>
      </label>
      <Outcomes result={result} pair={[own, other.result.id]} />
    </>
  );
};
