// The main stage: hands a work to the worker, shows its run at a moment, and leads back to the last run when it is cancelled. A run
// that parts from the one that is shown is looked at while it is still computed.
import { openingSight } from '../../analysis/focus.ts';
import { sharedPast } from '../../analysis/shared-past.ts';
import { duration } from '../../engine/index.ts';
import { usualSpeed } from '../../player/player.ts';
import type { RunFacts } from '../../worker/door.ts';
import type { Choice } from './choice.ts';
import type { Keeper } from './keeper.ts';
import type { LongTask } from './long-task.ts';
import type { Page } from './page.ts';
import type { Playing } from './playing.ts';
import type { Pump } from './pump.ts';
import { requestOf } from './requests.ts';
import { UNCOMPARED, type Viewpoint } from './slices/stage.ts';
import type { Work } from './slices/work.ts';
import type { Steps } from './steps.ts';
import type { PageState } from './store.ts';
import type { TimelineZoom } from './zoom.ts';

/** What became of a run that was to be shown. `replaced`: another was asked for meanwhile. */
export type Staged = 'ready' | 'cancelled' | 'failed' | 'lost' | 'replaced';

interface Neighbours {
  readonly page: Page;
  readonly pump: Pump;
  readonly play: Playing;
  readonly zoom: TimelineZoom;
  readonly choice: Choice;
  readonly keeper: Keeper;
  /** The computing of the run itself. */
  readonly run: LongTask;
  /** What is computed beside it, for as long as its work is the page's. */
  readonly beside: readonly Pick<LongTask, 'stop'>[];
}

type Settled = Pick<PageState, 'work' | 'undo' | 'redo' | 'facts' | 'frame' | 'time' | 'end' | 'shown'>;

/** Nothing of the run that was shown before. */
const FRESH = { stop: null, window: null, fine: null, closeUp: null, letter: null } as const;

/** Of another scenario nothing is drawn until it has been computed. */
const EMPTY = { ...FRESH, facts: null, frame: null, user: null, historyOpen: false } as const;

const settledIn = ({ work, undo, redo, facts, frame, time, end, shown }: PageState): Settled => ({
  work,
  undo,
  redo,
  facts,
  frame,
  time,
  end,
  shown,
});

/** What can be said of a scenario before its run has been computed. */
function emptyOf({ scenario }: Work, time: number): Partial<PageState> {
  const end = duration(scenario.length);
  return { ...EMPTY, time, end, shown: { from: 0, to: end } };
}

export class MainStage {
  private readonly its: Neighbours;
  /** The last that the worker ran to its end: where a run that is cancelled leads back to. */
  private settled: Settled | null = null;
  /** Whether what is drawn is already of a run that parts from the settled one. */
  private parted = false;
  /** Of what is shown: another run of it keeps speed and zoom, by another worker too. */
  private shownText: string | null = null;

  constructor(neighbours: Neighbours) {
    this.its = neighbours;
  }

  /** Stops the run that is being computed; what was shown before stays. */
  readonly cancel = (): void => this.its.run.cancel();

  /** A lost worker is replaced before the next one is asked for anything. */
  revive(): void {
    const { get, set, connection } = this.its.page;
    if (get().stage.is !== 'lost') return;
    connection.restart();
    this.its.pump.forget();
    this.settled = null;
    set({ stage: { is: 'empty' } });
  }

