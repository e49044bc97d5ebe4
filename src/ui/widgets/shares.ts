// Draws the field of users where a tile stands for many: each kind's share of the tile in its colour, over the mixture of all that
// is quiet. Used wherever users do not all have a cell of their own, and by the scale that explains it.
import type { RasterLayout } from '../../analysis/raster.ts';
import { areAlike, dotsOf, foursOf, LOOKS, looksOf, TileFiller } from '../../analysis/shares.ts';
import { KINDS } from '../../engine/index.ts';
import { CELL_BITS } from '../../worker/door.ts';
import type { Colours } from './colours.ts';

const COLOUR_OF = ['', 'overbilled', 'underbilled', 'missing', 'orphan', 'wrong-plan'] as const;

type Rgb = readonly [red: number, green: number, blue: number];

interface Inks {
  /** By kind, as four bytes of a picture. */
  readonly kinds: Uint32Array;
  /** By look: what a quiet user of that look is coloured. */
  readonly quiet: readonly Rgb[];
}

const bytesOf = ([red, green, blue]: Rgb): number => (255 << 24) | (blue << 16) | (green << 8) | red;

/** The bytes of colours, read off a picture: a style may write them in any notation. */
function inksFrom(colours: Colours): Inks {
  const probe = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgb = (colour: string): Rgb => {
    if (probe === null) return [0, 0, 0];
    probe.fillStyle = colour;
    probe.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = probe.getImageData(0, 0, 1, 1).data;
    return [red, green, blue];
  };
  const kinds = Uint32Array.from(KINDS, (_, kind) =>
    kind === 0 ? 0 : bytesOf(rgb(colours[COLOUR_OF[kind] as keyof Colours])),
  );
  const [paper, active, suspended, seen] = [colours.paper, colours.agree, colours['agree-2'], colours.repaired].map(
    rgb,
  );
  const quiet = Array.from({ length: LOOKS }, (_, look) => {
    if ((look & CELL_BITS.repaired) !== 0) return seen as Rgb;
    const status = (look & CELL_BITS.status) >> CELL_BITS.statusShift;
    return (status === 0 ? paper : status === 2 ? suspended : active) as Rgb;
  });
  return { kinds, quiet };
}

const known = new WeakMap<Colours, Inks>();

function inksOf(colours: Colours): Inks {
  const inks = known.get(colours) ?? inksFrom(colours);
  known.set(colours, inks);
  return inks;
}

const fillers = new Map<number, TileFiller>();

function fillerFor(side: number): TileFiller {
  const filler = fillers.get(side) ?? new TileFiller(side);
  fillers.set(side, filler);
  return filler;
}

/** The mixture of the quiet looks, by how many users have each. */
function mixed(looks: Uint32Array, users: number, quiet: readonly Rgb[]): number {
  let [red, green, blue] = [0, 0, 0];
  for (let look = 0; look < LOOKS; look++) {
    const count = looks[look] as number;
    if (count === 0) continue;
    const [r, g, b] = quiet[look] as Rgb;
    red += r * count;
    green += g * count;
    blue += b * count;
  }
  return bytesOf([Math.round(red / users), Math.round(green / users), Math.round(blue / users)]);
}

/** A frame as it was drawn: of its tiles those that stay alike stay as they are. */
interface Shown {
  readonly words: Uint32Array;
  readonly layout: RasterLayout;
  readonly colours: Colours;
  /** The last user of it. */
  readonly last: number;
}

interface Picture {
  readonly canvas: OffscreenCanvas;
  readonly under: OffscreenCanvasRenderingContext2D;
  readonly data: ImageData;
  /** Its dots, four bytes each. */
  readonly pixels: Uint32Array;
  /** What it shows. */
  shown: Shown | null;
}

const pictures = new WeakMap<HTMLCanvasElement, Picture>();

/** A picture of the field's size in dots, kept from frame to frame: a new one for each is a megabyte of garbage. */
function pictureOf(canvas: HTMLCanvasElement, width: number, height: number): Picture | null {
  const kept = pictures.get(canvas);
  if (kept?.canvas.width === width && kept.canvas.height === height) return kept;
  const made = new OffscreenCanvas(width, height);
  const under = made.getContext('2d');
  if (under === null) return null;
  const data = under.createImageData(width, height);
  const picture = { canvas: made, under, data, pixels: new Uint32Array(data.data.buffer), shown: null };
  pictures.set(canvas, picture);
  return picture;
}

/** Whether every tile is where it was, for the same users, and none is gone; a frame that was written over says nothing of before. */
const isFollowedBy = (before: Shown, now: Shown): boolean =>
  before.layout.block === now.layout.block &&
  before.layout.columns === now.layout.columns &&
  before.layout.wide === now.layout.wide &&
  before.layout.first === now.layout.first &&
  before.last <= now.last &&
  before.colours === now.colours &&
  before.words.buffer !== now.words.buffer;

/** Whether a user's tile looks as it was drawn. */
const staysAlike = (before: Shown, now: Shown, from: number, to: number): boolean =>
  to <= before.last + 1 && areAlike(before.words, now.words, from, to);

/** What the picture shows so far, where another frame may be drawn over it; null: it is begun anew. */
function shownBefore(picture: Picture, now: Shown | null): Shown | null {
  const { shown, pixels } = picture;
  picture.shown = now;
  if (shown !== null && now !== null && isFollowedBy(shown, now)) return shown;
  pixels.fill(0);
  return null;
}

const looks = new Uint32Array(LOOKS);
const byKind = new Uint32Array(8);
const dots = new Uint16Array(8);

export function drawShares(
  context: CanvasRenderingContext2D,
  cells: Uint8Array,
  layout: RasterLayout,
  colours: Colours,
): void {
  const { block, columns, rows, wide: side, first } = layout;
  const last = Math.min(layout.last, cells.length - 1);
  const [width, height] = [columns * side, rows * side];
  const picture = width === 0 || height === 0 ? null : pictureOf(context.canvas, width, height);
  if (picture === null) return;
  const { pixels } = picture;
  const words = foursOf(cells);
  const now = words === null ? null : { words, layout, colours, last };
  const before = shownBefore(picture, now);
  const inks = inksOf(colours);
  const filler = fillerFor(side);
  for (let tile = 0, user = first; user <= last; tile++, user += block) {
    const end = Math.min(last + 1, user + block);
    if (before !== null && now !== null && staysAlike(before, now, user, end)) continue;
    looksOf(cells, user, end, looks);
    byKind.fill(0);
    for (let look = 0; look < LOOKS; look++) {
      const kind = look & CELL_BITS.kind;
      byKind[kind] = (byKind[kind] as number) + (looks[look] as number);
    }
    dotsOf(byKind, end - user, side * side, dots);
    filler.fill(dots);
    const quiet = mixed(looks, end - user, inks.quiet);
    let at = Math.floor(tile / columns) * side * width + (tile % columns) * side;
    for (let place = 0, row = 0; row < side; row++, at += width - side) {
      for (let column = 0; column < side; column++, place++, at++) {
        const kind = filler.kinds[place] as number;
        pixels[at] = kind === 0 ? quiet : (inks.kinds[kind] as number);
      }
    }
  }
  picture.under.putImageData(picture.data, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(picture.canvas, 0, 0, width, height);
}
