// The runs of one incident of a lesson: every lane that the lesson names, computed once to its end, and what is asked of them: a
// measure, had the run ended somewhere, and how many users diverge at a moment.
import {
  comparing,
  findVariant,
  type MeasureValue,
  measureOf,
  type Scenario,
  scenarioDefinition,
  type VariantResult,
  type VariantSpec,
} from '../../engine/index.ts';
import type { LessonIncident } from '../lesson.ts';
import { type CurveMeasure, NOW } from '../template.ts';
import { LaneRun } from './lane-run.ts';

export class CaseRuns {
  readonly scenario: Scenario;
  readonly changes: LessonIncident['changes'];
  readonly lanes: readonly VariantSpec[];
  private readonly runs = new Map<string, LaneRun>();
  private readonly cut = new Map<string, VariantResult>();

  constructor({ scenario, changes }: LessonIncident, ids: ReadonlySet<string>) {
    this.scenario = scenario;
    this.changes = changes;
    this.lanes = scenario.variants.filter(({ id }) => ids.has(id));
  }

  /** Computes every lane, in slices: yields the share done, 0 … 1. */
  *computing(): Generator<number, void> {
    const { scenario, lanes, changes } = this;
    yield* comparing(scenario, lanes, {
      changes,
      session: {},
      whenEnded: (session, result) => this.runs.set(result.id, new LaneRun(session, result)),
    });
  }

  variant(id: string): VariantSpec {
    const variant = findVariant(this.scenario, id, scenarioDefinition);
    if (variant === undefined) throw new Error(`No lane of this lesson: ${id}`);
    return variant;
  }

  run(lane: string): LaneRun {
    const run = this.runs.get(lane);
    if (run === undefined) throw new Error(`This lane was not computed: ${lane}`);
    return run;
  }

  /** What has come together when everything up to and including `time` has happened: divergent users, or invoices so far. */
  drawn(lane: string, id: CurveMeasure, time: number): number {
    const { session } = this.run(lane);
    const { billing, invoices } = session.view(Math.min(time, session.furthest));
    switch (id) {
      case 'divergent.now':
        return billing.divergent;
      case 'invoices.sent':
        return invoices.sent;
      case 'invoices.wrong':
        return invoices.wrong;
      case 'invoices.missed':
        return invoices.missed;
    }
  }

  /** A measure of the whole run, or had it ended at `at`. `shown`: the moment of which `divergent.now` tells without one. */
  measure(lane: string, id: string, at: number | null, shown: number): MeasureValue {
    if (id === NOW) return this.drawn(lane, NOW, at ?? shown);
    return measureOf(at === null ? this.run(lane).result.measures : this.resultAt(lane, at).measures, id);
  }

  private resultAt(lane: string, at: number): VariantResult {
    const key = `${at} ${lane}`;
    const known = this.cut.get(key) ?? this.run(lane).session.resultAt(at);
    this.cut.set(key, known);
    return known;
  }
}
