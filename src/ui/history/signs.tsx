// The marks of the space-time diagram, one shape per kind of thing, and where the words beside them begin.
import type { Lifeline, StoryMark } from '../../analysis/user/story.ts';
import type { Runner } from '../state/runner.ts';
import { useRunner } from '../state/use-runner.ts';
import styles from './diagram.module.css';
import { fallOf } from './drawing.ts';

type Heights = Readonly<Record<Lifeline, number>>;

export interface LabelPoint {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle';
  /** Labels of one line keep clear of each other. */
  readonly line: string;
  /** Which way labels give way: up or down, pixels. */
  readonly give: number;
}

const LINE = 13;

/** Where the words of a mark stand; those of a row that an answer of the API wrote (`led`) keep clear of its arrow. */
export function labelPoint(mark: StoryMark, x: number, y: Heights, led: boolean): LabelPoint {
  const { lifeline, what } = mark;
  if (what === 'lost') return { x: x + 11, y: fallOf(mark, y) + 4, anchor: 'start', line: 'lost', give: LINE };
  if (lifeline === 'truth') return { x, y: y.truth - 17, anchor: 'middle', line: 'truth', give: -LINE };
  if (lifeline === 'api') return { x, y: y.api + 20, anchor: 'middle', line: 'api', give: LINE };
  if (lifeline === 'copy' && led) return { x: x + 13, y: y.copy + 26, anchor: 'start', line: 'copy', give: LINE };
  if (lifeline === 'copy') return { x, y: y.copy + 26, anchor: 'middle', line: 'copy', give: LINE };
  const below = what === 'requeue' || what === 'dead-letter';
  return {
    x: x + 9,
    y: y.broker + (below ? 16 : -9),
    anchor: 'start',
    line: below ? 'below' : 'broker',
    give: below ? LINE : -LINE,
  };
}

interface Props {
  readonly mark: StoryMark;
  readonly x: number;
  readonly y: Heights;
  readonly point: LabelPoint;
  /** What stands beside it; nothing where another says it too. */
  readonly text: string;
  readonly level: number;
  readonly wordless: boolean;
  /** Ahead of the shown moment it is hollow; faint where something else is pointed at. */
  readonly look: 'past' | 'ahead' | 'faint';
  readonly onPoint: (on: boolean) => void;
}

/** A click leads to the moment, and opens the envelope where there is one. */
function open(runner: Runner, { time, letter }: StoryMark): void {
  runner.play.seek(time);
  if (letter !== null) void runner.choice.message(letter);
}

export const Sign = ({ mark, x, y, point, text, level, wordless, look, onPoint }: Props) => {
  const runner = useRunner();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same links are buttons beneath the diagram
    <g
      className={`${styles['sign']} ${styles[look]}`}
      onClick={() => open(runner, mark)}
      onPointerEnter={() => onPoint(true)}
      onPointerLeave={() => onPoint(false)}
    >
      <Shape mark={mark} x={x} y={y} />
      {!wordless && text !== '' && (
        <text className={wordClass(mark)} x={point.x} y={point.y + level * point.give} textAnchor={point.anchor}>
          {text}
        </text>
      )}
    </g>
  );
};

function wordClass({ what, wrong, obsolete }: StoryMark): string {
  if (what === 'missed') return styles['missedWord'] ?? '';
  if (wrong) return styles['wrongWord'] ?? '';
  if (what === 'repaired' || what === 'read') return styles['mended'] ?? '';
  return (obsolete && what === 'again' ? styles['obsoleteWord'] : styles['word']) ?? '';
}

const Shape = ({ mark, x, y: heights }: Pick<Props, 'mark' | 'x' | 'y'>) => {
  const { what, version, wrong, obsolete } = mark;
  const y = heights[mark.lifeline];
  switch (what) {
    case 'commit':
    case 'again':
      return <Change mark={mark} x={x} y={y} />;
    case 'publish':
      return obsolete ? (
        <rect className={styles['hollow']} x={x - 4} y={y - 4} width={8} height={8} />
      ) : (
        <circle className={styles['dot']} cx={x} cy={y} r={4} />
      );
    case 'deliver':
      return <circle className={styles['hollow']} cx={x} cy={y} r={4} />;
    case 'requeue':
      return <path className={styles['back']} d={`M${x + 6} ${y - 5}v5a3 3 0 0 1 -3 3h-8m3 -3l-3 3l3 3`} />;
    case 'lost':
      return <path className={styles['cross']} d={`M${x - 6} ${fallOf(mark, heights) - 6}l12 12m0 -12l-12 12`} />;
    case 'dead-letter':
      return <path className={styles['cross']} d={`M${x - 5} ${y - 5}l10 10m0 -10l-10 10`} />;
    case 'repaired':
      return (
        <>
          <circle className={styles['repaired']} cx={x} cy={y} r={7.5} />
          <text className={styles['version']} x={x} y={y + 3.5} textAnchor="middle">
            {version}
          </text>
        </>
      );
    case 'written':
      return <circle className={styles['repaired']} cx={x} cy={y} r={4} />;
    case 'read':
      return <circle className={styles['answer']} cx={x} cy={y} r={4.5} />;
    case 'invoice':
    case 'missed':
      return <Invoice mark={mark} x={x} y={y} />;
    default:
      return wrong ? <path className={styles['cross']} d={`M${x - 4} ${y - 4}l8 8m0 -8l-8 8`} /> : null;
  }
};

/** A commit is round; a message published again is hollow round, and square when it is obsolete. */
const Change = ({ mark, x, y }: { readonly mark: StoryMark; readonly x: number; readonly y: number }) => (
  <>
    {mark.obsolete ? (
      <rect className={styles['again']} x={x - 7.5} y={y - 7.5} width={15} height={15} rx={1} />
    ) : (
      <circle className={mark.what === 'again' ? styles['again'] : styles['commit']} cx={x} cy={y} r={7.5} />
    )}
    <text
      className={mark.what === 'again' ? styles['againVersion'] : styles['version']}
      x={x}
      y={y + 3.5}
      textAnchor="middle"
    >
      {mark.version}
    </text>
  </>
);

/** A slip of paper: right ones lie on the line, wrong ones are raised; one that should have gone out and did not is an outline. */
const Invoice = ({ mark, x, y }: { readonly mark: StoryMark; readonly x: number; readonly y: number }) => {
  const { what, wrong, count } = mark;
  const style = what === 'missed' ? styles['missedInvoice'] : wrong ? styles['wrongInvoice'] : styles['invoice'];
  const tall = wrong && what === 'invoice';
  const sheets = Math.min(3, count);
  const [wide, high] = tall ? [15, 34] : [12, 20];
  const top = tall ? y - 25 : y - 10;
  return Array.from({ length: sheets }, (_, n) => {
    const left = x - wide / 2 + (n - (sheets - 1) / 2) * (wide + 3);
    const edge = left + wide;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: sheets are places
      <g key={n} className={style}>
        <path d={`M${left} ${top}h${wide - 4}l4 4V${top + high}H${left}z`} />
        <path className={styles['writing']} d={linesOf(left + 3, edge - 3, top + (tall ? 9 : 7), tall ? 3 : 2)} />
      </g>
    );
  });
};

/** What is written on a slip: so many lines, the last of them short. */
function linesOf(left: number, right: number, top: number, count: number): string {
  return Array.from({ length: count }, (_, n) => {
    const end = n === count - 1 ? left + (right - left) * 0.6 : right;
    return `M${left} ${top + n * 5}H${end}`;
  }).join('');
}
