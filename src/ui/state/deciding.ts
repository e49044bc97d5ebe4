// A decision among the lanes and its report: asked for, stopped, and what comes of it put into the store or into a file.
import type { ReportForm } from '../../analysis/report/input.ts';
import { download } from './download.ts';
import { type LongTask, stageAfter } from './long-task.ts';
import type { Page } from './page.ts';
import { lanesOf } from './requests.ts';

const KINDS: Readonly<Record<ReportForm, { readonly ending: string; readonly type: string }>> = {
  html: { ending: 'html', type: 'text/html' },
  markdown: { ending: 'md', type: 'text/markdown' },
};

export class Deciding {
  private readonly page: Page;
  private readonly task: LongTask;

  constructor(page: Page, task: LongTask) {
    this.page = page;
    this.task = task;
  }

  readonly cancel = (): void => this.task.cancel();

  /** The lanes ranked over so many seeds, with all that would change it. True when it is there. */
  async run(seeds: number): Promise<boolean> {
    const { get, set, connection, notices } = this.page;
    const { work, comparison } = get();
    if (work === null) return false;
    const request = lanesOf(work);
    const outcome = await this.task.run((task, progress) => connection.door.decide(task, request, seeds, progress));
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
    const { get, set, connection, notices } = this.page;
    if (get().decision === null && !(await this.run(seeds))) return;
    const { work, decision } = get();
    if (work === null || decision === null) return;
    const request = lanesOf(work);
    const outcome = await this.task.run((task, progress) =>
      connection.door.report(task, request, decision, form, progress),
    );
    if (outcome.is === 'replaced') return;
    set({ decisionStage: stageAfter(outcome) });
    if (outcome.is !== 'done') return;
    const { ending, type } = KINDS[form];
    download(`${work.scenario.id}.report.${ending}`, outcome.answer, type);
    notices.toast('The report is among your downloads.');
    notices.announce('Report downloaded.');
  }
}
