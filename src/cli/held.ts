// What `why` tells of a user who was deleted: who still holds them, until when, and how long over the duty to erase.
import { momentText } from '../analysis/clock.ts';
import { dutyText, FORGOTTEN, heldIn } from '../analysis/user/still-held.ts';
import { SECOND, type StillHeld } from '../engine/index.ts';

/** As lines of text; `now` and `start` in microseconds. */
export function heldLines(held: StillHeld, now: number, start: number): readonly string[] {
  const places = heldIn(held, now, start);
  const told = places.map(
    ({ what, until, standing }) => `  ${what}, ${until}${standing === '' ? '' : `: ${standing}`}`,
  );
  const head = `Who still holds them at ${momentText(start, now)}? ${dutyText(held, start)}`;
  return [head, ...(places.length === 0 ? [`  ${FORGOTTEN}`] : told)];
}

/** As plain data: times in seconds, null for what has no end. */
export const heldJson = ({ deletedAt, due, holdings }: StillHeld) => ({
  deletedAt: deletedAt / SECOND,
  due: due === null ? null : due / SECOND,
  holdings: holdings.map(({ holder, count, until }) => ({
    holder,
    count,
    until: until === Number.POSITIVE_INFINITY ? null : until / SECOND,
  })),
});
