// A comparison over many seeds: asked for, stopped, and what comes of it put into the store.
import { type LongTask, stageAfter } from './long-task.ts';
import type { Page } from './page.ts';
import { lanesOf } from './requests.ts';

export class Sweep {
  private readonly page: Page;
  private readonly task: LongTask;

  constructor(page: Page, task: LongTask) {
    this.page = page;
    this.task = task;
  }

  readonly cancel = (): void => this.task.cancel();

  /** The same comparison with so many seeds, for means and intervals. */
  async run(seeds: number): Promise<void> {
    const { get, set, connection, notices } = this.page;
    const { work, comparison } = get();
    if (work === null) return;
    const request = lanesOf(work);
    const outcome = await this.task.run((task, progress) => connection.door.sweep(task, request, seeds, progress));
    if (outcome.is === 'replaced') return;
    // Its lanes were changed or closed meanwhile: nobody wants its means any more.
    if (get().comparison !== comparison) return set({ sweepStage: { is: 'empty' } });
    set({ sweep: outcome.is === 'done' ? outcome.answer : null, sweepStage: stageAfter(outcome) });
    if (outcome.is === 'done') notices.announce(`Means of ${seeds} seeds.`);
  }
}
