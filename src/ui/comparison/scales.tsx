// The two scales of a comparison's pictures: rules with the numbers of users, and the clock beneath. It draws where it is told to.
import { timeTicks } from '../../analysis/clock.ts';
import type { Focus } from '../../analysis/focus.ts';
import { numberText, roundTicks } from '../../analysis/numbers.ts';

interface LevelsProps {
  readonly peak: number;
  /** About so many rules. */
  readonly count: number;
  readonly width: number;
  readonly y: (users: number) => number;
  /** How far below its rule a number stands, pixels. */
  readonly below: number;
  readonly rule: string | undefined;
}

export const Levels = ({ peak, count, width, y, below, rule }: LevelsProps) =>
  roundTicks(peak, count).map((users) => (
    <g key={users}>
      <path className={rule} d={`M0 ${y(users) + 0.5}H${width}`} />
      <text x={0} y={y(users) + below}>
        {numberText(users)}
      </text>
    </g>
  ));

interface ClocksProps {
  readonly start: number;
  readonly focus: Focus;
  readonly count: number;
  readonly width: number;
  readonly x: (time: number) => number;
  readonly y: number;
  /** This near to an edge, pixels, a text leans away from it. */
  readonly edges: { readonly left: number; readonly right: number };
}

/** Width of a letter, roughly, and the room between two labels, pixels. */
const LETTER = 5.6;
const GAP = 5;

/** A label that would touch the one before it, such as a long date, is left out. */
export const Clocks = ({ start, focus, count, width, x, y, edges }: ClocksProps) => {
  let free = Number.NEGATIVE_INFINITY;
  return timeTicks(start, focus.from, focus.to, count).map(({ time, label }) => {
    const at = x(time);
    const wide = label.length * LETTER;
    const anchor = at > width - edges.right ? 'end' : at < edges.left ? 'start' : 'middle';
    const left = at - (anchor === 'end' ? wide : anchor === 'middle' ? wide / 2 : 0);
    if (left < free) return null;
    free = left + wide + GAP;
    return (
      <text key={time} x={at} y={y} textAnchor={anchor}>
        {label}
      </text>
    );
  });
};
