// The Comparison: every variant on the same incident as a lane, all on one clock, on the same columns as the table of outcomes
// below. It shows what the lanes' runs say and ranks nothing itself.
import { useEffect, useMemo, useRef } from 'react';
import { commonPeak } from '../../analysis/bands.ts';
import { clockStart, momentText } from '../../analysis/clock.ts';
import { focusOf } from '../../analysis/focus.ts';
import { kinds } from '../../analysis/kinds.ts';
import { numberText, roundTop } from '../../analysis/numbers.ts';
import type { Comparison as Data, Frame, RunFacts } from '../../worker/door.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { KindMark } from '../widgets/mark.tsx';
import { useNarrow, useRoom } from '../widgets/room.ts';
import { Waiting } from '../widgets/waiting.tsx';
import styles from './comparison.module.css';
import { DecisionPanel } from './decision.tsx';
import { IncidentTimeline } from './incident.tsx';
import { LanePanel } from './lane.tsx';
import { LanesBar, pairOf } from './lanes-bar.tsx';
import { PhoneLanes } from './one-lane.tsx';
import { useLaneOrder } from './order.ts';
import { Outcomes } from './outcomes.tsx';
import { Overlay } from './overlay.tsx';
import { LaneRows } from './rows.tsx';
import { useSamples } from './samples.ts';

export const ComparisonPanel = () => {
  const runner = useRunner();
  const data = usePage((page) => page.comparison);
  const stage = usePage((page) => page.comparisonStage);
  const title = usePage((page) => page.work?.scenario.title);
  const several = usePage((page) => page.work?.scenario.variants.length ?? 0);
  return (
    <section className={styles['comparison']} aria-label="Comparison">
      <h2 className="sr">Comparison: {title}</h2>
      {data !== null ? (
        <>
          <LanesBar lanes={data.lanes} start={clockStart(data.result.scenario.start)} />
          <Opened data={data} />
        </>
      ) : stage.is === 'running' ? (
        <Waiting
          title={`Running ${several} strategies on the same incident`}
          done={stage.done}
          onCancel={runner.comparison.cancel}
        />
      ) : stage.is === 'failed' ? (
        <div className={styles['failed']}>
          <p className="serif">The comparison failed: {stage.reason}</p>
          <button type="button" className="btn line" onClick={() => void runner.comparison.open()}>
            Try again
          </button>
          <button type="button" className="btn" onClick={runner.comparison.close}>
            Close comparison
          </button>
        </div>
      ) : null}
    </section>
  );
};

/** The lanes side by side, or two of them over each other. */
const Opened = ({ data }: { readonly data: Data }) => {
  const wanted = usePage((page) => page.pair);
  const pair = pairOf(data.lanes, wanted);
  const narrow = useNarrow();
  const lanesAs = usePage((page) => page.lanesAs);
  if (pair !== null) return <Two data={data} pair={pair} />;
  if (narrow) return <PhoneLanes data={data} />;
  return lanesAs === 'rows' ? <InRows data={data} /> : <Lanes data={data} />;
};

/** A row for each lane on one axis of time; as tall as leaves room for the table of outcomes. */
const InRows = ({ data }: { readonly data: Data }) => {
  const box = useRef<HTMLElement>(null);
  const { height } = useRoom(box);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles['scroll']} tabIndex={0} aria-label="Lanes and outcomes" ref={box}>
      <LaneRows data={data} room={height} />
      <Outcomes result={data.result} />
      <IncidentTimeline {...data} />
      <DecisionPanel {...data} />
    </section>
  );
};

const Two = ({ data, pair }: { readonly data: Data; readonly pair: readonly [RunFacts, RunFacts] }) => {
  const frames = usePage((page) => page.laneFrames);
  const { lanes, result } = data;
  const focus = useMemo(() => focusOf(pair), [pair]);
  const samples = useSamples(lanes, focus.from, focus.to);
  const both = <T,>(all: readonly T[], other: (lane: RunFacts) => T) =>
    pair.map((lane) => all[lanes.indexOf(lane)] ?? other(lane)) as [T, T];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles['scroll']} tabIndex={0} aria-label="Lanes and outcomes">
      <Overlay
        pair={pair}
        samples={both(samples, (lane) => lane.samples)}
        frames={both<Frame | null>(frames, () => null)}
        start={clockStart(result.scenario.start)}
      />
      <Outcomes result={result} pair={[pair[0].result.id, pair[1].result.id]} />
    </section>
  );
};

/** Where lanes do not all fit, one that was added is scrolled to. */
function useNewest(count: number): React.RefObject<HTMLElement | null> {
  const room = useRef<HTMLElement>(null);
  const before = useRef(count);
  useEffect(() => {
    if (count > before.current) room.current?.scrollTo({ left: room.current.scrollWidth });
    before.current = count;
  }, [count]);
  return room;
}

const Lanes = ({ data }: { readonly data: Data }) => {
  const frames = usePage((page) => page.laneFrames);
  const time = usePage((page) => page.time);
  const { lanes, result } = data;
  const focus = useMemo(() => focusOf(lanes), [lanes]);
  const peak = useMemo(() => roundTop(commonPeak(result.variants)), [result]);
  const samples = useSamples(lanes, focus.from, focus.to);
  const start = clockStart(result.scenario.start);
  const users = Math.max(...lanes.map((lane) => lane.users));
  const order = useLaneOrder(lanes);
  // The table below stands on the lanes' own columns.
  const columns = { '--lanes': lanes.length, '--labels': 'var(--gutter)' } as React.CSSProperties;
  return (
    <section
      className={styles['scroll']}
      style={columns}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="Lanes and outcomes"
      ref={useNewest(lanes.length)}
    >
      <div className={styles['grid']}>
        <div className={styles['gutter']} aria-hidden="true">
          <p className={styles['gName']}>At {momentText(start, time)}</p>
          <p className={styles['gRunbook']}>
            Runbook
            <span className={styles['teams']}>
              <i className={styles['teamUser']}>U</i> User <i className={styles['teamBilling']}>B</i> Billing
            </span>
          </p>
          <p className={styles['gUsers']}>
            Users
            <span className={styles['teams']}>
              <i className={styles['seen']} /> seen by repair
            </span>
            <span className={styles['kinds']}>
              {kinds
                .filter(({ index }) =>
                  lanes.some(({ samples: { byKind } }) => byKind[index]?.some((count) => count > 0)),
                )
                .map(({ kind, title }) => (
                  <span key={kind} className={`k-${kind}`}>
                    <KindMark kind={kind} /> {title}
                  </span>
                ))}
            </span>
          </p>
          <p className={styles['gCurve']}>Divergent users of {numberText(users)}</p>
          <p className={styles['gNow']}>Divergent now</p>
          <p>In the end</p>
        </div>
        {order.map(([facts, n]) => (
          <LanePanel
            key={facts.result.id}
            facts={facts}
            frame={frames[n] ?? null}
            samples={samples[n] ?? facts.samples}
            focus={focus}
            peak={peak}
            start={start}
          />
        ))}
      </div>
      <Outcomes result={result} />
      <div className={styles['below']}>
        <IncidentTimeline lanes={lanes} result={result} />
        <DecisionPanel lanes={lanes} />
      </div>
    </section>
  );
};
