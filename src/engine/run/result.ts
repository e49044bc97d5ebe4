// What a finished run says: its measures by dotted name, the phases of its seeding and its repair, its fingerprint and its verdict.
import { isChosen } from '../catalog.ts';
import { measures } from '../measures/catalog.ts';
import { type Charges, chargesOf } from '../measures/cost.ts';
import type { Finished, MeasureValue } from '../measures/measure.ts';
import { placeOf } from '../points.ts';
import { erasureTally } from '../services/erasure-tally.ts';
import type { StepMeta } from '../strategies/runbook.ts';
import { SECOND } from '../units.ts';
import { handsOnBy, type Phase } from './procedure.ts';
import type { Simulation } from './simulation.ts';
import { type KeyframeBefore, usualAfter } from './usual.ts';
import { verdictOf } from './verdict.ts';
import { NOBODY_WENT_BACK, wentBack } from './went-back.ts';

interface PhaseResult {
  readonly name: string;
  /** Seconds of virtual time. */
  readonly from: number;
  readonly to: number;
  readonly team: string;
  /** Minutes. */
  readonly handsOn: number;
  /** Parts of it in which its people were not at work, seconds. */
  readonly waits?: readonly { readonly from: number; readonly to: number }[];
  /** It filled the copy of a new service, as the scenario says, and belongs to no repair. */
  readonly seeding?: true;
}

/** Measures by dotted name, nested: `invoices.wrong` is `measures.invoices.wrong`. */
type MeasureTree = { readonly [name: string]: MeasureValue | MeasureTree };

export interface VariantResult {
  readonly id: string;
  readonly title: string;
  readonly strategy: string;
  readonly verdict: string;
  readonly fingerprint: string;
  /** Tasks simulated. */
  readonly events: number;
  /** Seconds of virtual time. */
  readonly endedAt: number;
  readonly phases: readonly PhaseResult[];
  readonly measures: MeasureTree;
  /** What the total cost is made of, by weight: of other weights it follows without another run. */
  readonly charges: Charges;
}

// The dotted names, taken apart and looked up once: of a small run that would else cost as much as the run.
const PATHS: readonly (readonly string[])[] = measures.map(({ id }) => id.split('.'));
const PLACES: ReadonlyMap<string, number> = new Map(measures.map(({ id }, place) => [id, place]));

/** All measures of a tree, in the catalogue's order. */
export const measuresOf = (tree: MeasureTree): readonly MeasureValue[] =>
  PATHS.map((path) => {
    let at: MeasureValue | MeasureTree = tree;
    for (let n = 0; n < path.length; n++) at = (at as MeasureTree)[path[n] as string] as MeasureValue | MeasureTree;
    return at as MeasureValue;
  });

/** The value of a dotted measure name in a tree. */
export function measureOf(tree: MeasureTree, id: string): MeasureValue {
  let at: MeasureValue | MeasureTree = tree;
  for (const part of id.split('.')) at = (at as MeasureTree)[part] as MeasureValue | MeasureTree;
  return at as MeasureValue;
}

/** The result of a run that has ended, at `length` microseconds or after it. */
export function resultOf(
  simulation: Simulation,
  keyframeBefore: KeyframeBefore,
  length = simulation.model.length,
): VariantResult {
  const { prepared, repair, seeding, trace, clock } = simulation;
  const { variant } = prepared.spec;
  const endedAt = simulation.endedAt ?? simulation.time.now;
  const run = finished(simulation, keyframeBefore, length, endedAt);
  const values = measures.map((measure) => measure.read(run));
  return {
    id: variant.id,
    title: variant.title,
    strategy: prepared.repair.strategy.id,
    verdict: verdict(simulation, values, endedAt),
    fingerprint: trace.fingerprint,
    events: clock.steps,
    endedAt: endedAt / SECOND,
    phases: [
      ...(seeding?.phases ?? []).map((phase) => ({ ...phaseResult(phase, endedAt), seeding: true as const })),
      ...repair.phases.map((phase) => phaseResult(phase, endedAt)),
    ],
    measures: treeOf(values),
    charges: chargesOf(run),
  };
}

function phaseResult(phase: Phase, endedAt: number): PhaseResult {
  const { name, from, to, team, waits } = phase;
  const until = to ?? endedAt;
  const ended = waits?.filter((wait) => wait.from < until);
  return {
    name,
    from: from / SECOND,
    to: until / SECOND,
    team,
    handsOn: handsOnBy(phase, endedAt) / (60 * SECOND),
    ...(ended !== undefined && {
      waits: ended.map((wait) => ({ from: wait.from / SECOND, to: Math.min(wait.to, until) / SECOND })),
    }),
  };
}

