// Where people have met a fault: reports from real life, each a link that opens elsewhere and that the page itself never fetches.
import type { Fault } from '../../engine/index.ts';
import styles from './met.module.css';

export const Met = ({ incidents }: Pick<Fault, 'incidents'>) => (
  <ul className={styles['met']} aria-label="Met in real life">
    {incidents.map(({ title, address, year }) => (
      <li key={address}>
        {title}, {year}:{' '}
        <a href={address} target="_blank" rel="noreferrer noopener">
          {address.replace('https://', '')}
        </a>
      </li>
    ))}
  </ul>
);
