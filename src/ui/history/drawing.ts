// How high each line of the space-time diagram lies, for as many rows of bars as there are.
import type { Bar } from '../../analysis/user/bars.ts';
import type { Lifeline, StoryMark } from '../../analysis/user/story.ts';

/** Room for the names of the lines. */
export const GUTTER = 132;
export const NARROW_GUTTER = 86;

export const BAR = 20;
/** Half the height of a life line. */
export const HALF = 8;
/** Room for the moments' clocks beneath the diagram. */
export const CLOCKS = 44;

export interface Drawing {
  readonly y: Readonly<Record<Lifeline | 'bars', number>>;
  readonly height: number;
}

/** How far apart life lines are, pixels: at least so that words fit between them, at most so that messages are still followed. */
const APART = { least: 94, most: 150 } as const;
/** Heights around the four life lines, and what the gaps differ by. */
const [HEAD, FOOT, COPY, API] = [46, 40, 4, -14] as const;

const headOf = (bars: readonly Bar[]): number => 14 + Math.max(1, ...bars.map(({ row }) => row + 1)) * BAR + HEAD;

/** The least height that a diagram needs with its clocks. */
export const leastHeight = (bars: readonly Bar[]): number =>
  headOf(bars) + 3 * APART.least + COPY + API + FOOT + CLOCKS;

/** Life lines are spread over the height at hand. */
export function drawingFor(bars: readonly Bar[], room: number): Drawing {
  const truth = headOf(bars);
  const free = (room - truth - COPY - API - FOOT - CLOCKS) / 3;
  const apart = Math.min(APART.most, Math.max(APART.least, Math.floor(free)));
  const broker = truth + apart;
  const copy = broker + apart + COPY;
  const api = copy + apart + API;
  return { y: { bars: 20, truth, broker, copy, api }, height: api + FOOT };
}

/** How far from its line a lost message's cross lies: where it was lost. */
export function fallOf({ where }: StoryMark, y: Readonly<Record<Lifeline, number>>): number {
  if (where === 'publisher' || where === 'network') return y.broker - 32;
  return y.broker + (where === 'consumer' ? 56 : 26);
}
