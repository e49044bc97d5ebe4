// A strategy's runbook as it ran: the step under way in one line, which unfolds the statecharts of all lanes, and the statechart itself:
// start, steps, end; who does a step and how long it took. What filled the copy of a new service stands before it, by itself.
import { shortLength } from '../../analysis/clock.ts';
import { type RanStep, ranSteps } from '../../analysis/lanes/ran-steps.ts';
import type { LitStep } from '../../analysis/lanes/runbook-bar.ts';
import { type Phase, strategyTitle } from '../../engine/index.ts';
import type { RunFacts } from '../../worker/door.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { veiledAfter } from '../state/veil.ts';
import styles from './runbook.module.css';

const TEAM = { user: ['U', 'User team'], billing: ['B', 'Billing team'], none: null } as const;

/** The step under way; pressing it unfolds the statechart in every lane, or folds it. */
export const LitLine = ({ lit: { title, more, rests } }: { readonly lit: LitStep }) => {
  const runner = useRunner();
  const open = usePage((page) => page.runbooks);
  return (
    <button
      type="button"
      className={`${styles['litLine']} ${rests ? styles['rests'] : ''}`}
      aria-expanded={open}
      title={open ? 'Fold the runbooks' : 'Unfold the runbooks of all lanes'}
      onClick={() => runner.set({ runbooks: !open })}
    >
      <span className="sr">Runbook: </span>
      <b>{title}</b> <span>{more}</span>
    </button>
  );
};

/** `lit`: the title of the step under way. Steps that nobody has reached are not there yet, nor is the length of one that goes on. */
export const Statechart = ({ facts, lit }: { readonly facts: RunFacts; readonly lit: string | null }) => {
  const { seed } = facts.spec.scenario.billing;
  const all = [...facts.seeding, ...facts.phases];
  const count = usePage((page) => all.filter(({ from }) => from <= veiledAfter(page)).length);
  const ended = usePage((page) => all.filter(({ to }) => to !== null && to <= veiledAfter(page)).length);
  const begun = new Set(all.slice(0, count));
  const over = new Set(all.filter(({ to }) => to !== null).slice(0, ended));
  const reached = (phases: readonly Phase[]) =>
    phases.filter((phase) => begun.has(phase)).map((phase) => (over.has(phase) ? phase : { ...phase, to: null }));
  return (
    <div className={styles['runbooks']}>
      {facts.seeding.length > 0 && seed !== 'none' && (
        <>
          <p className={styles['seedingName']}>Seeding: {strategyTitle(seed.strategy)}</p>
          <Steps name="Seeding" phases={reached(facts.seeding)} lit={lit} />
          <p className={styles['seedingName']}>Repair</p>
        </>
      )}
      {facts.cannot !== null && count > 0 ? (
        <ol className={styles['runbook']} aria-label="Runbook">
          <li className={styles['cannot']}>Cannot: {facts.cannot}</li>
        </ol>
      ) : (
        <Steps name="Runbook" phases={reached(facts.phases)} lit={lit} />
      )}
    </div>
  );
};

interface StepsProps {
  readonly name: string;
  readonly phases: readonly Phase[];
  readonly lit: string | null;
}

const Steps = ({ name, phases, lit }: StepsProps) =>
  phases.length === 0 ? (
    <p className={styles['notYet']}>Not begun yet.</p>
  ) : (
    <ol className={styles['runbook']} aria-label={name}>
      {ranSteps(phases).map((step) => (
        <Step key={step.title} step={step} lit={step.title === lit} />
      ))}
    </ol>
  );

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
