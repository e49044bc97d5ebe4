// Play, pause, step, seek: the player's statechart driven by the page's frames and by people, its state mirrored into the
// store. Virtual time is the player's; what is shown at that time is the pump's business.
import { createActor } from 'xstate';
import { sentence } from '../../analysis/sentences.ts';
import { duration } from '../../engine/index.ts';
import { nextSpeed, player } from '../../player/player.ts';
import type { StepRequest, Stop } from '../../worker/door.ts';
import { announce, door, say } from './office.ts';
import { pump } from './pump.ts';
import { usePage } from './store.ts';

const actor = createActor(player);
let beat = 0;
let before = 0;
let wasPlaying = false;

actor.subscribe((snapshot) => {
  const { time, speed, end } = snapshot.context;
  const playing = snapshot.matches('playing') || snapshot.matches('heldPlaying');
  const held = snapshot.matches('held') || snapshot.matches('heldPlaying');
  usePage.setState({ time, speed, end, playing, held, reached: Math.max(usePage.getState().reached, time) });
  if (snapshot.matches('playing') && beat === 0) {
    before = performance.now();
    beat = requestAnimationFrame(tick);
  }
  if (wasPlaying && !playing && time >= end) announce(`The end, ${say.clock(time)}.`);
  wasPlaying = playing;
  pump.want();
});
actor.start();

function tick(now: number): void {
  beat = 0;
  if (!actor.getSnapshot().matches('playing')) return;
  const elapsed = Math.max(0, now - before);
  before = now;
  beat = requestAnimationFrame(tick);
  if (still()) {
    stride += elapsed;
    if (stride < STRIDE) return;
    stride = 0;
    for (let part = 0; part < 4; part++) actor.send({ type: 'TICK', elapsed: STRIDE / 4 });
    return;
  }
  actor.send({ type: 'TICK', elapsed });
}

/** With reduced motion Play advances in strides instead of flowing. */
const STRIDE = 1_000;
let stride = 0;
const reduced = window.matchMedia('(prefers-reduced-motion: reduce)');
const still = (): boolean => reduced.matches;

export const toMoment = (text: string): number => duration(text);

async function stopAt(request: StepRequest): Promise<Stop | null> {
  const stop = await door().step(request);
  if (stop === null) return null;
  usePage.setState({ stop });
  actor.send({ type: 'SEEK', time: stop.line.t });
  return stop;
}

const told = ({ line, about, place, of }: Stop): string =>
  `${say.clock(line.t)}. ${sentence(line, about)}${of > 1 ? ` ${place} of ${of} at this instant.` : ''}`;

export const play = {
  load: (time: number, end: number, speed: number): void => actor.send({ type: 'LOAD', time, end, speed }),
  start: (): void => {
    if (usePage.getState().stage.is !== 'ready') return;
    const { time, end } = usePage.getState();
    usePage.setState({ stop: null });
    if (time >= end) actor.send({ type: 'SEEK', time: 0 });
    actor.send({ type: 'PLAY' });
    announce('Playing.');
  },
  pause: (): void => actor.send({ type: 'PAUSE' }),
  /** Pauses on the last thing that happened, and says what it was. */
  rest: async (): Promise<void> => {
    actor.send({ type: 'PAUSE' });
    const { time } = usePage.getState();
    const stop = await stopAt({ time, line: null, direction: 'here', large: false });
    const { frame } = usePage.getState();
    const divergent = frame === null ? '' : ` ${frame.divergent} users are divergent.`;
    announce(stop === null ? `Paused at ${say.clock(time)}.${divergent}` : `Paused. ${told(stop)}${divergent}`);
  },
  toggle: (): void => {
    if (usePage.getState().playing) void play.rest();
    else play.start();
  },
  step: async (direction: 'next' | 'previous', large = false): Promise<void> => {
    const { time, stop, stage } = usePage.getState();
    if (stage.is !== 'ready') return;
    actor.send({ type: 'PAUSE' });
    const line = stop !== null && stop.line.t === time ? stop.line.i : null;
    const next = await stopAt({ time, line, direction, large });
    announce(
      next === null
        ? `Nothing more happens ${direction === 'next' ? 'after' : 'before'} ${say.clock(time)}.`
        : told(next),
    );
  },
  seek: (time: number): void => {
    usePage.setState({ stop: null });
    actor.send({ type: 'SEEK', time });
  },
  restart: (): void => {
    actor.send({ type: 'PAUSE' });
    const { work } = usePage.getState();
    play.seek(work === null ? 0 : toMoment(work.scenario.opensAt));
    announce(`Back at ${say.clock(usePage.getState().time)}.`);
  },
  grab: (): void => actor.send({ type: 'GRAB' }),
  release: (): void => actor.send({ type: 'RELEASE' }),
  speed: (speed: number): void => actor.send({ type: 'SPEED', speed }),
  faster: (step: 1 | -1): void => actor.send({ type: 'SPEED', speed: nextSpeed(usePage.getState().speed, step) }),
};
