// The dashboard of whoever looks after the broker: four numbers with their course. All is sized by the font around it.
import { useMemo } from 'react';
import { type Dial, dialsOf } from '../../analysis/dashboard.ts';
import type { RunFacts } from '../../worker/door.ts';
import styles from './dashboard.module.css';

/** The course is drawn in a box of this size, which is stretched. */
const [WIDE, TALL] = [120, 30];

function lineOf({ course }: Dial): string {
  const top = Math.max(1, ...course) * 1.1;
  return course
    .map((value, n) => `${n === 0 ? 'M' : 'L'}${(n / (course.length - 1)) * WIDE} ${TALL - (value / top) * TALL}`)
    .join('');
}

/** As of a moment, microseconds; nothing later is read. */
export const Dashboard = ({ facts, time }: { readonly facts: RunFacts; readonly time: number }) => {
  const dials = useMemo(() => dialsOf(facts.totals, time), [facts, time]);
  return (
    <dl className={styles['dashboard']} aria-label="Dashboard">
      {dials.map((dial) => (
        <div key={dial.id}>
          <dt>{dial.title}</dt>
          <dd>
            <b>{dial.text}</b> {dial.unit}
          </dd>
          <svg viewBox={`0 0 ${WIDE} ${TALL}`} preserveAspectRatio="none" aria-hidden="true">
            <path d={lineOf(dial)} />
          </svg>
        </div>
      ))}
    </dl>
  );
};
