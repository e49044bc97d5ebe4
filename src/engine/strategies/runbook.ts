// What every runbook shares: the people's time it spends, the words its states are drawn with, its beginning and its ends. The
// signals that reach it and the effects it may ask for follow from the repair tools. A runbook is a statechart stepped purely.
import { type AnyStateMachine, setup } from 'xstate';
import type { ChosenValue, ParameterisedEntry } from '../catalog.ts';
import { type EffectName, type EffectParameters, type Signal, tools } from '../repair/catalog.ts';
import { MOST_CALLERS } from '../repair/parallel-scan.ts';
import type { Scenario } from '../scenario.ts';

export type Team = 'user' | 'billing' | 'none';
/** Kinds of people's work, as in the scenario's `people`. */
type Work = 'find' | 'build' | 'review' | 'run';

/** What a state says of itself: its name on screen, who does it, and which of people's times it takes hands-on. */
export interface StepMeta {
  readonly title: string;
  readonly team: Team;
  readonly work?: Work;
  /** While it lasts the copy is empty or half full. */
  readonly empties?: true;
  /** A final state whose precondition was not met says why. */
  readonly cannot?: string;
  /** A final state in which the work was given up half-way. */
  readonly gaveUp?: true;
}

/** What a runbook knows when it begins: parameters, people's times (µs) and what the scenario offers. */
export interface RunbookInput {
  readonly parameters: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly people: Readonly<Record<Work | 'handOff', number>>;
  readonly log: boolean;
  /** A log that keeps the newest of each user for ever. */
  readonly compacted: boolean;
  readonly bulkEndpoint: boolean;
  readonly updatedSince: boolean;
  readonly deletedEndpoint: boolean;
  readonly digest: boolean;
  /** Messages leave in the order of commits. */
  readonly inCommitOrder: boolean;
  /** The change history reaches back to where the incident began. */
  readonly historyReaches: boolean;
  /** Events carry versions. */
  readonly versioned: boolean;
  readonly readsCopy: boolean;
  /** Microseconds until the run's length is reached; 0 when it is past. */
  readonly untilEnd: number;
  /** How often people have started again what died. */
  readonly restarts: number;
}

/** Signals of the tools that a runbook has set to work, and `xstate.after` delays. */
type RunbookEvent = { readonly [S in Signal]: { readonly type: S } }[Signal];

/** Effects as statecharts know them: by name, with parameters that are plain data. The tools do them; here nothing happens. */
type Actions = { readonly [E in EffectName]: (args: unknown, params: EffectParameters<E>) => void };

const nothing = () => {};
const actions = Object.fromEntries(
  tools.flatMap(({ effects }) => Object.keys(effects).map((name) => [name, nothing])),
) as unknown as Actions;

/** The one set-up all runbooks are made with. */
const runbooks = setup({
  types: {
    context: {} as RunbookInput,
    input: {} as RunbookInput,
    events: {} as RunbookEvent,
    meta: {} as StepMeta,
  },
  actions,
  delays: {
    find: ({ context }) => context.people.find,
    build: ({ context }) => context.people.build,
    review: ({ context }) => context.people.review,
    run: ({ context }) => context.people.run,
    handOff: ({ context }) => context.people.handOff,
    untilEnd: ({ context }) => context.untilEnd,
    aMinute: 60_000_000,
  },
  guards: {
    isLog: ({ context }) => context.log,
    lacksLog: ({ context }) => !context.log,
    lacksCompaction: ({ context }) => !context.compacted,
    lacksEndpoint: ({ context }) => !context.bulkEndpoint,
    lacksUpdatedSince: ({ context }) => !context.updatedSince,
    lacksDigest: ({ context }) => !context.digest,
    lacksOrder: ({ context }) => !context.inCommitOrder,
    tellsDeleted: ({ context }) => context.deletedEndpoint,
    lacksHistory: ({ context }) => !context.historyReaches,
    lacksVersions: ({ context }) => !context.versioned && context.parameters['merge'] !== 'blind',
    lacksCopy: ({ context }) => !context.readsCopy,
  },
});

type Chart = Parameters<typeof runbooks.createMachine>[0];
/** A chart's type is not inferred from it: inferred, a signal that no tool gives would compile beside one that some tool gives. */
export const runbook = { createMachine: (chart: Chart) => runbooks.createMachine(chart) };

export type States = NonNullable<Chart['states']>;
type Guard =
  | 'isLog'
  | 'lacksCompaction'
  | 'lacksEndpoint'
  | 'lacksUpdatedSince'
  | 'lacksDigest'
  | 'lacksOrder'
  | 'lacksHistory'
  | 'lacksVersions';

/** Where a check leads when its guard holds; guards are asked in order. */
type Turn = readonly [guard: Guard, target: string];

/** Steps that people take one after the other: the state's key, whose time it takes, and its title. */
type PeopleSteps = readonly (readonly [key: string, work: Work, title: string])[];

/** People's steps by one team; the last leads to `next`. */
export const stepsOf = (team: Team, steps: PeopleSteps, next: string): States =>
  Object.fromEntries(
    steps.map(([key, work, title], n) => [
      key,
      { meta: { title, team, work }, after: { [work]: steps[n + 1]?.[0] ?? next } },
    ]),
  );

/** The end of a runbook whose precondition is not met, and why. */
export const cannot = (why: string) => ({
  type: 'final' as const,
  meta: { title: 'Cannot', team: 'none' as const, cannot: why },
});

/**
 * The beginning that runbooks share: a team checks whether the repair can be done at all (where Billing keeps no copy it cannot),
 * then people prepare it step by step, until a machine works.
 */
