// A lesson as a statechart: which beat of which step it is at, and whether that beat's run is moving. It knows what a beat is called and
// nothing of what one says, asks or shows.
import { assign, setup } from 'xstate';

/** A place in a lesson: a step and one of its beats, both from 0. */
interface BeatPosition {
  readonly step: number;
  readonly beat: number;
}

interface LessonContext extends BeatPosition {
  /** The kinds of the beats of every step. */
  readonly kinds: readonly (readonly string[])[];
}

type LessonEvent =
  | ({ readonly type: 'OPEN'; readonly kinds: LessonContext['kinds'] } & BeatPosition)
  /** On: what moves is brought to its end, what rests goes on to the next beat. */
  | { readonly type: 'NEXT' }
  | { readonly type: 'PREVIOUS' }
  | { readonly type: 'STEP'; readonly step: number }
  | { readonly type: 'AGAIN' }
  /** The run has come to where its beat ends. */
  | { readonly type: 'ARRIVED' };

const within = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));

/** The nearest place that there is. */
function placed(kinds: LessonContext['kinds'], { step, beat }: BeatPosition): BeatPosition {
  const at = within(step, kinds.length);
  return { step: at, beat: within(beat, kinds[at]?.length ?? 1) };
}

function after({ kinds, step, beat }: LessonContext): BeatPosition {
  if (beat + 1 < (kinds[step]?.length ?? 0)) return { step, beat: beat + 1 };
  return step + 1 < kinds.length ? { step: step + 1, beat: 0 } : { step, beat };
}

function before({ kinds, step, beat }: LessonContext): BeatPosition {
  if (beat > 0) return { step, beat: beat - 1 };
  return step > 0 ? { step: step - 1, beat: (kinds[step - 1]?.length ?? 1) - 1 } : { step, beat };
}

const moves = (kinds: LessonContext['kinds'], { step, beat }: BeatPosition): boolean => kinds[step]?.[beat] === 'play';
const isLast = (context: LessonContext): boolean => {
  const { step, beat } = after(context);
  return step === context.step && beat === context.beat;
};

export const lessonChart = setup({
  types: { context: {} as LessonContext, events: {} as LessonEvent },
  guards: {
    isLast: ({ context }) => isLast(context),
    movesNext: ({ context }) => moves(context.kinds, after(context)),
    movesFirst: ({ context }) => moves(context.kinds, { step: context.step, beat: 0 }),
    movesThere: ({ context, event }) =>
      event.type === 'STEP' && moves(context.kinds, { step: within(event.step, context.kinds.length), beat: 0 }),
  },
  actions: {
    open: assign(({ context, event }) =>
      event.type === 'OPEN' ? { kinds: event.kinds, ...placed(event.kinds, event) } : context,
    ),
    next: assign(({ context }) => ({ ...context, ...after(context) })),
    previous: assign(({ context }) => ({ ...context, ...before(context) })),
    goTo: assign(({ context, event }) =>
      event.type === 'STEP' ? { ...context, step: within(event.step, context.kinds.length), beat: 0 } : context,
    ),
    again: assign(({ context }) => ({ ...context, beat: 0 })),
  },
}).createMachine({
  context: { kinds: [], step: 0, beat: 0 },
  initial: 'resting',
  on: {
    OPEN: { target: '.resting', actions: 'open' },
    PREVIOUS: { target: '.resting', actions: 'previous' },
    STEP: [
      { guard: 'movesThere', target: '.moving', actions: 'goTo' },
      { target: '.resting', actions: 'goTo' },
    ],
    AGAIN: [
      { guard: 'movesFirst', target: '.moving', actions: 'again' },
      { target: '.resting', actions: 'again' },
    ],
  },
  states: {
    resting: {
      on: {
        NEXT: [
          { guard: 'isLast' },
          { guard: 'movesNext', target: 'moving', actions: 'next' },
          { target: 'resting', actions: 'next' },
        ],
      },
    },
    moving: { on: { NEXT: 'resting', ARRIVED: 'resting' } },
  },
});
