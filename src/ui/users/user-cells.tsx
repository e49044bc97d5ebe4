// The field of users as one widget: a grid of which only the cell at hand is spelled out for screen readers, drawn on a canvas.
// Arrow keys, Home, End, Page Up and Page Down move the choice from cell to cell; + and − look closer and further.
import { useEffect, useRef, useState } from 'react';
import { kindAt, kinds } from '../../analysis/kinds.ts';
import { counted, numberText } from '../../analysis/numbers.ts';
import { cellOfUser, isShown, type RasterLayout, userAtPoint, userByKey } from '../../analysis/raster.ts';
import { statusName } from '../../engine/index.ts';
import { CELL_BITS, type Frame } from '../../worker/door.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { type Colours, useColours } from '../widgets/colours.ts';
import { drawRaster, WORDS } from '../widgets/raster.ts';
import { type Room, sharp, useRoom } from '../widgets/room.ts';
import { ShareScale } from '../widgets/share-scale.tsx';
import { CellCard, CellRing } from './cell-card.tsx';
import { EDGE, useLayout } from './fixed-layout.ts';
import { ScanFront } from './scan-front.tsx';
import styles from './users.module.css';
import { drawWords } from './words.ts';
import { ZoomButtons } from './zoom-buttons.tsx';
import { type Look, roomyUsers, useLook, useRows } from './zoom-in.ts';

interface Props {
  readonly frame: Frame | null;
  readonly children: (zoom: React.ReactNode) => React.ReactNode;
}

export const UserCells = ({ frame, children }: Props) => {
  const selected = usePage((page) => page.selected);
  const box = useRef<HTMLDivElement>(null);
  const room = useRoom(box);
  const inTheEnd = usePage((page) => page.facts?.users ?? 0);
  const users = roomyUsers(frame?.users ?? 0, inTheEnd);
  const look = useLook(users, room);
  const layout = useLayout(users, room, look);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new choice moves what is shown
  useEffect(() => {
    if (selected !== null) look.reach(selected);
  }, [selected]);
  const around = selected !== null && isShown(layout, selected) ? selected : (layout.first + layout.last) / 2;
  return (
    <>
      {layout.block > 1 && (
        <p className={styles['legend']}>
          <ShareScale users={layout.block} side={layout.wide} />
        </p>
      )}
      <div className={styles['field']} ref={box}>
        {frame !== null && room.width > 0 && (
          <div className={styles['middle']} style={{ top: Math.max(0, freeBelow(layout, room) / 2) }}>
            <Grid frame={frame} users={users} room={room} layout={layout} look={look} around={around} />
          </div>
        )}
      </div>
      {children(
        <>
          <ZoomButtons look={look} layout={layout} around={around} />
          {look.part !== null && (
            <span className={styles['part']}>
              <span className="sr">Users </span>
              {numberText(layout.first)} to {numberText(layout.last)}
            </span>
          )}
        </>,
      )}
    </>
  );
};

/** What the field leaves free of its room's height: it stands in the middle. */
const freeBelow = ({ rows, tall }: RasterLayout, { height }: Room): number => height - 2 * EDGE - rows * tall;

interface GridProps {
  readonly frame: Frame;
  readonly users: number;
  readonly room: Room;
  readonly layout: RasterLayout;
  readonly look: Look;
  readonly around: number;
}

/** The chosen user's cell, wherever it was chosen, or the first of those shown. */
const Grid = ({ frame, users, room, layout, look, around }: GridProps) => {
  const runner = useRunner();
  const selected = usePage((page) => page.selected);
  const sheet = usePage((page) => page.sheet);
  const grid = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const [overRoom, setOverRoom] = useState(false);
  const at = Math.min(frame.users, selected ?? layout.first);
  const pointed = (event: React.PointerEvent): number | undefined => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return userAtPoint(layout, event.clientX - left - EDGE - layout.left, event.clientY - top - EDGE);
  };
  const userAt = (event: React.PointerEvent): number | null => {
    const user = pointed(event);
    return user !== undefined && user <= frame.users ? user : null;
  };
  const onPointerMove = (event: React.PointerEvent) => {
    if (event.pointerType !== 'mouse') return;
    setHovered(userAt(event));
    setOverRoom((pointed(event) ?? 0) > frame.users);
  };
  useWheel(grid, look, layout);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.altKey || event.metaKey) return;
    const to = selected === null && event.key.startsWith('Arrow') ? at : undefined;
    const user = to ?? userByKey(layout, at, event.key, frame.users, event.ctrlKey);
    if (user !== null) void runner.choice.user(user);
    else if (event.key === 'Enter') runner.set({ selected: at, sheet: true });
    else if (event.key === '+' || event.key === '=') look.zoom(true, around);
    else if (event.key === '-') look.zoom(false, around);
    else return;
    event.preventDefault();
  };
  const chosen = selected !== null && selected <= users && isShown(layout, selected);
  return (
    <>
      <Picture frame={frame} layout={layout} room={room} />
      <ScanFront frame={frame} layout={layout} />
      {/** biome-ignore lint/a11y/useSemanticElements: a table of a million cells would be no help; this is a grid of one */}
      <div
        ref={grid}
        className={styles['grid']}
        role="grid"
        tabIndex={0}
        aria-label={`One cell per user, ${counted(frame.users, 'user')}, ${quiet(frame)}`}
        aria-rowcount={layout.rows}
        aria-colcount={layout.columns}
        aria-activedescendant="cell-at-hand"
        onKeyDown={onKeyDown}
        title={overRoom ? 'Room for new users' : undefined}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setHovered(null)}
        onClick={(event) => void runner.choice.user(userAt(event as unknown as React.PointerEvent))}
      >
        <AtHand frame={frame} layout={layout} user={at} chosen={selected === at} />
      </div>
      {chosen && <CellRing user={selected} layout={layout} label={layout.wide < WORDS ? String(selected) : ''} />}
      {chosen && !sheet && selected <= frame.users && (
        <CellCard
          user={selected}
          layout={{ ...layout, block: 1, ...anchored(layout, selected) }}
          frame={frame}
          room={room}
          onWhy={() => runner.set({ sheet: true })}
        />
      )}
      {hovered !== null && hovered <= frame.users && (
        <>
          {hovered !== selected && <CellRing user={hovered} layout={layout} />}
          <CellCard user={hovered} layout={layout} frame={frame} room={room} />
        </>
      )}
    </>
  );
};

