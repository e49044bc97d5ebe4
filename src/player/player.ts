// The player as a statechart: from wall time to virtual time. It knows how fast and how far, not what is being played.
import { assign, setup } from 'xstate';
import { type Leg, movedOn } from './easing.ts';

const MILLISECOND = 1_000;
const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Microseconds of virtual time to one second on the wall. */
export const SPEEDS: readonly number[] = [
  MILLISECOND,
  10 * MILLISECOND,
  100 * MILLISECOND,
  SECOND,
  10 * SECOND,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  6 * HOUR,
];

/** The speed at which a run of `length` takes about five minutes. */
export function usualSpeed(length: number): number {
  const wanted = length / 300;
  return SPEEDS.reduce((best, speed) => (Math.abs(speed - wanted) < Math.abs(best - wanted) ? speed : best));
}

/** The next slower or faster one of the speeds; where there is none, the slowest or the fastest. */
export function nextSpeed(speed: number, step: 1 | -1): number {
  const [slowest, fastest] = [SPEEDS[0] as number, SPEEDS[SPEEDS.length - 1] as number];
  if (step > 0) return SPEEDS.find((each) => each > speed) ?? fastest;
  return SPEEDS.findLast((each) => each < speed) ?? slowest;
}

interface PlayerContext {
  readonly time: number;
  readonly end: number;
  /** It never goes past this, wherever the end is. */
  readonly bound: number;
  /** At which it plays where nothing else is said. */
  readonly speed: number;
  /** Whether it plays at the pace of what it is told with every tick. */
  readonly paced: boolean;
}

type PlayerEvent =
  | {
      readonly type: 'LOAD';
      readonly time: number;
      readonly end: number;
      readonly speed: number;
      readonly paced: boolean;
    }
  | { readonly type: 'PLAY' }
  | { readonly type: 'PAUSE' }
  /** `elapsed` in milliseconds of wall time; `legs` say how fast it goes where it is paced. */
  | { readonly type: 'TICK'; readonly elapsed: number; readonly legs?: readonly Leg[] }
  | { readonly type: 'SEEK'; readonly time: number }
  | { readonly type: 'GRAB' }
  | { readonly type: 'RELEASE' }
  | { readonly type: 'SPEED'; readonly speed: number }
  | { readonly type: 'PACE' }
  /** From now on it goes no further than this; Infinity: to the end. */
  | { readonly type: 'BOUND'; readonly bound: number };

/** A tab that was away does not leap. */
const LONGEST_TICK = 250;

const within = (time: number, { end, bound }: Pick<PlayerContext, 'end' | 'bound'>): number =>
  Math.min(end, bound, Math.max(0, Math.round(time)));

export const player = setup({
  types: { context: {} as PlayerContext, events: {} as PlayerEvent },
  guards: {
    atEnd: ({ context }) => context.time >= Math.min(context.end, context.bound),
  },
  actions: {
    load: assign(({ context, event }) =>
      event.type === 'LOAD'
        ? {
            time: within(event.time, { ...context, end: event.end }),
            end: event.end,
            bound: context.bound,
            speed: event.speed,
            paced: event.paced,
          }
        : context,
    ),
    tick: assign(({ context, event }) => {
      if (event.type !== 'TICK') return context;
      const seconds = Math.min(event.elapsed, LONGEST_TICK) / 1000;
      const { legs = [] } = event;
      const paced = context.paced && legs.length > 0;
      const time = paced ? movedOn(legs, context.time, seconds) : context.time + seconds * context.speed;
      return { ...context, time: within(time, context) };
    }),
    seek: assign(({ context, event }) =>
      event.type === 'SEEK' ? { ...context, time: within(event.time, context) } : context,
    ),
    speed: assign(({ context, event }) =>
      event.type === 'SPEED' ? { ...context, speed: event.speed, paced: false } : context,
    ),
    pace: assign(({ context }) => ({ ...context, paced: true })),
    bound: assign(({ context, event }) => (event.type === 'BOUND' ? { ...context, bound: event.bound } : context)),
  },
}).createMachine({
  context: { time: 0, end: 0, bound: Number.POSITIVE_INFINITY, speed: MINUTE, paced: true },
  initial: 'paused',
  on: {
    LOAD: { target: '.paused', actions: 'load' },
    SPEED: { actions: 'speed' },
    PACE: { actions: 'pace' },
    BOUND: { actions: 'bound' },
    SEEK: { actions: 'seek' },
  },
  states: {
    paused: {
      on: { PLAY: [{ guard: 'atEnd' }, { target: 'playing' }], GRAB: 'held' },
    },
    playing: {
      on: { TICK: { actions: 'tick' }, PAUSE: 'paused', GRAB: 'heldPlaying' },
      always: { guard: 'atEnd', target: 'paused' },
    },
    held: { on: { RELEASE: 'paused', PLAY: 'heldPlaying' } },
    heldPlaying: { on: { RELEASE: 'playing', PAUSE: 'held' } },
  },
});