function finished(simulation: Simulation, keyframeBefore: KeyframeBefore, length: number, endedAt: number): Finished {
  const { counters, users, repair, clock, billing, invoicing, alarms, incident, detection } = simulation;
  const { divergence, delays, backlog } = billing;
  return {
    model: length === simulation.model.length ? simulation.model : { ...simulation.model, length },
    endedAt,
    settled: clock.settled,
    counters,
    divergence,
    delays,
    users,
    others: othersOf(simulation),
    noticedAfter: alarms.noticedAfter,
    falseAlarms: detection.falseAlarms,
    endedAfter: incident.endedAfter(endedAt),
    total: divergence.total,
    harm: invoicing.harm(),
    erasure: erasureTally(simulation.erasure, endedAt),
    backlog: {
      peak: backlog.peak(endedAt),
      integral: clock.backlogAtLength ?? backlog.integral(endedAt),
    },
    repair: {
      beganAt: repair.beganAt,
      endedAt: repair.endedAt,
      usualAfter: usualAfter(simulation, keyframeBefore),
      handsOn: { user: repair.handsOn('user'), billing: repair.handsOn('billing') },
      coupling: couplingOf(simulation),
    },
  };
}

const COUPLINGS = ['none', 'events', 'API', 'schema'] as const;

/** The closest of what the repair's strategies ask for that could be done; null where none could. */
function couplingOf({ prepared, repair }: Simulation): Finished['repair']['coupling'] {
  const done = [prepared.repair, ...prepared.then].filter((_, turn) => (repair.outcomes[turn] ?? null) === null);
  const closest = Math.max(...done.map(({ strategy }) => COUPLINGS.indexOf(strategy.coupling)));
  return COUPLINGS[closest] ?? null;
}

/** Of what followed the first strategy: what could not be done. */
const failedIn = ({ prepared, repair }: Simulation): readonly string[] =>
  prepared.then.flatMap(({ strategy }, n) => {
    const why = repair.outcomes[n + 1] ?? null;
    return why === null ? [] : [`${strategy.title} cannot be done: ${why}.`];
  });

function othersOf({ subscribers }: Simulation): Finished['others'] {
  const others = subscribers.slice(1);
  return {
    messages: others.reduce((sum, { counters }) => sum + counters.delivered, 0),
    sideEffects: others.reduce((sum, { outward }) => sum + (outward?.wrong ?? 0), 0),
  };
}

/** All measures nested by their names; `values` are in the catalogue's order. */
export function treeOf(values: readonly MeasureValue[]): MeasureTree {
  const tree: Record<string, MeasureValue | MeasureTree> = {};
  for (const [place, path] of PATHS.entries()) {
    let at = tree;
    for (let n = 0; n < path.length - 1; n++) {
      at[path[n] as string] ??= {};
      at = at[path[n] as string] as Record<string, MeasureValue | MeasureTree>;
    }
    at[path[path.length - 1] as string] = values[place] as MeasureValue;
  }
  return tree;
}

function verdict(simulation: Simulation, values: readonly MeasureValue[], endedAt: number): string {
  const { prepared, model, repair, seeding } = simulation;
  const { strategy, parameters } = prepared.repair;
  const measure = (id: string): MeasureValue => values[PLACES.get(id) as number] as MeasureValue;
  return verdictOf({
    measure,
    keepsCopy: model.billing.reads !== 'api',
    fills: model.billing.startsAt > 0 && prepared.faults.length === 0,
    silenced: prepared.faults.some(({ fault }) => placeOf(fault) === 'user'),
    wentBack: () => (restores(prepared) ? wentBack(simulation.users, simulation.billing.copy) : NOBODY_WENT_BACK),
    bindsLate: isChosen(strategy.bindsLate, parameters),
    emptied: emptiedFor(simulation, measure, endedAt),
    cannot: repair.cannot,
    cannotSeed: seeding?.cannot ?? null,
    remarks: repair.remarks,
    ofInvoices: [prepared.repair, ...prepared.then].every(({ strategy }) => strategy.repairs === 'invoices'),
    failed: failedIn(simulation),
    waited: ((seeding?.waited() ?? 0) + repair.waited()) / SECOND,
    overran: [...Object.values(seeding?.overran ?? {}), ...Object.values(repair.overran)],
    alarmed: simulation.alarms.noticedAfter !== null,
    unseen: simulation.incident.unseen(endedAt).map(({ fault }) => fault.title),
    unnoticed:
      model.repairAt === Number.POSITIVE_INFINITY &&
      simulation.detection.noticedAt === null &&
      repair.beganAt === null &&
      simulation.incident.beganAt(endedAt) !== null,
  });
}

/** Whether the User database goes back in this run. */
const restores = ({ faults }: Simulation['prepared']): boolean =>
  faults.some(({ fault, values }) => fault.deed?.(values).does === 'restoreUsers');

/** Seconds of the repair's steps that empty the copy, where there was more to lose than to gain. */
function emptiedFor({ prepared, repair }: Simulation, measure: (id: string) => MeasureValue, endedAt: number): number {
  if ((measure('divergent.peak') as number) <= 2 * (measure('divergent.atRepair') as number)) return 0;
  const steps = Object.values(prepared.repair.strategy.machine.states).map(({ meta }) => meta as StepMeta);
  return repair.phases
    .filter(({ name }) => steps.some(({ title, empties }) => title === name && empties === true))
    .reduce((sum, { from, to }) => sum + ((to ?? endedAt) - from) / SECOND, 0);
}
