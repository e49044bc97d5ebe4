// How high each line of the space-time diagram lies, for as many rows of bars as there are.
import type { Bar } from '../../analysis/bars.ts';
import type { Lifeline, StoryMark } from '../../analysis/story.ts';

/** Room for the names of the lines. */
export const GUTTER = 132;
export const NARROW_GUTTER = 86;

export const BAR = 20;

export interface Drawing {
  readonly y: Readonly<Record<Lifeline | 'bars', number>>;
  readonly height: number;
}

export function drawingFor(bars: readonly Bar[]): Drawing {
  const rows = Math.max(1, ...bars.map(({ row }) => row + 1));
  const truth = 14 + rows * BAR + 46;
  const y = { bars: 20, truth, broker: truth + 92, copy: truth + 190, api: truth + 272 };
  return { y, height: y.api + 40 };
}

/** How far from its line a lost message's cross lies: where it was lost. */
export function fallOf({ where }: StoryMark, y: Readonly<Record<Lifeline, number>>): number {
  if (where === 'publisher' || where === 'network') return y.broker - 32;
  return y.broker + (where === 'consumer' ? 56 : 26);
}
