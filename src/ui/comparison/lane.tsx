// One lane of a comparison: the variant's runbook with the current step lit, its users, its curve, its counters at the shown
// moment and its verdict. The name never leaves the lane.
import { useEffect, useMemo, useRef } from 'react';
import { momentText } from '../../analysis/clock.ts';
import type { Focus } from '../../analysis/focus.ts';
import { counted, numberText } from '../../analysis/numbers.ts';
import { rasterLayout } from '../../analysis/raster.ts';
import { valueWords } from '../../analysis/words.ts';
import { findEntry, handsOnBy, strategies } from '../../engine/index.ts';
import type { Frame, RunFacts, Samples } from '../../worker/door.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { useColours } from '../widgets/colours.ts';
import { Icon } from '../widgets/icon.tsx';
import { drawRaster } from '../widgets/raster.ts';
import { grain, sharp, useRoom } from '../widgets/room.ts';
import styles from './comparison.module.css';
import { Curve } from './curve.tsx';
import { Runbook } from './runbook.tsx';

interface Props {
  readonly facts: RunFacts;
  readonly frame: Frame | null;
  readonly samples: Samples;
  readonly focus: Focus;
  readonly peak: number;
  readonly start: number;
}

const MINUTE = 60_000_000;

/** People's time that has passed by `time`, in minutes. */
function handsOn(facts: RunFacts, time: number): number {
  return facts.phases.reduce((sum, phase) => sum + handsOnBy(phase, time), 0) / MINUTE;
}

export const LanePanel = ({ facts, frame, samples, focus, peak, start }: Props) => {
  const { result, spec } = facts;
  const strategy = findEntry(strategies, result.strategy);
  const id = `lane-${result.id}`;
  const isFuture = usePage((page) => page.work?.futures?.some((future) => future.id === result.id) ?? false);
  const calls = frame?.moment?.counters.apiCalls;
  const minutes = frame === null ? 0 : handsOn(facts, frame.time);
  const set = Object.entries(spec.variant.set).map(([key, value]) => `${key}: ${valueWords(value)}`);
  const told =
    frame === null
      ? 'Not shown yet.'
      : `At ${momentText(start, frame.time)}: ${counted(frame.divergent, 'divergent user')}, ${counted(frame.invoices.wrong, 'wrong invoice')}, ${numberText(frame.invoices.missed)} missed, ${calls === undefined ? '' : `${counted(calls, 'API call')}, `}${numberText(minutes)} minutes hands-on.`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls; this groups pictures and words
    <div
      className={`${styles['lane']} ${isFuture ? styles['future'] : ''}`}
      role="group"
      aria-label={result.title}
      aria-describedby={`${id}-told`}
    >
      <div className={styles['name']}>
        <h3>{result.title}</h3>
        <LaneButtons id={result.id} title={result.title} />
        <p title={strategy?.summary}>
          {strategy?.title}
          {set.length > 0 && <span className={styles['set']}> with {set.join(', ')}</span>}
        </p>
      </div>
      <Runbook facts={facts} frame={frame} />
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
      <p className={styles['verdict']}>{result.verdict}</p>
      <p className="sr" id={`${id}-told`}>
        {told}
      </p>
    </div>
  );
};

/** Edit (of a future that was left behind: look at it) and close, named by the lane's place: titles hold other buttons' names. The last lane stays, and none while lanes are computed. */
const LaneButtons = ({ id, title }: { readonly id: string; readonly title: string }) => {
  const runner = useRunner();
  const running = usePage((page) => page.comparisonStage.is === 'running');
  const isFuture = usePage((page) => page.work?.futures?.some((future) => future.id === id) ?? false);
  const last = usePage((page) => !isFuture && (page.work?.scenario.variants.length ?? 0) < 2);
  const place = usePage((page) => 1 + (page.comparison?.lanes.findIndex(({ result }) => result.id === id) ?? 0));
  return (
    <span className={styles['buttons']}>
      {isFuture ? (
        <button
          type="button"
          aria-label={`Show lane ${place} on the main stage`}
          title="Show it on the main stage"
          disabled={running}
          onClick={() => void runner.edit.lookAt(id, title)}
        >
          <Icon name="stage" />
        </button>
      ) : (
        <button
          type="button"
          aria-label={`Edit lane ${place}`}
          title={title}
          disabled={running}
          onClick={() => runner.lanes.edit(id)}
        >
          <Icon name="edit" />
        </button>
      )}
      {!last && (
        <button
          type="button"
          aria-label={`Close lane ${place}`}
          title={title}
          disabled={running}
          onClick={() => void runner.lanes.close(id)}
        >
          <Icon name="close" />
        </button>
      )}
    </span>
  );
};

const LaneField = ({ frame, inTheEnd }: { readonly frame: Frame | null; readonly inTheEnd: number }) => {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = useRoom(box);
  const colours = useColours();
  const users = frame?.users ?? 0;
  const roomy = Math.max(1, users, inTheEnd);
  const layout = useMemo(
    () => rasterLayout(roomy, Math.max(10, width - 4), Math.max(10, height - 4), { grain: grain() }),
    [roomy, width, height],
  );
  useEffect(() => {
    if (frame === null || canvas.current === null || width === 0) return;
    const context = sharp(canvas.current, width, height);
    if (context === null) return;
    context.translate(2 + layout.left, 2);
    drawRaster(context, frame.cells, layout, colours);
  }, [frame, layout, colours, width, height]);
  return (
    <div className={styles['field']} ref={box}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`${counted(frame?.divergent ?? 0, 'divergent user')} among ${numberText(users)}`}
      />
      {layout.block > 1 && <span className={styles['block']}>1 cell = {layout.block} users</span>}
    </div>
  );
};
