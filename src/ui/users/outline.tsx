// The field of users of a run that is still being computed: of the right size, and empty; the part of the run that is done is a little
// darker. It says nothing of any user, since nothing is known yet.
import { useEffect, useMemo, useRef } from 'react';
import { counted } from '../../analysis/numbers.ts';
import { type RasterLayout, rasterLayout } from '../../analysis/raster.ts';
import { type Colours, useColours } from '../widgets/colours.ts';
import { grain, sharp, useRoom } from '../widgets/room.ts';
import styles from './users.module.css';

/** From this pitch on cells are told apart. */
const APART = 3;

/** `done`: the share of the run that is computed. */
export const FieldOutline = ({ users, done }: { readonly users: number; readonly done: number }) => {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = useRoom(box);
  const colours = useColours();
  const layout = useMemo(
    () => rasterLayout(Math.max(1, users), Math.max(10, width), Math.max(10, height), { grain: grain() }),
    [users, width, height],
  );
  useEffect(() => {
    const context = canvas.current !== null && width > 0 ? sharp(canvas.current, width, height) : null;
    if (context !== null) drawOutline(context, layout, done, colours);
  }, [layout, done, colours, width, height]);
  return (
    <div className={styles['outline']} ref={box}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`Room for ${counted(users, 'user')}, empty until they are computed`}
      />
    </div>
  );
};

function drawOutline(context: CanvasRenderingContext2D, layout: RasterLayout, done: number, colours: Colours): void {
  const { columns, rows, wide, tall, block, first, last, left } = layout;
  const [width, height] = [columns * wide, rows * tall];
  const inLastRow = (Math.ceil((last - first + 1) / block) - 1) % columns;
  context.translate(left, 0);
  context.fillStyle = colours.sunken;
  context.fillRect(0, 0, width, height);
  context.fillStyle = colours.agree;
  context.fillRect(0, 0, width, Math.floor(rows * done) * tall);
  context.clearRect((inLastRow + 1) * wide, height - tall, width, tall);
  if (Math.min(wide, tall) < APART || block > 1) return;
  for (let column = 1; column <= columns; column++) context.clearRect(column * wide - 1, 0, 1, height);
  for (let row = 1; row <= rows; row++) context.clearRect(0, row * tall - 1, width, 1);
}
