// How closely the field of users is looked at, and the rows that its cells can then tell.
import { useEffect, useRef, useState } from 'react';
import { windowAround, zoomedCount } from '../../analysis/raster.ts';
import type { Rows } from '../../worker/door.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import type { Room } from '../widgets/room.ts';

export interface Look {
  /** Users shown and the first of them, or null: all. */
  readonly part: { readonly first: number; readonly count: number } | null;
  readonly zoom: (closer: boolean, around: number) => void;
  /** Moves what is shown so that a user is among it. */
  readonly reach: (user: number) => void;
  readonly move: (users: number) => void;
  readonly all: () => void;
}

/** The part of the field that people look at; another run is looked at as a whole. */
export function useLook(users: number, room: Room): Look {
  const [part, setPart] = useState<Look['part']>(null);
  const run = usePage((page) => page.work?.source.text);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scenario has other users
  useEffect(() => setPart(null), [run]);
  const zoom = (closer: boolean, around: number) => {
    const { first, count } = part ?? { first: 1, count: users };
    const next = zoomedCount(users, count, closer, room.width, room.height);
    if (next >= users) return setPart(null);
    const share = Math.min(1, Math.max(0, (around - first) / count));
    setPart({ first: windowAround(users, next, around, share), count: next });
  };
  const reach = (user: number) => {
    if (part === null || (user >= part.first && user < part.first + part.count)) return;
    const share = user < part.first ? 0.1 : 0.9;
    setPart({ ...part, first: windowAround(users, part.count, user, share) });
  };
  const move = (by: number) =>
    part !== null && setPart({ ...part, first: windowAround(users, part.count, part.first + by, 0) });
  return { part, zoom, reach, move, all: () => setPart(null) };
}

/** Rows of the users from `first` to `last` at the shown time, or null while nobody wants them or they have not come. */
export function useRows(first: number, last: number, time: number | null): Rows | null {
  const runner = useRunner();
  const [rows, setRows] = useState<Rows | null>(null);
  const asked = useRef(0);
  useEffect(() => {
    if (time === null || last < first) return;
    const own = ++asked.current;
    runner.connection.door.rows(first, last, time).then(
      (come) => asked.current === own && setRows(come),
      () => {},
    );
  }, [runner, first, last, time]);
  return rows !== null && time !== null && rows.first === first && rows.truthRows.length === last - first + 1
    ? rows
    : null;
}

/** How many users the whole run will have: the field keeps its cells while users come. */
export const roomyUsers = (shown: number, inTheEnd: number): number => Math.max(1, shown, inTheEnd);
