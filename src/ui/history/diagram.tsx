// The space-time diagram itself: three life lines, marks with versions, messages between them, invoices raised where they went
// wrong, a wash where truth and copy differ.
import { clockText } from '../../analysis/clock.ts';
import type { Lane, Story, StoryMark, StorySpan } from '../../analysis/story.ts';
import styles from './history.module.css';

interface Props {
  readonly story: Story;
  readonly from: number;
  readonly time: number;
  readonly width: number;
  readonly byClock: boolean;
}

const LEFT = 130;
const Y: Readonly<Record<Lane, number>> = { truth: 74, broker: 178, copy: 286 };
const HEIGHT = 400;

/** Where a moment is drawn; between events it lies between their columns. */
function placer({ story, width, byClock }: Props): (time: number) => number {
  const { times } = story;
  const right = width - 40;
  if (byClock) {
    const [first, last] = [times[0] ?? 0, Math.max(times[times.length - 1] ?? 1, (times[0] ?? 0) + 1)];
    return (time) => LEFT + 24 + ((time - first) / (last - first)) * (right - LEFT - 24);
  }
  const step = (right - LEFT - 44) / Math.max(1, times.length - 1);
  return (time) => {
    const at = times.findIndex((each) => each >= time);
    if (at < 0) return right;
    const [low, high] = [times[at - 1], times[at] as number];
    const share = low === undefined || high === low ? 0 : (high - time) / (high - low);
    return LEFT + 44 + (at - share) * step;
  };
}

export const Diagram = (props: Props) => {
  const { story, from, time, width } = props;
  const x = placer(props);
  const { marks, arrows, times } = story;
  const now = x(time);
  return (
    <svg className={styles['diagram']} width={width} height={HEIGHT} aria-hidden="true">
      {times.map((each, n) => (
        <g key={each}>
          <path className={styles['column']} d={`M${x(each)} 40V${HEIGHT - 50}`} />
          {(!props.byClock || n === 0 || x(each) - x(times[n - 1] as number) > 60) && (
            <text x={x(each)} y={HEIGHT - 30} textAnchor="middle">
              {clockText(from, each)}
            </text>
          )}
        </g>
      ))}
      {story.divergent.map((span) => (
        <Difference key={span.from} span={span} x={x} />
      ))}
      <LifeLine name="User database" what="truth" y={Y.truth} spans={story.truth} x={x} width={width} />
      <text className={styles['lane']} x={0} y={Y.broker + 1}>
        Broker
      </text>
      <path className={styles['broker']} d={`M${LEFT} ${Y.broker}H${width - 10}`} />
      <LifeLine name="Billing copy" what="copy" y={Y.copy} spans={story.copy} x={x} width={width} />
      {arrows.map(({ from: a, to: b, kind, obsolete }) => {
        const [tail, head] = [marks[a] as StoryMark, marks[b] as StoryMark];
        const lost = head.what === 'lost';
        const [x1, y1] = [x(tail.time), Y[tail.lane] + 7];
        const [x2, y2] = [x(head.time), lost ? Y.broker - 26 : Y[head.lane] - (head.lane === 'copy' ? 8 : 5)];
        return (
          <g key={`${a}.${b}`}>
            <path
              className={`${lost ? styles['gone'] : styles['flight']} ${obsolete ? styles['obsolete'] : ''}`}
              d={`M${x1} ${y1}L${x2} ${y2}`}
            />
            {kind === 'bounce' && (
              <path className={styles['flight']} d={`M${x2} ${y2}l9 -18m-6 2l6 -2l2 6M${x2 - 8} ${y2 + 3}h16`} />
            )}
            {kind === 'deliver' && <path className={styles['flight']} d={`M${x2 - 4} ${y2 - 7}L${x2} ${y2}l4 -7`} />}
          </g>
        );
      })}
      {marks.map((mark, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: marks keep their places
        <Sign key={n} mark={mark} x={x(mark.time)} lift={crowded(marks, n, x)} />
      ))}
      {now >= LEFT && now <= width && <path className={styles['now']} d={`M${now} 34V${HEIGHT - 44}`} />}
    </svg>
  );
};

