// A strategy's runbook as it ran: start, steps, end; who does a step, how long it took, and which one is under way at the shown
// moment. What filled the copy of a new service stands above it, by itself.
import { shortLength } from '../../analysis/clock.ts';
import { type RanStep, ranSteps, stepAt } from '../../analysis/ran-steps.ts';
import { findEntry, type Phase, strategies } from '../../engine/index.ts';
import type { Frame, RunFacts } from '../../worker/door.ts';
import styles from './comparison.module.css';

const TEAM = { user: ['U', 'User team'], billing: ['B', 'Billing team'], none: null } as const;

export const Runbook = ({ facts, frame }: { readonly facts: RunFacts; readonly frame: Frame | null }) => {
  const { seed } = facts.spec.scenario.billing;
  return (
    <div className={styles['runbooks']}>
      {facts.seeding.length > 0 && seed !== 'none' && (
        <>
          <p className={styles['seedingName']}>
            Seeding: {findEntry(strategies, seed.strategy)?.title ?? seed.strategy}
          </p>
          <Steps name="Seeding" phases={facts.seeding} frame={frame} />
          <p className={styles['seedingName']}>Repair</p>
        </>
      )}
      {facts.cannot === null ? (
        <Steps name="Runbook" phases={facts.phases} frame={frame} />
      ) : (
        <ol className={styles['runbook']} aria-label="Runbook">
          <li className={styles['cannot']}>Cannot: {facts.cannot}</li>
        </ol>
      )}
    </div>
  );
};

interface StepsProps {
  readonly name: string;
  readonly phases: readonly Phase[];
  readonly frame: Frame | null;
}

const Steps = ({ name, phases, frame }: StepsProps) => {
  const lit = frame === null ? null : stepAt(phases, frame.time);
  return (
    <ol className={styles['runbook']} aria-label={name}>
      {ranSteps(phases).map((step) => (
        <Step key={step.title} step={step} lit={step.title === lit} />
      ))}
    </ol>
  );
};

const Step = ({ step: { title, team, took }, lit }: { readonly step: RanStep; readonly lit: boolean }) => {
  const letter = TEAM[team];
  return (
    <li className={`${styles['step']} ${lit ? styles['lit'] : ''}`} aria-current={lit ? 'step' : undefined}>
      <span className={styles['stepName']}>{title}</span>
      <span className={styles['took']}>{took === null ? '' : took === 0 ? 'at once' : shortLength(took)}</span>
      {letter !== null && (
        <i className={team === 'user' ? styles['teamUser'] : styles['teamBilling']} title={letter[1]}>
          {letter[0]}
        </i>
      )}
    </li>
  );
};
