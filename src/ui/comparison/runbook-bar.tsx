// A lane's runbook as a bar on the lanes' axis: people's time filled for the User team and outlined for the Billing team, a machine's
// in the accent. Where nobody is at work there is a dashed outline.
import { useMemo } from 'react';
import { lengthText, shortLength } from '../../analysis/clock.ts';
import { type Axis, placeOn } from '../../analysis/lanes/axis.ts';
import { segmentsOf } from '../../analysis/lanes/runbook-bar.ts';
import type { RunFacts } from '../../worker/door.ts';
import { usePage } from '../state/use-runner.ts';
import { veiledAfter } from '../state/veil.ts';
import styles from './rows.module.css';

interface Props {
  readonly facts: RunFacts;
  readonly axis: Axis;
  readonly height: number;
  /** Nothing lies over it that hides what nobody has reached. */
  readonly cut?: boolean;
}

/** Pixels of a letter, roughly, and around a text. */
const LETTER = 5.6;
const ROOM = 8;

/** The longest words about a step that fit into so many pixels. */
function wordsFor(title: string, length: number | null, width: number): string {
  const lasts = length === null ? '' : shortLength(length);
  const found = [`${title} ${lasts}`.trim(), title, lasts].find((text) => text.length * LETTER + ROOM <= width);
  return found ?? '';
}

/** What stands where nobody works, if there is room. */
const idleWords = ({ cannot }: RunFacts, room: number): string =>
  [cannot === null ? 'nobody does anything' : `cannot: ${cannot}`, cannot === null ? 'nobody works' : 'cannot'].find(
    (text) => text.length * LETTER + 2 * ROOM <= room,
  ) ?? '';

const TEAM = {
  user: 'User team',
  billing: 'Billing team',
  machine: 'a machine',
  nobody: 'waits for people to be at work',
} as const;

/** The steps that have begun where anybody has looked; where they are cut, as long as they are known. */
function useSegments(facts: RunFacts, end: number, cut: boolean) {
  const all = useMemo(() => segmentsOf(facts, end), [facts, end]);
  const begun = usePage((page) => all.filter(({ from }) => from <= veiledAfter(page)).length);
  const until = usePage((page) => (cut ? Math.min(end, veiledAfter(page)) : end));
  const over = usePage((page) => all.filter(({ to }) => to <= veiledAfter(page)).length);
  // How long a machine takes is told when it is done.
  return all.slice(0, begun).map((segment, n) => ({
    ...segment,
    to: Math.min(segment.to, until),
    length: n < over || segment.who !== 'machine' ? segment.to - segment.from : null,
  }));
}

export const RunbookBar = ({ facts, axis, height, cut = false }: Props) => {
  const segments = useSegments(facts, axis.to, cut);
  const idle =
    usePage((page) => facts.repairAt !== null && veiledAfter(page) >= facts.repairAt) && segments.length === 0;
  const from = placeOn(axis, facts.repairAt ?? axis.to);
  return (
    <svg className={styles['bar']} width={axis.width} height={height} aria-hidden="true">
      {idle && (
        <>
          <rect
            className={styles['idler']}
            x={from + 2.5}
            y={0.5}
            width={Math.max(0, axis.width - from - 4)}
            height={height - 1}
          />
          <text className={styles['idle']} x={from + 8} y={height - 3}>
            {idleWords(facts, axis.width - from)}
          </text>
        </>
      )}
      {segments.map(({ from: begins, to, who, title, length }) => {
        const left = placeOn(axis, begins);
        const width = Math.max(2, placeOn(axis, to) - left - 1);
        const words = wordsFor(who === 'nobody' ? 'waits' : title, length, width);
        return (
          <g key={begins} className={styles[who]}>
            <title>{`${title}: ${TEAM[who]}${length === null ? '' : `, ${lengthText(length)}`}`}</title>
            <rect x={left + 0.5} y={0.5} width={width} height={height - 1} rx={1} />
            {words !== '' && (
              <text x={left + 4} y={height / 2 + 3.5}>
                {words}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
};
