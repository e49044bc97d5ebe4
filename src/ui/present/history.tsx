// One user's history on the stage: the last things that happened to truth, broker and copy, as many as fit, up to the shown moment. Older
// ones are left out, never shrunk.
import { useMemo, useRef } from 'react';
import { kinds } from '../../analysis/kinds.ts';
import { type Column, placer } from '../../analysis/user/columns.ts';
import type { Span } from '../../analysis/user/spans.ts';
import { lasting } from '../../analysis/user/spans.ts';
import { type Story, type StoryMark, storyOf } from '../../analysis/user/story.ts';
import { asksToInvoice } from '../../engine/index.ts';
import { usePage } from '../state/use-runner.ts';
import { useRoom } from '../widgets/room.ts';
import washes from '../widgets/wash.module.css';
import { useLetters } from './letters.ts';
import styles from './present.module.css';

/** Letters that a column has room for, and those of the names at the left. */
const COLUMN = 7;
const NAMES = 4.2;
const ROWS = { truth: 0.2, broker: 0.5, copy: 0.8 } as const;
type Row = keyof typeof ROWS;

function useStory(): Story | null {
  const user = usePage((page) => page.selected);
  const facts = usePage((page) => page.facts);
  const lines = usePage((page) => page.userLines);
  const reads = usePage((page) => page.userReads);
  const told = usePage(({ time, userLines }) => userLines.filter(({ t }) => t <= time).length);
  const answered = usePage(({ time, userReads }) => userReads.filter(({ line }) => line.t <= time).length);
  const runs = usePage(({ time, facts: of }) => of?.invoiceRuns.filter((run) => run.time <= time).length ?? 0);
  const end = usePage(({ time, userLines }) => {
    const last = userLines.findLast(({ t }) => t <= time)?.t ?? 0;
    return Math.max(last + 1, time);
  });
  return useMemo(() => {
    if (user === null || facts === null) return null;
    const { billing } = facts.spec.scenario;
    const missed = facts.invoiceRuns.slice(0, runs).filter((run) => run.missed > 0);
    return storyOf(user, {
      lines: lines.slice(0, told),
      reads: reads.slice(0, answered),
      end,
      countedFrom: billing.reads === 'api' ? null : facts.startsAt,
      missedRuns: asksToInvoice(billing) ? [] : missed.map(({ time }) => time),
    });
  }, [user, facts, lines, reads, told, answered, runs, end]);
}

/** A word or two for a mark. */
function wordOf({ what, version, label, obsolete }: StoryMark): string {
  const named = version === null ? '' : `v${version}`;
  if (what === 'commit') return `${named} ${label}`;
  if (what === 'again') return obsolete ? 'obsolete' : 'again';
  if (what === 'lost') return 'lost';
  if (what === 'turned-away') return label.replace(/^v\d+, /, '');
  if (what === 'publish') return named;
  if (what === 'invoice' && label === 'invoice, wrong') return 'wrong invoice';
  if (what === 'applied' && label !== 'applied') return 'newer overwritten';
  return what === 'applied' ? `${named} applied` : label;
}

interface Drawn {
  readonly story: Story;
  readonly columns: readonly Column[];
  readonly x: (time: number) => number;
  readonly y: (row: Row) => number;
  readonly left: number;
  readonly right: number;
  readonly letters: number;
}

export const StageHistory = () => {
  const story = useStory();
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useRoom(box);
  const letters = useLetters();
  const end = usePage((page) => page.time);
  const left = letters * NAMES;
  const fit = Math.max(2, Math.floor((width - left) / (letters * COLUMN)));
  const columns = story?.columns.slice(-fit) ?? [];
  const x = placer(columns, { left, right: width, end: Math.max(end, 1), byClock: false });
  const y = (row: Row): number => height * ROWS[row];
  const words = story === null ? 'Nobody is chosen.' : `History of user ${story.user}`;
  return (
    <div className={styles['history']} ref={box}>
      {story !== null && width > 0 && (
        <svg width={width} height={height} role="img" aria-label={words}>
          <Signs story={story} columns={columns} x={x} y={y} left={left} right={width} letters={letters} />
        </svg>
      )}
      {story === null && <p className={styles['wait']}>{words}</p>}
    </div>
  );
};

