// How long the plays of a lesson take on the wall: so many seconds as the file says, or from one event to the next where these can be
// looked at one by one.
import type { Play } from './played.ts';

/** Seconds between two events of a beat that plays event by event; and how many are shown at most. */
export const STOP_SECONDS = 1.3;
const MOST_STOPS = 24;
/** Seconds for a beat that should play event by event where there are none, or too many to be looked at one by one. */
const WITHOUT_STOPS = 6;

/** The moments at which it stands still; none where it flows. */
export function stopsOf(play: Play): readonly number[] {
  return play.pace === 'event' && play.stops.length <= MOST_STOPS ? play.stops : [];
}

export function secondsOfPlay(play: Play): number {
  if (play.pace === 'seconds') return play.seconds;
  const stops = stopsOf(play).length;
  return stops === 0 ? WITHOUT_STOPS : stops * STOP_SECONDS;
}
