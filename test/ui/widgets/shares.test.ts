// The field of very many users is drawn over the frame before, where tiles that stay alike stay as they are: what is seen is what
// would be seen had the frame before never been.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { RasterLayout } from '../../../src/analysis/raster.ts';
import type { Colours } from '../../../src/ui/widgets/colours.ts';
import { drawShares } from '../../../src/ui/widgets/shares.ts';

/** What was put on a canvas last: a copy of its bytes. */
let drawn: Uint8ClampedArray | undefined;

/** As much of a canvas as is used here; a colour is read back as the number that it is called by. */
class Canvas {
  readonly width: number;
  readonly height: number;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }

  getContext() {
    return {
      fillStyle: '',
      fillRect: () => {},
      getImageData(this: { fillStyle: string }) {
        return { data: [Number(this.fillStyle), 0, 0, 255] };
      },
      createImageData: (width: number, height: number) => ({ data: new Uint8ClampedArray(width * height * 4) }),
      putImageData: ({ data }: ImageData) => {
        drawn = data.slice();
      },
    };
  }
}

beforeAll(() => vi.stubGlobal('OffscreenCanvas', Canvas));
afterAll(() => vi.unstubAllGlobals());

const NAMES = ['paper', 'agree', 'agree-2', 'repaired', 'overbilled', 'underbilled', 'missing', 'orphan', 'wrong-plan'];
const inColours = (first: number) =>
  Object.fromEntries(NAMES.map((name, n) => [name, String(first + n)])) as unknown as Colours;
const [day, night] = [inColours(1), inColours(101)];

const COLUMNS = 4;

interface Drawing {
  readonly cells: Uint8Array;
  readonly block: number;
  readonly colours: Colours;
  /** How many of them are shown. */
  readonly shown: number;
}

function draw(canvas: object, { cells, block, colours, shown }: Drawing): Uint8ClampedArray {
  const [first, last] = [1, Math.min(shown, cells.length - 1)];
  const rows = Math.ceil(last / block / COLUMNS);
  const layout: RasterLayout = { first, last, block, columns: COLUMNS, rows, wide: 3, tall: 3, left: 0 };
  drawShares({ canvas, drawImage: () => {} } as unknown as CanvasRenderingContext2D, cells, layout, colours);
  if (drawn === undefined) throw new Error('Nothing was drawn.');
  return drawn;
}

const drawing = fc.record({
  // Most users look alike, and stay as they are from frame to frame.
  cells: fc
    .array(fc.oneof({ weight: 12, arbitrary: fc.constant(8) }, { weight: 1, arbitrary: fc.nat({ max: 5 }) }), {
      minLength: 40,
      maxLength: 48,
    })
    .map((looks) => Uint8Array.from([0, ...looks])),
  block: fc.constantFrom(5, 6),
  colours: fc.constantFrom(day, night),
  shown: fc.constantFrom(36, 37, 99),
});

test('a frame drawn over others is the frame drawn by itself', () => {
  fc.assert(
    fc.property(fc.array(drawing, { minLength: 1, maxLength: 6 }), (drawings) => {
      const canvas = {};
      for (const each of drawings) expect(draw(canvas, each)).toEqual(draw({}, each));
    }),
  );
});

test('a frame that was written over is drawn anew', () => {
  const canvas = {};
  const cells = new Uint8Array(41).fill(8);
  const before = draw(canvas, { cells, block: 5, colours: day, shown: 99 });
  cells[7] = 1;
  const after = draw(canvas, { cells, block: 5, colours: day, shown: 99 });
  expect(after).not.toEqual(before);
  expect(after).toEqual(draw({}, { cells, block: 5, colours: day, shown: 99 }));
});
