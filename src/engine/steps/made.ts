// From the steps of a runbook of one's own to a strategy like any other: its statechart, what it couples, whether it fills an empty
// copy and when it binds the queue. All of it follows from the steps.
import { findEntry } from '../catalog.ts';
import type { RunbookSpec, StepSpec, StrategySpec } from '../sections/value.ts';
import { strategies } from '../strategies/catalog.ts';
import { cannot, runbook, type States, type Strategy, stepsOf } from '../strategies/runbook.ts';
import { primitiveSteps } from './catalog.ts';
import type { Entering, Need, Placed, StepEntry } from './step.ts';

/** What the check at the beginning asks (a guard of the statechart), and where it leads: to the end, and why, or to what is built first. */
type Lacking = { readonly guard: string } & ({ readonly why: string } | { readonly build: string });

/** In the order in which they are asked: what cannot be mended comes first. */
const NEEDS: Readonly<Record<Need, Lacking>> = {
  copy: { guard: 'lacksCopy', why: 'Billing keeps no copy' },
  log: { guard: 'lacksLog', why: 'a queue keeps no history: what was acknowledged is gone' },
  compactedLog: {
    guard: 'lacksCompaction',
    why: 'the log is not compacted: it keeps no state of everybody',
  },
  history: { guard: 'lacksHistory', why: 'the User service has no change history back to the incident' },
  commitOrder: {
    guard: 'lacksOrder',
    why: 'events do not leave in the order of commits: a mark in the log means nothing to who publishes directly',
  },
  versions: { guard: 'lacksVersions', why: 'the events carry no version to merge by' },
  bulkEndpoint: { guard: 'lacksEndpoint', build: 'Build the bulk endpoint' },
  updatedSince: { guard: 'lacksUpdatedSince', build: 'Build the list of changes' },
  digest: { guard: 'lacksDigest', build: 'Build the checksums' },
};

const CHECK = { title: 'Check what there is', team: 'billing' } as const;

/** A step with what the catalogue says of it. */
export interface Use {
  readonly spec: StepSpec;
  readonly entry: StepEntry;
}

const titleOf = ({ spec, entry }: Use): string => String(spec['title'] ?? entry.title);

/** A runbook's steps with their entries; those that nobody knows are left out. */
export const usesOf = ({ steps: given }: RunbookSpec): readonly Use[] =>
  given.flatMap((spec) => {
    const entry = findEntry(primitiveSteps, spec.step);
    return entry === undefined ? [] : [{ spec, entry }];
  });

/** The check at the beginning, the ends to which it leads, and what must be built before the first step, `first`. */
function beginningOf(uses: readonly Use[], first: string): States {
  const asked = new Set(uses.flatMap(({ spec, entry }) => entry.needs(spec)));
  const needs = Object.entries(NEEDS).filter(([need]) => asked.has(need as Need));
  const fatal = needs.flatMap(([need, lacking]) => ('why' in lacking ? [{ need, ...lacking }] : []));
  const built = needs.flatMap(([need, lacking]) => ('build' in lacking ? [{ need, ...lacking }] : []));
  const states: States = {
    check: {
      meta: CHECK,
      always: [
        ...fatal.map(({ need, guard }) => ({ guard: guard as 'lacksCopy', target: `no-${need}` })),
        { target: built.length === 0 ? first : 'needs-0' },
      ],
    },
  };
  for (const { need, why } of fatal) states[`no-${need}`] = cannot(why);
  for (const [n, { guard, build }] of built.entries()) {
    const next = n + 1 < built.length ? `needs-${n + 1}` : first;
    Object.assign(states, {
      [`needs-${n}`]: { meta: CHECK, always: [{ guard, target: `waits-${n}` }, { target: next }] },
      [`waits-${n}`]: { meta: { title: 'Wait for the User team', team: 'none' }, after: { handOff: `builds-${n}` } },
      ...stepsOf('user', [[`builds-${n}`, 'build', build]], next),
    });
  }
  return states;
}

const keyAt = (index: number): string => `step-${index}`;

