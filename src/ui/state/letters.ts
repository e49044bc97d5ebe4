// Messages people look into: which one's envelope is open, and which are on their way at the shown moment. It asks the worker
// and puts the answers into the store.
import type { MessageKey } from '../../worker/door.ts';
import { door } from './office.ts';
import { type PageState, usePage } from './store.ts';

/** As many as the broker's card lists. */
const MOST = 40;

/** Opens the envelope of a message, or closes it. */
export async function chooseLetter(key: MessageKey | null): Promise<void> {
  if (key === null) {
    usePage.setState({ letter: null });
    return;
  }
  const { facts } = usePage.getState();
  const letter = await door().message(key);
  if (usePage.getState().facts === facts) usePage.setState({ letter });
}

let asking = false;

const wanted = ({ stage, frame, playing, held, place, comparing }: PageState): boolean =>
  stage.is === 'ready' && frame !== null && !held && !comparing && (!playing || place === 'broker');

/** Asks for the messages on their way at the frame's moment, one question at a time. */
async function look(): Promise<void> {
  const { frame, facts } = usePage.getState();
  if (asking || frame === null || !wanted(usePage.getState())) return;
  asking = true;
  try {
    const onTheWay = await door().onTheWay(frame.time, MOST);
    if (usePage.getState().facts === facts) usePage.setState({ onTheWay });
  } catch {
    // The worker went away or the run was replaced; whoever noticed has said so.
    return;
  } finally {
    asking = false;
  }
  if (usePage.getState().frame?.time !== frame.time) void look();
}

usePage.subscribe((now, before) => {
  const moved = now.frame !== before.frame || now.playing !== before.playing || now.place !== before.place;
  if (moved || now.held !== before.held) void look();
});