/** Labels that would lie on each other are lifted in turn. */
function crowded(marks: readonly StoryMark[], n: number, x: (time: number) => number): number {
  const mark = marks[n] as StoryMark;
  let lift = 0;
  for (let before = n - 1; before >= 0 && lift < 3; before--) {
    const other = marks[before] as StoryMark;
    if (x(mark.time) - x(other.time) > 70) break;
    if (other.lane === mark.lane) lift++;
  }
  return lift;
}

const Difference = ({ span, x }: { readonly span: StorySpan; readonly x: (time: number) => number }) => {
  const [left, right] = [x(span.from), x(span.to)];
  if (right - left < 2) return null;
  return (
    <>
      <rect
        className={styles[`wash-${span.value}`]}
        x={left}
        y={Y.truth}
        width={right - left}
        height={Y.copy - Y.truth}
      />
      {right - left > 76 && (
        <text className={styles[`ink-${span.value}`]} x={left + 10} y={Y.truth + 46}>
          {span.value === 'wrongPlan' ? 'wrong plan' : span.value}
        </text>
      )}
    </>
  );
};

interface LineProps {
  readonly name: string;
  readonly what: string;
  readonly y: number;
  readonly spans: readonly StorySpan[];
  readonly x: (time: number) => number;
  readonly width: number;
}

const LifeLine = ({ name, what, y, spans, x, width }: LineProps) => (
  <>
    <text className={styles['lane']} x={0} y={y - 2}>
      {name}
    </text>
    <text className={styles['sub']} x={0} y={y + 13}>
      {what}
    </text>
    {spans.map((span) => {
      const left = Math.max(LEFT, x(span.from));
      const right = Math.min(width - 10, x(span.to));
      return right <= left ? null : (
        <rect
          key={span.from}
          className={styles[`life-${span.value}`]}
          x={left}
          y={y - 5.5}
          width={right - left}
          height={11}
        />
      );
    })}
  </>
);

const Sign = ({ mark, x, lift }: { readonly mark: StoryMark; readonly x: number; readonly lift: number }) => {
  const { what, lane, version, label, wrong } = mark;
  const y = Y[lane];
  const under = lane === 'copy' ? y + 24 + lift * 13 : lane === 'truth' ? y - 16 - lift * 13 : y + 16 + lift * 13;
  const anchor = lane === 'broker' ? 'start' : 'middle';
  const word = wrong ? styles['wrongWord'] : what === 'repaired' ? styles['mended'] : styles['word'];
  return (
    <>
      {what === 'commit' && <circle className={styles['commit']} cx={x} cy={y} r={7.5} />}
      {what === 'commit' && (
        <text className={styles['version']} x={x} y={y + 3.5} textAnchor="middle">
          {version}
        </text>
      )}
      {what === 'publish' && <circle className={styles['dot']} cx={x} cy={y} r={4} />}
      {what === 'lost' && <path className={styles['cross']} d={`M${x - 6} ${y - 32}l12 12m0 -12l-12 12`} />}
      {what === 'repaired' && <circle className={styles['repaired']} cx={x} cy={y} r={6.5} />}
      {what === 'invoice' && (
        <rect
          className={wrong ? styles['wrongInvoice'] : styles['invoice']}
          x={x - 5}
          y={wrong ? y - 26 : y - 9}
          width={10}
          height={wrong ? 32 : 18}
          rx={1.5}
        />
      )}
      <text
        className={word}
        x={lane === 'broker' ? x + 9 : x}
        y={what === 'lost' ? y - 34 - lift * 13 : under}
        textAnchor={anchor}
      >
        {label}
      </text>
    </>
  );
};
