// Draws the field of users: quiet squares where truth and copy agree, marks where they differ, a wash where a repair has been.
// Used by the Users panel and by every lane of a comparison, so that the picture is the same everywhere.
import { type FieldLayout, worstOfBlock } from '../../analysis/field.ts';
import { CELL_BITS } from '../../worker/door.ts';
import type { Colours } from './colours.ts';

const COLOUR_OF = ['', 'overbilled', 'underbilled', 'missing', 'orphan', 'wrong-plan'] as const;

type Context = CanvasRenderingContext2D;

/** One kind's marks as one path, so that thousands are drawn at once. */
const SHAPES: Readonly<Record<number, (x: Context, cx: number, cy: number, h: number) => void>> = {
  1: (x, cx, cy, h) => {
    x.moveTo(cx, cy - h);
    x.lineTo(cx + h, cy + h);
    x.lineTo(cx - h, cy + h);
    x.closePath();
  },
  2: (x, cx, cy, h) => {
    x.moveTo(cx, cy + h);
    x.lineTo(cx + h, cy - h);
    x.lineTo(cx - h, cy - h);
    x.closePath();
  },
  4: (x, cx, cy, h) => {
    x.moveTo(cx, cy - h - 0.4);
    x.lineTo(cx + h + 0.4, cy);
    x.lineTo(cx, cy + h + 0.4);
    x.lineTo(cx - h - 0.4, cy);
    x.closePath();
  },
};

const SEEN = CELL_BITS.repaired;

export function drawField(context: Context, cells: Uint8Array, layout: FieldLayout, colours: Colours): void {
  const { block, columns, pitch, users } = layout;
  const gap = pitch >= 4 ? 1 : pitch >= 3 ? 0.6 : 0;
  const side = pitch - gap;
  const marks: number[][] = [[], [], [], [], [], []];
  const squares: [number[], number[], number[]] = [[], [], []];
  for (let cell = 0, user = 1; user <= users; cell++, user += block) {
    const value =
      block === 1
        ? (cells[user] as number)
        : worstOfBlock(cells, user, Math.min(users + 1, user + block), CELL_BITS.kind);
    const kind = value & CELL_BITS.kind;
    const status = (value & CELL_BITS.status) >> CELL_BITS.statusShift;
    const x = (cell % columns) * pitch;
    const y = Math.floor(cell / columns) * pitch;
    if ((value & SEEN) !== 0) squares[2].push(x, y);
    if (kind !== 0) (marks[kind] as number[]).push(x + side / 2, y + side / 2);
    else if (status !== 0) squares[status === 2 ? 1 : 0].push(x, y);
  }
  const fill = (list: readonly number[], colour: string, size: number) => {
    context.fillStyle = colour;
    for (let n = 0; n < list.length; n += 2) context.fillRect(list[n] as number, list[n + 1] as number, size, size);
  };
  fill(squares[0], colours.agree, side);
  fill(squares[2], colours.repaired, pitch);
  context.globalAlpha = 1;
  fill(squares[1], colours['agree-2'], side);
  drawMarks(context, marks, side + (pitch <= 3 ? 1.6 : pitch <= 6 ? 2.2 : 1), colours, pitch);
}

function drawMarks(context: Context, marks: readonly number[][], size: number, colours: Colours, pitch: number): void {
  const h = size / 2;
  marks.forEach((list, kind) => {
    if (list.length === 0 || kind === 0) return;
    const dense = list.length > 20_000;
    context.fillStyle = colours.paper;
    if (!dense && pitch > 2)
      for (let n = 0; n < list.length; n += 2)
        context.fillRect((list[n] as number) - h - 0.6, (list[n + 1] as number) - h - 0.6, size + 1.2, size + 1.2);
    const colour = colours[COLOUR_OF[kind] as keyof Colours];
    context.fillStyle = context.strokeStyle = colour;
    if (dense) {
      for (let n = 0; n < list.length; n += 2)
        context.fillRect((list[n] as number) - h, (list[n + 1] as number) - h, pitch, pitch);
      return;
    }
    context.beginPath();
    const shape = SHAPES[kind];
    for (let n = 0; n < list.length; n += 2) {
      const [cx, cy] = [list[n] as number, list[n + 1] as number];
      if (shape !== undefined) shape(context, cx, cy, h);
      else {
        context.moveTo(cx + h, cy);
        context.arc(cx, cy, h - 0.4, 0, 7);
      }
    }
    if (shape !== undefined) context.fill();
    else {
      context.lineWidth = Math.max(1.1, size * 0.22);
      context.stroke();
    }
    if (kind === 5) context.fill();
  });
}
