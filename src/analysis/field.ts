// The field of users: how many cells to a row, how large, how many users to a cell when there are more users than room, and
// where a user's cell is. It draws nothing.

export interface FieldLayout {
  readonly users: number;
  /** Users to a cell; 1 while there is room. */
  readonly block: number;
  readonly columns: number;
  readonly rows: number;
  /** Distance from cell to cell, in drawing units. */
  readonly pitch: number;
}

/** Cells are never smaller than this. */
const SMALLEST = 1.5;
const LARGEST = 28;

/** In halves, so that the field fills its room. */
const pitchFor = (cells: number, width: number, height: number): number => {
  let pitch = Math.min(LARGEST, Math.ceil(Math.sqrt((width * height) / Math.max(1, cells)) * 2) / 2);
  const fits = (size: number) => Math.floor(width / size) * Math.floor(height / size) >= cells;
  while (pitch > SMALLEST && !fits(pitch)) pitch -= 0.5;
  return Math.max(SMALLEST, pitch);
};

/** A layout for `users` in the given room. Blocks are powers of two, so that the legend stays readable. */
export function fieldLayout(users: number, width: number, height: number): FieldLayout {
  const room = Math.max(1, Math.floor(width / SMALLEST) * Math.floor(height / SMALLEST));
  let block = 1;
  while (users / block > room) block *= 2;
  const cells = Math.max(1, Math.ceil(users / block));
  const pitch = pitchFor(cells, width, height);
  const columns = Math.max(1, Math.floor(width / pitch));
  return { users, block, columns, rows: Math.ceil(cells / columns), pitch };
}

/** The cell of a user, from 0. */
export const cellOfUser = ({ block }: FieldLayout, user: number): number => Math.floor((user - 1) / block);

/** The first user of the cell at a point, or undefined outside. */
export function userAtPoint({ block, columns, pitch, users }: FieldLayout, x: number, y: number): number | undefined {
  const column = Math.floor(x / pitch);
  const row = Math.floor(y / pitch);
  if (column < 0 || column >= columns || row < 0) return undefined;
  const user = (row * columns + column) * block + 1;
  return user <= users ? user : undefined;
}

/** Left top of a user's cell. */
export function pointOfUser(layout: FieldLayout, user: number): { readonly x: number; readonly y: number } {
  const cell = cellOfUser(layout, user);
  return { x: (cell % layout.columns) * layout.pitch, y: Math.floor(cell / layout.columns) * layout.pitch };
}

/** Of several users in a block the one that is worst off is shown: the kind that most have, or agreement when none differs. */
export function worstOfBlock(cells: Uint8Array, from: number, to: number, kindBits: number): number {
  let shown = 0;
  const counts = [0, 0, 0, 0, 0, 0, 0, 0];
  let most = 0;
  for (let user = from; user < to; user++) {
    const cell = cells[user] as number;
    const kind = cell & kindBits;
    if (kind === 0) {
      if (most === 0) shown |= cell;
      continue;
    }
    counts[kind] = (counts[kind] as number) + 1;
    if ((counts[kind] as number) > most) {
      most = counts[kind] as number;
      shown = cell;
    }
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
