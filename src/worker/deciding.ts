// A decision, and the report that tells it, computed in the worker in slices. What people did on the page becomes part of the scenario
// first, so that a file says the same and the report can be made again anywhere.
import { type DecisionQuestion, deciding, type LaneDecision } from '../analysis/decision/decision.ts';
import { drawingLanes } from '../analysis/report/drawn-lanes.ts';
import type { ReportForm } from '../analysis/report/input.ts';
import { reportText } from '../analysis/report/report.ts';
import { type Changes, comparingSeed, type SeedResult, variantsAt } from '../engine/index.ts';
import { madeScenario, writeScenario } from '../files/index.ts';
import type { RunRequest } from './door.ts';

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

/** What is asked for after the first runs is told as half of what is left, each time. */
const shareOf = (asked: number, share: number, ends: boolean): number =>
  ends ? share : 1 - 0.5 ** asked + share * 0.5 ** (asked + 1);

/** Yields the share done, 0 … 1. */
export function* decidingHere(
  question: DecisionQuestion,
  changes: Changes | undefined,
  seeds: number,
): Generator<number, LaneDecision> {
  const { scenario, variants, seed } = question;
  const ends = Object.keys(scenario.ranges).length === 0;
  const work = deciding(question);
  let step = work.next();
  for (let asked = 0; step.done !== true; asked++) {
    const points = step.value;
    const all: (readonly SeedResult[])[][] = [];
    for (const [n, at] of points.entries()) {
      const runs: (readonly SeedResult[])[] = [];
      for (let each = 0; each < seeds; each++) {
        const run = comparingSeed(scenario, variantsAt(variants, at), seed + each, { changes });
        let part = run.next();
        for (; part.done !== true; part = run.next())
          yield shareOf(asked, (n + (each + part.value) / seeds) / points.length, ends);
        runs.push(part.value);
      }
      all.push(runs);
    }
    step = work.next(all);
  }
  return step.value;
}

/** The report that tells a decision of this question. Yields the share done. */
export function* reporting(
  question: DecisionQuestion,
  changes: Changes | undefined,
  decision: LaneDecision,
  form: ReportForm,
): Generator<number, string> {
  const { scenario, variants } = question;
  const lanes = yield* drawingLanes(question, changes);
  return reportText({ scenario, variants, decision, lanes, text: writeScenario(scenario) }, form);
}
