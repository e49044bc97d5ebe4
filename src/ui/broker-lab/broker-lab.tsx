// The Broker lab: the queue or log itself under a magnifier. Played by hand, or as a recorded case beside what the real
// broker was observed to do. All it shows of a broker comes from playing the steps on the engine's own.
import { useEffect, useState } from 'react';
import { firstLab } from '../../analysis/broker-lab/broker-lab.ts';
import { useRunner } from '../state/use-runner.ts';
import { Dialog } from '../widgets/dialog.tsx';
import styles from './broker-lab.module.css';
import { ByHand } from './by-hand.tsx';
import { Recorded } from './recorded.tsx';

const HASH = 'broker-lab';

/** Shows in the address what is open, so that a reload or a link opens it again. */
function showInAddress(what: string): void {
  history.replaceState(null, '', location.pathname + location.search + what);
}

const caseInAddress = (): string => new RegExp(`^#${HASH}=([\\w-]+)$`).exec(location.hash)?.[1] ?? '';

export const BrokerLab = () => {
  const runner = useRunner();
  const [chosen, setChosen] = useState(caseInAddress);
  const [lab, setLab] = useState(() => firstLab({ profile: 'rabbitmq-classic', deadLetters: false, deliveryLimit: 0 }));
  const [recorded, setRecorded] = useState(chosen !== '');
  useEffect(() => {
    showInAddress(`#${HASH}${recorded && chosen !== '' ? `=${chosen}` : ''}`);
  }, [recorded, chosen]);
  useEffect(() => {
    const follow = () => {
      if (!location.hash.startsWith(`#${HASH}`)) return;
      setChosen(caseInAddress());
      setRecorded(caseInAddress() !== '');
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  const close = () => {
    if (location.hash.startsWith(`#${HASH}`)) showInAddress('');
    runner.set({ dialog: 'none' });
  };
  return (
    <Dialog title="Broker lab" full inOurs onClose={close}>
      <div className={styles['lab']}>
        <fieldset className={styles['modes']}>
          <legend className="sr">What is shown</legend>
          <button type="button" className="btn" aria-pressed={!recorded} onClick={() => setRecorded(false)}>
            By hand
          </button>
          <button type="button" className="btn" aria-pressed={recorded} onClick={() => setRecorded(true)}>
            Recorded cases
          </button>
        </fieldset>
        {recorded ? <Recorded chosen={chosen} onChoose={setChosen} /> : <ByHand lab={lab} setLab={setLab} />}
      </div>
    </Dialog>
  );
};
