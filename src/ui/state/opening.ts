// Opens scenarios: a text, a bookmark, or the same work again. What was made on the page of the scenario that is left is kept under
// the scenarios of one's own.
import { futureLanes } from '../../analysis/futures.ts';
import { fileNamed, titleIn } from '../../analysis/scenario/title.ts';
import { scenarios } from '../../engine/index.ts';
import type { Source } from '../../worker/door.ts';
import { type Bookmark, bundledSource, isBundled, sourceOf, workOf } from './bookmark.ts';
import type { Comparing } from './comparison.ts';
import type { Keeper } from './keeper.ts';
import type { Page } from './page.ts';
import { NOBODY } from './slices/choice.ts';
import { present } from './slices/stage.ts';
import type { Work } from './slices/work.ts';
import type { MainStage, Staged } from './stage.ts';
import { stepsAfter } from './steps.ts';
import type { OwnScenarios } from './storage/own-scenarios.ts';

/** What became of a text that was to be opened, and of its run. */
export type Opened = 'opened' | 'unreadable' | Exclude<Staged, 'ready'>;

/** Whether something was made of it on the page that its text does not say. */
export const isMade = ({ inputs, lanes, futures = [] }: Work): boolean =>
  inputs.length > 0 || lanes !== undefined || futures.length > 0;

interface OpeningOptions {
  /** As a bookmark has it. */
  readonly mark?: Bookmark;
  /** Hears as soon as it is found to be without problems. */
  readonly onRead?: () => void;
  /** It gets an entry of its own for the browser's Back. */
  readonly entry?: boolean;
}

interface Neighbours {
  readonly page: Page;
  readonly stage: MainStage;
  readonly comparison: Comparing;
  readonly keeper: Keeper;
  readonly own: OwnScenarios;
}

export class Opening {
  private readonly its: Neighbours;

  constructor(neighbours: Neighbours) {
    this.its = neighbours;
  }

  /** Opens a scenario's text; one that has problems leaves all as it is. */
  async source(given: Source, { mark, onRead, entry = false }: OpeningOptions = {}): Promise<Opened> {
    const { page, stage, comparison, keeper, own } = this.its;
    const { get, set } = page;
    stage.revive();
    // What comes from a link, or was kept for this tab, may have the name of another that was made meanwhile.
    const source = mark === undefined || isBundled(given) ? given : own.named(given);
    const reading = await this.read(source);
    const meant = reading && workOf(source, reading, mark);
    if (meant === undefined) return 'unreadable';
    const { told } = meant;
    let { work } = meant;
    const { work: before } = get();
    if (before !== null && entry) {
      keeper.keep();
      await this.keepMade(before);
      keeper.enter();
    }
    onRead?.();
    if (!isBundled(source)) {
      const file = own.keep(source);
      if (file !== source.file) work = { ...work, source: { ...source, file } };
    }
    const steps = before === null ? {} : stepsAfter(get(), `${work.scenario.title} opened`, before);
    const staged = await stage.show(work, mark, steps);
    if (staged !== 'ready') return staged;
    set(NOBODY);
    if (told.length > 0) set({ notice: `Not all of it could be opened. ${told.join(' ')} The rest is as it was.` });
    if (mark?.comparing) await comparison.open();
    return 'opened';
  }

  async bookmark(mark: Bookmark, onRead?: () => void): Promise<Opened> {
    const source = sourceOf(mark);
    return source === undefined ? 'unreadable' : this.source(source, { mark, ...(onRead && { onRead }) });
  }

  /** The first bundled scenario: where a page begins that knows nothing else. */
  async first(): Promise<void> {
    const [first] = scenarios;
    const source = first && bundledSource(first.id);
    if (source !== undefined) await this.source(source);
  }

  /** The same work at the same moment: after the worker was lost, or when its run was cancelled or failed. */
  readonly resume = async (): Promise<void> => {
    const { page, stage, comparison } = this.its;
    const { get, notices } = page;
    const { work } = get();
    if (work === null) return location.reload();
    const moment = present(get());
    if ((await stage.show(work, moment)) !== 'ready') return;
    if (moment.comparing) await comparison.open();
    notices.announce(`Going on at ${notices.clock(get().time)}.`);
  };

  /** The text of the work with all that was made of it on the page: lanes, faults, the seed, futures. */
  async madeText(work: Work): Promise<{ readonly text: string; readonly notes: readonly string[] }> {
    const { source, scenario, seed, inputs, futures = [] } = work;
    if (!isMade(work)) return { text: source.text, notes: [] };
    const made = { scenario, seed, inputs, futures: futureLanes(scenario, futures, inputs) };
    return this.its.page.connection.door.made(source, made);
  }

  /** Reads a text; a scenario that has problems leaves the work as it is. */
  private async read(source: Source) {
    const { set, connection } = this.its.page;
    const reading = await connection.door.read(source.text, source.file, source.siblings);
    if ('problems' in reading) {
      set({ problems: reading.problems });
      return undefined;
    }
    set({ problems: [] });
    return reading;
  }

  /** What was made on the page of the scenario that is left is kept under the scenarios of one's own. */
  async keepMade(work: Work): Promise<void> {
    if (!isMade(work)) return;
    const { text } = await this.madeText(work);
    const { file, siblings } = work.source;
    const { own } = this.its;
    own.keep(own.named({ file: isBundled(work.source) ? fileNamed(titleIn(text)) : file, text, siblings }));
  }
}
