// The names of two overlaid lanes at the ends of their lines, whole, in as many lines as it takes; where there is no room for names, how
// each line is drawn, as it stands beside the names above the picture.
import type { RunFacts } from '../../worker/door.ts';
import styles from './overlay.module.css';

/** Room at the right of the picture, pixels: for names, or for signs alone. */
const NAMES = 168;
const SIGNS = 30;
/** A picture with less than this in all has signs alone. */
const LITTLE = 480;

export const roomForNames = (room: number): number => (room < LITTLE ? SIGNS : NAMES);

/** Width of a letter, roughly; height of a line; pixels. */
const LETTER = 7;
const LINE = 15;
/** Between one name and the other. */
const GAP = 3;

/** Words in lines of about so many letters. */
function inLines(text: string, letters: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

interface Props {
  readonly pair: readonly [RunFacts, RunFacts];
  /** How far down each line ends. */
  readonly ends: readonly number[];
  readonly left: number;
  readonly room: number;
  readonly floor: number;
}

/** The upper one moves up where the lower one has no room below it. */
export const NamesAtEnds = ({ pair, ends, left, room, floor }: Props) => {
  const names = pair.map(({ result }) =>
    room < NAMES ? [''] : inLines(result.title, Math.floor((room - 30) / LETTER)),
  );
  const tall = names.map((lines) => lines.length * LINE);
  const upper = (ends[0] as number) <= (ends[1] as number) ? 0 : 1;
  const firsts = ends.map((end) => Math.max(12, end + 4));
  const apart = (tall[upper] as number) + GAP;
  const lowest = floor - (tall[1 - upper] as number) + LINE;
  const low = Math.min(lowest, Math.max(firsts[1 - upper] as number, (firsts[upper] as number) + apart));
  const high = Math.min(firsts[upper] as number, low - apart);
  return pair.map(({ result }, n) => {
    const at = n === upper ? high : low;
    return (
      <g key={result.id}>
        <path className={n === 1 ? styles['second'] : styles['first']} d={`M${left + 6} ${at - 4}h18`} />
        <text className={n === 1 ? styles['nameSecond'] : styles['nameFirst']} y={at}>
          {names[n]?.map((line, k) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines keep their places
            <tspan key={k} x={left + 30} dy={k === 0 ? 0 : LINE}>
              {line}
            </tspan>
          ))}
        </text>
      </g>
    );
  });
};
