// Messages one by one, once the timeline is looked at closely: three rows of ticks, what was lost hollow, and closer still who and which
// version, with a line to where it was applied. A tick opens its envelope.
import { type MessageTick, roadsOf, ticksOf } from '../../analysis/close-up.ts';
import type { SeenFacts } from '../../analysis/seen.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import styles from './timeline.module.css';

interface Props {
  readonly facts: SeenFacts;
  readonly shown: { readonly from: number; readonly to: number };
  readonly x: (time: number) => number;
  readonly y: number;
  readonly gutter: number;
}

const ROWS = ['committed', 'published', 'applied'] as const;
/** Height of a row, pixels. */
const ROW = 17;
/** Microseconds: nearer than this ticks have names. */
const NAMED = 60_000_000;
const LETTER = 6;

export const CLOSE_UP_HEIGHT = ROWS.length * ROW;

export const MessageTicks = ({ facts, shown, x, y, gutter }: Props) => {
  const runner = useRunner();
  const close = usePage((page) => page.closeUp);
  if (close === null || close.from > shown.from || close.to < shown.to) return null;
  if (close.lines === null)
    return (
      <text className={styles['label']} x={gutter + 8} y={y + ROW * 1.7}>
        Too many messages to tell one from another
      </text>
    );
  const ticks = ticksOf(close.lines, facts.until);
  const named = shown.to - shown.from <= NAMED;
  const rowOf = (row: MessageTick['row']) => y + ROWS.indexOf(row) * ROW;
  /** In each row, where the last name ends. */
  const ends = new Map<string, number>();
  return (
    <>
      {named &&
        roadsOf(close.lines, facts.until).map(({ from, to }) => (
          <path
            key={`${from} ${to}`}
            className={styles['road']}
            d={`M${x(from)} ${rowOf('published') + 12}L${x(to)} ${rowOf('applied') + 5}`}
          />
        ))}
      {ROWS.map((row) => (
        <text key={row} className={styles['rowName']} x={gutter + 3} y={rowOf(row) + 12}>
          {row}
        </text>
      ))}
      {ticks.map(({ time, row, lost, label, key }, n) => {
        const at = x(time);
        const free = at > (ends.get(row) ?? Number.NEGATIVE_INFINITY);
        if (named && free) ends.set(row, at + label.length * LETTER + 12);
        const open = (event: React.PointerEvent) => {
          event.stopPropagation();
          void runner.choice.message(key);
        };
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: several may share everything else, and all are made anew together
          <g key={n} className={styles['tickMark']} onPointerDown={key === null ? undefined : open}>
            <rect
              className={lost ? styles['lostTick'] : styles['messageTick']}
              x={at - 1.5}
              y={rowOf(row) + 5}
              width={3}
              height={9}
            />
            {named && free && (
              <text className={styles['label']} x={at + 5} y={rowOf(row) + 13}>
                {label}
              </text>
            )}
            <rect className={styles['hit']} x={at - 6} y={rowOf(row)} width={12} height={ROW} />
          </g>
        );
      })}
    </>
  );
};
