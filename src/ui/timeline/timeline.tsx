// The Timeline: one clock for faults, the repair's phases, divergent users by kind, invoice runs and messages. Dragging in it
// moves the time both ways. What lies ahead of the shown time is drawn faintly: it is computed, not yet looked at.
import { useEffect, useRef } from 'react';
import { usePage, useRunner } from '../state/use-runner.ts';
import { useSeen } from '../state/use-seen.ts';
import { isWhole } from '../state/zoom.ts';
import { Icon } from '../widgets/icon.tsx';
import { Late, useLate } from '../widgets/late.tsx';
import { useRoom } from '../widgets/room.ts';
import { areaTop, TimelineBands } from './bands.tsx';
import { LivesSwitch } from './lives-band.tsx';
import { Playhead } from './playhead.tsx';
import styles from './timeline.module.css';

/** Width of the names of the bands; the overview of the Transport starts at the same place. */
const BAND_GUTTER = 134;
/** The bands are drawn anew when the veil has moved by so many pixels, while it plays and while people drag it away. */
const GRAIN = { played: 2, dragged: 8 } as const;

export const Timeline = () => {
  const runner = useRunner();
  const tall = usePage((page) => page.sizes.timeline);
  // It shows the whole run at once: it can only be the run before.
  const late = useLate(usePage((page) => page.time));
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useRoom(box);
  const gutter = width < 640 ? 0 : BAND_GUTTER;
  const plot = Math.max(10, width - gutter);
  const facts = useSeen(
    usePage(({ shown, held }) => ((shown.to - shown.from) / plot) * (held ? GRAIN.dragged : GRAIN.played)),
  );
  useFollow();
  useWheel(box, gutter, plot);
  const seekTo = (event: React.PointerEvent) => {
    const { left } = (box.current as HTMLElement).getBoundingClientRect();
    const { shown } = runner.get();
    const share = (event.clientX - left - gutter) / plot;
    runner.play.seek(shown.from + Math.min(1, Math.max(0, share)) * (shown.to - shown.from));
  };
  return (
    <section className={styles['timeline']} aria-label="Timeline" aria-busy={late}>
      <h2 className="sr">Timeline</h2>
      <div
        className={styles['box']}
        ref={box}
        style={tall === null ? {} : ({ '--bands': `${tall}px` } as React.CSSProperties)}
        onPointerDown={(event) => {
          if (event.button !== 0 || facts === null) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          runner.play.grab();
          seekTo(event);
        }}
        onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && seekTo(event)}
        onPointerUp={runner.play.release}
        onPointerCancel={runner.play.release}
      >
        {facts !== null && width > 0 && <TimelineBands facts={facts} width={width} height={height} gutter={gutter} />}
        {facts !== null && gutter > 0 && height >= 190 && <LivesSwitch top={areaTop(facts) + 23} />}
        {facts !== null && width > 0 && <Playhead gutter={gutter} plot={plot} />}
      </div>
      {facts !== null && <Zoom />}
      {late && <Late at={null} />}
    </section>
  );
};

/** How much more or less a button shows. */
const ZOOM = 2.5;

const Zoom = () => {
  const runner = useRunner();
  const all = usePage(isWhole);
  return (
    <div className={styles['zoom']}>
      <button type="button" className="btn icon" aria-label="Zoom out" onClick={() => runner.zoom.by(ZOOM)}>
        <Icon name="minus" />
      </button>
      <button type="button" className="btn icon" aria-label="Zoom in" onClick={() => runner.zoom.by(1 / ZOOM)}>
        <Icon name="plus" />
      </button>
      <button
        type="button"
        className="btn"
        aria-pressed={all}
        disabled={all && !runner.zoom.goesBack}
        title={all && runner.zoom.goesBack ? 'Show again what was shown before' : undefined}
        onClick={runner.zoom.all}
      >
        Whole run
      </button>
    </div>
  );
};

/** The wheel zooms around the pointer, from the whole run to a millisecond; sideways it moves along. */
function useWheel(box: React.RefObject<HTMLElement | null>, gutter: number, plot: number): void {
  const runner = useRunner();
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) return runner.zoom.pan(sideways / plot);
      const { shown } = runner.get();
      const share = (event.clientX - element.getBoundingClientRect().left - gutter) / plot;
      const around = shown.from + Math.min(1, Math.max(0, share)) * (shown.to - shown.from);
      runner.zoom.by(1.0022 ** Math.max(-250, Math.min(250, event.deltaY)), around);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [runner, box, gutter, plot]);
}

/** The shown part goes with the time while it plays or is moved from elsewhere. */
function useFollow(): void {
  const runner = useRunner();
  useEffect(
    () =>
      runner.store.subscribe(
        (page, before) => page.time !== before.time && !page.held && runner.zoom.follow(page.time),
      ),
    [runner],
  );
}
