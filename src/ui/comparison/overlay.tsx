// Two lanes laid over each other: their divergent users as two lines on one scale, one whole and one dashed, each with its name at its
// end, the room between them washed, and the shown moment in words.
import { useMemo, useRef } from 'react';
import { clockText, momentText, shortLength } from '../../analysis/clock.ts';
import { type Focus, focusOf } from '../../analysis/focus.ts';
import { between, type Line, levelAt, lineOf, outline } from '../../analysis/lanes/difference.ts';
import { overlayTop, towerOf } from '../../analysis/lanes/overlay-scale.ts';
import { counted, numberText } from '../../analysis/numbers.ts';
import type { Frame, RunFacts, Samples } from '../../worker/door.ts';
import { usePage } from '../state/use-runner.ts';
import { veiledAfter } from '../state/veil.ts';
import { useRoom } from '../widgets/room.ts';
import styles from './overlay.module.css';
import { NamesAtEnds, roomForNames } from './overlay-names.tsx';
import { Clocks, Levels } from './scales.tsx';
import { useVerdict } from './verdict.ts';

interface Props {
  readonly pair: readonly [RunFacts, RunFacts];
  readonly samples: readonly [Samples, Samples];
  readonly frames: readonly [Frame | null, Frame | null];
  readonly start: number;
}

export const Overlay = ({ pair, samples, frames, start }: Props) => {
  const focus = useMemo(() => focusOf(pair), [pair]);
  const lines = useMemo(() => samples.map(lineOf) as [Line, Line], [samples]);
  return (
    <section className={styles['overlay']} aria-label="Two lanes overlaid">
      <p className={`serif ${styles['said']}`}>{said(pair, frames, start)}</p>
      <ul className={styles['names']}>
        {pair.map((facts, n) => (
          <li key={facts.result.id}>
            <Sign second={n === 1} />
            <b>{facts.result.title}</b>
            <Verdict facts={facts} />
          </li>
        ))}
      </ul>
      <Picture pair={pair} lines={lines} focus={focus} start={start} time={frames[0]?.time ?? 0} />
    </section>
  );
};

const Verdict = ({ facts }: { readonly facts: RunFacts }) => <span className="muted">{useVerdict(facts)?.whole}</span>;

/** The shown moment in words. */
function said(pair: Props['pair'], frames: Props['frames'], start: number): string {
  const [first, second] = frames;
  if (first === null || second === null) return 'Not shown yet.';
  const more = second.divergent - first.divergent;
  const than = more === 0 ? 'as many as' : `${numberText(Math.abs(more))} ${more < 0 ? 'fewer' : 'more'} than`;
  const users = counted(second.divergent, 'divergent user');
  return `At ${momentText(start, first.time)} “${pair[1].result.title}” has ${users}, ${than} “${pair[0].result.title}” with ${numberText(first.divergent)}.`;
}

/** How a line is drawn: the first whole, the second dashed. */
const Sign = ({ second }: { readonly second: boolean }) => (
  <svg className={styles['sign']} width="22" height="10" aria-hidden="true">
    <path className={second ? styles['second'] : styles['first']} d="M0 5H22" />
  </svg>
);

const AXIS = 20;

interface PictureProps {
  readonly pair: Props['pair'];
  readonly lines: readonly [Line, Line];
  readonly focus: Focus;
  readonly start: number;
  readonly time: number;
}

const Picture = ({ pair, lines, focus, start, time }: PictureProps) => {
  const box = useRef<HTMLDivElement>(null);
  const { width: room, height } = useRoom(box);
  const until = usePage(veiledAfter);
  const [first, second] = lines;
  const width = Math.max(0, room - roomForNames(room));
  const top = overlayTop(lines, focus);
  const floor = height - AXIS;
  const x = (at: number) => ((at - focus.from) / (focus.to - focus.from)) * width;
  const y = (count: number) => floor - (Math.min(count, top * 2) / top) * (floor - 22);
  const inside = (at: number) => Math.min(width, Math.max(0, x(at)));
  const now = x(time);
  return (
    <div className={styles['picture']} ref={box}>
      {room > 0 && (
        <svg width={room} height={height} role="img" aria-label={`Divergent users of both lanes, up to ${top}`}>
          <Levels peak={top} count={3} width={width} y={y} below={-3} rule={styles['rule']} />
          <Clocks
            start={start}
            focus={focus}
            count={Math.max(2, Math.floor(width / 90))}
            width={width}
            x={x}
            y={height - 4}
            edges={{ left: 18, right: 20 }}
          />
          <svg width={width} height={floor} aria-hidden="true">
            <path className={styles['between']} d={between(first, second, x, y)} />
            {pair.map(({ result }, n) => (
              <path
                key={result.id}
                className={n === 1 ? styles['second'] : styles['first']}
                d={outline(lines[n] as Line, x, y)}
              />
            ))}
            <rect className={styles['ahead']} x={inside(time)} width={width - inside(time)} height={floor} />
            <rect
              className={styles['unreached']}
              x={inside(Math.max(time, until))}
              width={width - inside(Math.max(time, until))}
              height={floor}
            />
          </svg>
          <path className={styles['floor']} d={`M0 ${floor + 0.5}H${width}`} />
          {lines.map((line, n) => (
            <Beyond key={pair[n]?.result.id} line={line} top={top} until={until} x={x} width={width} />
          ))}
          {now >= 0 && now <= width && <path className={styles['head']} d={`M${now} 0V${floor}`} />}
          <NamesAtEnds
            pair={pair}
            ends={lines.map((line) => y(levelAt(line, Math.min(focus.to, Math.max(time, until)))))}
            left={width}
            room={room - width}
            floor={floor}
          />
          <text className={styles['clock']} x={Math.min(width - 4, Math.max(4, now + 5))} y={10}>
            {now >= 0 && now <= width ? clockText(start, time, 'minute') : ''}
          </text>
        </svg>
      )}
    </div>
  );
};

interface BeyondProps {
  readonly line: Line;
  readonly top: number;
  readonly until: number;
  readonly x: (time: number) => number;
  readonly width: number;
}

/** A line that leaves the scale says how high it is, and where it has come back about how long. */
const Beyond = ({ line, top, until, x, width }: BeyondProps) => {
  const tower = towerOf(line, top, until);
  if (tower === null) return null;
  const at = x(tower.from);
  const text = `↑ ${numberText(tower.users)}${tower.lasts === null ? '' : ` for about ${shortLength(tower.lasts)}`}`;
  const left = at + 6 + text.length * 6.4 > width;
  return (
    <text className={styles['tower']} x={at + (left ? -6 : 6)} y={30} textAnchor={left ? 'end' : 'start'}>
      {text}
    </text>
  );
};
