// A curve that is drawn by hand or by keys, as numbers: along its axis left and right, up and down the value there.

/** A drawn curve has so many points; one that was not drawn yet is below 0. */
export const PEN_PLACES = 25;
const NOT_DRAWN = -1;
export const NOTHING_DRAWN: readonly number[] = Array.from({ length: PEN_PLACES }, () => NOT_DRAWN);
/** Steps of a key press from the bottom to the top. */
const STEPS = 20;
const ALONG: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };
const UP: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 5, PageDown: -5 };

export const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));

/** The values with those from one place to another drawn as a straight line. */
export function drawn(
  before: readonly number[],
  from: number,
  to: number,
  [a, b]: readonly [number, number],
): readonly number[] {
  const values = [...before];
  const span = Math.max(1, Math.abs(to - from));
  for (let n = 0; n <= span; n++) values[from + Math.sign(to - from) * n] = a + ((b - a) * n) / span;
  return values;
}

interface Pen {
  readonly values: readonly number[];
  /** The point at which the pen is. */
  readonly at: number;
}

/** What a key does with the pen; null where it does nothing. */
export function drawnByKey({ values, at }: Pen, key: string, top: number): Pen | null {
  const value = Math.max(0, values[at] ?? 0);
  const along = ALONG[key];
  if (along !== undefined) {
    const next = within(at + along, PEN_PLACES - 1);
    // Going along draws on at the same height where nothing was drawn yet.
    const isNew = (values[next] ?? NOT_DRAWN) < 0;
    return { values: isNew ? drawn(values, at, next, [value, value]) : values, at: next };
  }
  const up = UP[key];
  if (up === undefined) return null;
  const raised = within(value + (up * top) / STEPS, top);
  return { values: drawn(values, at, at, [raised, raised]), at };
}
