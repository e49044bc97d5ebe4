// Ids of Redis entries: `n-m`, a millisecond and a number within it, as the one number that the broker calls a position.

/** Entry ids have room for so many entries of one millisecond. */
export const SEQUENCES = 4_096;

export const positionOf = (offset: number): number => offset * SEQUENCES;

/** How a position is written: n for `n-0`, else `n-m`. */
export function offsetOf(position: number): number | string {
  const milliseconds = Math.floor(position / SEQUENCES);
  const sequence = position % SEQUENCES;
  return sequence === 0 ? milliseconds : `${milliseconds}-${sequence}`;
}

/** "The first wanted is" as the position of the entry before it. */
export const before = (offset: unknown): number =>
  offset === 'first' || offset === undefined ? 0 : positionOf((offset as number) - 1);
