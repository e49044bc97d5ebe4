// The curve on the stage, up to the shown moment: the one that the step asks for, over what was drawn before it; else that of divergent users.
import { clockStart } from '../../analysis/clock.ts';
import { counted, numberText } from '../../analysis/numbers.ts';
import type { PlayedStep } from '../../lessons/played.ts';
import { curveAskedIn } from '../state/lesson/guesses.ts';
import { usePage } from '../state/use-runner.ts';
import { AskedCurve } from '../widgets/asked-curve.tsx';
import { useLetters } from './letters.ts';
import { Plot } from './plot.tsx';
import styles from './present.module.css';
import { partOf, topOf } from './span.ts';

export const StageCurve = ({ step }: { readonly step: PlayedStep | null }) => {
  const facts = usePage((page) => page.facts);
  const frame = usePage((page) => page.frame);
  const lesson = usePage((page) => page.lesson);
  const letters = useLetters();
  if (facts === null || frame === null) return null;
  const asked = step === null ? null : curveAskedIn(step);
  const start = clockStart(facts.spec.scenario.start);
  if (lesson !== null && asked !== null)
    return <AskedCurve lesson={lesson} question={asked} start={start} letters={letters} />;
  const part = partOf(facts, step, frame.time);
  return (
    <div className={styles['curve']}>
      <p className={styles['figureLine']}>
        <b>{numberText(frame.divergent)}</b> divergent {frame.divergent === 1 ? 'user' : 'users'}
      </p>
      <Plot
        {...part}
        samples={facts.samples}
        time={frame.time}
        byKind={frame.byKind}
        top={topOf([facts.samples], part, frame.time)}
        start={start}
        letters={letters}
        faults={facts.faults}
        label={`Divergent users so far: ${counted(frame.divergent, 'user')} now`}
      />
    </div>
  );
};
