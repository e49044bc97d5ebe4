// The list of steps with Back and Forward, and what happened in the last step played, in words and said aloud.
import { useEffect, useRef } from 'react';
import { eventsWords, type ScriptStep, stepWords } from '../../analysis/broker-lab/broker-words.ts';
import type { ScriptEvent } from '../../engine/index.ts';
import { Icon } from '../widgets/icon.tsx';
import styles from './broker-lab.module.css';

interface WalkProps {
  readonly at: number;
  readonly first: number;
  readonly last: number;
  readonly onGo: (at: number) => void;
}

/** Back and Forward over steps. */
export const StepButtons = ({ at, first, last, onGo }: WalkProps) => (
  <fieldset className={styles['walk']}>
    <legend className="sr">Go through the steps</legend>
    <button type="button" className="btn line" disabled={at <= first} onClick={() => onGo(at - 1)}>
      <Icon name="back" /> Back
    </button>
    <button type="button" className="btn line" disabled={at >= last} onClick={() => onGo(at + 1)}>
      Forward <Icon name="step" />
    </button>
    <span className="muted">
      step {at} of {last}
    </span>
  </fieldset>
);

interface ListProps {
  readonly steps: readonly ScriptStep[];
  readonly at: number;
  readonly first: number;
  readonly onGo: (at: number) => void;
  readonly onRestart: () => void;
}

export const StepList = ({ steps, at, first, onGo, onRestart }: ListProps) => {
  const list = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the step at hand is to be seen whenever it changes
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>('[aria-current]')?.parentElement;
    if (row && list.current) list.current.scrollTop = row.offsetTop - list.current.clientHeight / 2;
  }, [at]);
  return (
    <>
      <div className={styles['walking']}>
        <StepButtons at={at} first={first} last={steps.length} onGo={onGo} />
        <button type="button" className="btn" onClick={onRestart}>
          Start over
        </button>
      </div>
      <ol className={styles['steps']} aria-label="Step list" ref={list}>
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the list
          <li key={index} data-ahead={index >= at}>
            <button
              type="button"
              aria-current={index === at - 1 ? 'step' : undefined}
              disabled={index + 1 < first}
              onClick={() => onGo(index + 1)}
            >
              <span className={styles['number']}>{index + 1}</span> {stepWords(step)}
            </button>
          </li>
        ))}
      </ol>
      {at < steps.length && <p className="muted">A new step replaces the {steps.length - at} that lie ahead.</p>}
    </>
  );
};

interface HappenedProps {
  readonly step: ScriptStep | undefined;
  readonly number: number;
  readonly events: readonly ScriptEvent[];
  /** What it changed inside the broker. */
  readonly changes: readonly string[];
  readonly error: string | undefined;
}

/** The last step in words; a live region, so that it is said when it changes. */
export const Happened = ({ step, number, events, changes, error }: HappenedProps) => (
  <div className={styles['happened']} role="status" aria-label="What happened">
    {step !== undefined && (
      <p className="serif">
        Step {number}: {stepWords(step)}.
      </p>
    )}
    {error !== undefined ? (
      <p className="serif">It could not be played: {error}.</p>
    ) : (
      <>
        {changes.length > 0 && <p>{changes.map((words) => `${words}.`).join(' ')}</p>}
        {events.length === 0 ? <p className="muted">Nobody is told anything.</p> : <Events events={events} />}
      </>
    )}
  </div>
);

/** Events in words. */
export const Events = ({ events, label }: { readonly events: readonly ScriptEvent[]; readonly label?: string }) => (
  <ul className={styles['events']} aria-label={label}>
    {eventsWords(events).map((words, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: an event is its place in its step
      <li key={index}>{words}.</li>
    ))}
  </ul>
);
