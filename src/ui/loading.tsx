// The stage before there is anything to look at: a run being computed, as an empty field of its size, with how far it is and how long
// it may still take, or that it was cancelled, or the reason why it failed.
import { useEffect, useState } from 'react';
import { clockStart, lengthText, momentText } from '../analysis/clock.ts';
import { counted, numberText } from '../analysis/numbers.ts';
import styles from './app.module.css';
import own from './loading.module.css';
import { usePage, useRunner } from './state/use-runner.ts';
import { FieldOutline } from './users/outline.tsx';
import { Waiting } from './widgets/waiting.tsx';

/** A guess from so small a part would be none. */
const GUESSABLE = 0.04;
const SECOND = 1_000_000;

/** How long it may still take, from how long it took so far; undefined while nobody can know. */
function useTimeLeft(done: number): string | undefined {
  const [began] = useState(() => performance.now());
  const [text, setText] = useState<string>();
  useEffect(() => {
    if (done < GUESSABLE) return;
    const seconds = Math.ceil((((performance.now() - began) / 1000) * (1 - done)) / done);
    setText(seconds < 2 ? 'Nearly done' : `About ${lengthText(seconds * SECOND)} left`);
  }, [done, began]);
  return text;
}

export const Loading = () => {
  const runner = useRunner();
  const stage = usePage((page) => page.stage);
  const work = usePage((page) => page.work);
  const done = stage.is === 'running' ? stage.done : 0;
  const left = useTimeLeft(done);
  if (work === null) return <Waiting title="Reading the scenario" done={0} note="" />;
  const { scenario } = work;
  const users = counted(scenario.population.users, 'user');
  const at =
    stage.is === 'running' && done > 0 ? `: at ${momentText(clockStart(scenario.start), stage.at, 'minute')}` : '';
  return (
    <div className={own['loading']}>
      <p className={own['size']}>
        Users <span className="muted">{numberText(scenario.population.users)}</span>
      </p>
      <div className={own['field']}>
        <FieldOutline users={scenario.population.users} done={done} />
      </div>
      <Waiting
        title={`Simulating ${users}${at}`}
        done={done}
        note={left ?? scenario.title}
        onCancel={runner.stage.cancel}
      />
    </div>
  );
};

const Ended = ({ children }: { readonly children: React.ReactNode }) => {
  const runner = useRunner();
  const canUndo = usePage((page) => page.undo.length > 0);
  return (
    <div className={styles['failed']} role="alert">
      <p className="serif">{children}</p>
      <div className={styles['ways']}>
        <button type="button" className="btn ink" onClick={() => void runner.opening.resume()}>
          Try again
        </button>
        {canUndo && (
          <button type="button" className="btn line" onClick={() => void runner.undo.undo()}>
            Back to the one before
          </button>
        )}
        <button type="button" className="btn line" onClick={() => runner.set({ dialog: 'scenario', problems: [] })}>
          Open another scenario
        </button>
      </div>
    </div>
  );
};

export const Failed = ({ reason }: { readonly reason: string }) => <Ended>The run failed: {reason}</Ended>;

export const Cancelled = () => <Ended>The run was cancelled. Your work is safe.</Ended>;
