// What comes next, so that a pause is not an end: the next fault, the repair, the next invoice run.
import { useMemo } from 'react';
import { lengthText } from '../../analysis/clock.ts';
import type { SeenFacts } from '../../analysis/seen.ts';
import { firstWhere } from '../../engine/index.ts';
import { usePage } from '../state/use-runner.ts';
import { useSeen } from '../state/use-seen.ts';
import styles from './transport.module.css';

interface Coming {
  readonly time: number;
  readonly text: string;
}

/** All that is still to come at some time, in order: what has been seen, and what is planned. */
function courseOf(facts: SeenFacts): readonly Coming[] {
  const all: Coming[] = [
    ...facts.faults.flatMap(({ at, until, title }) => [
      { time: at, text: `${title} begins` },
      { time: until, text: `${title} ends` },
    ]),
    { time: facts.repairAt ?? Number.POSITIVE_INFINITY, text: 'Repair begins' },
    ...facts.seeding
      .filter(({ from, to }) => to !== from)
      .map(({ from, name }) => ({ time: from, text: `Seeding: ${name}` })),
    ...facts.phases
      .slice(1)
      .filter(({ from, to }) => to !== from)
      .map(({ from, name }) => ({ time: from, text: name })),
    ...[...facts.invoiceRuns.map((run) => run.time), ...facts.runsAhead].map((time) => ({
      time,
      text: 'Next invoice run',
    })),
  ];
  return all.filter(({ time }) => Number.isFinite(time)).sort((a, b) => a.time - b.time);
}

/** The next two that differ. The course may be long: what is past is skipped by halves. */
function comingAfter(course: readonly Coming[], time: number): readonly Coming[] {
  const next = firstWhere(0, course.length, (n) => (course[n] as Coming).time > time);
  const first = course[next];
  const second = course.find(({ text }, n) => n > next && text !== first?.text);
  return [first, second].filter((each) => each !== undefined);
}

export const Upcoming = () => {
  const facts = useSeen(Number.POSITIVE_INFINITY);
  const time = usePage((page) => page.time);
  const course = useMemo(() => (facts === null ? [] : courseOf(facts)), [facts]);
  if (facts === null) return <span className={styles['next']} />;
  const coming = comingAfter(course, time);
  return (
    <span className={styles['next']}>
      {coming.map(({ text, time: at }) => (
        <span key={text}>
          {text} in {lengthText(at - time)}
        </span>
      ))}
      {coming.length === 0 && <span>Nothing more {facts.isCut ? 'is planned' : 'happens'}</span>}
    </span>
  );
};
