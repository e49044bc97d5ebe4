// The incident of every lane on one line: when it broke, was noticed, was fixed, was mended, and when the money was back, with how far
// apart these are in words. Of a lane that is not over, only the marks that were shown are told.
import { useMemo } from 'react';
import { clockStart, momentText, timeTicks } from '../../analysis/clock.ts';
import { type IncidentMark, incidentMarks, MARK_TITLES } from '../../analysis/lanes/incident-marks.ts';
import type { Comparison, RunFacts } from '../../worker/door.ts';
import { usePage } from '../state/use-runner.ts';
import { isOver, veiledAfter } from '../state/veil.ts';
import styles from './incident.module.css';

interface Told {
  readonly facts: RunFacts;
  readonly marks: readonly IncidentMark[];
}

/** From a little before the first mark to a little behind the last. */
function spanOf(all: readonly Told[]): { readonly from: number; readonly to: number } {
  const times = all.flatMap(({ marks }) => marks.flatMap(({ time }) => (time === null ? [] : [time])));
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const edge = Math.max(1, (to - from) * 0.04);
  return { from: from - edge, to: to + edge };
}

export const IncidentTimeline = ({ lanes, result }: Pick<Comparison, 'lanes' | 'result'>) => {
  const all = useMemo(
    () =>
      lanes.flatMap((facts) => {
        const marks = incidentMarks(facts);
        return marks === null ? [] : [{ facts, marks }];
      }),
    [lanes],
  );
  if (all.length === 0) return null;
  const start = clockStart(result.scenario.start);
  const span = spanOf(all);
  const place = (time: number): string => `${(100 * (time - span.from)) / (span.to - span.from)}%`;
  return (
    <section className={styles['incident']} aria-label="Incident">
      <div className={styles['head']}>
        <h3>Incident</h3>
        <p className={styles['key']}>
          {Object.values(MARK_TITLES).map((title, n) => (
            <span key={title}>
              <i aria-hidden="true">{n + 1}</i> {title.toLowerCase()}
            </span>
          ))}
        </p>
      </div>
      <div className={styles['axis']} aria-hidden="true">
        <span className={styles['line']}>
          {timeTicks(start, Math.max(0, span.from), span.to, 6).map(({ time, label }) => (
            <small key={time} style={{ left: place(time) }}>
              {label}
            </small>
          ))}
        </span>
      </div>
      <ul>
        {all.map(({ facts, marks }) => (
          <LaneLine key={facts.result.id} facts={facts} marks={marks} start={start} place={place} />
        ))}
      </ul>
    </section>
  );
};

interface LineProps extends Told {
  readonly start: number;
  readonly place: (time: number) => string;
}

/** Marks of one lane that would lie over each other, nudged apart: how many pixels to the right of its place each stands. */
function nudges(marks: readonly IncidentMark[]): readonly number[] {
  const seen = new Map<number, number>();
  return marks.map(({ time }) => {
    if (time === null) return 0;
    const before = seen.get(time) ?? 0;
    seen.set(time, before + 1);
    return before * 17;
  });
}

const LaneLine = ({ facts, marks, start, place }: LineProps) => {
  const until = usePage(veiledAfter);
  const over = usePage((page) => isOver(page, facts));
  const known = marks.filter(({ time }) => over || (time !== null && time <= until));
  const apart = nudges(marks);
  const [first, last] = [known[0]?.time ?? null, known.findLast(({ time }) => time !== null)?.time ?? null];
  return (
    <li>
      <h4>{facts.result.title}</h4>
      <span className={styles['line']} aria-hidden="true">
        {first !== null && last !== null && (
          <i className={styles['span']} style={{ left: place(first), right: `calc(100% - ${place(last)})` }} />
        )}
        {known.map(
          ({ id, time }) =>
            time !== null && (
              <b
                key={id}
                className={styles[id]}
                style={{ left: place(time), marginLeft: `${apart[markNumber(id) - 1]}px` }}
              >
                {markNumber(id)}
              </b>
            ),
        )}
      </span>
      <p>
        {known.length === 0
          ? 'Nothing has broken yet.'
          : known.map(({ id, title, time, words }) => (
              <span key={id}>
                <i>{title}</i>
                {time !== null && <> {momentText(start, time, 'minute')}</>}
                <small> {words}</small>
              </span>
            ))}
      </p>
    </li>
  );
};

const ORDER = Object.keys(MARK_TITLES);
const markNumber = (id: string): number => ORDER.indexOf(id) + 1;
