// The comparison of strategies: the lanes of the work are computed beside the stage, shown, and closed. Its lanes are the variants of
// the work's scenario and the futures that were left behind.
import { counted } from '../../analysis/numbers.ts';
import { findVariant, scenarioDefinition } from '../../engine/index.ts';
import { heard } from '../../worker/connection.ts';
import type { Comparison } from '../../worker/door.ts';
import type { Keeper } from './keeper.ts';
import { type LongTask, type Outcome, stageAfter } from './long-task.ts';
import { curvesIn } from './other-curves.ts';
import type { Page } from './page.ts';
import type { Playing } from './playing.ts';
import type { Pump } from './pump.ts';
import { lanesOf } from './requests.ts';
import { UNSWEPT } from './slices/stage.ts';
import type { Work } from './slices/work.ts';
import type { MainStage } from './stage.ts';
import type { PageState } from './store.ts';

interface Neighbours {
  readonly page: Page;
  readonly pump: Pump;
  readonly play: Playing;
  readonly keeper: Keeper;
  readonly stage: MainStage;
  /** The computing of the lanes. */
  readonly lanes: LongTask;
}

export class Comparing {
  private readonly its: Neighbours;

  constructor(neighbours: Neighbours) {
    this.its = neighbours;
  }

  /** Stops what is being computed; lanes that were shown before stay. */
  readonly cancel = (): void => this.its.lanes.cancel();

  async open(): Promise<void> {
    const { page, pump, play, keeper } = this.its;
    const { get, set, notices } = page;
    const { work, stage, comparison, comparisonStage: stands, time, lanesReached } = get();
    if (work === null || stage.is === 'cancelled') return;
    play.pause();
    set({ comparing: true, tab: 'compare', lanesReached: Math.max(lanesReached, time) });
    pump.want();
    if (comparison !== null || stands.is === 'running') return;
    const outcome = await this.compute(work);
    if (outcome.is === 'replaced') return;
    const comparisonStage = stageAfter(outcome);
    if (outcome.is === 'lost' || outcome.is === 'failed') return set({ comparisonStage });
    if (outcome.is === 'cancelled') set({ comparisonStage, comparing: false, tab: 'users' });
    else {
      set({ comparisonStage, comparison: outcome.answer, otherCurves: curvesIn(outcome.answer.lanes, work) });
      notices.announce(`${counted(outcome.answer.lanes.length, 'strategy', 'strategies')} compared.`);
    }
    pump.want();
    keeper.keep();
  }

  /** Runs a lane again that was not kept. */
  async wake(id: string): Promise<void> {
    const { page, pump } = this.its;
    const { get, set, connection } = page;
    const { comparison, waking } = get();
    const lane = comparison?.lanes.findIndex(({ result }) => result.id === id) ?? -1;
    if (comparison === null || lane < 0 || waking !== null) return;
    set({ waking: { lane: id, done: 0 } });
    const told = heard((done) => get().waking !== null && set({ waking: { lane: id, done } }));
    const asleep = await connection.unlessLost(connection.door.wake(connection.task(), lane, told)).catch(() => null);
    set({
      waking: null,
      ...(asleep !== null && get().comparison === comparison && { comparison: { ...comparison, asleep } }),
    });
    pump.want();
  }

  readonly close = (): void => {
    const { page, pump, keeper, stage } = this.its;
    const { work, facts, time, reached } = page.get();
    page.set({ comparing: false, tab: 'users' });
    pump.want();
    keeper.keep();
    if (work === null || facts === null) return;
    const wanted = findVariant(work.scenario, work.variant, scenarioDefinition);
    // The lane on the main stage was edited or closed meanwhile.
    if (JSON.stringify(wanted) !== JSON.stringify(facts.spec.variant)) void stage.show(work, { time, reached });
  };

  /** Computes the lanes of `work` and shows them; otherwise `before` stays. False when it was cancelled or failed. */
  async become(work: Work, before: Work): Promise<boolean> {
    const { page, pump, keeper } = this.its;
    const { set } = page;
    const outcome = await this.compute(work, { work });
    if (outcome.is === 'replaced') return false;
    if (outcome.is === 'done') {
      set({ comparison: outcome.answer, comparisonStage: { is: 'ready' }, laneFrames: [], ...UNSWEPT });
      pump.want();
      keeper.keep();
      return true;
    }
    set({ work: before, comparisonStage: { is: 'ready' } });
    if (outcome.is === 'failed')
      set({ notice: `The lane could not be computed: ${outcome.reason}. The lanes are as they were.` });
    return false;
  }

  /** Whatever was compared, or is being computed, is no longer of the page's work. */
  forget(): void {
    const { page, lanes } = this.its;
    lanes.stop();
    page.set({ comparison: null, comparisonStage: { is: 'empty' }, laneFrames: [], ...UNSWEPT });
  }

  private compute(work: Work, begun?: Partial<PageState>): Promise<Outcome<Comparison>> {
    const { page, lanes } = this.its;
    const { door } = page.connection;
    return lanes.run((task, progress) => door.compare(task, lanesOf(work), true, progress), begun);
  }
}
