// A strategy's runbook drawn from its own statechart: start, steps, end; who does a step, how long it took in this run, and
// which one is under way at the shown moment.

import { type ChartStep, chartSteps, stateTitle } from '../../analysis/chart.ts';
import { lengthText, shortLength } from '../../analysis/clock.ts';
import type { Phase } from '../../engine/index.ts';
import type { Frame, RunFacts } from '../../worker/door.ts';
import styles from './comparison.module.css';

const TEAM = { user: ['U', 'User team'], billing: ['B', 'Billing team'], none: null } as const;

/** The title of the step under way at `time`, or null before and after. */
function stepAt(facts: RunFacts, frame: Frame | null): string | null {
  if (frame === null) return null;
  const state = frame.moment?.repair.state;
  if (state != null && frame.moment?.repair.endedAt === null) return stateTitle(facts.result.strategy, state);
  return facts.phases.find(({ from, to }) => from <= frame.time && (to === null || frame.time < to))?.name ?? null;
}

const spent = (phases: readonly Phase[], title: string): number | null => {
  const own = phases.filter(({ name, to }) => name === title && to !== null);
  return own.length === 0 ? null : own.reduce((sum, { from, to }) => sum + ((to as number) - from), 0);
};

export const Runbook = ({ facts, frame }: { readonly facts: RunFacts; readonly frame: Frame | null }) => {
  const { phases, cannot, result } = facts;
  const lit = stepAt(facts, frame);
  const steps = chartSteps(result.strategy).filter(
    ({ final, instant, title }) => title === lit || (!final && !instant && spent(phases, title) !== 0),
  );
  const begun = frame !== null && facts.repairAt !== null && frame.time >= facts.repairAt;
  if (cannot !== null) {
    return (
      <ol className={styles['runbook']} aria-label="Runbook">
        <li className={styles['cannot']}>Cannot: {cannot}</li>
      </ol>
    );
  }
  return (
    <ol className={styles['runbook']} aria-label="Runbook">
      {steps.map((step) => (
        <Step key={step.key} step={step} took={spent(phases, step.title)} lit={step.title === lit} begun={begun} />
      ))}
    </ol>
  );
};

interface StepProps {
  readonly step: ChartStep;
  readonly took: number | null;
  readonly lit: boolean;
  readonly begun: boolean;
}

const Step = ({ step, took, lit }: StepProps) => {
  const team = TEAM[step.team];
  return (
    <li
      className={`${styles['step']} ${lit ? styles['lit'] : ''} ${took === null ? styles['skipped'] : ''}`}
      aria-current={lit ? 'step' : undefined}
    >
      <span className={styles['stepName']} title={took === null ? step.title : undefined}>
        {step.title}
      </span>
      <span className={styles['took']} title={took === null ? undefined : lengthText(took)}>
        {took === null ? 'skipped' : shortLength(took)}
      </span>
      {team !== null && took !== null && (
        <i className={step.team === 'user' ? styles['teamUser'] : styles['teamBilling']} title={team[1]}>
          {team[0]}
        </i>
      )}
    </li>
  );
};
