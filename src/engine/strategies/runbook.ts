// What every runbook shares: the events that reach it, the effects it may ask for, the people's time it spends, and the words
// its states are drawn with. A runbook is a statechart stepped purely; effects are only named here and done elsewhere.
import { type AnyStateMachine, setup } from 'xstate';
import type { ParameterisedEntry } from '../catalog.ts';
import type { Scenario } from '../scenario.ts';

export type Team = 'user' | 'billing' | 'none';
/** Kinds of people's work, as in the scenario's `people`. */
export type Work = 'find' | 'build' | 'review' | 'run';

/** What a state says of itself: its name on screen, who does it, and which of people's times it takes hands-on. */
export interface StepMeta {
  readonly title: string;
  readonly team: Team;
  readonly work?: Work;
  /** A final state whose precondition was not met says why. */
  readonly cannot?: string;
}

/** What a runbook knows when it begins: parameters, people's times (µs) and what the scenario offers. */
export interface RunbookInput {
  readonly parameters: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly people: Readonly<Record<Work, number>>;
  readonly log: boolean;
  readonly bulkEndpoint: boolean;
  /** The change history reaches back to where the incident began. */
  readonly historyReaches: boolean;
  readonly readsCopy: boolean;
  /** Microseconds until the run's length is reached; 0 when it is past. */
  readonly untilEnd: number;
}

/** Signals of the work a runbook began, and `xstate.after` delays. */
export type RunbookEvent =
  | { readonly type: 'scanned' }
  | { readonly type: 'swept' }
  | { readonly type: 'apiFailed' }
  | { readonly type: 'published' }
  | { readonly type: 'caughtUp' };

/** Work a runbook may ask for. Whoever runs it looks these up by name; the parameters are plain data. */
export type RunbookEffect =
  | { readonly type: 'bindQueue' }
  | { readonly type: 'freezeInvoicing'; readonly params: { readonly on: boolean } }
  | { readonly type: 'releaseInvoicing' }
  | { readonly type: 'stopConsumer' }
  | { readonly type: 'replayLog'; readonly params: { readonly from: string } }
  | { readonly type: 'truncateCopy' }
  | { readonly type: 'scanPages'; readonly params: { readonly merge: string } }
  | { readonly type: 'resume' }
  | { readonly type: 'sweep' }
  | { readonly type: 'republishEvents'; readonly params: { readonly renew: boolean; readonly rate: string } }
  | { readonly type: 'publishSnapshots'; readonly params: { readonly tombstones: boolean; readonly rate: string } };

const nothing = () => {};

/** The one set-up all runbooks are made with. */
export const runbook = setup({
  types: {
    context: {} as RunbookInput,
    input: {} as RunbookInput,
    events: {} as RunbookEvent,
    meta: {} as StepMeta,
  },
  actions: {
    bindQueue: nothing,
    freezeInvoicing: (_, _params: { readonly on: boolean }) => {},
    releaseInvoicing: nothing,
    stopConsumer: nothing,
    replayLog: (_, _params: { readonly from: string }) => {},
    truncateCopy: nothing,
    scanPages: (_, _params: { readonly merge: string }) => {},
    resume: nothing,
    sweep: nothing,
    republishEvents: (_, _params: { readonly renew: boolean; readonly rate: string }) => {},
    publishSnapshots: (_, _params: { readonly tombstones: boolean; readonly rate: string }) => {},
  },
  delays: {
    find: ({ context }) => context.people.find,
    build: ({ context }) => context.people.build,
    review: ({ context }) => context.people.review,
    run: ({ context }) => context.people.run,
    untilEnd: ({ context }) => context.untilEnd,
    aMinute: 60_000_000,
  },
  guards: {
    isLog: ({ context }) => context.log,
    lacksEndpoint: ({ context }) => !context.bulkEndpoint,
    lacksHistory: ({ context }) => !context.historyReaches,
    lacksCopy: ({ context }) => !context.readsCopy,
    sweeps: ({ context }) => context.parameters['sweep'] !== false,
    subscribesFirst: ({ context }) => context.parameters['order'] !== 'copy-first',
    bindsLate: ({ context }) => context.parameters['order'] === 'copy-first',
  },
});

/** A procedure that brings a divergent copy back. */
export interface Strategy extends ParameterisedEntry {
  /** What one team must learn of the other. */
  readonly coupling: 'none' | 'events' | 'API' | 'schema';
  /** It fills an empty copy itself and binds the queue when its parameters say so. */
  readonly seeds: boolean;
  /** Whether it makes sense to offer it for a scenario by default. */
  suits(scenario: Pick<Scenario, 'broker' | 'billing' | 'user'>): boolean;
  readonly machine: AnyStateMachine;
}

/** Entry action: puts invoicing off when the parameter `freeze` says so. */
export const maybeFreeze = {
  type: 'freezeInvoicing',
  params: ({ context }: { readonly context: RunbookInput }) => ({ on: context.parameters['freeze'] === true }),
} as const;

/** `freeze`, which several strategies have. */
export const FREEZE = {
  type: 'boolean',
  default: false,
  summary: 'Whether invoicing is put off while the copy is being repaired.',
} as const;

/** How fast a repair job publishes. */
export const PUBLISH_RATE = {
  type: 'rate',
  default: '100/s',
  positive: true,
  summary: 'How fast the job publishes; live events wait in between.',
} as const;
