// What lies over or before the panels: notices that stay, what was done last, the message about a lost worker, and on a phone the
// tabs that choose one panel at a time.

import { clockStart, momentText } from '../analysis/clock.ts';
import styles from './app.module.css';
import type { Runner } from './state/runner.ts';
import { type Tab, tabShown } from './state/slices/chrome.ts';
import { usePage, useRunner } from './state/use-runner.ts';
import { Icon } from './widgets/icon.tsx';

export const Notices = () => {
  const runner = useRunner();
  const notice = usePage((page) => page.notice);
  const stage = usePage((page) => page.stage);
  return (
    <div className={styles['notices']}>
      {notice !== null && (
        <div className={styles['notice']} role="alert">
          <p className="serif">{notice}</p>
          <button type="button" className="btn line" onClick={() => runner.set({ notice: null })}>
            Close
          </button>
        </div>
      )}
      {stage.is === 'failed' && <Failed reason={stage.reason} />}
      {stage.is === 'cancelled' && <Cancelled />}
      {stage.is === 'lost' && (
        <div className={styles['notice']} role="alert">
          <p className="serif">
            The simulator has stopped: {stage.reason}. What you see is the last it said; your work is safe.
          </p>
          <button type="button" className="btn ink" onClick={() => void runner.opening.resume()}>
            Resume at this moment
          </button>
        </div>
      )}
      <Running />
    </div>
  );
};

/** What was done last, in the row of the player. */
export const Toasts = () => {
  const runner = useRunner();
  const toasts = usePage((page) => page.toasts);
  return toasts.map(({ id, text, detail }) => (
    <div key={id} className={styles['toast']} title={detail}>
      <p>{text}</p>
      <button type="button" aria-label="Dismiss" onClick={() => runner.notices.closeToast(id)}>
        <Icon name="close" />
      </button>
    </div>
  ));
};

/** A run that failed while the one before is still shown. */
const Failed = ({ reason }: { readonly reason: string }) => {
  const runner = useRunner();
  const shown = usePage((page) => page.facts !== null);
  const canUndo = usePage((page) => page.undo.length > 0);
  if (!shown) return null;
  return (
    <div className={styles['notice']} role="alert">
      <p className="serif">The run failed: {reason}. What you see is the one before.</p>
      {canUndo && (
        <button type="button" className="btn ink" onClick={() => void runner.undo.undo()}>
          Undo the last change
        </button>
      )}
      <button type="button" className="btn line" onClick={() => runner.set({ dialog: 'scenario', problems: [] })}>
        Open the scenario
      </button>
    </div>
  );
};

/** A run that was cancelled after the worker was lost: what is shown cannot be played. */
const Cancelled = () => {
  const runner = useRunner();
  const shown = usePage((page) => page.facts !== null);
  if (!shown) return null;
  return (
    <div className={styles['notice']} role="alert">
      <p className="serif">The run was cancelled. What you see is the last that was shown; your work is safe.</p>
      <button type="button" className="btn ink" onClick={() => void runner.opening.resume()}>
        Try again
      </button>
    </div>
  );
};

/** A run that is being computed while the one before is still shown. */
const Running = () => {
  const runner = useRunner();
  const stage = usePage((page) => page.stage);
  const work = usePage((page) => page.work);
  const shown = usePage((page) => page.facts !== null);
  if (stage.is !== 'running' || work === null || !shown) return null;
  return (
    <div className={styles['notice']}>
      <p className="serif">
        Simulating {work.scenario.title}: at {momentText(clockStart(work.scenario.start), stage.at, 'minute')}.
      </p>
      <progress value={stage.done} max={1} aria-label="Share simulated" />
      <button type="button" className="btn line" onClick={runner.stage.cancel}>
        Cancel
      </button>
    </div>
  );
};

const TABS: readonly (readonly [Tab, string])[] = [
  ['topology', 'Topology'],
  ['users', 'Users'],
  ['history', 'History'],
  ['compare', 'Compare'],
];

function open({ get, set, comparison }: Runner, tab: Tab): void {
  if (get().comparing && tab !== 'compare') comparison.close();
  set({ tab, historyOpen: tab === 'history' });
  if (tab === 'compare') void comparison.open();
}

export const Tabs = () => {
  const runner = useRunner();
  const tab = usePage(tabShown);
  return (
    <nav className={styles['tabs']} aria-label="Panels">
      {TABS.map(([id, name]) => (
        <button key={id} type="button" aria-current={tab === id ? 'page' : undefined} onClick={() => open(runner, id)}>
          {name}
        </button>
      ))}
    </nav>
  );
};