const Signs = (drawn: Drawn) => {
  const { story, columns, x, y, left, right, letters } = drawn;
  const first = columns[0]?.time ?? 0;
  const inside = (span: Span): boolean => span.to > first;
  return (
    <>
      {lasting(story.divergent)
        .filter(inside)
        .map((span) => (
          <Differs key={span.from} span={span} {...drawn} />
        ))}
      {(['truth', 'broker', 'copy'] as const).map((row) => (
        <text key={row} x={0} y={y(row) + letters * 0.35}>
          {row === 'truth' ? 'Truth' : row === 'copy' ? 'Copy' : 'Broker'}
        </text>
      ))}
      <path className={styles['level']} d={`M${left} ${y('broker')}H${right}`} />
      {(['truth', 'copy'] as const).map((row) =>
        story[row]
          .filter(inside)
          .map(({ from, to, value }) => (
            <rect
              key={`${row}${from}`}
              className={styles[`life-${value}`]}
              x={Math.max(left, x(from))}
              y={y(row) - letters * 0.3}
              width={Math.max(0, Math.min(right, x(to)) - Math.max(left, x(from)))}
              height={letters * 0.6}
            />
          )),
      )}
      <Arrows {...drawn} />
      <Marks {...drawn} />
    </>
  );
};

const Differs = ({ span, x, y, left, right, letters }: Drawn & { readonly span: Span }) => {
  const [from, to] = [Math.max(left, x(span.from)), Math.min(right, x(span.to))];
  const title = kinds.find(({ kind }) => kind === span.value)?.title ?? span.value;
  return (
    <>
      <rect
        className={washes[`wash-${span.value}`]}
        x={from}
        y={y('truth')}
        width={Math.max(0, to - from)}
        height={y('copy') - y('truth')}
      />
      {to - from > letters * title.length * 0.6 && (
        <text className={`k-${span.value}`} x={(from + to) / 2} y={y('truth') + letters * 1.5} textAnchor="middle">
          {title}
        </text>
      )}
    </>
  );
};

const rowOf = ({ lifeline }: StoryMark): Row => (lifeline === 'api' ? 'copy' : lifeline);

const Arrows = ({ story, columns, x, y, letters }: Drawn) => {
  const first = columns[0]?.time ?? 0;
  return story.arrows.map(({ from, to, kind, obsolete }) => {
    const [tail, head] = [story.marks[from] as StoryMark, story.marks[to] as StoryMark];
    if (tail.time < first || kind === 'read') return null;
    const down = kind === 'lost' ? y('broker') - letters * 0.8 : y(rowOf(head)) - letters * 0.5;
    return (
      <path
        key={`${from}.${to}`}
        className={kind === 'lost' ? styles['gone'] : obsolete ? styles['obsolete'] : styles['flight']}
        d={`M${x(tail.time)} ${y(rowOf(tail)) + letters * 0.4}L${x(head.time)} ${down}`}
      />
    );
  });
};

interface Placed {
  readonly mark: StoryMark;
  readonly row: Row;
  readonly at: number;
  /** Empty where another stands there. */
  readonly word: string;
  readonly middle: number;
}

/** A word's half, in letters' sizes for each of its letters. */
const HALF = 0.26;

/** Every mark with its word, the newest first: a word that has no room beside a newer one is left out. */
function placed({ story, columns, x, left, right, letters }: Drawn): readonly Placed[] {
  const free: Record<Row, number> = { truth: right, broker: right, copy: right };
  const places = columns.flatMap(({ marks }) => marks).reverse();
  return places.map((place) => {
    const mark = story.marks[place] as StoryMark;
    const row = rowOf(mark);
    const at = x(mark.time);
    const half = wordOf(mark).length * letters * HALF;
    // On the broker's line a word stands beside its mark, clear of the arrows that come and go.
    const beside = row === 'broker' ? half + letters * 0.5 : 0;
    const middle = Math.max(left + half, Math.min(right - half, at + beside));
    const fits = middle + half <= free[row];
    if (fits) free[row] = middle - half - letters * 0.4;
    return { mark, row, at, word: fits ? wordOf(mark) : '', middle };
  });
}

const Marks = (drawn: Drawn) => {
  const { y, letters } = drawn;
  return placed(drawn).map(({ mark, row, at, word, middle }) => (
    <g
      key={`${mark.time} ${row} ${mark.what} ${mark.label}`}
      className={mark.wrong || mark.obsolete ? styles['wrong'] : ''}
    >
      {mark.what === 'lost' ? (
        <path
          className={styles['cross']}
          d={`M${at - letters * 0.35} ${y(row) - letters * 0.35}l${letters * 0.7} ${letters * 0.7}m0 ${-letters * 0.7}l${-letters * 0.7} ${letters * 0.7}`}
        />
      ) : (
        <circle className={styles['dot']} cx={at} cy={y(row)} r={letters * 0.24} />
      )}
      <text
        x={middle}
        y={y(row) + letters * (row === 'truth' ? -0.6 : row === 'broker' ? -0.35 : 1.3)}
        textAnchor="middle"
      >
        {word}
      </text>
    </g>
  ));
};
