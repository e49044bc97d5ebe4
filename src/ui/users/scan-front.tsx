// Where a repair that goes from user to user has come: a line under the row of cells it wrote last.
import { pointOfUser, type RasterLayout } from '../../analysis/raster.ts';
import type { Frame } from '../../worker/door.ts';
import { EDGE } from './fixed-layout.ts';
import styles from './users.module.css';

export const ScanFront = ({ frame, layout }: { readonly frame: Frame; readonly layout: RasterLayout }) => {
  const { front } = frame;
  if (front === null || front < layout.first || front > layout.last) return null;
  const y = EDGE + pointOfUser(layout, front).y + layout.tall - 1;
  const left = EDGE + layout.left;
  return (
    <svg
      className={styles['front']}
      style={{ top: y - 5, left: left - 7 }}
      width={layout.columns * layout.wide + 7}
      height="10"
      aria-hidden="true"
    >
      <path className={styles['frontLine']} d={`M7 5H${layout.columns * layout.wide + 7}`} />
      <path className={styles['frontSign']} d="M0 0.5V9.5L7 5Z" />
    </svg>
  );
};
