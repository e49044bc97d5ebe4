// What a lane has cost by the shown moment: wrong and missed invoices, people's time, and who is wrong now; each a number over a bar
// that is on one scale for all lanes.
import { numberText } from '../../analysis/numbers.ts';
import type { Frame, RunFacts } from '../../worker/door.ts';
import { usePage } from '../state/use-runner.ts';
import styles from './rows.module.css';
import { handsOnMinutes } from './told.ts';

/** Tenths only where there is room for them. */
const shortened = (minutes: number): number => (minutes < 100 ? Math.round(minutes * 10) / 10 : Math.round(minutes));

const FIGURES = [
  { title: 'Wrong', more: 'invoices', of: (_: RunFacts, frame: Frame) => frame.invoices.wrong, unit: '' },
  { title: 'Missed', more: 'invoices', of: (_: RunFacts, frame: Frame) => frame.invoices.missed, unit: '' },
  {
    title: 'Hands-on',
    more: 'people',
    of: (facts: RunFacts, frame: Frame) => shortened(handsOnMinutes(facts, frame.time)),
    unit: ' min',
  },
  { title: 'Divergent', more: 'users now', of: (_: RunFacts, frame: Frame) => frame.divergent, unit: '' },
] as const;

export const RowFigureHeads = () => (
  <div className={styles['figures']} aria-hidden="true">
    {FIGURES.map(({ title, more }) => (
      <span key={title}>
        {title}
        <small>{more}</small>
      </span>
    ))}
  </div>
);

interface Props {
  readonly facts: RunFacts;
  readonly frame: Frame | null;
  readonly all: readonly (Frame | null)[];
}

const BARS = ['overbilledBar', 'underbilledBar', 'inkBar', 'inkBar'] as const;

export const RowFigures = ({ facts, frame, all }: Props) => {
  const lanes = usePage((page) => page.comparison?.lanes);
  return (
    <div className={styles['figures']} aria-hidden="true">
      {FIGURES.map(({ title, of, unit }, n) => {
        const value = frame === null ? null : of(facts, frame);
        const most = Math.max(0, ...all.map((each, lane) => (each === null ? 0 : of(lanes?.[lane] ?? facts, each))));
        return (
          <span key={title} className={styles['figure']}>
            <b>
              {value === null ? '–' : numberText(value)}
              {value !== null && value > 0 && <small>{unit}</small>}
            </b>
            <i>
              <i
                className={styles[BARS[n] as string]}
                style={{ width: `${most === 0 || value === null ? 0 : (value / most) * 100}%` }}
              />
            </i>
          </span>
        );
      })}
    </div>
  );
};
