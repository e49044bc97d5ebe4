// Brings the page to what a beat of a lesson is about: the run of its lane, or the lanes beside each other, or one user's history, at the
// beat's moment and not past it. It moves time for the beats that play. Which beat it is is decided elsewhere.
import { STOP_SECONDS, secondsOfPlay, stopsOf } from '../../../lessons/pace.ts';
import type { Play, PlayedLesson, PlayedStep } from '../../../lessons/played.ts';
import type { Source } from '../../../worker/door.ts';
import type { Choice } from '../choice.ts';
import type { Comparing } from '../comparison.ts';
import { isMade, type Opening } from '../opening.ts';
import type { Page } from '../page.ts';
import type { Playing } from '../playing.ts';
import { lanesOf, requestOf } from '../requests.ts';
import type { Work } from '../slices/work.ts';
import type { MainStage } from '../stage.ts';

interface Neighbours {
  readonly page: Page;
  readonly stage: MainStage;
  readonly comparison: Comparing;
  readonly play: Playing;
  readonly choice: Choice;
  readonly opening: Opening;
}

/** How many steps are looked ahead: one that only goes on with what is there needs nothing. */
const AHEAD = 3;
/** Of more users nothing is computed before it is asked for. */
const MOST_USERS = 50_000;

const compares = ({ stage }: PlayedStep): boolean => stage === 'lanes';
const TABS = { topology: 'topology', history: 'history', lanes: 'compare' } as const;

/** Where the clock stands at a beat that rests. */
export function restsAt({ beats, from, until }: PlayedStep, beat: number): number {
  const play = beats.findIndex(({ kind }) => kind === 'play');
  return play < 0 || beat >= play ? until : from;
}

/** Where nothing past the shown moment may be shown: while a question is open. */
export const isSealed = ({ veil, revealBeat }: PlayedStep, beat: number): boolean => veil && beat < revealBeat;

/** What the worker makes ready before it is asked for: the run of a work, and the lanes of its comparison where `lanes`. */
interface Coming {
  readonly work: Work;
  readonly lanes: boolean;
  readonly task: number;
  readonly ready: Promise<void>;
}

const isFor = (coming: Coming | null, { source, variant }: Work, step: PlayedStep): coming is Coming =>
  coming?.work.source === source && coming.work.variant === variant && coming.lanes === compares(step);

export class LessonScene {
  private readonly its: Neighbours;
  private sources: readonly Source[] = [];
  private timer = 0;
  /** The number of the step that is being shown: a later one takes its place. */
  private turn = 0;
  private coming: Coming | null = null;

  constructor(neighbours: Neighbours) {
    this.its = neighbours;
  }

  /** The texts of a lesson’s scenarios, so that they can be looked at and edited as every other. */
  async sourcesOf({ id, cases }: PlayedLesson): Promise<readonly Source[]> {
    const { door } = this.its.page.connection;
    const texts = await Promise.all(cases.map(({ scenario }) => door.write(scenario)));
    return texts.map((text, n) => ({
      file: n === 0 ? `${id}.yaml` : `${id}-${n + 1}.yaml`,
      text,
      siblings: {},
    }));
  }

  /** From now on another lesson is shown, whose scenarios these are. */
  begin(sources: readonly Source[]): void {
    this.sources = sources;
  }

  /** Whether the work is one of the lesson's own scenarios, whatever was done in it. */
  isOwn(work: Work): boolean {
    return this.sources.includes(work.source);
  }

  /** Shows a step at a moment; false when it could not, or something else was asked for meanwhile. */
  async show(lesson: PlayedLesson, step: PlayedStep, time: number): Promise<boolean> {
    this.halt();
    const turn = ++this.turn;
    const { page, stage, comparison, play, choice } = this.its;
    play.bound(Number.POSITIVE_INFINITY);
    if (step.stage === 'black') page.set({ black: true });
    const work = workFor(lesson, step, this.sources);
    if (work === undefined) return false;
    if (!this.isThere(lesson, step)) await this.awaits(work, step);
    if (turn !== this.turn) return false;
    const { get, set } = page;
    const now = get().work;
    const isThere = now !== null && get().stage.is === 'ready' && now.source === work.source && !isMade(now);
    if (!isThere || now.variant !== work.variant) {
      if (now !== null && this.isOwn(now)) await this.its.opening.keepMade(now);
      const lanes = isThere ? get().lanesReached : 0;
      set({ comparing: false, historyOpen: false });
      if ((await stage.show(work, { time, lanesReached: lanes, lifted: false })) !== 'ready') return false;
    }
    play.seek(time);
    if (compares(step)) await comparison.open();
    else set({ comparing: false });
    const user = step.stage === 'history' ? (step.person?.user ?? null) : null;
    if (user !== null) await choice.user(user);
    const tab = TABS[step.stage as keyof typeof TABS] ?? 'users';
    set({ historyOpen: user !== null, tab });
    play.seek(time);
    return true;
  }

