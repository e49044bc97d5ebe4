// A decision as it is made beside the page: what is to be decided, the runs that it asks for in batches, whoever makes them, and the
// report that tells it. What people did on the page becomes part of the scenario first, so that a file says the same and the report can
// be made again anywhere.
import { type DecisionQuestion, deciding, type LaneDecision } from '../analysis/decision/decision.ts';
import { drawingLanes, type LaneDrawing, lanesFrom } from '../analysis/report/drawn-lanes.ts';
import type { ReportForm } from '../analysis/report/input.ts';
import { reportText } from '../analysis/report/report.ts';
import type { StudyValues } from '../engine/index.ts';
import { madeScenario, writeScenario } from '../files/index.ts';
import type { DecisionStep, RunRequest, RunsAt } from './door.ts';

/** What is to be decided among the lanes of a request. */
export function decisionQuestion({ scenario, variants, seed, inputs, inputsOf = {} }: RunRequest): DecisionQuestion {
  const own = variants.filter(({ id }) => inputsOf[id] === undefined);
  const futures = variants.flatMap((variant) => {
    const theirs = inputsOf[variant.id];
    return theirs === undefined ? [] : [{ variant, inputs: theirs }];
  });
  const made = madeScenario({ scenario: { ...scenario, variants: own }, seed, inputs, futures }).scenario;
  return { scenario: made, variants: made.variants, seed };
}

/** The decision under way; another takes its place. */
export class HeldDecision {
  private task = 0;
  private work: ReturnType<typeof deciding> | null = null;

  begin(task: number, question: DecisionQuestion): DecisionStep {
    this.task = task;
    this.work = deciding(question);
    return this.told(this.work.next());
  }

  /** With the runs that it asked for; null where it is of no use any more. */
  goOn(task: number, runs: RunsAt): DecisionStep | null {
    return this.work === null || this.task !== task ? null : this.told(this.work.next(runs));
  }

  private told(step: IteratorResult<readonly StudyValues[], LaneDecision>): DecisionStep {
    if (step.done !== true) return { is: 'asks', points: step.value };
    this.work = null;
    return { is: 'decided', decision: step.value };
  }
}

/** One lane of a question, run and drawn. Yields the share done. */
export function* drawingLane({ scenario, variants, seed, changes }: RunRequest): Generator<number, LaneDrawing> {
  const [drawing] = yield* drawingLanes({ scenario, variants, seed }, changes);
  if (drawing === undefined) throw new Error('A drawing needs a lane.');
  return drawing;
}

/** The report that tells a decision of this question, as the text of a file. */
export function reportOf(
  { scenario, variants }: DecisionQuestion,
  decision: LaneDecision,
  drawings: readonly LaneDrawing[],
  form: ReportForm,
  changesText: string | undefined,
): string {
  const lanes = lanesFrom(drawings);
  return reportText({ scenario, variants, decision, lanes, text: writeScenario(scenario), changesText }, form);
}
