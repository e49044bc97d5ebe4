// The timeline's narrow bands: faults as hatched bars, the repair's phases by team, invoice runs as ticks with the wrong ones
// raised, messages per minute.
import { clockStart, clockText, lengthText } from '../../analysis/clock.ts';
import { numberText } from '../../analysis/numbers.ts';
import type { SeenFacts } from '../../analysis/seen.ts';
import { silencesOf } from '../../analysis/silence.ts';
import type { FaultSpan } from '../../engine/index.ts';
import { Counting } from '../widgets/counting.tsx';
import styles from './timeline.module.css';

interface Props {
  readonly facts: SeenFacts;
  readonly x: (time: number) => number;
  readonly y: number;
  /** Where the plot begins: names of what began before it stand there. */
  readonly left: number;
}

/** Width of a text, roughly; texts that do not fit are left out, since every number stands elsewhere too. */
const roomFor = (text: string): number => text.length * 6.2 + 12;

const last = (facts: SeenFacts): number => Math.max(facts.length, facts.endedAt);

interface FaultProps extends Props {
  readonly rows: number;
  readonly bar: number;
  readonly width: number;
}

/** In a fault's bar so much as it has room for; where that is not even its name, all of it behind the bar. */
function faultWords({ title, at, until }: FaultSpan, bar: { left: number; right: number; begins: number }) {
  const whole = `${title}${Number.isFinite(until) && until > at ? `, ${lengthText(until - at)}` : ''}`;
  const from = Math.max(bar.left, bar.begins);
  const inside = [whole, title].find((text) => text.length * 5.6 + 12 < bar.right - from);
  return inside === undefined
    ? { text: whole, at: bar.right, inside: false }
    : { text: inside, at: from, inside: true };
}

export const FaultStrip = ({ facts, x, y, left: begins, rows, bar, width }: FaultProps) => (
  <>
    {facts.faults.map(({ name, at, until }, n) => {
      const top = y + (n % rows) * bar + 2.5;
      const left = x(at);
      const right = Math.max(left + 3, x(Math.min(until, last(facts))));
      const { text, at: words, inside } = faultWords(facts.faults[n] as FaultSpan, { left, right, begins });
      const fits = words + roomFor(text) < width && (inside || left >= begins);
      return (
        <g key={name}>
          <rect className={styles['faultBar']} x={left} y={top} width={right - left} height={bar - 5} />
          <rect className={styles['faultEdge']} x={left} y={top} width={3} height={bar - 5} />
          {right - left > 4 && (
            <rect className={styles['faultFrame']} x={left + 0.5} y={top} width={right - left - 1} height={bar - 5} />
          )}
          {fits && inside && (
            <rect
              className={styles['paper']}
              x={words + 3}
              y={top + 0.5}
              width={Math.min(roomFor(text), right - words - 3.5)}
              height={bar - 6}
            />
          )}
          {fits && (
            <text className={`${styles['strong']} ${styles['haloed']}`} x={words + (inside ? 9 : 5)} y={top + 11}>
              {text}
            </text>
          )}
        </g>
      );
    })}
  </>
);

interface RepairProps extends Props {
  readonly bar: number;
  readonly width: number;
}

const TEAM_LETTER = { user: 'U', billing: 'B', none: '' } as const;

/** Who works when: what fills the copy of a new service, and the repair. */
export const RepairStrip = (props: RepairProps) => (
  <>
    <PhaseBars {...props} phases={props.facts.seeding} prefix="Seeding: " />
    <PhaseBars {...props} phases={props.facts.phases} prefix="" />
    <PlannedRepair {...props} />
  </>
);

/** Who will work how long is seen when it comes to that. */
const PlannedRepair = ({ facts, x, y, bar, width }: RepairProps) => {
  const { repairAt, until, spec } = facts;
  if (repairAt === null || repairAt <= until) return null;
  const text = `planned for ${clockText(clockStart(spec.scenario.start), repairAt, 'minute')}`;
  const at = x(repairAt);
  // Before its moment, where it would be cut behind it.
  const from = at <= width && at + roomFor(text) > width ? at - roomFor(text) - 1 : at;
  return (
    <>
      <rect className={styles['team-none']} x={from + 0.5} y={y + 2.5} width={roomFor(text)} height={bar - 5} rx={1} />
      <text className={styles['label']} x={from + 7} y={y + 13}>
        {text}
      </text>
    </>
  );
};

interface PhaseProps extends Props {
  readonly bar: number;
  readonly phases: SeenFacts['phases'];
  readonly prefix: string;
}

