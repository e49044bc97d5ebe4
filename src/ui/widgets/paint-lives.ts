// Paints the picture of a lane's lives: the colour of each kind over the quiet ground, as much of it as its share of the pixel.
import { type LifeRaster, RASTER_KINDS } from '../../analysis/lanes/life-raster.ts';
import type { Colours } from './colours.ts';

const NAMES = [
  'overbilled',
  'underbilled',
  'missing',
  'orphan',
  'wrong-plan',
] as const satisfies readonly (keyof Colours)[];

type Rgb = readonly [number, number, number];

/** A computed colour as numbers, by drawing it. */
function rgbOf(colours: readonly string[]): readonly Rgb[] {
  const probe = document.createElement('canvas');
  probe.width = colours.length;
  probe.height = 1;
  const context = probe.getContext('2d', { willReadFrequently: true });
  if (context === null) return colours.map(() => [0, 0, 0]);
  colours.forEach((colour, n) => {
    context.fillStyle = colour;
    context.fillRect(n, 0, 1, 1);
  });
  const { data } = context.getImageData(0, 0, colours.length, 1);
  return colours.map((_, n) => [data[4 * n] as number, data[4 * n + 1] as number, data[4 * n + 2] as number]);
}

/** The canvas gets the picture's own pixels. */
export function paintLives(canvas: HTMLCanvasElement, { width, height, shares }: LifeRaster, colours: Colours): void {
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) return;
  const [ground, ...kinds] = rgbOf([colours.agree, ...NAMES.map((name) => colours[name])]) as [Rgb, ...Rgb[]];
  const image = context.createImageData(width, height);
  const { data } = image;
  for (let pixel = 0; pixel < width * height; pixel++) {
    let [red, green, blue] = ground;
    for (let kind = 0; kind < RASTER_KINDS; kind++) {
      const share = shares[pixel * RASTER_KINDS + kind] as number;
      if (share === 0) continue;
      const [r, g, b] = kinds[kind] as Rgb;
      red += ((r - ground[0]) * share) / 255;
      green += ((g - ground[1]) * share) / 255;
      blue += ((b - ground[2]) * share) / 255;
    }
    data[4 * pixel] = red;
    data[4 * pixel + 1] = green;
    data[4 * pixel + 2] = blue;
    data[4 * pixel + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}
