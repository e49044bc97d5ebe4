// Every wrong user of a lane as a picture: of each pixel, which share of its users is wrong in its time, by kind. Where a user has a
// pixel or more this is a line; where a pixel has several users it is a shade. It decides no colours.
import { type Axis, placeOn } from './axis.ts';
import { type RowScale, rowTop } from './life-rows.ts';
import type { Lives } from './lives.ts';

/** Kinds that a picture tells apart: indices 1 … 5 into `KINDS`. */
export const RASTER_KINDS = 5;

export interface LifeRaster {
  readonly width: number;
  readonly height: number;
  /** Pixel by pixel from the left top, for each kind from 1 on its share of the pixel, 0 … 255. */
  readonly shares: Uint8Array;
}

/** `rowOf`: row by user number. `axis` and `scale` are in pixels of the picture. */
export function rasterOf(lives: Lives, rowOf: Uint32Array, axis: Axis, scale: RowScale): LifeRaster {
  const [width, height] = [Math.max(1, Math.floor(axis.width)), Math.max(1, Math.floor(scale.height))];
  // What begins is added where it begins and taken away where it ends: summed up from the left, each pixel has its cover.
  const steps = new Float32Array(RASTER_KINDS * height * (width + 2));
  const line = width + 2;
  const step = (start: number, x: number, tall: number): void => {
    const whole = Math.floor(x);
    const part = x - whole;
    steps[start + whole] = (steps[start + whole] as number) + tall * (1 - part);
    steps[start + whole + 1] = (steps[start + whole + 1] as number) + tall * part;
  };
  const { users, kinds, from, to } = lives;
  for (let n = 0; n < users.length; n++) {
    if ((to[n] as number) <= axis.from || (from[n] as number) >= axis.to) continue;
    const row = rowOf[users[n] as number] as number;
    const [top, bottom] = [rowTop(scale, row), rowTop(scale, row + 1)];
    const [left, right] = [placeOn(axis, from[n] as number), placeOn(axis, Math.min(axis.to, to[n] as number))];
    const kind = ((kinds[n] as number) - 1) * height;
    for (let y = Math.floor(top); y < bottom && y < height; y++) {
      const tall = Math.min(bottom, y + 1) - Math.max(top, y);
      const start = (kind + y) * line;
      step(start, Math.min(left, width), tall);
      step(start, Math.min(right, width), -tall);
    }
  }
  return { width, height, shares: summed(steps, width, height) };
}

function summed(steps: Float32Array, width: number, height: number): Uint8Array {
  const shares = new Uint8Array(width * height * RASTER_KINDS);
  for (let kind = 0; kind < RASTER_KINDS; kind++)
    for (let y = 0; y < height; y++) {
      const start = (kind * height + y) * (width + 2);
      let cover = 0;
      for (let x = 0; x < width; x++) {
        cover += steps[start + x] as number;
        shares[(y * width + x) * RASTER_KINDS + kind] = Math.min(255, Math.round(cover * 255));
      }
    }
  return shares;
}