const PhaseBars = ({ facts, phases, prefix, x, y, bar, left: begins }: PhaseProps) => (
  <>
    {phases.map(({ name, team, from, to }, n) => {
      const left = x(from);
      const width = x(to ?? last(facts)) - left;
      if (width < 1) return null;
      const letter = TEAM_LETTER[team];
      const text = `${letter === '' ? '' : `${letter}  `}${prefix}${name}`;
      const words = Math.max(left, begins);
      const room = left + width - words;
      const fits = room > roomFor(text);
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: phases have no other name and never change places
        <g key={n}>
          <rect
            className={styles[`team-${team}`]}
            x={left + 0.5}
            y={y + 2.5}
            width={Math.max(1, width - 1)}
            height={bar - 5}
            rx={1}
          />
          {(fits || room > 14) && (
            <text className={styles[`word-${team}`]} x={words + 6} y={y + 13}>
              {fits ? text : letter}
            </text>
          )}
        </g>
      );
    })}
  </>
);

export const InvoiceStrip = ({ facts, x, y, height, width, left }: Props & { height: number; width: number }) => {
  const { invoiceRuns, runsAhead } = facts;
  const [first, second] = [...invoiceRuns.slice(0, 2).map(({ time }) => time), ...runsAhead.slice(0, 2)];
  const gap = first === undefined || second === undefined ? 200 : x(second) - x(first);
  return (
    <>
      {runsAhead.map((time) => (
        <rect
          key={time}
          className={styles['dueRun']}
          x={x(time) - 2.5}
          y={y + height - 13}
          width={5}
          height={12.5}
          rx={1}
        />
      ))}
      {invoiceRuns.map(({ time, sent, wrong, missed }) => {
        const raised = wrong > 0;
        const tall = raised ? height - 4 : 13;
        const at = x(time);
        return (
          <g key={time}>
            <rect
              className={raised ? styles['wrongRun'] : missed > 0 ? styles['missedRun'] : styles['run']}
              x={at - 2.5}
              y={y + height - tall}
              width={5}
              height={tall}
              rx={1}
            />
            {gap > 44 && at >= left && at <= width && (
              <RunWords
                at={at}
                time={time}
                y={y}
                left={left}
                sent={sent}
                wrong={wrong}
                missed={missed}
                long={gap > 130}
              />
            )}
          </g>
        );
      })}
    </>
  );
};

interface RunProps {
  readonly at: number;
  /** When it was, microseconds. */
  readonly time: number;
  readonly y: number;
  readonly left: number;
  readonly sent: number;
  readonly wrong: number;
  readonly missed: number;
  /** Whether there is room for more than the numbers. */
  readonly long: boolean;
}

/** The numbers of a run stand before its tick, where the past is: they are read as soon as it is made. */
const RunWords = ({ at, time, y, left, sent, wrong, missed, long }: RunProps) => {
  const longest = long ? 'all 10 000 right' : '10 000';
  const side = at - roomFor(longest) < left ? ({ x: at + 7 } as const) : ({ x: at - 6, textAnchor: 'end' } as const);
  if (wrong + missed === 0)
    return (
      long && (
        <text className={styles['label']} {...side} y={y + 28}>
          all {numberText(sent)} right
        </text>
      )
    );
  return (
    <>
      {wrong > 0 && (
        <text className={styles['wrongWord']} {...side} y={y + 14}>
          <Counting count={wrong} added={wrong} at={time} />
          {long && ' wrong'}
        </text>
      )}
      {missed > 0 && (
        <text className={styles['missedWord']} {...side} y={y + 28}>
          <Counting count={missed} added={missed} at={time} />
          {long && ' missed'}
        </text>
      )}
    </>
  );
};

const MINUTE = 60_000_000;

/** Every sample's published messages per minute, as bars up to the largest. */
export const MessageStrip = ({ facts, x, y, height }: Omit<Props, 'left'> & { height: number }) => {
  const { times, counters } = facts.totals;
  const { published } = counters;
  if (published === undefined || times.length < 2) return null;
  const rate = (n: number) =>
    ((published[n] as number) - (published[n - 1] as number)) /
    (((times[n] as number) - (times[n - 1] as number)) / MINUTE);
  let most = 0;
  for (let n = 1; n < times.length; n++) most = Math.max(most, rate(n));
  let d = '';
  for (let n = 1; n < times.length && most > 0; n++) {
    const tall = (rate(n) / most) * (height - 5);
    if (tall <= 0) continue;
    const [left, right] = [x(times[n - 1] as number), x(times[n] as number)];
    const gap = right - left > 4 ? 1 : 0;
    d += `M${left.toFixed(1)} ${y + height}v${(-tall).toFixed(1)}h${(right - left - gap).toFixed(1)}v${tall.toFixed(1)}z`;
  }
  return (
    <>
      <path className={styles['messages']} d={d} />
      {silencesOf(facts.totals).map(({ from, to, isUnseen }) => {
        const text = `none for ${lengthText(to - from)}${isUnseen ? '; queue depth and lag stay perfect' : ''}`;
        return (
          x(to) - x(from) > roomFor(text) && (
            <text
              key={from}
              className={styles['silence']}
              x={(x(from) + x(to)) / 2}
              y={y + height / 2 + 4}
              textAnchor="middle"
            >
              {text}
            </text>
          )
        );
      })}
    </>
  );
};
