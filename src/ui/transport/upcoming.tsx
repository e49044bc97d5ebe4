// What comes next, so that a pause is not an end: the next fault, the repair, the next invoice run.
import { lengthText } from '../../analysis/clock.ts';
import type { RunFacts } from '../../worker/door.ts';
import { usePage } from '../state/store.ts';
import styles from './transport.module.css';

interface Coming {
  readonly time: number;
  readonly text: string;
}

function comingAfter(facts: RunFacts, time: number): readonly Coming[] {
  const all: Coming[] = [
    ...facts.faults.flatMap(({ at, until, title }) => [
      { time: at, text: `${title} begins` },
      { time: until, text: `${title} ends` },
    ]),
    { time: facts.repairAt, text: 'Repair begins' },
    ...facts.phases
      .slice(1)
      .filter(({ from, to }) => to !== from)
      .map(({ from, name }) => ({ time: from, text: name })),
    ...facts.invoiceRuns.map((run) => ({ time: run.time, text: 'Next invoice run' })),
  ];
  const later = all.filter((each) => each.time > time && Number.isFinite(each.time)).sort((a, b) => a.time - b.time);
  const seen = new Set<string>();
  return later.filter(({ text }) => !seen.has(text) && seen.add(text) !== undefined).slice(0, 2);
}

export const Upcoming = () => {
  const facts = usePage((page) => page.facts);
  const time = usePage((page) => page.time);
  if (facts === null) return <span className={styles['next']} />;
  const coming = comingAfter(facts, time);
  return (
    <span className={styles['next']}>
      {coming.map(({ text, time: at }) => (
        <span key={text}>
          {text} in {lengthText(at - time)}
        </span>
      ))}
      {coming.length === 0 && <span>Nothing more happens</span>}
    </span>
  );
};
