// The lab by hand: buttons write steps, the engine's broker plays them all anew, and what it does is shown. Going back plays
// fewer of them.
import { type Dispatch, type SetStateAction, useMemo } from 'react';
import { changesWords } from '../../analysis/broker-lab/broker-changes.ts';
import { act, beginLab, firstOf, goTo, type Lab, labScript } from '../../analysis/broker-lab/broker-lab.ts';
import type { ScriptStep } from '../../analysis/broker-lab/broker-words.ts';
import { watchScript } from '../../engine/index.ts';
import { Actions } from './actions.tsx';
import styles from './broker-lab.module.css';
import { Magnifier } from './magnifier.tsx';
import { Setting } from './setting.tsx';
import { Happened, StepList } from './steps.tsx';

interface Props {
  readonly lab: Lab;
  readonly setLab: Dispatch<SetStateAction<Lab>>;
}

export const ByHand = ({ lab, setLab }: Props) => {
  const watched = useMemo(() => watchScript(labScript(lab), lab.at), [lab]);
  const before = useMemo(() => watchScript(labScript(lab), lab.at - 1), [lab]);
  const doStep = (...steps: readonly ScriptStep[]) => setLab((before) => act(before, ...steps));
  const events = watched.steps.find(({ step }) => step === lab.at - 1)?.events ?? [];
  return (
    <div className={styles['hand']}>
      <Setting settings={lab.settings} onChange={(settings) => setLab(beginLab(settings))} />
      <div className={styles['bench']}>
        <section className={styles['scene']} aria-label="Magnifier">
          <Actions lab={lab} onStep={doStep} />
          <Magnifier watched={watched} onStep={doStep} onCrash={(consumer) => doStep({ op: 'crash', consumer })} />
        </section>
        <section className={styles['record']} aria-label="Steps">
          <StepList
            steps={lab.steps}
            at={lab.at}
            first={firstOf(lab)}
            onGo={(at) => setLab((before) => goTo(before, at))}
            onRestart={() => setLab(beginLab(lab.settings))}
          />
          <Happened
            step={lab.steps[lab.at - 1]}
            number={lab.at}
            events={events}
            changes={changesWords(before.queues, watched.queues)}
            error={watched.error}
          />
          <details className={styles['script']}>
            <summary>The steps as a script</summary>
            <textarea readOnly rows={12} aria-label="Script" value={JSON.stringify(labScript(lab), null, 1)} />
          </details>
        </section>
      </div>
    </div>
  );
};
