// The field of users: how many cells to a row, how large, how many users to a cell when there are more users than room, which
// part of them is shown, and where a user's cell is. It draws nothing.

export interface RasterLayout {
  /** Users for whom there is room: from `first` to `last`. */
  readonly first: number;
  readonly last: number;
  /** Users to a cell; 1 while there is room. */
  readonly block: number;
  readonly columns: number;
  readonly rows: number;
  /** Distances from cell to cell, in drawing units; whole steps of the grain, so that edges are crisp. */
  readonly wide: number;
  readonly tall: number;
  /** Room to the left of the first column, so that the field stands in the middle. */
  readonly left: number;
}

interface RasterWish {
  /** The smallest step in which cells grow: one pixel of the screen. */
  readonly grain?: number;
  /** Only these users, when people look closer. */
  readonly first?: number;
  readonly count?: number;
}

const LARGEST = 96;
/** From this pitch on cells are always square; smaller ones only where that leaves little of the room empty. */
const SQUARE_FROM = 3;
const ENOUGH = 0.6;
/** How much a cell that is no square counts against it. */
const SQUARENESS = 0.35;
/** A tile for several users is about a sixtieth of the room, within these bounds: large enough for its shares to be seen. */
const TILES_ACROSS = 60;
const [SMALLEST_TILE, LARGEST_TILE] = [6, 8];

interface Cell {
  readonly wide: number;
  readonly tall: number;
}

/** The largest square of which the room holds so many; undefined when there is no room for them. */
function squareCell(cells: number, width: number, height: number, grain: number): Cell | undefined {
  let side = Math.min(LARGEST, Math.ceil(Math.sqrt((width * height) / cells) / grain) * grain);
  while (side > 0 && Math.floor(width / side) * Math.floor(height / side) < cells) side -= grain;
  return side < 1 ? undefined : { wide: side, tall: side };
}

/** The cell that fills the room best with so many of them, as square as may be; undefined when there is no room. */
function bestCell(cells: number, width: number, height: number, grain: number): Cell | undefined {
  const square = squareCell(cells, width, height, grain);
  if (square !== undefined && square.wide >= SQUARE_FROM) return square;
  const ideal = Math.sqrt((width * height) / cells);
  let best: (Cell & { readonly score: number }) | undefined;
  for (let wide = 1; wide <= Math.max(1, ideal * 1.6); wide += grain) {
    const rows = Math.ceil(cells / Math.max(1, Math.floor(width / wide)));
    const tall = Math.min(wide * 1.5 + grain / 2, Math.floor(height / rows / grain) * grain);
    const crisp = Math.floor(tall / grain) * grain;
    if (crisp < 1 || crisp < wide / 2 || wide > width) continue;
    const score = wide * crisp * (Math.min(wide, crisp) / Math.max(wide, crisp)) ** SQUARENESS;
    if (best === undefined || score > best.score) best = { wide, tall: crisp, score };
  }
  if (best === undefined) return square;
  const fills = square === undefined ? 0 : (square.wide * square.tall) / (best.wide * best.tall);
  return fills >= ENOUGH ? square : best;
}

/** As many columns as give the field the shape of its room: what is left empty is then little on every side. */
function columnsFor(cells: number, width: number, height: number, { wide, tall }: Cell): number {
  const most = Math.max(1, Math.floor(width / wide));
  const needed = Math.ceil(cells / Math.max(1, Math.floor(height / tall)));
  const alike = Math.ceil(Math.sqrt((cells * width * tall) / (height * wide)));
  return Math.max(1, Math.min(most, cells, Math.max(needed, alike)));
}

/** The least number with two digits and zeros behind them that is not less. */
function rounded(count: number): number {
  let unit = 1;
  while (count / unit > 100) unit *= 10;
  return Math.ceil(count / unit) * unit;
}

/** A layout for `users` in the given room, or for a part of them. */
export function rasterLayout(users: number, width: number, height: number, wish: RasterWish = {}): RasterLayout {
  const { grain = 1, first = 1, count = users } = wish;
  const shown = Math.max(1, Math.min(count, users - first + 1));
  const whole = (block: number, cell: Cell): RasterLayout => {
    const cells = Math.ceil(shown / block);
    const columns = columnsFor(cells, width, height, cell);
    const left = Math.max(0, Math.floor((width - columns * cell.wide) / 2));
    return { first, last: first + shown - 1, block, columns, rows: Math.ceil(cells / columns), ...cell, left };
  };
  const single = bestCell(shown, width, height, grain);
  if (single !== undefined) return whole(1, single);
  const wanted = Math.round(Math.sqrt(width * height) / TILES_ACROSS);
  const side = Math.min(LARGEST_TILE, Math.max(SMALLEST_TILE, wanted));
  const room = Math.max(1, Math.floor(width / side) * Math.floor(height / side));
  return whole(rounded(Math.ceil(shown / room)), { wide: side, tall: side });
}

