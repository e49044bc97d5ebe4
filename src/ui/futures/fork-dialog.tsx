// Asks which future may go when so many are kept that another one has no room. Nothing is changed until it is answered.
import { futureTitles, MOST_FUTURES } from '../../analysis/futures.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Dialog } from '../widgets/dialog.tsx';
import styles from './futures.module.css';

export const ForkDialog = () => {
  const runner = useRunner();
  const work = usePage((page) => page.work);
  const fork = usePage((page) => page.fork);
  if (work === null || fork === null) return null;
  const close = () => runner.set({ dialog: 'none', fork: null });
  const [oldest] = futureTitles(work.scenario, work.futures ?? [], work.inputs);
  return (
    <Dialog title="One future too many" onClose={close}>
      <div className={styles['dialog']}>
        <p className="serif">
          You have seen further than this moment, so the future you saw would stay as a lane. {MOST_FUTURES} other
          futures are kept already; the oldest is <b>{oldest}</b>.
        </p>
        <div className={styles['actions']}>
          <button type="button" className="btn ink" onClick={() => void runner.edit.goOn('close the oldest')}>
            Close the oldest
          </button>
          <button type="button" className="btn line" onClick={() => void runner.edit.goOn('let this go')}>
            Let the one I saw go
          </button>
          <button type="button" className="btn" onClick={close}>
            Change nothing
          </button>
        </div>
      </div>
    </Dialog>
  );
};
