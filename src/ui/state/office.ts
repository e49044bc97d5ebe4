// What the driver's parts share: the connection to the worker, the live region, toasts, and the scenario's clock in words.
import { clockStart, momentText } from '../../analysis/clock.ts';
import { momentOfInput } from '../../analysis/futures.ts';
import { type Connection, connect } from '../../worker/connection.ts';
import { type Toast, usePage } from './store.ts';

let connection: Connection | undefined;

function connected(): Connection {
  connection ??= connect((reason) => {
    usePage.setState({ stage: { is: 'lost', reason }, playing: false });
  });
  return connection;
}

export const door = () => connected().door;
export const unlessLost = <Answer>(answer: Promise<Answer>): Promise<Answer> => connected().unlessLost(answer);
export const task = (): number => connected().task();
export const restartWorker = (): void => connected().restart();

/** Says something once in the live region; the same words again are heard again. */
export function announce(text: string): void {
  const { announcement } = usePage.getState();
  usePage.setState({ announcement: announcement === text ? `${text}\u00a0` : text });
}

let toasts = 0;
const TOAST_STAYS = 8_000;

export function toast(text: string, action?: Toast['action'] | 'undo'): void {
  const id = ++toasts;
  const next: Toast = action === 'undo' ? { id, text, undoes: true } : { id, text, action };
  usePage.setState({ toasts: [...usePage.getState().toasts.slice(-1), next] });
  window.setTimeout(() => closeToast(id), TOAST_STAYS);
}

export function closeToast(id: number): void {
  usePage.setState({ toasts: usePage.getState().toasts.filter((each) => each.id !== id) });
}

export const say = {
  clock: (time: number): string => {
    const { work } = usePage.getState();
    return work === null ? '' : momentText(clockStart(work.scenario.start), time);
  },
  /** A moment at which somebody did something: `10:30`, or to the second. */
  moment: (time: number): string => {
    const { work } = usePage.getState();
    return work === null ? '' : momentOfInput(work.scenario, time);
  },
};
