// Buttons that look closer at the field of users or further.

import type { RasterLayout } from '../../analysis/raster.ts';
import { Icon } from '../widgets/icon.tsx';
import type { Look } from './zoom-in.ts';

interface Props {
  readonly look: Look;
  readonly layout: RasterLayout;
  /** The user whose cell stays about where it is. */
  readonly around: number;
}

export const ZoomButtons = ({ look, layout, around }: Props) => {
  const closest = layout.block === 1 && Math.min(layout.wide, layout.tall) >= 30;
  return (
    <>
      <button
        type="button"
        className="btn icon"
        aria-label="Look at more users"
        disabled={look.part === null}
        onClick={() => look.zoom(false, around)}
      >
        <Icon name="minus" />
      </button>
      <button
        type="button"
        className="btn icon"
        aria-label="Look closer at users"
        disabled={closest}
        onClick={() => look.zoom(true, around)}
      >
        <Icon name="plus" />
      </button>
    </>
  );
};