/**
 * The same columns in another room, for as many users as there are by now: everybody keeps the place among the others, only the cells
 * grow or shrink.
 */
export function refitted(
  layout: RasterLayout,
  users: number,
  width: number,
  height: number,
  grain: number,
): RasterLayout {
  const { first, block, columns } = layout;
  const rows = Math.max(1, Math.ceil((users - first + 1) / block / columns));
  const fits = (wide: number, tall: number): boolean => columns * wide <= width && rows * tall <= height;
  const shape = layout.tall / layout.wide;
  let { wide, tall } = layout;
  const step = (by: number): void => {
    wide = Math.max(1, Math.round((wide + by) / grain) * grain);
    tall = Math.max(1, Math.round((wide * shape) / grain) * grain);
  };
  while (!fits(wide, tall) && Math.min(wide, tall) > 1) step(-grain);
  while (block === 1 && wide < LARGEST && fits(wide + grain, tall + grain * shape)) step(grain);
  const left = Math.max(0, Math.floor((width - columns * wide) / 2));
  return { ...layout, last: users, rows, wide, tall, left };
}

/** The cell of a user, from 0; outside of what is shown it lies before or behind. */
export const cellOfUser = ({ block, first }: RasterLayout, user: number): number => Math.floor((user - first) / block);

export const isShown = ({ first, last }: RasterLayout, user: number): boolean => user >= first && user <= last;

/** The first user of the cell at a point, or undefined outside. */
export function userAtPoint(layout: RasterLayout, x: number, y: number): number | undefined {
  const { block, columns, wide, tall, first, last } = layout;
  const column = Math.floor(x / wide);
  const row = Math.floor(y / tall);
  if (column < 0 || column >= columns || row < 0) return undefined;
  const user = first + (row * columns + column) * block;
  return user <= last ? user : undefined;
}

/** Left top of a user's cell. */
export function pointOfUser(layout: RasterLayout, user: number): { readonly x: number; readonly y: number } {
  const cell = cellOfUser(layout, user);
  return { x: (cell % layout.columns) * layout.wide, y: Math.floor(cell / layout.columns) * layout.tall };
}

/** The next divergent user after `user`, around the end; undefined when nobody is divergent. */
export function nextDivergent(cells: Uint8Array, user: number, step: 1 | -1, kindBits: number): number | undefined {
  const count = cells.length - 1;
  for (let n = 1; n <= count; n++) {
    const at = ((((user - 1 + step * n) % count) + count) % count) + 1;
    if (((cells[at] as number) & kindBits) !== 0) return at;
  }
  return undefined;
}

/** Cells to a page when moving by the keyboard. */
const PAGE = 10;

/** Where a key leads from a user's cell, as in a grid: by cell, by row, by ten rows, to the ends of a row or of all. */
export function userByKey(layout: RasterLayout, user: number, key: string, users: number, all: boolean): number | null {
  const { block, columns, first } = layout;
  const cell = Math.floor((user - first) / block);
  const column = ((cell % columns) + columns) % columns;
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: columns,
    ArrowUp: -columns,
    PageDown: PAGE * columns,
    PageUp: -PAGE * columns,
    Home: all ? Number.NEGATIVE_INFINITY : -column,
    End: all ? Number.POSITIVE_INFINITY : columns - 1 - column,
  };
  const by = moves[key];
  if (by === undefined) return null;
  const last = Math.floor((users - 1) / block) * block + 1;
  return Math.min(last, Math.max(1, user + by * block));
}

/** Users shown one zoom step closer or further; the closest step has room for words in every cell. */
export function zoomedCount(users: number, shown: number, closer: boolean, width: number, height: number): number {
  const fewest = Math.max(1, Math.min(users, Math.floor(width / WORDS_WIDE) * Math.floor(height / WORDS_TALL)));
  const wanted = closer ? Math.max(fewest, Math.round(shown / 4)) : shown * 4;
  return wanted * 1.5 > users && !closer ? users : Math.min(users, wanted);
}

/** Cells so large carry number and version. */
const WORDS_WIDE = 44;
const WORDS_TALL = 34;

/** The first user to be shown so that `user` is about where it was, at `share` of the way down. */
export function windowAround(users: number, count: number, user: number, share: number): number {
  return Math.max(1, Math.min(users - count + 1, Math.round(user - count * share)));
}
