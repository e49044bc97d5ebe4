// What the decision's numbers are held against, and what the runs leave out: behind a line that says how they came off.
import type { LaneDecision } from '../../analysis/decision/decision.ts';
import { counted } from '../../analysis/numbers.ts';
import { comparedWith, leftOut, type MarksOf, realityTable, theoryTable } from '../../analysis/report/evidence.ts';
import styles from './decision.module.css';
import { DecisionTable } from './decision-table.tsx';

interface Props {
  readonly decision: LaneDecision;
  readonly marksOf: MarksOf;
}

/** `9 of 11 closed forms agree; of what was counted 1 of 2 does`. */
function inShort({ closedForms, observed, unmodelled }: LaneDecision): string {
  const agree = closedForms.filter((form) => form.agrees).length;
  const seen = observed.filter(({ verdict }) => verdict === 'agrees').length;
  return [
    ...(closedForms.length === 0 ? [] : [`${agree} of ${counted(closedForms.length, 'closed form')} agree`]),
    ...(observed.length === 0 ? [] : [`${seen} of ${counted(observed.length, 'number')} counted in reality`]),
    `${counted(unmodelled.length, 'thing')} left out`,
  ].join(', ');
}

export const Evidence = ({ decision, marksOf }: Props) => {
  const [theory, reality] = [theoryTable(decision, marksOf), realityTable(decision)];
  return (
    <details className={styles['evidence']}>
      <summary>
        <b>What speaks for these numbers, and what against.</b> {inShort(decision)}
      </summary>
      {theory !== null && <DecisionTable of={theory} name="Beside closed forms" />}
      {reality !== null && <DecisionTable of={reality} name="Beside what was counted" />}
      <Listed title="Not modelled, and in which direction it errs" all={leftOut(decision)} />
      <Listed title="Compared with a real broker" all={comparedWith(decision)} />
    </details>
  );
};

const Listed = ({ title, all }: { readonly title: string; readonly all: readonly string[] }) => (
  <section aria-label={title}>
    <h4>{title}</h4>
    <ul>
      {all.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  </section>
);
