// How many users there are at a moment, as both services count them: numbers of those who were deleted are no users any more.
import { useMemo } from 'react';
import { CELL_BITS, type Frame } from '../../worker/door.ts';

function existing({ moment, cells }: Frame): number {
  if (moment !== null) return moment.user.active + moment.user.suspended;
  let count = 0;
  for (let user = 1; user < cells.length; user++) if (((cells[user] as number) & CELL_BITS.status) !== 0) count++;
  return count;
}

export const useExisting = (frame: Frame | null): number =>
  useMemo(() => (frame === null ? 0 : existing(frame)), [frame]);
