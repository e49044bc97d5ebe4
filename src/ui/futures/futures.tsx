// The strip of changes: undo, redo, and the futures that were left behind when the past was changed, each to be looked at again
// or closed. It is there only once somebody has changed something.
import { futureTitles } from '../../analysis/futures.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Icon } from '../widgets/icon.tsx';
import styles from './futures.module.css';

export const Futures = () => {
  const runner = useRunner();
  const work = usePage((page) => page.work);
  const undo = usePage((page) => page.undo);
  const redo = usePage((page) => page.redo);
  const ready = usePage((page) => ['ready', 'failed', 'cancelled', 'lost'].includes(page.stage.is));
  const futures = work?.futures ?? [];
  if (work === null || (undo.length === 0 && redo.length === 0 && futures.length === 0)) return null;
  const titles = futureTitles(work.scenario, futures, work.inputs);
  const last = undo[undo.length - 1]?.words;
  const next = redo[redo.length - 1]?.words;
  return (
    <section className={styles['strip']} aria-label="Changes">
      <button
        type="button"
        className="btn"
        disabled={!ready || last === undefined}
        title={last === undefined ? undefined : `Undo: ${last}`}
        onClick={() => void runner.undo.undo()}
      >
        <Icon name="undo" /> Undo
      </button>
      <button
        type="button"
        className="btn"
        disabled={!ready || next === undefined}
        title={next === undefined ? undefined : `Redo: ${next}`}
        onClick={() => void runner.undo.redo()}
      >
        <Icon name="redo" /> Redo
      </button>
      {futures.length > 0 && (
        <>
          <span id="other-futures" className={styles['label']}>
            Other futures
          </span>
          <ul className={styles['list']} aria-labelledby="other-futures">
            {futures.map(({ id }, n) => (
              <li key={id} className={styles['future']}>
                <button
                  type="button"
                  className={styles['look']}
                  disabled={!ready}
                  title="Show it on the main stage; what is played now stays as a lane"
                  onClick={() => void runner.edit.lookAt(id, titles[n] as string)}
                >
                  {titles[n]}
                </button>
                <button
                  type="button"
                  className={styles['close']}
                  aria-label={`Close ${titles[n]}`}
                  onClick={() => runner.edit.closeFuture(id, titles[n] as string)}
                >
                  <Icon name="close" />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};
