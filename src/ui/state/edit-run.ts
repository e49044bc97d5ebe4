// What people do to the run while it plays: a change before the furthest moment shown leaves the future that was shown behind as a
// lane, a later one replaces what was merely computed.
import { type Future, freeId, MOST_FUTURES, withFuture } from '../../analysis/futures.ts';
import { samplesUpTo } from '../../analysis/shared-past.ts';
import { findVariant, type Input, scenarioDefinition, type VariantSpec } from '../../engine/index.ts';
import type { Comparing } from './comparison.ts';
import type { Keeper } from './keeper.ts';
import type { Page } from './page.ts';
import type { Work } from './slices/work.ts';
import type { MainStage } from './stage.ts';
import { stepsAfter } from './steps.ts';
import type { TimelineZoom } from './zoom.ts';

/** A scenario that has this lane: as it is, or added once more when it was changed or closed meanwhile. */
function havingLane(work: Work, lane: VariantSpec): Work {
  const { variants } = work.scenario;
  const same = variants.find((each) => JSON.stringify(each) === JSON.stringify(lane));
  if (same !== undefined) return { ...work, variant: same.id };
  const plain = findVariant({ ...work.scenario, variants: [] }, lane.id, scenarioDefinition);
  const taken = new Set([...variants, ...(plain ? [plain] : [])].map(({ id }) => id));
  let id = lane.id;
  for (let n = 2; taken.has(id); n++) id = `${lane.id}-${n}`;
  const titles = new Set(variants.map(({ title }) => title));
  let { title } = lane;
  for (let n = 2; titles.has(title); n++) title = `${lane.title} (${n})`;
  const lanes = [...variants, { ...lane, id, title }];
  return { ...work, scenario: { ...work.scenario, variants: lanes }, lanes, variant: id };
}

interface Neighbours {
  readonly page: Page;
  readonly stage: MainStage;
  readonly comparison: Comparing;
  readonly keeper: Keeper;
  readonly zoom: TimelineZoom;
}

export class EditRun {
  private readonly its: Neighbours;

  constructor(neighbours: Neighbours) {
    this.its = neighbours;
  }

  /** People's inputs act at the next microsecond. */
  inject(fault: Input & { kind: 'inject' }, title: string): Promise<void> {
    return this.change(fault, `${title} injected`);
  }

  removeFault(name: string, title: string): Promise<void> {
    return this.change({ kind: 'remove', at: this.its.page.get().time + 1, name }, `${title} removed`);
  }

  readonly repairNow = (): Promise<void> =>
    this.change({ kind: 'repair', at: this.its.page.get().time + 1 }, 'Repair begun');

  /** Goes on with the change that waited: the oldest future is closed, or the one that is played now is let go. */
  async goOn(which: 'close the oldest' | 'let this go'): Promise<void> {
    const { get, set } = this.its.page;
    const { fork, work, time } = get();
    set({ dialog: 'none', fork: null });
    if (fork === null || work === null) return;
    const { futures = [] } = work;
    const future = this.leaving(work);
    const kept = which === 'let this go' || future === undefined ? futures : withFuture(futures.slice(1), future);
    if (which !== 'let this go') this.remember(future);
    await this.apply(fork.input, fork.words, kept, Math.max(time, fork.input.at));
  }

  /** Puts a future that was left behind on the main stage again; the one that is played now takes its place. */
  async lookAt(id: string, name: string): Promise<void> {
    const { get, notices } = this.its.page;
    const { work, time, stage } = get();
    const wanted = work?.futures?.find((future) => future.id === id);
    if (work === null || wanted === undefined || stage.is === 'running') return;
    const now = this.leaving(work);
    const others = (work.futures ?? []).filter((future) => future !== wanted);
    const next = { ...havingLane(work, wanted.variant), inputs: wanted.inputs };
    const futures = now === undefined ? others : withFuture(others, now);
    this.remember(now);
    if (await this.become({ ...next, futures }, time, `${name} shown`, wanted.reached))
      notices.announce(`${name} is on the main stage.`);
  }

  closeFuture(id: string, name: string): void {
    const { page, comparison, keeper } = this.its;
    const { get, set, notices } = page;
    const { work } = get();
    if (work === null) return;
    comparison.forget();
    const futures = (work.futures ?? []).filter((future) => future.id !== id);
    set({ ...stepsAfter(get(), `${name} closed`, work), work: { ...work, futures } });
    keeper.keep();
    notices.toast(`${name} closed.`, 'undo');
    notices.announce(`${name} closed.`);
  }

  /** What is played now, as a future that is left behind. */
  private leaving(work: Work): Future | undefined {
    const { reached } = this.its.page.get();
    const variant = findVariant(work.scenario, work.variant, scenarioDefinition);
    return variant && { id: freeId(work.scenario, work.futures ?? []), variant, inputs: work.inputs, reached };
  }

  /** Its curve, so that it can be drawn beside what follows. */
  private remember(future: Future | undefined): void {
    const { get, set } = this.its.page;
    const { facts, otherCurves } = get();
    if (future !== undefined && facts !== null)
      set({ otherCurves: { ...otherCurves, [future.id]: samplesUpTo(facts.samples, future.reached) } });
  }

  private isPast(input: Input): boolean {
    return input.at <= this.its.page.get().reached;
  }

  private async change(input: Input, words: string): Promise<void> {
    const { get, set } = this.its.page;
    const { work, time, stage } = get();
    // A lost worker is replaced by the next run.
    if (work === null || (stage.is !== 'ready' && stage.is !== 'lost')) return;
    const { futures = [] } = work;
    const future = this.isPast(input) ? this.leaving(work) : undefined;
    if (future !== undefined && withFuture(futures, future).length > MOST_FUTURES)
      return set({ dialog: 'fork', fork: { input, words } });
    const kept = future === undefined ? futures : withFuture(futures, future);
    this.remember(future);
    await this.apply(input, words, kept, Math.max(time, input.at));
  }

  private async apply(input: Input, words: string, futures: readonly Future[], time: number): Promise<void> {
    const { get, notices } = this.its.page;
    const { work } = get();
    if (work === null) return;
    const at = notices.moment(input.at);
    const isLane = futures !== (work.futures ?? []) && futures.length > 0 && this.isPast(input);
    if (!(await this.become({ ...work, inputs: [...work.inputs, input], futures }, time, words))) return;
    this.its.zoom.around(input.at);
    const told = isLane ? `${words}: the future from ${at} is a new lane.` : `${words} at ${at}.`;
    notices.toast(told, 'undo');
    notices.announce(told);
  }

  /** Another work on the stage, as a change that can be undone; cancelled, all is as before. */
  private async become(next: Work, time: number, words: string, reached = 0): Promise<boolean> {
    const { page, stage } = this.its;
    const { work } = page.get();
    if (work === null) return false;
    return (await stage.show(next, { time, reached }, stepsAfter(page.get(), words, work))) === 'ready';
  }
}
