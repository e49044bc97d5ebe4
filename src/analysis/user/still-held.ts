// Who still holds a user that was deleted, in words: each place, how much of them is there, until when, and how long over the duty to
// erase that is.
import type { StillHeld } from '../../engine/index.ts';
import { lengthText, momentText } from '../clock.ts';

type Holder = StillHeld['holdings'][number]['holder'];

/** One place that holds somebody. */
interface HeldIn {
  readonly holder: Holder;
  /** What is there: `3 entries of the log`. */
  readonly what: string;
  /** Until when: `until 10:32:07`, or that nothing ends it. */
  readonly until: string;
  readonly isOver: boolean;
  /** How long over the duty, by then or by now, or that it is in time; empty where there is no duty. */
  readonly standing: string;
}

const WHAT: Readonly<Record<Holder, readonly [one: string, many: string]>> = {
  database: ['the User database, from a backup', 'the User database, from a backup'],
  copy: ['Billing’s copy', 'Billing’s copy'],
  others: ['another subscriber’s copy', 'copies of other subscribers'],
  queue: ['a message in a queue', 'messages in queues'],
  log: ['an entry of the log', 'entries of the log'],
  'dead-letters': ['a dead letter', 'dead letters'],
};
/** Of which it does not matter how many there are. */
const UNCOUNTED: readonly Holder[] = ['database', 'copy', 'others'];

function whatOf(holder: Holder, count: number): string {
  const [one, many] = WHAT[holder];
  if (count === 1) return one;
  return UNCOUNTED.includes(holder) ? many : `${count} ${many}`;
}

/** The places that hold a user at `now`, by the scenario’s clock, which begins at `start`; microseconds. */
export function heldIn({ due, holdings }: StillHeld, now: number, start: number): readonly HeldIn[] {
  return holdings.map(({ holder, count, until }) => {
    const isEndless = until === Number.POSITIVE_INFINITY;
    const over = due === null ? 0 : (isEndless ? now : until) - due;
    const inTime = due === null ? '' : isEndless ? 'in time so far' : 'in time';
    return {
      holder,
      what: whatOf(holder, count),
      until: isEndless ? 'until somebody takes it away' : `until ${momentText(start, until)}`,
      isOver: over > 0,
      standing: over > 0 ? `${lengthText(over)} over the duty` : inTime,
    };
  });
}

/** When they were deleted, and by when nobody may hold them. */
export function dutyText({ deletedAt, due }: StillHeld, start: number): string {
  const deleted = `Deleted at ${momentText(start, deletedAt)}`;
  return due === null ? `${deleted}.` : `${deleted}; nobody may hold them after ${momentText(start, due)}.`;
}

/** That nobody holds them. */
export const FORGOTTEN = 'Nobody holds anything of them any more.';