  /** Runs the work and shows it at a moment, or where the scenario opens. `steps`: undo and redo, which change with the work. */
  async show(work: Work, to: Partial<Viewpoint> = {}, steps: Partial<Steps> = {}): Promise<Staged> {
    this.revive();
    const { page, pump, run, beside } = this.its;
    const { get, set } = page;
    const before = get();
    if (before.stage.is === 'ready') this.settled = settledIn(before);
    pump.hold();
    for (const task of beside) task.stop();
    const { time = duration(work.scenario.opensAt), reached = 0, lanesReached = 0, comparing = false } = to;
    const { lifted = before.lifted && before.work?.source.text === work.source.text } = to;
    const awaited = { time, reached, lanesReached, lifted, comparing };
    const isOther = this.shownText !== null && this.shownText !== work.source.text;
    if (isOther) this.its.play.pause();
    let parts = false;
    const outcome = await run.run(
      (task, progress) => page.connection.door.open(task, requestOf(work), progress),
      { work, awaited, ...UNCOMPARED, ...steps, ...(isOther && emptyOf(work, time)) },
      (at) => {
        if (parts) return pump.want();
        parts = true;
        this.part(work, at);
      },
    );
    if (outcome.is === 'failed') set({ ...this.unparted(), stage: outcome });
    if (outcome.is === 'cancelled') this.goBack();
    if (outcome.is !== 'done') return outcome.is;
    return this.ended(outcome.answer, work, awaited, before);
  }

  /** Shows another variant of the same incident. */
  async variant(variant: string): Promise<void> {
    const { work, time } = this.its.page.get();
    if (work !== null) await this.show({ ...work, variant }, { time });
  }

  /** The run parts from the settled one at `at`: what both share is drawn at once, what follows as soon as it is computed. */
  private part(work: Work, at: number): void {
    const { page, pump, choice } = this.its;
    const { settled } = this;
    if (settled === null || settled.facts === null || settled.work === null) return;
    const added = work.inputs.slice(settled.work.inputs.length);
    this.parted = true;
    page.set({ ...FRESH, facts: sharedPast(settled.facts, at, added) });
    pump.release();
    const { selected } = page.get();
    // When it ends or is cancelled, the chosen user is asked for again.
    if (selected !== null) void choice.user(selected).catch(() => {});
  }

  /** What was drawn before a run parted from it; nothing when none did. */
  private unparted(): Partial<PageState> {
    if (!this.parted || this.settled === null) return {};
    this.parted = false;
    const { facts, frame } = this.settled;
    return { ...FRESH, facts, frame };
  }

  private goBack(): void {
    const { page, pump, keeper, choice, zoom } = this.its;
    const { settled, parted } = this;
    if (settled === null) page.set({ stage: { is: 'cancelled' } });
    else {
      const { work, undo, redo } = settled;
      const drawn = page.get().facts === null ? settled : this.unparted();
      page.set({ ...drawn, stage: { is: 'ready' }, awaited: null, work, undo, redo });
      zoom.show(page.get().shown.from, page.get().shown.to);
    }
    if (settled === null) keeper.keep();
    pump.release();
    const { selected } = page.get();
    if (parted && selected !== null) void choice.user(selected);
  }

  /** Shows a run that has been computed to its end. */
  private async ended(facts: RunFacts, work: Work, shownFrom: Viewpoint, before: PageState): Promise<Staged> {
    const { page, pump, play, zoom, choice, keeper } = this.its;
    const { get, set } = page;
    const end = Math.max(facts.length, facts.endedAt);
    const { time, reached, lanesReached, lifted } = shownFrom;
    const same = this.shownText === work.source.text;
    this.shownText = work.source.text;
    const shown = same ? before.shown : openingSight(facts, Math.min(time, end));
    // What is drawn of it already stays until there is more.
    const frame = this.parted ? get().frame : null;
    this.parted = false;
    // How far it was reached is there together with its facts: of a run that nobody has seen nothing may be drawn for an instant.
    const known = { reached: Math.max(reached, Math.min(time, end)), lanesReached, lifted };
    if (!same) set({ otherCurves: {} });
    set({ ...FRESH, ...known, stage: { is: 'ready' }, awaited: null, facts, shown, frame });
    if (same) play.load(time, end, before.speed, before.paced);
    else play.load(time, end, usualSpeed(facts.length), true);
    pump.release();
    zoom.show(shown.from, shown.to);
    keeper.keep();
    if (get().selected !== null) await choice.user(get().selected);
    return 'ready';
  }
}