export const beginning = (
  check: { readonly title: string; readonly team: Team; readonly turns?: readonly Turn[] },
  { team, steps, next }: { readonly team: Team; readonly steps: PeopleSteps; readonly next: string },
): States => ({
  check: {
    meta: { title: check.title, team: check.team },
    always: [
      { guard: 'lacksCopy', target: 'noCopy' },
      ...(check.turns ?? []).map(([guard, target]) => ({ guard, target })),
      { target: steps[0]?.[0] ?? next },
    ],
  },
  ...stepsOf(team, steps, next),
  noCopy: cannot('Billing keeps no copy'),
});

/** Where the User service lacks an endpoint that is needed, its team builds it when it gets round to it; then `next`. */
export const endpoint = (next: string, title = 'Build the bulk endpoint'): States => ({
  endpoint: {
    meta: { title: 'Wait for the User team', team: 'none' },
    after: { handOff: 'endpointBuilt' },
  },
  ...stepsOf('user', [['endpointBuilt', 'build', title]], next),
});

/** The end of a repair that was done. */
export const done = { type: 'final', meta: { title: 'Done', team: 'none' } } as const;

/** A procedure that brings a divergent copy back. */
export interface Strategy extends ParameterisedEntry {
  /** What one team must learn of the other. */
  readonly coupling: 'none' | 'events' | 'API' | 'schema';
  /** What it repairs, where that is not the copy. */
  readonly repairs?: 'invoices';
  /** Whether it can fill an empty copy, and so may be a scenario’s `billing.seed`. */
  readonly seeds: boolean;
  /** The parameter, and its value, with which it binds the queue of the service that it fills only when it has read everything; true: always. */
  readonly bindsLate?: ChosenValue | true;
  /** Whether it makes sense to offer it for a scenario by default. */
  suits(scenario: Pick<Scenario, 'broker' | 'billing' | 'user' | 'publisher'>): boolean;
  readonly machine: AnyStateMachine;
}

type State = States[string];

/**
 * A step that calls the API and is patient: while the API stays away it is asked again once a minute (by the effect `again`), then the
 * step goes on where it stopped. `on`: where its own signals lead.
 */
export const patiently = (
  key: string,
  title: string,
  { entry, on, again = 'resume' }: Pick<State, 'entry' | 'on'> & { readonly again?: EffectName },
): States => {
  const [waits, goesOn] = [`${key}Waits`, `${key}GoesOn`];
  const meta = { title, team: 'billing' } as const;
  const signals = { ...on, apiFailed: waits } as State['on'];
  return {
    [key]: { meta, entry, on: signals } as State,
    [waits]: {
      meta: { title: 'Wait for the API', team: 'billing' },
      after: { aMinute: { actions: again } },
      on: { apiFailed: { target: waits, reenter: true }, apiAnswers: goesOn },
    } as State,
    [goesOn]: { meta, on: signals } as State,
  };
};

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

/** Where reading of a log begins. */
export const READ_FROM = {
  from: {
    type: 'choice',
    options: ['earliest', 'incident', 'at', 'offset', 'last'],
    default: 'earliest',
    summary:
      'Where reading begins: the first entry retained, or the first since the incident began; the first since a time, one by its offset, or a number of entries back.',
  },
  at: {
    type: 'duration',
    min: 0,
    default: '0s',
    onlyWith: ['from', 'at'],
    summary: 'The time since the start from which on is read.',
  },
  offset: {
    type: 'integer',
    unit: 'entries',
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    default: 0,
    onlyWith: ['from', 'offset'],
    summary: 'The first entry that is read, by its place in the log, counted from 0.',
  },
  count: {
    type: 'integer',
    unit: 'entries',
    min: 1,
    max: Number.MAX_SAFE_INTEGER,
    default: 1000,
    onlyWith: ['from', 'last'],
    summary: 'How many entries the group goes back.',
  },
} as const;

/** Why a log cannot be read. */
export const NOTHING_LEFT = 'the log retains nothing any more';
export const NOT_WHOLE = 'the log does not hold its beginning: a table made of it would lack users';

/** A second table is filled from the log (`fill` leads here) and swapped with the first. */
export const fillAside: States = {
  fill: {
    meta: { title: 'Fill the second table', team: 'billing' },
    entry: 'rebuildAside',
    on: { caughtUp: 'swap', brokerAway: 'fillWaits', logEmpty: 'nothingLeft', logIncomplete: 'incomplete' },
  },
  fillWaits: {
    meta: { title: 'Wait for the broker', team: 'billing' },
    after: { aMinute: 'fill' },
  },
  swap: {
    meta: { title: 'Swap the tables', team: 'billing' },
    entry: 'swapTables',
    on: { swapped: 'done' },
  },
  nothingLeft: cannot(NOTHING_LEFT),
  incomplete: cannot(NOT_WHOLE),
};

/** By how many, and how fast, the API's pages are read. */
export const SCAN_PACE = {
  parallel: {
    type: 'integer',
    default: 1,
    min: 1,
    max: MOST_CALLERS,
    summary: 'How many callers read pages at once, each as fast as the API’s limit allows one.',
  },
  rate: {
    type: 'rate',
    default: 'none',
    positive: true,
    words: ['none'],
    summary: 'How fast they call, all together; with none as the API’s limit is, each by itself.',
  },
} as const;

/** How fast a repair job publishes. */
export const PUBLISH_RATE = {
  type: 'rate',
  default: '100/s',
  positive: true,
  summary: 'How fast the job publishes; live events wait in between.',
} as const;
