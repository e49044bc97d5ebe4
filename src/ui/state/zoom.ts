// Which part of the run the timeline shows, and the finer samples that it then needs.
import { door } from './office.ts';
import { usePage } from './store.ts';

const SAMPLES = 400;
const SETTLES = 120;
/** Nothing finer than this many microseconds is shown across the timeline. */
const FINEST = 1000;
let timer = 0;

async function refine(): Promise<void> {
  const { shown, end, stage } = usePage.getState();
  if (stage.is !== 'ready' || shown.to - shown.from > end * 0.7) return usePage.setState({ fine: null });
  const fine = await door().samples(shown.from, shown.to, SAMPLES);
  if (usePage.getState().shown === shown) usePage.setState({ fine });
}

export function show(from: number, to: number): void {
  const { end } = usePage.getState();
  const span = Math.min(end, Math.max(FINEST, to - from));
  const start = Math.min(end - span, Math.max(0, from));
  usePage.setState({ shown: { from: start, to: start + span } });
  window.clearTimeout(timer);
  timer = window.setTimeout(() => void refine(), SETTLES);
}

/** Shows `factor` times as much around a moment, which is the shown time when that is in sight. */
export function zoom(factor: number, around?: number): void {
  const { shown, time } = usePage.getState();
  const span = Math.max(FINEST, (shown.to - shown.from) * factor);
  const inSight = time >= shown.from && time <= shown.to;
  const middle = around ?? (inSight ? time : (shown.from + shown.to) / 2);
  const share = (middle - shown.from) / (shown.to - shown.from);
  show(middle - share * span, middle + (1 - share) * span);
}

/** Moves what is shown by a share of itself. */
export function pan(share: number): void {
  const { shown } = usePage.getState();
  const by = (shown.to - shown.from) * share;
  show(shown.from + by, shown.to + by);
}

export const showAll = (): void => show(0, usePage.getState().end);

/** While playing the shown part follows the time. */
export function follow(time: number): void {
  const { shown } = usePage.getState();
  if (time >= shown.from && time <= shown.to) return;
  const span = shown.to - shown.from;
  const from = time > shown.to ? time - span * 0.15 : time - span * 0.85;
  show(from, from + span);
}
