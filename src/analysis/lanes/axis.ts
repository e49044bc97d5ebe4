// The time axis of a comparison: which pixel a moment stands at. Piece by piece a straight line, so that plain numbers carry it to
// the worker; where a machine writes it is stretched. It draws nothing.

/** A part of the axis along which time goes evenly. */
interface AxisPiece {
  /** Microseconds. */
  readonly from: number;
  readonly to: number;
  /** Pixels from the left edge of the plot. */
  readonly left: number;
  readonly right: number;
  /** Drawn longer than the time around it. */
  readonly stretched: boolean;
}

export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly pieces: readonly AxisPiece[];
}

/** How fast time is to go by, from `from` to `to`: microseconds of virtual time in a second of somebody's. */
export interface Going {
  readonly from: number;
  readonly to: number;
  readonly rate: number;
  /** Whether it goes slower than around it, for something to be seen. */
  readonly stretched: boolean;
  /** Whether it must be wide enough to be looked at. */
  readonly wide: boolean;
}

/** A part that must be wide is never narrower, pixels; where there is room for it. */
const LEAST = 96;
/** All wide parts together take at most this share of the plot. */
const MOST = 0.62;

export const linearAxis = (from: number, to: number, width: number): Axis => ({
  from,
  to,
  width,
  pieces: [{ from, to, left: 0, right: width, stretched: false }],
});

/** Each part as wide as it lasts at its rate; those that must be wide at least so wide that they can be looked at. */
export function axisOf(goings: readonly Going[], from: number, to: number, width: number): Axis {
  const parts = goings
    .map((going) => ({ ...going, from: Math.max(from, going.from), to: Math.min(to, going.to) }))
    .filter((part) => part.to > part.from);
  if (parts.length === 0 || width <= 0) return linearAxis(from, to, width);
  const seconds = parts.map((part) => (part.to - part.from) / part.rate);
  const widths = widthsOf(seconds, parts, width);
  let left = 0;
  const pieces = parts.map((part, n): AxisPiece => {
    const right = n === parts.length - 1 ? width : left + (widths[n] as number);
    const piece = { from: part.from, to: part.to, left, right, stretched: part.stretched };
    left = right;
    return piece;
  });
  return { from, to, width, pieces };
}

/** In proportion to their seconds, but what must be wide, with what adjoins it and must be too, not below what can be looked at. */
function widthsOf(seconds: readonly number[], parts: readonly Pick<Going, 'wide'>[], width: number): readonly number[] {
  const groups = groupsOf(parts);
  const secondsIn = groups.map(({ first, last }) =>
    seconds.slice(first, last + 1).reduce((sum, each) => sum + each, 0),
  );
  const least = Math.min(LEAST, (width * MOST) / Math.max(1, groups.filter(({ wide }) => wide).length));
  const raised = new Set<number>();
  for (;;) {
    const rest = width - raised.size * least;
    const sum = secondsIn.reduce((total, each, n) => total + (raised.has(n) ? 0 : each), 0);
    const widths = secondsIn.map((each, n) => (raised.has(n) ? least : sum === 0 ? 0 : (each / sum) * rest));
    const narrow = groups.findIndex(({ wide }, n) => wide && (widths[n] as number) < least && !raised.has(n));
    if (narrow >= 0) raised.add(narrow);
    else
      return groups.flatMap(({ first, last }, n) =>
        seconds.slice(first, last + 1).map((each) => (each / (secondsIn[n] as number)) * (widths[n] as number)),
      );
  }
}

interface Group {
  readonly first: number;
  readonly last: number;
  readonly wide: boolean;
}

/** Parts that must be wide and adjoin each other are one. */
function groupsOf(parts: readonly Pick<Going, 'wide'>[]): readonly Group[] {
  const groups: Group[] = [];
  parts.forEach(({ wide }, n) => {
    const before = groups[groups.length - 1];
    if (wide && before?.wide === true) groups[groups.length - 1] = { ...before, last: n };
    else groups.push({ first: n, last: n, wide });
  });
  return groups;
}

/** The pixel of a moment, from the left edge; outside of the axis its edges. */
export function placeOn({ pieces, width }: Axis, time: number): number {
  for (const { from, to, left, right } of pieces) {
    if (time <= from) return left;
    if (time < to) return left + ((time - from) / (to - from)) * (right - left);
  }
  return width;
}

/** The moment at a pixel. */
export function timeOn({ pieces, from: first, to: last }: Axis, x: number): number {
  for (const { from, to, left, right } of pieces) {
    if (x <= left) return Math.max(first, from);
    if (x < right) return Math.round(from + ((x - left) / (right - left)) * (to - from));
  }
  return last;
}
