// The list of the faults that are active at the shown moment, each with the button that removes it.
import { usePage, useRunner } from '../state/use-runner.ts';
import fault from '../widgets/fault.module.css';
import { Icon } from '../widgets/icon.tsx';
import styles from './active-faults.module.css';

export const ActiveFaults = () => {
  const { edit } = useRunner();
  const running = usePage((page) => page.stage.is === 'running');
  const active = usePage((page) => page.frame?.moment?.faults);
  return (
    <div className={styles['active']}>
      <span id="active-faults" className="muted">
        Active faults{active === undefined || active.length === 0 ? ': none' : ''}
      </span>
      <ul aria-labelledby="active-faults">
        {active?.map(({ name, title }) => (
          <li key={name} className={fault['fault']}>
            {title}
            <button
              type="button"
              aria-label={`Remove ${title}`}
              disabled={running}
              onClick={() => void edit.removeFault(name, title)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};
