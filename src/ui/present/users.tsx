// The field of users on the stage: everybody's cell, how many differ, and how many of each kind where there is room for it.
import { useEffect, useRef } from 'react';
import { kinds } from '../../analysis/kinds.ts';
import { counted, numberText } from '../../analysis/numbers.ts';
import { type RasterLayout, rasterLayout } from '../../analysis/raster.ts';
import type { Frame } from '../../worker/door.ts';
import { usePage } from '../state/use-runner.ts';
import { useColours } from '../widgets/colours.ts';
import { useExisting } from '../widgets/existing.ts';
import { KindMark } from '../widgets/mark.tsx';
import { drawRaster, WORDS } from '../widgets/raster.ts';
import { grain, type Room, sharp, useRoom } from '../widgets/room.ts';
import styles from './present.module.css';

/** Cells that are to carry marks and no words are drawn at this pitch and enlarged. */
const PITCH = 20;
/** Room for marks that reach over the edge of their cell. */
const EDGE = 6;

function layoutIn(users: number, { width, height }: Room): { readonly layout: RasterLayout; readonly scale: number } {
  const of = (by: number) =>
    rasterLayout(users, (width - 2 * EDGE) / by, (height - 2 * EDGE) / by, { grain: by > 1 ? 0.25 : grain() });
  const layout = of(1);
  const pitch = Math.min(layout.wide, layout.tall);
  if (pitch < WORDS) return { layout, scale: 1 };
  const scale = pitch / PITCH;
  return { layout: of(scale), scale };
}

export const StageUsers = () => {
  const frame = usePage((page) => page.frame);
  const inTheEnd = usePage((page) => page.facts?.users ?? 0);
  const existing = useExisting(frame);
  if (frame === null) return null;
  return (
    <div className={styles['users']}>
      <Field frame={frame} users={Math.max(frame.users, inTheEnd)} />
      <div className={styles['figures']}>
        <p className={styles['figure']}>
          <b>{numberText(frame.divergent)}</b>
          <span>of {counted(existing, 'user')}</span>{' '}
          <span className={styles['more']}>{frame.isCompared ? 'are wrong in the copy' : 'and no copy yet'}</span>
        </p>
        <ul className={styles['kinds']}>
          {kinds
            .filter(({ index }) => (frame.byKind[index] ?? 0) > 0)
            .map(({ kind, index, title }) => (
              <li key={kind} className={`k-${kind}`}>
                <KindMark kind={kind} /> <b>{numberText(frame.byKind[index] ?? 0)}</b> {title}
              </li>
            ))}
        </ul>
      </div>
    </div>
  );
};

const Field = ({ frame, users }: { readonly frame: Frame; readonly users: number }) => {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const room = useRoom(box);
  const colours = useColours();
  useEffect(() => {
    if (canvas.current === null || room.width === 0) return;
    const context = sharp(canvas.current, room.width, room.height);
    if (context === null) return;
    const { layout, scale } = layoutIn(users, room);
    context.scale(scale, scale);
    context.translate(EDGE / scale + layout.left, EDGE / scale);
    drawRaster(context, frame.cells, layout, colours);
  }, [frame, users, room, colours]);
  return (
    <div className={styles['field']} ref={box}>
      <canvas ref={canvas} role="img" aria-label={`One cell per user, ${numberText(frame.divergent)} differ`} />
    </div>
  );
};
