// Keeps what is shown at the shown time: one question to the worker at a time, the latest wish wins. While the slider is
// dragged only tables are asked for when queues and modes would take too long.
import { door } from './office.ts';
import { usePage } from './store.ts';

/** Where exact frames take longer than this, milliseconds, they wait until the slider is let go. */
const QUICK = 40;
/** Wall seconds of trace lines kept around the shown time, for messages on their way. */
const AHEAD = 3;
/** More lines than this in a second each way cannot be told apart. */
const MOST = 4000;

let busy = 0;
let rounds = 0;
let held = false;
let again = false;
let exactTakes = 0;
let shownTime = -1;
let shownExact = false;
let shownFor: unknown = null;

async function round(): Promise<void> {
  const { time, held: dragging, comparing, comparison, stage, speed, facts } = usePage.getState();
  if (stage.is !== 'ready' || facts === null) return;
  const exact = !dragging || exactTakes < QUICK;
  const subject = comparing ? comparison : facts;
  if (subject === null || (time === shownTime && exact === shownExact && subject === shownFor)) return;
  const began = performance.now();
  if (comparing) {
    const laneFrames = await door().laneFrames({ time, exact });
    usePage.setState({ laneFrames });
  } else {
    const frame = await door().frame({ time, exact });
    if (usePage.getState().facts === facts) usePage.setState({ frame });
    if (!dragging) await windowAround(time, speed);
    await userAt(time);
  }
  const took = performance.now() - began;
  if (exact) exactTakes = exactTakes === 0 ? took : exactTakes * 0.7 + took * 0.3;
  [shownTime, shownExact, shownFor] = [time, exact, subject];
}

/** Trace lines from a little before the shown time to a little after, fetched anew when the time leaves them. */
async function windowAround(time: number, speed: number): Promise<void> {
  const { window, playing } = usePage.getState();
  const fits =
    window !== null && window.from <= Math.max(0, time - speed) && window.to >= time + (playing ? speed / 4 : 0);
  const tooWide = window !== null && window.to - window.from > 12 * AHEAD * speed;
  if (fits && !tooWide) return;
  for (const wide of [AHEAD, 1]) {
    const [from, to] = [Math.max(0, time - wide * speed), time + 2 * wide * speed];
    const lines = await door().lines(from, to, MOST);
    usePage.setState({ window: { from, to, lines } });
    if (lines !== null) return;
  }
}

async function userAt(time: number): Promise<void> {
  const { selected, user, playing } = usePage.getState();
  if (selected === null || (user?.time === time && user.user === selected)) return;
  if (playing && user !== null && user.user === selected && Math.abs(performance.now() - userAsked) < 200) return;
  userAsked = performance.now();
  const facts = await door().user(selected, time);
  if (usePage.getState().selected === selected) usePage.setState({ user: facts });
}
let userAsked = 0;

async function loop(): Promise<void> {
  const own = ++rounds;
  busy = own;
  do {
    again = false;
    try {
      await round();
    } catch {
      // The worker went away or the run was replaced; whoever noticed has said so.
    }
  } while (again && !held && busy === own);
  if (busy === own) busy = 0;
}

export const pump = {
  /** Something changed that the shown frame may not show yet. */
  want: (): void => {
    again = true;
    if (busy === 0 && !held) void loop();
  },
  hold: (): void => {
    held = true;
  },
  /** The worker that was asked is gone: nothing is waited for any more. */
  forget: (): void => {
    busy = 0;
  },
  release: (): void => {
    held = false;
    shownFor = null;
    pump.want();
  },
};