/** Its place: what comes before it and behind it. `waiting`: what is asked for when it begins, of steps that last no time. */
function placedAt(uses: readonly Use[], index: number, waiting: readonly Entering[]): Placed {
  const { spec } = uses[index] as Use;
  const behind = uses.findIndex(({ entry }, n) => n > index && entry.instant === undefined);
  const before = uses.slice(0, index).map((use) => use.spec.step);
  const isFrozen = before.lastIndexOf('freeze') > before.lastIndexOf('thaw');
  return {
    key: keyAt(index),
    next: behind < 0 ? 'done' : keyAt(behind),
    title: titleOf(uses[index] as Use),
    values: spec,
    entering: (...own) => [...waiting, ...own],
    cannot: (why) => (isFrozen ? { ...cannot(why), entry: 'releaseInvoicing' } : cannot(why)),
    keyOf: (step) => keyAt(before.lastIndexOf(step)),
    unbound: uses.slice(index + 1).some((use) => use.spec.step === 'subscribe'),
  };
}

function statesOf(uses: readonly Use[]): States {
  const states: States = {};
  let waiting: readonly Entering[] = [];
  for (const [index, { entry }] of uses.entries()) {
    if (entry.instant !== undefined) {
      waiting = [...waiting, entry.instant];
      continue;
    }
    const own = entry.states?.(placedAt(uses, index, waiting)) ?? {};
    const first = own[keyAt(index)];
    if (waiting.includes('truncateCopy'))
      own[keyAt(index)] = { ...first, meta: { ...first?.meta, empties: true } as never };
    Object.assign(states, own);
    waiting = [];
  }
  states['done'] = { type: 'final', meta: { title: 'Done', team: 'none' }, entry: waiting as never };
  return states;
}

/** Whether what fills the copy stands before the step that binds the queue. */
function bindsLate(uses: readonly Use[]): boolean {
  const binds = uses.findIndex(({ spec }) => spec.step === 'subscribe');
  return uses.some(({ entry }, index) => index < binds && entry.fills);
}

/** Whether it writes credit notes, and people do the rest. */
const creditsOnly = (uses: readonly Use[]): boolean =>
  uses.some(({ spec }) => spec.step === 'credit') &&
  uses.every(({ spec, entry }) => spec.step === 'credit' || entry.team === 'either');

/** A runbook of one's own, where the catalogue's strategies stand. */
export const OWN_RUNBOOK = {
  id: 'steps',
  title: 'Runbook of one’s own',
  summary: 'A runbook made of primitive steps.',
  parameters: {},
} as const;

const COUPLINGS = ['none', 'events', 'API', 'schema'] as const;

function made(spec: RunbookSpec): Strategy {
  const uses = usesOf(spec);
  const first = uses.findIndex(({ entry }) => entry.instant === undefined);
  const most = Math.max(0, ...uses.map(({ entry }) => COUPLINGS.indexOf(entry.coupling)));
  return {
    id: spec.id,
    title: OWN_RUNBOOK.title,
    summary: `${uses.map(titleOf).join(', then ')}.`,
    parameters: {},
    coupling: COUPLINGS[most] as Strategy['coupling'],
    seeds: uses.some(({ entry }) => entry.fills),
    ...(creditsOnly(uses) && { repairs: 'invoices' as const }),
    ...(bindsLate(uses) && { bindsLate: true as const }),
    suits: () => true,
    machine: runbook.createMachine({
      context: ({ input }) => input,
      initial: 'check',
      states: { ...beginningOf(uses, first < 0 ? 'done' : keyAt(first)), ...statesOf(uses) },
    }),
  };
}

const known = new WeakMap<RunbookSpec, Strategy>();

/** The strategy that a runbook of one's own is; one and the same for one object. */
export function strategyOfSteps(spec: RunbookSpec): Strategy {
  const strategy = known.get(spec) ?? made(spec);
  known.set(spec, strategy);
  return strategy;
}

/** A strategy by its id, or a runbook of one's own as a strategy. */
export const strategyOf = (spec: StrategySpec): Strategy | undefined =>
  typeof spec === 'string' ? findEntry(strategies, spec) : strategyOfSteps(spec);

/** Its name on the page. */
export const strategyTitle = (spec: StrategySpec): string =>
  strategyOf(spec)?.title ?? (spec === OWN_RUNBOOK.id ? OWN_RUNBOOK.title : strategyId(spec));

/** What results and trace call it. */
export const strategyId = (spec: StrategySpec): string => (typeof spec === 'string' ? spec : spec.id);
