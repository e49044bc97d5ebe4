// What the page says of itself: the live region, toasts that go, and the scenario's clock in words.
import { clockStart, momentText } from '../../analysis/clock.ts';
import { momentOfInput } from '../../analysis/futures.ts';
import type { Toast } from './slices/chrome.ts';
import type { PageStore } from './store.ts';

/** Milliseconds. */
const TOAST_STAYS = 6_000;

export class Announcer {
  private readonly store: PageStore;
  private toasts = 0;

  constructor(store: PageStore) {
    this.store = store;
  }

  /** Says something once in the live region; the same words again are heard again. */
  announce(text: string): void {
    const { announcement } = this.store.getState();
    this.store.setState({ announcement: announcement === text ? `${text}\u00a0` : text });
  }

  /** Says it beside the clock, in place of what was said before, until the next thing is done. */
  toast(text: string, more: 'undo' | { readonly detail?: string } = {}): void {
    const id = ++this.toasts;
    const next: Toast = more === 'undo' ? { id, text, undoes: true } : { id, text, ...more };
    this.store.setState({ toasts: [next] });
    window.setTimeout(() => this.closeToast(id), TOAST_STAYS);
  }

  closeToast(id: number): void {
    this.store.setState({ toasts: this.store.getState().toasts.filter((each) => each.id !== id) });
  }

  /** Something else is done now. */
  clearToasts(): void {
    if (this.store.getState().toasts.length > 0) this.store.setState({ toasts: [] });
  }

  /** The scenario's clock at a time. */
  clock(time: number): string {
    const { work } = this.store.getState();
    return work === null ? '' : momentText(clockStart(work.scenario.start), time);
  }

  /** A time at which somebody did something: `10:30`, or to the second. */
  moment(time: number): string {
    const { work } = this.store.getState();
    return work === null ? '' : momentOfInput(work.scenario, time);
  }
}
