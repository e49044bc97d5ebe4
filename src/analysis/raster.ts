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
/** A tile for several users is never smaller than this; one user's cell may be a single pixel. */
const SMALLEST_TILE = 2;
/** Users to a tile. */
const BLOCKS = [2, 4, 5, 8, 10, 16, 20, 25, 32, 40, 50, 64, 80, 100, 125, 160, 200, 250, 320, 400, 500, 640, 800, 1000];
/** How much a cell that is no square counts against it. */
const SQUARENESS = 0.35;
/** A larger tile is worth it when it fills the room so much better. */
const TRIED_BLOCKS = 3;

interface Cell {
  readonly wide: number;
  readonly tall: number;
  readonly score: number;
}

/** The cell that fills the room best with so many of them, as square as may be; undefined when there is no room. */
function bestCell(cells: number, width: number, height: number, grain: number, least: number): Cell | undefined {
  const ideal = Math.sqrt((width * height) / cells);
  const from = Math.max(least, Math.floor((ideal * 0.55) / grain) * grain);
  const to = Math.min(LARGEST, Math.max(from, ideal * 1.6));
  let best: Cell | undefined;
  for (let wide = from; wide <= to; wide += grain) {
    const rows = Math.ceil(cells / Math.max(1, Math.floor(width / wide)));
    const tall = Math.min(wide * 1.5 + grain / 2, LARGEST, Math.floor(height / rows / grain) * grain);
    const crisp = Math.floor(tall / grain) * grain;
    if (crisp < least || crisp < wide / 2 || wide > width) continue;
    const score = wide * crisp * (Math.min(wide, crisp) / Math.max(wide, crisp)) ** SQUARENESS;
    if (best === undefined || score > best.score) best = { wide, tall: crisp, score };
  }
  return best;
}

/** As many columns as give the field the shape of its room: what is left empty is then little on every side. */
function columnsFor(cells: number, width: number, height: number, wide: number, tall: number): number {
  const most = Math.max(1, Math.floor(width / wide));
  const needed = Math.ceil(cells / Math.max(1, Math.floor(height / tall)));
  const alike = Math.ceil(Math.sqrt((cells * width * tall) / (height * wide)));
  return Math.max(1, Math.min(most, cells, Math.max(needed, alike)));
}

/** A layout for `users` in the given room, or for a part of them. */
export function rasterLayout(users: number, width: number, height: number, wish: RasterWish = {}): RasterLayout {
  const { grain = 1, first = 1, count = users } = wish;
  const shown = Math.max(1, Math.min(count, users - first + 1));
  const whole = (block: number, { wide, tall }: Pick<Cell, 'wide' | 'tall'>): RasterLayout => {
    const cells = Math.ceil(shown / block);
    const columns = columnsFor(cells, width, height, wide, tall);
    const left = Math.max(0, Math.floor((width - columns * wide) / 2));
    return { first, last: first + shown - 1, block, columns, rows: Math.ceil(cells / columns), wide, tall, left };
  };
  const single = bestCell(shown, width, height, grain, 1);
  if (single !== undefined) return whole(1, single);
  let found: { readonly block: number; readonly cell: Cell; readonly fills: number } | undefined;
  let tried = 0;
  for (const block of BLOCKS) {
    const cells = Math.ceil(shown / block);
    const cell = bestCell(cells, width, height, grain, SMALLEST_TILE);
    if (cell === undefined) continue;
    const fills = cells * cell.score;
    if (found === undefined || fills > found.fills * 1.1) found = { block, cell, fills };
    if (++tried === TRIED_BLOCKS) break;
  }
  if (found !== undefined) return whole(found.block, found.cell);
  const room = Math.max(1, Math.floor(width / SMALLEST_TILE) * Math.floor(height / SMALLEST_TILE));
  return whole(Math.ceil(shown / room), { wide: SMALLEST_TILE, tall: SMALLEST_TILE });
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

/** From the worst to the least bad: what bills too much before what bills the wrong price before what bills too little. */
const WORST_FIRST = [1, 4, 5, 3, 2];
const RANK = new Uint8Array(8);
WORST_FIRST.forEach((kind, n) => {
  RANK[kind] = WORST_FIRST.length - n;
});

/** Of several users in a tile the one that is worst off is shown: its worst kind, never an average. */
export function worstOfBlock(cells: Uint8Array, from: number, to: number, kindBits: number): number {
  let shown = 0;
  let rank = 0;
  for (let user = from; user < to; user++) {
    const cell = cells[user] as number;
    const own = RANK[cell & kindBits] as number;
    if (own > rank) {
      rank = own;
      shown = cell;
    } else if (rank === 0) shown |= cell;
  }
  return shown;
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
