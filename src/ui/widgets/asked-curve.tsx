// A curve that was asked for, while its run is played: what was drawn, over it the run’s own as far as it has been shown, and the number
// that it has come to. What is asked for is what is drawn, be it wrong users or invoices.
import { numberText } from '../../analysis/numbers.ts';
import type { Frame } from '../../worker/door.ts';
import { lastGuess, stepNow } from '../state/lesson/guesses.ts';
import type { OpenLesson } from '../state/slices/lesson.ts';
import { usePage } from '../state/use-runner.ts';
import styles from './asked-curve.module.css';
import { type CurveQuestion, DrawnCurve } from './drawn-curve.tsx';

/** What can be drawn: in words, and what of it a frame says. */
const COUNTED: Readonly<
  Record<string, { readonly of: (frame: Frame) => number; readonly words: readonly [string, string] }>
> = {
  'divergent.now': { of: ({ divergent }) => divergent, words: ['divergent user', 'divergent users'] },
  'invoices.sent': { of: ({ invoices }) => invoices.sent, words: ['invoice sent', 'invoices sent'] },
  'invoices.wrong': { of: ({ invoices }) => invoices.wrong, words: ['wrong invoice', 'wrong invoices'] },
  'invoices.missed': { of: ({ invoices }) => invoices.missed, words: ['missed invoice', 'missed invoices'] },
};

interface Props {
  readonly lesson: OpenLesson;
  readonly question: CurveQuestion;
  /** When the scenario's clock stood at 0. */
  readonly start: number;
  /** Pixels of its smallest letters. */
  readonly letters: number;
}

export const AskedCurve = ({ lesson, question, start, letters }: Props) => {
  const frame = usePage((page) => page.frame);
  const step = stepNow(lesson);
  const counted = COUNTED[question.measure];
  // The stage may show another lane than the one that is asked about; then the curve alone tells of it.
  const value = frame === null || counted === undefined || step.lane !== question.lane ? null : counted.of(frame);
  return (
    <div className={styles['asked']}>
      {value !== null && (
        <p>
          <b>{numberText(value)}</b> {counted?.words[value === 1 ? 0 : 1]}
        </p>
      )}
      <DrawnCurve
        question={question}
        start={start}
        guess={lastGuess(lesson, step) as readonly number[] | undefined}
        onDraw={null}
        known={frame === null ? null : { time: frame.time, value }}
        letters={letters}
      />
    </div>
  );
};
