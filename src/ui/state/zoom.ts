// Which part of the run the timeline shows, and the finer samples that it then needs.
import { type Page, unlessNone } from './page.ts';
import type { PageState } from './store.ts';

const SAMPLES = 400;
/** When less than this many microseconds are shown, messages are shown one by one; more lines than these cannot be told apart. */
const CLOSE = 600_000_000;
const MOST_LINES = 3000;

/** Whether the timeline is looked at so closely that messages are told apart. */
export const isClose = ({ from, to }: { readonly from: number; readonly to: number }): boolean => to - from < CLOSE;
/** Whether all of the run is shown. */
export const isWhole = ({ shown, end }: Pick<PageState, 'shown' | 'end'>): boolean =>
  shown.from <= 0 && shown.to >= end;
/** Milliseconds until finer samples are asked for. */
const SETTLES = 120;
/** Nothing finer than this many microseconds is shown across the timeline. */
const FINEST = 1000;

export class TimelineZoom {
  private readonly page: Page;
  private timer = 0;
  /** What was shown before the whole run was. */
  private before: PageState['shown'] | null = null;

  constructor(page: Page) {
    this.page = page;
  }

  /** `before`: what can be gone back to. */
  show(from: number, to: number, before: PageState['shown'] | null = null): void {
    const { end } = this.page.get();
    const width = Math.min(end, Math.max(FINEST, to - from));
    const start = Math.min(end - width, Math.max(0, from));
    this.before = before;
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

  /** Shows the whole run, and once that is shown what was shown before. */
  readonly all = (): void => {
    const { before } = this;
    const { shown, end } = this.page.get();
    if (!isWhole(this.page.get())) this.show(0, end, shown);
    else if (before !== null) this.show(before.from, before.to);
  };

  /** Whether there is something to go back to from the whole run. */
  get goesBack(): boolean {
    return this.before !== null;
  }

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
