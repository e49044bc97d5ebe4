// The head of the topology: Inject fault with its menu, the list of active faults, and the button that begins the repair now.
import { faults } from '../../engine/index.ts';
import { removeFault, repairNow } from '../state/past.ts';
import { usePage } from '../state/store.ts';
import { Icon } from '../widgets/icon.tsx';
import { Menu } from '../widgets/menu.tsx';
import styles from './topology.module.css';

export const Faults = () => {
  const active = usePage((page) => page.frame?.moment?.faults);
  const ready = usePage((page) => page.stage.is === 'ready');
  const began = usePage((page) => page.frame?.moment?.repair.beganAt !== null);
  const open = usePage((page) => page.menuOpen);
  return (
    <>
      <header>
        <h2>Topology</h2>
        <span className="grow" />
        {ready && !began && (
          <button type="button" className="btn" onClick={() => void repairNow()}>
            Start repair now
          </button>
        )}
        <Menu
          label="Inject fault"
          icon={<Icon name="plus" />}
          disabled={!ready}
          open={open}
          onOpen={(menuOpen) => usePage.setState({ menuOpen })}
          items={faults.map(({ id, title, symptom }) => ({
            id,
            title,
            hint: symptom,
            onChoose: () => usePage.setState({ dialog: 'inject', injecting: id }),
          }))}
        />
      </header>
      <div className={styles['active']}>
        <span id="active-faults" className="muted">
          Active faults{active === undefined || active.length === 0 ? ': none' : ''}
        </span>
        <ul aria-labelledby="active-faults">
          {active?.map(({ index, title }) => (
            <li key={index} className={styles['fault']}>
              {title}
              <button type="button" aria-label={`Remove ${title}`} onClick={() => void removeFault(index, title)}>
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
};
