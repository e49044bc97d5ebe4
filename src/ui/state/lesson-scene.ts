// Brings the page to what a beat of a lesson is about: the run of its lane, or the lanes beside each other, or one user's history, at the
// beat's moment and not past it. It moves time for the beats that play. Which beat it is is decided elsewhere.
import type { Play, PlayedLesson, PlayedStep } from '../../lessons/played.ts';
import type { Source } from '../../worker/door.ts';
import type { Choice } from './choice.ts';
import type { Comparing } from './comparison.ts';
import { isMade, type Opening } from './opening.ts';
import type { Page } from './page.ts';
import type { Playing } from './playing.ts';
import type { Work } from './slices/work.ts';
import type { MainStage } from './stage.ts';

interface Neighbours {
  readonly page: Page;
  readonly stage: MainStage;
  readonly comparison: Comparing;
  readonly play: Playing;
  readonly choice: Choice;
  readonly opening: Opening;
}

/** Milliseconds between two events of a beat that plays event by event; and how many are shown at most. */
const STOP = 1_300;
const MOST_STOPS = 24;
/** Seconds for a beat that should play event by event where there are none, or too many to be looked at one by one. */
const WITHOUT_STOPS = 6;

const compares = ({ stage }: PlayedStep): boolean => stage === 'lanes';
const TABS = { topology: 'topology', history: 'history', lanes: 'compare' } as const;

/** Where the clock stands at a beat that rests. */
export function restsAt({ beats, from, until }: PlayedStep, beat: number): number {
  const play = beats.findIndex(({ kind }) => kind === 'play');
  return play < 0 || beat >= play ? until : from;
}

/** Where nothing past the shown moment may be shown: while a question is open. */
export const isSealed = ({ veil, revealBeat }: PlayedStep, beat: number): boolean => veil && beat < revealBeat;

export class LessonScene {
  private readonly its: Neighbours;
  private sources: readonly Source[] = [];
  private timer = 0;

  constructor(neighbours: Neighbours) {
    this.its = neighbours;
  }

  /** Of another lesson: the texts of its scenarios, so that they can be looked at and edited as every other. */
  async begin({ id, cases }: PlayedLesson): Promise<void> {
    const { door } = this.its.page.connection;
    const texts = await Promise.all(cases.map(({ scenario }) => door.write(scenario)));
    this.sources = texts.map((text, n) => ({
      file: n === 0 ? `${id}.yaml` : `${id}-${n + 1}.yaml`,
      text,
      siblings: {},
    }));
  }

  /** Whether the work is one of the lesson's own scenarios, whatever was done in it. */
  isOwn(work: Work): boolean {
    return this.sources.includes(work.source);
  }

  /** Shows a step at a moment; false when it could not, or something else was asked for meanwhile. */
  async show(lesson: PlayedLesson, step: PlayedStep, time: number): Promise<boolean> {
    this.halt();
    const { page, stage, comparison, play, choice } = this.its;
    play.bound(Number.POSITIVE_INFINITY);
    if (step.stage === 'black') page.set({ black: true });
    const work = this.workFor(lesson, step);
    if (work === undefined) return false;
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

  /** Moves time from where it stands to where the beat ends; `arrived` is called when event by event it is there. */
  move(beat: Play, arrived: () => void): void {
    const { play, page } = this.its;
    const { from, until } = beat;
    play.bound(until);
    if (until <= page.get().time) return arrived();
    if (beat.pace === 'seconds') return this.flow((until - from) / beat.seconds);
    const { stops } = beat;
    if (stops.length === 0 || stops.length > MOST_STOPS) return this.flow((until - from) / WITHOUT_STOPS);
    let next = 0;
    this.timer = window.setInterval(() => {
      play.seek(stops[next++] as number);
      if (next < stops.length) return;
      this.halt();
      arrived();
    }, STOP);
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

  private workFor({ cases }: PlayedLesson, step: PlayedStep): Work | undefined {
    const its = cases[step.case];
    const source = this.sources[step.case];
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
}
