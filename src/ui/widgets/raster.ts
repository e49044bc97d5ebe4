// Draws the field of users: quiet squares where truth and copy agree, marks where they differ, a wash where a repair has been.
// Used by the Users panel and by every lane of a comparison, so that the picture is the same everywhere.
import type { RasterLayout } from '../../analysis/raster.ts';
import { CELL_BITS } from '../../worker/door.ts';
import type { Colours } from './colours.ts';
import { drawShares } from './shares.ts';

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

/** The quiet squares under the marks, kept from frame to frame: only cells that changed are drawn again. */
interface Ground {
  readonly canvas: HTMLCanvasElement;
  readonly codes: Uint8Array;
  layout: RasterLayout | null;
  colours: Colours | null;
  scale: number;
  /** Cells drawn last time: going back in time leaves fewer. */
  drawn: number;
}

const grounds = new WeakMap<HTMLCanvasElement, Ground>();

/** No code of a cell: everything differs from it. */
const UNKNOWN = 255;

function groundOf(canvas: HTMLCanvasElement, count: number): Ground {
  const known = grounds.get(canvas);
  if (known !== undefined && known.codes.length >= count) return known;
  const codes = new Uint8Array(count * 2).fill(UNKNOWN);
  const made = { canvas: document.createElement('canvas'), codes, layout: null, colours: null, scale: 0, drawn: 0 };
  grounds.set(canvas, made);
  return made;
}

const sameLayout = (a: RasterLayout | null, b: RasterLayout): boolean =>
  a !== null &&
  a.first === b.first &&
  a.block === b.block &&
  a.columns === b.columns &&
  a.wide === b.wide &&
  a.tall === b.tall;

/** Room between cells, which are drawn without when they are tiny. */
const gapOf = (pitch: number): number => (pitch >= 24 ? 2 : pitch >= 4 ? 1 : pitch >= 3 ? 0.6 : 0);

/** Makes the ground fit for what is to be drawn; forgets it all when layout, colours or sharpness changed. */
function prepared(ground: Ground, layout: RasterLayout, colours: Colours, scale: number): Context | null {
  const { canvas, codes } = ground;
  const [width, height] = [layout.columns * layout.wide, (layout.rows + 2) * layout.tall];
  const wanted = [Math.ceil(width * scale), Math.ceil(height * scale)] as const;
  const kept = sameLayout(ground.layout, layout) && ground.colours === colours && ground.scale === scale;
  if (!kept || canvas.width !== wanted[0] || canvas.height < Math.ceil((layout.rows * layout.tall + 1) * scale)) {
    [canvas.width, canvas.height] = wanted;
    codes.fill(UNKNOWN);
  }
  Object.assign(ground, { layout, colours, scale });
  const context = canvas.getContext('2d');
  context?.setTransform(scale, 0, 0, scale, 0, 0);
  return context;
}

function drawCell(context: Context, code: number, x: number, y: number, layout: RasterLayout, colours: Colours): void {
  const { wide, tall } = layout;
  const gap = gapOf(Math.min(wide, tall));
  context.clearRect(x, y, wide, tall);
  if ((code & 4) !== 0) {
    context.fillStyle = colours.repaired;
    context.fillRect(x, y, wide, tall);
    if ((code & 3) !== 2) return;
  }
  if ((code & 3) === 0) return;
  context.fillStyle = (code & 3) === 2 ? colours['agree-2'] : colours.agree;
  context.fillRect(x, y, wide - gap, tall - gap);
}

/** From this pitch on cells carry words, and the mark stands among them. */
export const WORDS = 24;

export function drawRaster(context: Context, cells: Uint8Array, layout: RasterLayout, colours: Colours): void {
  if (layout.block > 1) return drawShares(context, cells, layout, colours);
  const { columns, wide, tall, first, rows } = layout;
  const last = Math.min(layout.last, cells.length - 1);
  const pitch = Math.min(wide, tall);
  const gap = gapOf(pitch);
  const scale = context.getTransform().a;
  const ground = groundOf(context.canvas, rows * columns);
  const under = prepared(ground, layout, colours, scale);
  const marks: number[][] = [[], [], [], [], [], []];
  for (let cell = 0, user = first; user <= last; cell++, user++) {
    const value = cells[user] as number;
    const kind = value & CELL_BITS.kind;
    const status = kind === 0 ? (value & CELL_BITS.status) >> CELL_BITS.statusShift : 0;
    const code = status | ((value & SEEN) === 0 ? 0 : 4);
    if (kind === 0 && code === ground.codes[cell]) continue;
    const x = (cell % columns) * wide;
    const y = Math.floor(cell / columns) * tall;
    if (kind !== 0) (marks[kind] as number[]).push(x + (wide - gap) / 2, y + (tall - gap) / 2);
    if (code === ground.codes[cell] || under === null) continue;
    ground.codes[cell] = code;
    drawCell(under, code, x, y, layout, colours);
  }
  const cellCount = Math.max(0, last - first + 1);
  for (let cell = cellCount; cell < ground.drawn; cell++) {
    ground.codes[cell] = UNKNOWN;
    under?.clearRect((cell % columns) * wide, Math.floor(cell / columns) * tall, wide, tall);
  }
  ground.drawn = cellCount;
  const { canvas } = ground;
  if (canvas.width > 0 && canvas.height > 0)
    context.drawImage(canvas, 0, 0, canvas.width / scale, canvas.height / scale);
  if (pitch < WORDS) drawMarks(context, marks, pitch - gap + (pitch <= 3 ? 1.6 : pitch <= 6 ? 2.2 : 1), colours, pitch);
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
