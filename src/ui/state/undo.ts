// Undo and redo: back and forth between whole works, since a work is a value.
import { findVariant, scenarioDefinition } from '../../engine/index.ts';
import type { Comparing } from './comparison.ts';
import type { Keeper } from './keeper.ts';
import type { Page } from './page.ts';
import { NOBODY } from './slices/choice.ts';
import { present, UNSWEPT } from './slices/stage.ts';
import type { Past, Work } from './slices/work.ts';
import type { MainStage } from './stage.ts';
import type { Steps } from './steps.ts';

const staged = ({ scenario, variant }: Work) => findVariant(scenario, variant, scenarioDefinition);

/** Whether the same run is on the stage: only lanes differ. */
const sameStage = (a: Work, b: Work): boolean =>
  a.source === b.source &&
  a.seed === b.seed &&
  JSON.stringify([staged(a), a.inputs]) === JSON.stringify([staged(b), b.inputs]);

interface Neighbours {
  readonly page: Page;
  readonly stage: MainStage;
  readonly comparison: Comparing;
  readonly keeper: Keeper;
}

export class Undo {
  private readonly its: Neighbours;

  constructor(neighbours: Neighbours) {
    this.its = neighbours;
  }

  readonly undo = (): Promise<void> => this.go('undo', 'redo', 'Undone');
  readonly redo = (): Promise<void> => this.go('redo', 'undo', 'Done again');

  private async go(from: 'undo' | 'redo', to: 'undo' | 'redo', told: string): Promise<void> {
    const { get, notices } = this.its.page;
    const { work, stage, comparisonStage, undo, redo } = get();
    const list = get()[from];
    const past = list[list.length - 1];
    if (past === undefined || work === null) return notices.announce(`Nothing to ${from}.`);
    if (stage.is === 'running' || comparisonStage.is === 'running')
      return notices.announce(`Nothing to ${from} yet: something is being computed.`);
    const { time, reached } = present(get());
    const other: Past = { work, time, reached, words: past.words };
    const steps: Steps = { undo, redo, toasts: [], [from]: list.slice(0, -1), [to]: [...get()[to], other] };
    if (!(await this.restore(past, steps))) return;
    const words = `${told}: ${past.words}.`;
    notices.toast(words, from === 'undo' ? {} : 'undo');
    notices.announce(words);
  }

  private async restore({ work, time, reached }: Past, steps: Steps): Promise<boolean> {
    const { page, stage, comparison, keeper } = this.its;
    const { get, set } = page;
    const { work: now, stage: stands } = get();
    const { comparing, time: shown } = present(get());
    // Only a worker that holds the run of the stage can be asked for other lanes alone.
    if (now !== null && stands.is === 'ready' && sameStage(now, work)) {
      if (!comparing) set({ work, comparison: null, laneFrames: [], ...UNSWEPT });
      else if (!(await comparison.become(work, now))) return false;
      set(steps);
      keeper.keep();
      return true;
    }
    if (now?.source !== work.source) set(NOBODY);
    const moment = { time: now?.source === work.source ? shown : time, reached, comparing };
    if ((await stage.show(work, moment, steps)) !== 'ready') return false;
    if (comparing) await comparison.open();
    return true;
  }
}
