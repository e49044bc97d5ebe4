// What a finished run says: its measures by dotted name, the phases of its seeding and its repair, its fingerprint and its verdict. The verdict
// is computed from the measures, by one rule for all variants.
import { measures } from '../measures/catalog.ts';
import type { Finished, MeasureValue } from '../measures/measure.ts';
import { DIVERGENT_KINDS } from '../rows.ts';
import { SECOND } from '../units.ts';
import { handsOnBy, type Phase, type Procedure } from './procedure.ts';
import type { Simulation } from './simulation.ts';

interface PhaseResult {
  readonly name: string;
  /** Seconds of virtual time. */
  readonly from: number;
  readonly to: number;
  readonly team: string;
  /** Minutes. */
  readonly handsOn: number;
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
}

/** The value of a dotted measure name in a tree. */
export function measureOf(tree: MeasureTree, id: string): MeasureValue {
  let at: MeasureValue | MeasureTree = tree;
  for (const part of id.split('.')) at = (at as MeasureTree)[part] as MeasureValue | MeasureTree;
  return at as MeasureValue;
}

/** The result of a run that has ended. */
export function resultOf(simulation: Simulation): VariantResult {
  const { prepared, repair, seeding, trace, clock } = simulation;
  const { variant } = prepared.spec;
  const endedAt = simulation.endedAt ?? simulation.time.now;
  const tree = measureTree(finished(simulation, endedAt));
  return {
    id: variant.id,
    title: variant.title,
    strategy: variant.strategy,
    verdict: verdict(tree, repair, seeding),
    fingerprint: trace.fingerprint,
    events: clock.steps,
    endedAt: endedAt / SECOND,
    phases: [
      ...(seeding?.phases ?? []).map((phase) => ({ ...phaseResult(phase, endedAt), seeding: true as const })),
      ...repair.phases.map((phase) => phaseResult(phase, endedAt)),
    ],
    measures: tree,
  };
}

const phaseResult = (phase: Phase, endedAt: number): PhaseResult => ({
  name: phase.name,
  from: phase.from / SECOND,
  to: (phase.to ?? endedAt) / SECOND,
  team: phase.team,
  handsOn: handsOnBy(phase, endedAt) / (60 * SECOND),
});

function finished(simulation: Simulation, endedAt: number): Finished {
  const { model, counters, users, repair, prepared, clock, billing, invoicing, alarms } = simulation;
  const { divergence, delays, backlog } = billing;
  return {
    model,
    endedAt,
    settled: clock.settled,
    counters,
    divergence,
    delays,
    users,
    noticedAfter: alarms.noticedAfter,
    total: divergence.total,
    harm: invoicing.harm(),
    backlog: {
      peak: backlog.peak(endedAt),
      integral: clock.backlogAtLength ?? backlog.integral(endedAt),
    },
    repair: {
      beganAt: repair.beganAt,
      endedAt: repair.endedAt,
      handsOn: { user: repair.handsOn('user'), billing: repair.handsOn('billing') },
      coupling: repair.cannot === null ? prepared.repair.strategy.coupling : null,
    },
  };
}

function measureTree(run: Finished): MeasureTree {
  const tree: Record<string, MeasureValue | MeasureTree> = {};
  for (const measure of measures) {
    const path = measure.id.split('.');
    let at = tree;
    for (const part of path.slice(0, -1)) {
      at[part] ??= {};
      at = at[part] as Record<string, MeasureValue | MeasureTree>;
    }
    at[path[path.length - 1] as string] = measure.read(run);
  }
  return tree;
}

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** One rule: could they begin, what was in the way, did it settle, who is left divergent, what money stays wrong. */
function verdict(tree: MeasureTree, { cannot, remarks }: Procedure, seeding: Procedure | null): string {
  const number = (id: string): number => measureOf(tree, id) as number;
  const sentences: string[] = [];
  if (seeding !== null && seeding.cannot !== null) sentences.push(`Cannot be seeded: ${seeding.cannot}.`);
  if (cannot !== null) sentences.push(`Cannot: ${cannot}.`);
  sentences.push(...remarks);
  if (measureOf(tree, 'settled') === false) sentences.push('Does not settle.');
  const left = number('divergent.settled');
  const perHour = number('cost.perHourAfter');
  const goesOn = `goes on costing ${Math.round(perHour * 100) / 100} an hour`;
  if (left > 0) {
    const kinds = DIVERGENT_KINDS.filter((kind) => number(`divergent.${kind}`) > 0)
      .map((kind) => `${number(`divergent.${kind}`)} ${kind === 'wrongPlan' ? 'with a wrong plan' : kind}`)
      .join(', ');
    sentences.push(`Leaves ${plural(left, 'user')} divergent: ${kinds}${perHour > 0 ? `, and ${goesOn}` : ''}.`);
  } else {
    sentences.push(number('divergent.atRepair') > 0 ? 'Mends every user.' : 'Nobody is divergent.');
    if (perHour > 0) sentences.push(`It ${goesOn}.`);
  }
  const wrong = number('invoices.wrong');
  const missed = number('invoices.missed');
  if (wrong + missed === 0) sentences.push('No invoice is wrong or missed.');
  else sentences.push(`${plural(wrong, 'wrong invoice')} and ${missed} missed stay.`);
  return sentences.join(' ');
}
