// What lies over the field at one cell: its frame, and a small card with truth, copy and versions.
import { clockStart, momentText } from '../../analysis/clock.ts';
import { kindAt } from '../../analysis/kinds.ts';
import { counted } from '../../analysis/numbers.ts';
import { pointOfUser, type RasterLayout } from '../../analysis/raster.ts';
import { statusName } from '../../engine/index.ts';
import { CELL_BITS, type Frame } from '../../worker/door.ts';
import { usePage } from '../state/use-runner.ts';
import { KindMark } from '../widgets/mark.tsx';
import { EDGE } from './fixed-layout.ts';
import styles from './users.module.css';
import { useRows } from './zoom-in.ts';

interface At {
  readonly user: number;
  readonly layout: RasterLayout;
}

/** Frames a cell; the chosen one also tells its number. */
export const CellRing = ({ user, layout, label = null }: At & { readonly label?: string | null }) => {
  const { x, y } = pointOfUser(layout, user);
  const [wide, tall] = [Math.max(12, layout.wide + 4), Math.max(12, layout.tall + 4)];
  const right = x < layout.columns * layout.wide * 0.6;
  return (
    <div
      className={`${styles['ring']} ${label === null ? styles['soft'] : ''}`}
      style={{
        left: EDGE + layout.left + x + (layout.wide - 1) / 2 - wide / 2,
        top: EDGE + y + (layout.tall - 1) / 2 - tall / 2,
        width: wide,
        height: tall,
      }}
    >
      {label !== null && <span className={right ? styles['right'] : styles['left']}>{label}</span>}
    </div>
  );
};

interface CardProps extends At {
  readonly frame: Frame;
  readonly room: { readonly width: number; readonly height: number };
  /** Asks for the whole story; without, the card only tells. */
  readonly onWhy?: () => void;
}

const WIDE = 190;
const TALL = 96;

export const CellCard = ({ user, layout, frame, room, onWhy }: CardProps) => {
  const { x, y } = pointOfUser(layout, user);
  const left = Math.min(room.width - WIDE - 2, Math.max(2, EDGE + layout.left + x + layout.wide / 2 - WIDE / 2));
  const above = EDGE + y + layout.tall + TALL + 12 > room.height;
  const top = above ? EDGE + y - 8 : EDGE + y + layout.tall + 8;
  return (
    <div
      className={`${styles['card']} ${onWhy === undefined ? styles['hover'] : styles['tapped']}`}
      style={{ left, top, width: WIDE, translate: above ? '0 -100%' : 'none' }}
    >
      {layout.block > 1 ? (
        <Several user={user} layout={layout} frame={frame} />
      ) : (
        <One user={user} layout={layout} frame={frame} />
      )}
      {onWhy !== undefined && (
        <button type="button" className="textlink" onClick={onWhy}>
          {kindAt((frame.cells[user] ?? 0) & CELL_BITS.kind) === undefined ? 'More' : 'Why?'}
        </button>
      )}
    </div>
  );
};

const One = ({ user, frame }: At & { readonly frame: Frame }) => {
  const rows = useRows(user, user, frame.time);
  const chosen = usePage((page) => (page.user?.user === user ? page.user : null));
  const start = usePage((page) => page.work?.scenario.start ?? '');
  const reads = usePage((page) => page.facts?.spec.scenario.billing.reads);
  const kind = kindAt((frame.cells[user] ?? 0) & CELL_BITS.kind);
  return (
    <>
      <p className={styles['cardHead']}>
        <b>{user}</b>
        {kind !== undefined && (
          <span className={`k-${kind.kind}`}>
            <KindMark kind={kind.kind} /> {kind.title}
          </span>
        )}
      </p>
      <p>
        <span className="muted">Truth</span> {rowText(rows?.truthRows[0], rows?.truthVersions[0])}
      </p>
      <p>
        <span className="muted">Copy</span>{' '}
        {reads === 'api' ? 'none kept' : rowText(rows?.copyRows[0], rows?.copyVersions[0])}
      </p>
      {chosen !== null && chosen.kind !== 0 && chosen.since !== null && (
        <p>
          <span className="muted">Since</span> {momentText(clockStart(start), chosen.since)}
        </p>
      )}
    </>
  );
};

const rowText = (row: number | undefined, version: number | undefined): string =>
  row === undefined ? '…' : version === 0 ? 'absent' : `${statusName(row)}, version ${version}`;

const Several = ({ user, layout, frame }: At & { readonly frame: Frame }) => {
  const last = Math.min(frame.users, layout.last, user + layout.block - 1);
  const byKind = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let each = user; each <= last; each++) {
    const kind = (frame.cells[each] ?? 0) & CELL_BITS.kind;
    byKind[kind] = (byKind[kind] ?? 0) + 1;
  }
  const divergent = byKind.map((count, index) => ({ count, kind: kindAt(index) })).filter(({ count }) => count > 0);
  return (
    <>
      <p className={styles['cardHead']}>
        <b>
          {user} to {last}
        </b>
      </p>
      <p>
        <span className="muted">{counted(last - user + 1, 'user')}</span>
      </p>
      {divergent.map(
        ({ count, kind }) =>
          kind !== undefined && (
            <p key={kind.kind} className={`k-${kind.kind}`}>
              <KindMark kind={kind.kind} /> {count} {kind.title}
            </p>
          ),
      )}
    </>
  );
};
