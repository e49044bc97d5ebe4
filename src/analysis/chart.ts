// A runbook as a drawing: the states of its statechart in the order in which a repair passes through them, from the chart's
// own definition. Which one is lit comes from a run.
import { findEntry, type StepMeta, strategies } from '../engine/index.ts';

export interface ChartStep {
  /** The state's key in the chart. */
  readonly key: string;
  readonly title: string;
  readonly team: StepMeta['team'];
  /** Kind of people's work it takes, or null. */
  readonly work: string | null;
  readonly final: boolean;
  /** A final state that says why the repair cannot be done. */
  readonly cannot: string | null;
  /** Decided and left within the same instant. */
  readonly instant: boolean;
}

interface StateLike {
  readonly key: string;
  readonly type: string;
  readonly meta?: unknown;
  readonly transitions: Map<string, readonly { readonly target?: readonly { readonly key: string }[] | undefined }[]>;
  readonly always?: readonly { readonly target?: readonly { readonly key: string }[] | undefined }[] | undefined;
}

const targetsOf = (state: StateLike): string[] => {
  const all = [...(state.always ?? []), ...[...state.transitions.values()].flat()];
  return [...new Set(all.flatMap(({ target }) => (target ?? []).map(({ key }) => key)))];
};

/** The longest simple way to a final state that is no refusal: what a repair that works passes through. */
function mainWay(states: Readonly<Record<string, StateLike>>, initial: string): readonly string[] {
  let best: readonly string[] = [];
  const walk = (key: string, way: readonly string[], titles: ReadonlySet<string>) => {
    const state = states[key];
    if (state === undefined || way.includes(key)) return;
    const meta = state.meta as StepMeta | undefined;
    const title = meta?.title ?? key;
    if (meta?.cannot !== undefined || titles.has(title)) return;
    const next = [...way, key];
    if (state.type === 'final') {
      if (next.length > best.length) best = next;
      return;
    }
    for (const target of targetsOf(state)) walk(target, next, new Set([...titles, title]));
  };
  walk(initial, [], new Set());
  return best;
}

/** The steps of a strategy's runbook, main way first to last, final state included. */
export function chartSteps(strategy: string): readonly ChartStep[] {
  const machine = findEntry(strategies, strategy)?.machine;
  if (machine === undefined) return [];
  const states = machine.states as unknown as Readonly<Record<string, StateLike>>;
  const initial = String((machine.config as { initial?: unknown }).initial);
  const way = mainWay(states, initial);
  return way.map((key) => {
    const state = states[key] as StateLike;
    const meta = (state.meta ?? { title: key, team: 'none' }) as StepMeta;
    return {
      key,
      title: meta.title,
      team: meta.team,
      work: meta.work ?? null,
      final: state.type === 'final',
      cannot: meta.cannot ?? null,
      instant: (state.always?.length ?? 0) > 0,
    };
  });
}

/** The title of any state of a strategy's chart. */
export function stateTitle(strategy: string, key: string): string {
  const machine = findEntry(strategies, strategy)?.machine;
  const meta = machine?.states[key]?.meta as StepMeta | undefined;
  return meta?.title ?? key;
}
