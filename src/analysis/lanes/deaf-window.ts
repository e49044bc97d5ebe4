// The window in which a new service is deaf: what fills its copy has begun to read, and its queue is not bound yet. What changes in between
// may be too late for the copy and is too early for the queue. It follows from the runbook as it ran.
import { isChosen, type RunSpec, type StepMeta, strategyOf } from '../../engine/index.ts';
import type { RunFacts } from '../record/facts.ts';

interface DeafWindow {
  /** Microseconds. */
  readonly from: number;
  readonly to: number;
}

/** What begins to read, or to tell, everybody's state. */
const READING = ['scanPages', 'readTable', 'replayLog', 'rebuildAside', 'publishSnapshots', 'snapshotChunks'];
const BINDING = ['bindQueue'];

/** Whether plain data says one of some words anywhere. */
const says = (data: unknown, words: readonly string[]): boolean =>
  typeof data === 'object' && data !== null
    ? Object.values(data).some((value) => says(value, words))
    : words.includes(String(data));

interface Chart {
  readonly states?: Readonly<Record<string, { readonly entry?: unknown; readonly meta?: StepMeta }>>;
}

/** Whoever fills the copy: the scenario's seed, else the strategy that begins when the service does. */
function fillerOf({ scenario, variant }: RunSpec) {
  const { seed } = scenario.billing;
  return seed === 'none' ? variant : seed;
}

/** Null where the queue is bound before anything is read, or there is no new service. */
export function deafWindow({
  spec,
  startsAt,
  repairAt,
  seeding,
  phases,
  endedAt,
}: Pick<RunFacts, 'spec' | 'startsAt' | 'repairAt' | 'seeding' | 'phases' | 'endedAt'>): DeafWindow | null {
  const filler = fillerOf(spec);
  const strategy = strategyOf(filler.strategy);
  const isSeeded = spec.scenario.billing.seed !== 'none';
  if (startsAt === 0 || strategy === undefined || !isChosen(strategy.bindsLate, filler.parameters)) return null;
  if (!isSeeded && repairAt !== startsAt) return null;
  const { states = {} } = strategy.machine.config as Chart;
  const titles = (words: readonly string[]) =>
    Object.values(states).flatMap(({ entry, meta }) => (meta !== undefined && says(entry, words) ? [meta.title] : []));
  const ran = isSeeded ? seeding : phases;
  const begins = ran.find(({ name }) => titles(READING).includes(name));
  if (begins === undefined) return null;
  const binds = ran.find(({ name, from }) => from > begins.from && titles(BINDING).includes(name));
  return { from: begins.from, to: binds?.to ?? endedAt };
}
