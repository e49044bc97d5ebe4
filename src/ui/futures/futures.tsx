// Undo, redo, and the futures that were left behind when the past was changed, each to be looked at again or closed. They have their
// place in the player's row whether anything was changed or not, so that nothing moves when it is.
import { futureTitles } from '../../analysis/futures.ts';
import type { Past } from '../state/slices/work.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Icon } from '../widgets/icon.tsx';
import styles from './futures.module.css';

export const Futures = () => {
  const runner = useRunner();
  const undo = usePage((page) => page.undo);
  const redo = usePage((page) => page.redo);
  const comparing = usePage((page) => page.comparing);
  return (
    <section className={styles['strip']} aria-label="Changes">
      <Turn name="Undo" icon="undo" steps={undo} go={runner.undo.undo} />
      <Turn name="Redo" icon="redo" steps={redo} go={runner.undo.redo} />
      {!comparing && <Others />}
    </section>
  );
};

interface TurnProps {
  readonly name: string;
  readonly icon: 'undo' | 'redo';
  readonly steps: readonly Past[];
  readonly go: () => Promise<void>;
}

const Turn = ({ name, icon, steps, go }: TurnProps) => {
  const ready = usePage((page) => ['ready', 'failed', 'cancelled', 'lost'].includes(page.stage.is));
  const next = steps[steps.length - 1]?.words;
  return (
    <button
      type="button"
      className="btn"
      disabled={!ready || next === undefined}
      title={next === undefined ? undefined : `${name}: ${next}`}
      onClick={() => void go()}
    >
      <Icon name={icon} /> <span className={styles['word']}>{name}</span>
    </button>
  );
};

const Others = () => {
  const runner = useRunner();
  const work = usePage((page) => page.work);
  const ready = usePage((page) => ['ready', 'failed', 'cancelled', 'lost'].includes(page.stage.is));
  const futures = work?.futures ?? [];
  if (work === null || futures.length === 0) return <span className={styles['room']} />;
  const titles = futureTitles(work.scenario, futures, work.inputs);
  const point = (id: string | null) => () => runner.set({ pointedFuture: id });
  return (
    <div className={styles['room']}>
      <span id="other-futures" className="sr">
        Other futures
      </span>
      <ul className={styles['list']} aria-labelledby="other-futures">
        {futures.map(({ id }, n) => (
          <li
            key={id}
            className={styles['future']}
            onPointerEnter={point(id)}
            onPointerLeave={point(null)}
            onFocus={point(id)}
            onBlur={point(null)}
          >
            <button
              type="button"
              className={styles['look']}
              disabled={!ready}
              title={`${titles[n]}: show it on the main stage; what is played now stays as a lane`}
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
    </div>
  );
};
