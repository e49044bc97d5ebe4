// Where people have met a fault: reports from real life, each a link that opens elsewhere and that the page itself never fetches. Where
// there is none, why.
import type { Fault } from '../../engine/index.ts';
import styles from './met.module.css';

export const Met = ({ incidents, uncited }: Pick<Fault, 'incidents' | 'uncited'>) =>
  incidents.length === 0 ? (
    <p className={styles['met']}>{uncited}</p>
  ) : (
    <ul className={styles['met']} aria-label="Met in real life">
      {incidents.map(({ title, address, year }) => (
        <li key={address}>
          {title}
          {year !== undefined && `, ${year}`}:{' '}
          <a href={address} target="_blank" rel="noreferrer noopener">
            {address.replace('https://', '')}
          </a>
        </li>
      ))}
    </ul>
  );