  /** Has the worker compute what the next steps show, while the one at `place` is looked at. */
  ahead(lesson: PlayedLesson, place: number): void {
    const next = lesson.steps.slice(place + 1, place + 1 + AHEAD).find((step) => !this.isThere(lesson, step));
    if (next !== undefined) void this.ready(lesson, next);
  }

  /** The same of one step, to be waited for; `sources` are of its lesson. */
  async ready(lesson: PlayedLesson, step: PlayedStep, sources = this.sources): Promise<void> {
    const work = workFor(lesson, step, sources);
    if (work === undefined || work.scenario.population.users > MOST_USERS) return;
    if (!isFor(this.coming, work, step)) {
      const { connection } = this.its.page;
      this.stopAhead();
      const task = connection.task();
      const lanes = compares(step);
      const asked = connection.door.ahead(task, requestOf(work), lanes ? lanesOf(work) : null);
      // What cannot be made ready is computed, or complained about, when it is asked for.
      this.coming = { work, lanes, task, ready: connection.unlessLost(asked).catch(() => {}) };
    }
    await this.coming?.ready;
  }

  /** What is being made ready is waited for where it is wanted now, and left where it is not. */
  private async awaits(work: Work, step: PlayedStep): Promise<void> {
    if (!isFor(this.coming, work, step)) this.stopAhead();
    await this.coming?.ready;
    this.coming = null;
  }

  /** Nothing is made ready any more. */
  stopAhead(): void {
    const { connection } = this.its.page;
    if (this.coming !== null) void connection.door.cancel(this.coming.task);
    this.coming = null;
  }

  /** Whether the page has all that a step shows, or needs nothing new for it. */
  private isThere(lesson: PlayedLesson, step: PlayedStep): boolean {
    const { work, comparison } = this.its.page.get();
    const wanted = workFor(lesson, step, this.sources);
    if (work === null || wanted === undefined) return true;
    const isSame = work.source === wanted.source && work.variant === wanted.variant;
    return isSame && (!compares(step) || comparison !== null);
  }

  /** Moves time from where it stands to where the beat ends; `arrived` is called when event by event it is there. */
  move(beat: Play, arrived: () => void): void {
    const { play, page } = this.its;
    const { from, until } = beat;
    play.bound(until);
    if (until <= page.get().time) return arrived();
    const stops = stopsOf(beat);
    if (stops.length === 0) return this.flow((until - from) / secondsOfPlay(beat));
    let next = 0;
    this.timer = window.setInterval(() => {
      play.seek(stops[next++] as number);
      if (next < stops.length) return;
      this.halt();
      arrived();
    }, STOP_SECONDS * 1_000);
  }

  /** Whatever moves by itself stands. */
  halt(): void {
    window.clearInterval(this.timer);
    this.timer = 0;
    this.its.play.pause();
  }

  private flow(speed: number): void {
    const { play } = this.its;
    play.speed(Math.max(1, speed));
    play.start();
  }
}

/** The work that a step is about; undefined where there is none. */
function workFor({ cases }: PlayedLesson, step: PlayedStep, sources: readonly Source[]): Work | undefined {
  const its = cases[step.case];
  const source = sources[step.case];
  if (its === undefined || source === undefined) return undefined;
  const { scenario, changes, lanes } = its;
  return {
    source,
    scenario: lanes.length > 0 ? { ...scenario, variants: lanes } : scenario,
    changes,
    seed: scenario.seed,
    variant: step.lane,
    inputs: [],
  };
}
