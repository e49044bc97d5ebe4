// The field of a lane's users at the shown moment: a cell for each, or for several where there is no room.
import { useEffect, useMemo, useRef } from 'react';
import { counted, numberText } from '../../analysis/numbers.ts';
import { rasterLayout } from '../../analysis/raster.ts';
import type { Frame } from '../../worker/door.ts';
import { useColours } from '../widgets/colours.ts';
import { drawRaster } from '../widgets/raster.ts';
import { sharp, useRoom } from '../widgets/room.ts';
import styles from './comparison.module.css';

/** Cells of a small field are not whole pixels: it fills its room. */
const GRAIN = 0.25;

export const LaneField = ({ frame, inTheEnd }: { readonly frame: Frame | null; readonly inTheEnd: number }) => {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = useRoom(box);
  const colours = useColours();
  const users = frame?.users ?? 0;
  const roomy = Math.max(1, users, inTheEnd);
  const layout = useMemo(
    () => rasterLayout(roomy, Math.max(10, width - 4), Math.max(10, height - 4), { grain: GRAIN }),
    [roomy, width, height],
  );
  useEffect(() => {
    if (frame === null || canvas.current === null || width === 0) return;
    const context = sharp(canvas.current, width, height);
    if (context === null) return;
    context.translate(2 + layout.left, 2);
    drawRaster(context, frame.cells, layout, colours);
  }, [frame, layout, colours, width, height]);
  return (
    <div className={styles['field']} ref={box}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`${counted(frame?.divergent ?? 0, 'divergent user')} among ${numberText(users)}`}
      />
      {layout.block > 1 && <span className={styles['block']}>1 cell = {layout.block} users</span>}
    </div>
  );
};
