// Which part of the run the timeline shows, and the finer samples that it then needs.
import { type Page, unlessNone } from './page.ts';

const SAMPLES = 400;
/** When less than this many microseconds are shown, messages are shown one by one; more lines than these cannot be told apart. */
const CLOSE = 600_000_000;
const MOST_LINES = 3000;

/** Whether the timeline is looked at so closely that messages are told apart. */
export const isClose = ({ from, to }: { readonly from: number; readonly to: number }): boolean => to - from < CLOSE;
/** Milliseconds until finer samples are asked for. */
const SETTLES = 120;
/** Nothing finer than this many microseconds is shown across the timeline. */
const FINEST = 1000;

export class TimelineZoom {
  private readonly page: Page;
  private timer = 0;

  constructor(page: Page) {
    this.page = page;
  }

  show(from: number, to: number): void {
    const { end } = this.page.get();
    const width = Math.min(end, Math.max(FINEST, to - from));
    const start = Math.min(end - width, Math.max(0, from));
    this.page.set({ shown: { from: start, to: start + width } });
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.refine(), SETTLES);
  }

  /** Shows `factor` times as much around a moment, which is the shown time when that is in sight. */
  by(factor: number, around?: number): void {
    const { shown, time } = this.page.get();
    const width = Math.max(FINEST, (shown.to - shown.from) * factor);
    const inSight = time >= shown.from && time <= shown.to;
    const middle = around ?? (inSight ? time : (shown.from + shown.to) / 2);
    const share = (middle - shown.from) / (shown.to - shown.from);
    this.show(middle - share * width, middle + (1 - share) * width);
  }

  /** Moves what is shown by a share of itself. */
  pan(share: number): void {
    const { shown } = this.page.get();
    const by = (shown.to - shown.from) * share;
    this.show(shown.from + by, shown.to + by);
  }

  readonly all = (): void => this.show(0, this.page.get().end);

  /** While playing the shown part follows the time. */
  follow(time: number): void {
    const { shown } = this.page.get();
    if (time >= shown.from && time <= shown.to) return;
    const width = shown.to - shown.from;
    const from = time > shown.to ? time - width * 0.15 : time - width * 0.85;
    this.show(from, from + width);
  }

  private async closeUp(): Promise<void> {
    const { get, set, connection } = this.page;
    const { shown } = get();
    const lines = await unlessNone(connection.door.lines(Math.floor(shown.from), Math.ceil(shown.to), MOST_LINES));
    if (lines !== undefined && get().shown === shown) set({ closeUp: { ...shown, lines } });
  }

  /** A moment stands at a quarter of what is shown, with most of it for what follows. */
  around(time: number): void {
    const { shown } = this.page.get();
    const width = shown.to - shown.from;
    this.show(time - width / 4, time + (3 * width) / 4);
  }

  private async refine(): Promise<void> {
    const { get, set, connection } = this.page;
    const { shown, end, stage } = get();
    if (stage.is === 'ready' && isClose(shown)) await this.closeUp();
    else set({ closeUp: null });
    if (stage.is !== 'ready' || shown.to - shown.from > end * 0.7) return set({ fine: null });
    const fine = await unlessNone(connection.door.samples(shown.from, shown.to, SAMPLES));
    if (fine !== undefined && get().shown === shown) set({ fine });
  }
}
