// One run of every lane with the first seed, as far as a report draws and tells of it; no run is kept.
import { type Changes, type ComparisonOptions, comparing, type VariantResult } from '../../engine/index.ts';
import type { DecisionQuestion } from '../decision/decision.ts';
import { incidentMarks } from '../lanes/incident-marks.ts';
import { laneDiffers } from '../lanes/lane-label.ts';
import type { Totals } from '../record/facts.ts';
import { RunRecord } from '../record/run-record.ts';
import { verdictsOf } from '../verdicts.ts';
import type { ReportLane } from './input.ts';

const NO_TOTALS: Totals = {
  times: new Float64Array(),
  counters: {} as Totals['counters'],
  backlog: new Float64Array(),
};

/** A lane as it is drawn; its verdict is made beside the others' results. Plain data: it may be made on another thread. */
export interface LaneDrawing {
  readonly lane: Omit<ReportLane, 'verdict'>;
  readonly result: VariantResult;
}

/** Lanes with what is said of each beside the others. */
export function lanesFrom(drawings: readonly LaneDrawing[]): readonly ReportLane[] {
  const verdicts = verdictsOf(drawings.map(({ result }) => result));
  return drawings.map(({ lane }, n) => ({ ...lane, verdict: verdicts[n] ?? '' }));
}

/** In slices: yields the share done, 0 … 1. */
export function* drawingLanes(
  { scenario, variants, seed }: DecisionQuestion,
  changes: Changes | undefined,
): Generator<number, readonly LaneDrawing[]> {
  const lanes: LaneDrawing['lane'][] = [];
  const whenEnded: ComparisonOptions['whenEnded'] = (session, result) => {
    const { facts } = new RunRecord(session, null).finish(result, NO_TOTALS);
    lanes.push({
      id: result.id,
      title: result.title,
      samples: facts.samples,
      invoiceRuns: facts.invoiceRuns,
      marks: incidentMarks(facts),
      end: facts.length,
      differs: laneDiffers(scenario, facts.spec),
    });
  };
  const { variants: results } = yield* comparing(scenario, variants, { seed, changes, whenEnded });
  return lanes.map((lane, n) => ({ lane, result: results[n] as VariantResult }));
}