/** A card about one user stands at the tile that holds it. */
const anchored = (layout: RasterLayout, user: number): Partial<RasterLayout> =>
  layout.block === 1 ? {} : { first: user - cellOfUser(layout, user) };

const quiet = ({ divergent, isCompared }: Frame): string =>
  !isCompared ? 'no copy to compare' : divergent === 0 ? 'nobody is divergent' : `${numberText(divergent)} divergent`;

const Picture = ({ frame, layout, room }: { frame: Frame; layout: RasterLayout; room: Room }) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useColours();
  const keepsCopy = usePage((page) => page.facts?.spec.scenario.billing.reads !== 'api');
  const words = layout.block === 1 && Math.min(layout.wide, layout.tall) >= WORDS;
  const rows = useRows(layout.first, layout.last, words ? frame.time : null);
  useEffect(() => {
    if (canvas.current === null) return;
    const context = sharp(canvas.current, room.width, room.height);
    if (context === null) return;
    context.translate(EDGE + layout.left, EDGE);
    drawRoom(context, layout, frame.users, colours);
    drawRaster(context, frame.cells, layout, colours);
    if (words) drawWords(context, { cells: frame.cells, layout, rows, keepsCopy }, colours);
  }, [frame, layout, colours, room, words, rows, keepsCopy]);
  return <canvas ref={canvas} />;
};

/** Room for users who are yet to come: an empty well. */
function drawRoom(context: CanvasRenderingContext2D, layout: RasterLayout, users: number, { sunken }: Colours): void {
  const { columns, rows, wide, tall, last, first, block } = layout;
  if (users >= last) return;
  const cells = Math.max(0, Math.ceil((users - first + 1) / block));
  const [row, column] = [Math.floor(cells / columns), cells % columns];
  const edge = Math.min(1, wide / 4);
  context.fillStyle = sunken;
  if (column > 0) context.fillRect(column * wide, row * tall, (columns - column) * wide - edge, tall);
  const top = (column > 0 ? row + 1 : row) * tall;
  context.fillRect(0, top, columns * wide - edge, Math.max(0, rows * tall - top - edge));
}

interface AtHandProps {
  readonly frame: Frame;
  readonly layout: RasterLayout;
  readonly user: number;
  readonly chosen: boolean;
}

/** The cell at hand in words: what a screen reader hears when the choice moves. */
const AtHand = ({ frame, layout, user, chosen }: AtHandProps) => {
  const cell = cellOfUser(layout, user);
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above
    <div role="row" tabIndex={-1} aria-rowindex={Math.max(1, Math.floor(cell / layout.columns) + 1)} className="sr">
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div
        role="gridcell"
        id="cell-at-hand"
        tabIndex={-1}
        aria-colindex={Math.max(0, cell % layout.columns) + 1}
        aria-selected={chosen}
      >
        {cellWords(frame, layout, user)}
      </div>
    </div>
  );
};

function cellWords(frame: Frame, { block, first }: RasterLayout, user: number): string {
  const { cells, users } = frame;
  const own = (value: number) => kindAt(value & CELL_BITS.kind)?.title;
  if (block === 1) {
    const value = cells[user] ?? 0;
    return `User ${user}, ${own(value) ?? `${statusName((value & CELL_BITS.status) >> CELL_BITS.statusShift)}, ${frame.isCompared ? 'truth and copy agree' : 'no copy to compare'}`}`;
  }
  const from = first + Math.floor((user - first) / block) * block;
  const to = Math.min(users, from + block - 1);
  const told = kinds.flatMap(({ index, title }) => {
    let count = 0;
    for (let each = from; each <= to; each++) if (((cells[each] ?? 0) & CELL_BITS.kind) === index) count++;
    return count === 0 ? [] : [`${numberText(count)} ${title}`];
  });
  const quietly = frame.isCompared ? 'all agree' : 'no copies to compare';
  return `Users ${from} to ${to}, ${told.length === 0 ? quietly : told.join(', ')}`;
}

/** The wheel moves through users when only a part is shown; with Control, or a pinch, it looks closer or further. */
function useWheel(ref: React.RefObject<HTMLElement | null>, look: Look, layout: RasterLayout): void {
  const now = useRef({ look, layout });
  now.current = { look, layout };
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      const { look: looking, layout: laid } = now.current;
      if (event.ctrlKey) {
        event.preventDefault();
        const { left, top } = element.getBoundingClientRect();
        const user =
          userAtPoint(laid, event.clientX - left - EDGE - laid.left, event.clientY - top - EDGE) ?? laid.last;
        if (Math.abs(event.deltaY) > 2) looking.zoom(event.deltaY < 0, user);
      } else if (looking.part !== null) {
        event.preventDefault();
        looking.move(Math.sign(event.deltaY) * laid.columns * laid.block * 2);
      }
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [ref]);
}
