// Where everybody's cell is. How many cells make a row is decided when a run is opened and when the window changes its size, and by
// nothing else: the place of a user is all that people can remember of the field.
import { useMemo, useRef } from 'react';
import { type RasterLayout, rasterLayout, refitted } from '../../analysis/raster.ts';
import { usePage } from '../state/use-runner.ts';
import { grain, type Room } from '../widgets/room.ts';
import type { Look } from './zoom-in.ts';

/** Room for marks that reach over the edge of their cell. */
export const EDGE = 8;

/** The room for cells. */
const within = ({ width, height }: Room): Room => ({
  width: Math.max(10, width - 2 * EDGE),
  height: Math.max(10, height - 2 * EDGE),
});

/** What was decided, and what it came to in the room at hand. */
interface Fixed {
  readonly of: string;
  /** When, wall time in milliseconds. */
  readonly since: number;
  readonly users: number;
  readonly room: Room;
  readonly layout: RasterLayout;
}

/** A page that has just been opened, or a window that is being resized, finds its shape within so many milliseconds. */
const SETTLES = 800;

const sameRoom = (a: Room, b: Room): boolean => a.width === b.width && a.height === b.height;

/** The layout of all users; the same columns for as long as the run is open and the window as it is. */
function useWhole(users: number, room: Room): RasterLayout {
  const run = usePage((page) => page.work?.source.text ?? '');
  const known = usePage((page) => page.facts !== null);
  // The window is measured together with the room, which changes a little later.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const size = useMemo(() => `${window.innerWidth} ${window.innerHeight} ${window.devicePixelRatio}`, [room]);
  const fixed = useRef<Fixed | null>(null);
  const of = `${known} ${size} ${run}`;
  const before = fixed.current?.of === of ? fixed.current : null;
  if (before !== null && before.users >= users && sameRoom(before.room, room)) return before.layout;
  const since = before?.since ?? performance.now();
  const isOpen = before === null || performance.now() - since < SETTLES;
  const most = Math.max(users, before?.users ?? 0);
  const { width, height } = within(room);
  const layout =
    isOpen || before === null
      ? rasterLayout(most, width, height, { grain: grain() })
      : refitted(before.layout, most, width, height, grain());
  // Without room nothing is decided yet.
  if (room.width > 0) fixed.current = { of, since, users: most, room, layout };
  return layout;
}

/** The layout of what people look at: all users, or a part of them. */
export function useLayout(users: number, room: Room, { part }: Look): RasterLayout {
  const whole = useWhole(users, room);
  const { width, height } = within(room);
  const closer = useMemo(
    () => (part === null ? null : rasterLayout(users, width, height, { grain: grain(), ...part })),
    [part, users, width, height],
  );
  return closer ?? whole;
}
