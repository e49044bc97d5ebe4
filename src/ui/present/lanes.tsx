// Two or three lanes on the stage: each with its name, its curve up to the shown moment on one scale, and two numbers, the first of which is
// what the step asks for.
import { clockStart } from '../../analysis/clock.ts';
import { numberText } from '../../analysis/numbers.ts';
import type { PlayedStep } from '../../lessons/played.ts';
import type { Frame, RunFacts } from '../../worker/door.ts';
import { LANES_ON_STAGE } from '../state/lesson/free-stage.ts';
import { usePage } from '../state/use-runner.ts';
import { useLetters } from './letters.ts';
import { Plot } from './plot.tsx';
import styles from './present.module.css';
import { partOf, topOf } from './span.ts';

interface Shown {
  readonly facts: RunFacts;
  readonly frame: Frame | null;
}

function useShown(ids: readonly string[], from: number): readonly Shown[] {
  const lanes = usePage((page) => page.comparison?.lanes);
  const frames = usePage((page) => page.laneFrames);
  const all = (lanes ?? []).map((facts, n) => ({ facts, frame: frames[n] ?? null }));
  const named = ids.flatMap((id) => all.find(({ facts }) => facts.result.id === id) ?? []);
  return (ids.length === 0 ? all.slice(from) : named).slice(0, LANES_ON_STAGE);
}

interface Figure {
  readonly words: string;
  /** Of one. */
  readonly word?: string;
  /** Null where there is no such number. */
  readonly of: ((frame: Frame) => number) | null;
}

const INVOICES: Readonly<Record<'sent' | 'wrong' | 'missed', Figure>> = {
  sent: { words: 'invoices sent', word: 'invoice sent', of: ({ invoices }) => invoices.sent },
  wrong: { words: 'wrong invoices', word: 'wrong invoice', of: ({ invoices }) => invoices.wrong },
  missed: { words: 'missed invoices', word: 'missed invoice', of: ({ invoices }) => invoices.missed },
};

/** What is asked for, and beside it what is wrong now, or what that has led to. */
function figures(step: PlayedStep | null, { spec }: RunFacts): readonly Figure[] {
  const counts = step?.counts ?? null;
  const now: Figure =
    spec.scenario.billing.reads === 'api'
      ? { words: 'keeps no copy', of: null }
      : { words: 'wrong now', of: ({ divergent }) => divergent };
  if (counts === null) return [now, INVOICES.wrong];
  return [INVOICES[counts], counts === 'wrong' ? now : INVOICES.wrong];
}

interface FigureProps {
  readonly figure: Figure;
  readonly frame: Frame | null;
}

const FigureLine = ({ figure: { words, word, of }, frame }: FigureProps) => {
  const value = of === null || frame === null ? null : of(frame);
  const told = value === null ? (of === null ? '–' : '') : numberText(value);
  return (
    <p>
      <b>{told}</b> {value === 1 ? (word ?? words) : words}
    </p>
  );
};

interface Props {
  readonly step: PlayedStep | null;
  /** The first that is shown, where a step names none. */
  readonly from: number;
}

export const StageLanes = ({ step, from }: Props) => {
  const shown = useShown(step?.lanes ?? [], from);
  const time = usePage((page) => page.time);
  const done = usePage(({ comparisonStage: stage }) => (stage.is === 'running' ? stage.done : null));
  const letters = useLetters();
  const [first] = shown;
  if (first === undefined)
    return (
      <p className={styles['wait']}>
        {done === null ? 'No lanes are compared.' : `${Math.round(done * 100)} % computed`}
      </p>
    );
  const at = first.frame?.time ?? time;
  const part = partOf(first.facts, step, at);
  const top = topOf(
    shown.map(({ facts }) => facts.samples),
    part,
    at,
  );
  const start = clockStart(first.facts.spec.scenario.start);
  return (
    <ul className={styles['lanes']}>
      {shown.map(({ facts, frame }) => (
        <li key={facts.result.id}>
          <h2>{facts.result.title}</h2>
          <Plot
            {...part}
            samples={facts.samples}
            time={at}
            byKind={frame?.byKind ?? null}
            top={top}
            start={start}
            letters={letters}
            scales={false}
            label={`${facts.result.title}: ${numberText(frame?.divergent ?? 0)} divergent users now`}
          />
          {figures(step, facts).map((figure) => (
            <FigureLine key={figure.words} figure={figure} frame={frame} />
          ))}
        </li>
      ))}
    </ul>
  );
};
