// What people do with the lanes of a comparison: add, edit, close. The lanes stand in the work's scenario as its variants;
// the worker computes those that changed while the ones before are still shown.
import { futureLanes } from '../../analysis/futures.ts';
import type { VariantSpec } from '../../engine/index.ts';
import type { Comparing } from './comparison.ts';
import type { Page } from './page.ts';
import type { Work } from './slices/work.ts';
import { stepsAfter } from './steps.ts';

export class LaneEditing {
  private readonly page: Page;
  private readonly comparison: Comparing;

  constructor(page: Page, comparison: Comparing) {
    this.page = page;
    this.comparison = comparison;
  }

  readonly add = (): void => this.page.set({ dialog: 'lane', lane: null });

  edit(id: string): void {
    this.page.set({ dialog: 'lane', lane: id });
  }

  close(id: string): Promise<void> {
    const { work } = this.page.get();
    const { futures = [] } = work ?? {};
    const which = futures.findIndex((each) => each.id === id);
    if (work !== null && which >= 0) {
      const { title } = futureLanes(work.scenario, futures, work.inputs)[which]?.variant ?? { title: id };
      return this.become({ ...work, futures: futures.filter((each) => each.id !== id) }, `${title} closed.`);
    }
    const title = this.variants.find((each) => each.id === id)?.title ?? id;
    return this.change(
      this.variants.filter((each) => each.id !== id),
      `${title} closed.`,
    );
  }

  /** Puts a checked lane in the place of the one with its id, or at the end. */
  put(lane: VariantSpec): Promise<void> {
    const { variants } = this;
    const known = variants.some(({ id }) => id === lane.id);
    return this.change(
      known ? variants.map((each) => (each.id === lane.id ? lane : each)) : [...variants, lane],
      known ? `${lane.title} changed.` : `${lane.title} added.`,
    );
  }

  /** Asks for designs that would have prevented something. */
  readonly askForPreventions = (): void => this.page.set({ dialog: 'prevention' });

  /** Adds checked lanes at the end, as one change. */
  addAll(lanes: readonly VariantSpec[]): Promise<void> {
    const words = lanes.length === 1 ? `${lanes[0]?.title} added.` : `${lanes.length} lanes added.`;
    return this.change([...this.variants, ...lanes], words);
  }

  private get variants(): readonly VariantSpec[] {
    return this.page.get().work?.scenario.variants ?? [];
  }

  private async change(variants: readonly VariantSpec[], words: string): Promise<void> {
    const { work } = this.page.get();
    const first = variants[0];
    if (work === null || first === undefined) return;
    const kept = variants.some(({ id }) => id === work.variant);
    const scenario = { ...work.scenario, variants };
    await this.become({ ...work, scenario, lanes: variants, variant: kept ? work.variant : first.id }, words);
  }

  /** Other lanes for the same stage, as a change that can be undone. */
  private async become(next: Work, words: string): Promise<void> {
    const { get, set, notices } = this.page;
    const { work, comparisonStage } = get();
    if (work === null || comparisonStage.is === 'running') return;
    if (!(await this.comparison.become(next, work))) return;
    set(stepsAfter(get(), words.replace(/\.$/, ''), work));
    notices.toast(words, 'undo');
    notices.announce(words);
  }
}
