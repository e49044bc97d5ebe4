// A decision among the lanes and its report: asked for, run on as many workers as there are cores, stopped, and what comes of it put into
// the store or into a file.
import type { DecisionQuestion, LaneDecision } from '../../analysis/decision/decision.ts';
import type { LaneDrawing } from '../../analysis/report/drawn-lanes.ts';
import type { ReportForm } from '../../analysis/report/input.ts';
import { type SeedResult, variantsAt } from '../../engine/index.ts';
import { onSeats } from '../../pool/pool.ts';
import { type Crew, crewSize } from '../../worker/crew.ts';
import type { DecisionStep, RunRequest, RunsAt } from '../../worker/door.ts';
import { download } from './download.ts';
import { type LongTask, type Outcome, stageAfter } from './long-task.ts';
import type { Page } from './page.ts';
import { lanesOf } from './requests.ts';
import type { Work } from './slices/work.ts';

const KINDS: Readonly<Record<ReportForm, { readonly ending: string; readonly type: string }>> = {
  html: { ending: 'html', type: 'text/html' },
  markdown: { ending: 'md', type: 'text/markdown' },
};

/** Workers, until somebody has enough. */
interface Hands {
  readonly crew: Crew;
  readonly signal: AbortSignal;
  readonly share: (done: number) => void;
}

/** What is asked for after the first runs is told as half of what is left, each time. */
const shareOf = (asked: number, share: number, ends: boolean): number =>
  ends ? share : 1 - 0.5 ** asked + share * 0.5 ** (asked + 1);

const requestFor = ({ scenario, variants, seed }: DecisionQuestion, { changes }: RunRequest): RunRequest => ({
  scenario,
  variants,
  seed,
  inputs: [],
  changes,
});

export class Deciding {
  private readonly page: Page;
  private readonly task: LongTask;
  private running: AbortController | null = null;

  constructor(page: Page, task: LongTask) {
    this.page = page;
    this.task = task;
  }

  /** People want no more of it. */
  readonly cancel = (): void => this.running?.abort();

  /** Nobody wants it any more: whoever waits for it hears that it was replaced. */
  stop(): void {
    this.running?.abort();
    this.task.stop();
  }

  /** The lanes ranked over so many seeds, with all that would change it. True when it is there. */
  async run(seeds: number): Promise<boolean> {
    const { get, set, notices } = this.page;
    const { work, comparison } = get();
    if (work === null) return false;
    const request = lanesOf(work);
    const outcome = await this.byHands((hands, task) => this.decided(request, seeds, hands, task));
    if (outcome.is === 'replaced') return false;
    // Its lanes were changed or closed meanwhile: nobody wants to decide among them any more.
    if (get().comparison !== comparison) {
      set({ decisionStage: { is: 'empty' } });
      return false;
    }
    set({ decision: outcome.is === 'done' ? outcome.answer : null, decisionStage: stageAfter(outcome) });
    if (outcome.is === 'done') notices.announce(`Ranked over ${seeds} seeds.`);
    return outcome.is === 'done';
  }

  /** The report as a file; the decision that it tells is computed first where there is none yet. */
  async report(form: ReportForm, seeds: number): Promise<void> {
    const { get, set, notices } = this.page;
    if (get().decision === null && !(await this.run(seeds))) return;
    const { work, decision } = get();
    if (work === null || decision === null) return;
    const outcome = await this.byHands((hands) => this.told(work, decision, form, hands));
    if (outcome.is === 'replaced') return;
    set({ decisionStage: stageAfter(outcome) });
    if (outcome.is !== 'done') return;
    const { ending, type } = KINDS[form];
    download(`${work.scenario.id}.report.${ending}`, outcome.answer, type);
    notices.toast('The report is among your downloads.');
    notices.announce('Report downloaded.');
  }

  /** Something long that a crew does; the crew is gone when it is done, stopped or lost. */
  private async byHands<Answer>(
    work: (hands: Hands, task: number) => Promise<Answer | null>,
  ): Promise<Outcome<Answer>> {
    this.running?.abort();
    const own = new AbortController();
    this.running = own;
    const crew = this.page.connection.crew();
    const outcome = await this.task.run((task, progress) => {
      const share = (done: number): void => void progress(done, 0);
      return work({ crew, signal: own.signal, share }, task).catch((error: unknown) => {
        if (own.signal.aborted) return null;
        throw error;
      });
    });
    own.abort();
    crew.close();
    return outcome;
  }

  private async decided(
    request: RunRequest,
    seeds: number,
    { share, ...hands }: Hands,
    task: number,
  ): Promise<LaneDecision | null> {
    const { door } = this.page.connection;
    const question = await door.question(request);
    const ends = Object.keys(question.scenario.ranges).length === 0;
    let step: DecisionStep | null = await door.decide(task, question);
    for (let asked = 0; step?.is === 'asks'; asked++) {
      const jobs: readonly RunRequest[] = step.points.map((at) =>
        requestFor({ ...question, variants: variantsAt(question.variants, at) }, request),
      );
      const told = (done: number): void => share(shareOf(asked, done, ends));
      step = await door.decideOn(task, await runsOf(jobs, seeds, { ...hands, share: told }));
    }
    return hands.signal.aborted || step === null ? null : step.decision;
  }

  private async told(work: Work, decision: LaneDecision, form: ReportForm, hands: Hands): Promise<string | null> {
    const { door } = this.page.connection;
    const request = lanesOf(work);
    const question = await door.question(request);
    const whole = requestFor(question, request);
    const jobs = question.variants.map((variant) => ({ ...whole, variants: [variant] }));
    const drawings = await drawingsOf(jobs, hands);
    const text = await door.report(question, decision, drawings, form, work.source.siblings);
    return hands.signal.aborted ? null : text;
  }
}

const sizeFor = ([job]: readonly RunRequest[]): number => crewSize(job?.scenario.population.users ?? 0);

/** Every job with so many seeds. */
async function runsOf(jobs: readonly RunRequest[], seeds: number, { crew, signal, share }: Hands): Promise<RunsAt> {
  const runs: (readonly SeedResult[])[][] = jobs.map(() => []);
  const tasks = jobs.flatMap(({ seed }, job) => Array.from({ length: seeds }, (_, n) => ({ job, seed: seed + n })));
  const onResult = ({ job }: { readonly job: number }, results: readonly SeedResult[]) => void runs[job]?.push(results);
  await onSeats(tasks, sizeFor(jobs), crew.seats(jobs), { onResult, onShare: share, signal });
  return runs;
}

/** Each job's one lane, run and drawn. */
async function drawingsOf(
  jobs: readonly RunRequest[],
  { crew, signal, share }: Hands,
): Promise<readonly LaneDrawing[]> {
  const drawings: LaneDrawing[] = [];
  const tasks = jobs.map(({ seed }, job) => ({ job, seed }));
  const onResult = (_: unknown, drawing: LaneDrawing) => void drawings.push(drawing);
  await onSeats(tasks, sizeFor(jobs), crew.drawers(jobs), { onResult, onShare: share, signal });
  return drawings;
}
