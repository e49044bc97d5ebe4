// A lane's runbook as a bar on the lanes' axis: people's time filled for the User team and outlined for the Billing team, a machine's
// in the accent. Nobody at work is a dashed line.
import { type Axis, placeOn } from '../../analysis/axis.ts';
import { lengthText, shortLength } from '../../analysis/clock.ts';
import { segmentsOf } from '../../analysis/runbook-bar.ts';
import type { RunFacts } from '../../worker/door.ts';
import styles from './rows.module.css';

interface Props {
  readonly facts: RunFacts;
  readonly axis: Axis;
  readonly height: number;
}

/** Pixels of a letter, roughly, and around a text. */
const LETTER = 5.6;
const ROOM = 8;

/** The longest words about a step that fit into so many pixels. */
function wordsFor(title: string, length: number, width: number): string {
  const long = `${title} ${shortLength(length)}`;
  const found = [long, title, shortLength(length)].find((text) => text.length * LETTER + ROOM <= width);
  return found ?? '';
}

const TEAM = { user: 'User team', billing: 'Billing team', machine: 'a machine' } as const;

export const RunbookBar = ({ facts, axis, height }: Props) => {
  const segments = segmentsOf(facts, axis.to);
  const from = placeOn(axis, facts.repairAt ?? axis.to);
  return (
    <svg className={styles['bar']} width={axis.width} height={height} aria-hidden="true">
      {segments.length === 0 && facts.repairAt !== null && (
        <>
          <rect
            className={styles['nobody']}
            x={from + 2.5}
            y={0.5}
            width={Math.max(0, axis.width - from - 4)}
            height={height - 1}
          />
          <text className={styles['idle']} x={from + 8} y={height - 3}>
            {facts.cannot === null ? 'nobody does anything' : `cannot: ${facts.cannot}`}
          </text>
        </>
      )}
      {segments.map(({ from: begins, to, who, title }) => {
        const left = placeOn(axis, begins);
        const width = Math.max(2, placeOn(axis, to) - left - 1);
        const words = wordsFor(title, to - begins, width);
        return (
          <g key={begins} className={styles[who]}>
            <title>{`${title}: ${TEAM[who]}, ${lengthText(to - begins)}`}</title>
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
