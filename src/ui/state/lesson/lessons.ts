// A lesson on the page: opened, gone through beat by beat, left. The chart says which beat it is; here the page is brought to it, what
// people answer is kept, and the work that was open before comes back in the end.
import { type Actor, createActor, type SnapshotFrom } from 'xstate';
import { type SheetKind, sheetOf, sheetPages } from '../../../lessons/index.ts';
import type { PlayedLesson } from '../../../lessons/played.ts';
import { lessonChart } from '../../../player/beats.ts';
import { heard } from '../../../worker/connection.ts';
import type { LessonReading, Problem, Source } from '../../../worker/door.ts';
import { type Bookmark, isBookmark } from '../bookmark.ts';
import { download } from '../download.ts';
import type { Keeper } from '../keeper.ts';
import { isMade, type Opening } from '../opening.ts';
import type { Page } from '../page.ts';
import type { Playing } from '../playing.ts';
import type { Guess, OpenLesson } from '../slices/lesson.ts';
import type { MainStage } from '../stage.ts';
import {
  type KeptLesson,
  keepProgress,
  keepTally,
  keptLesson,
  keptProgress,
  setLessonAside,
} from '../storage/lessons.ts';
import { read, WORK } from '../storage/storage.ts';
import type { PageState } from '../store.ts';
import { askedAt, beatNow, openAt, stepNow } from './guesses.ts';
import { bundledLesson } from './lesson-link.ts';
import { isSealed, type LessonScene, restsAt } from './lesson-scene.ts';
import { questionTallies, together } from './tally.ts';

interface Neighbours {
  readonly page: Page;
  readonly play: Playing;
  readonly stage: MainStage;
  readonly opening: Opening;
  readonly keeper: Keeper;
  readonly scene: LessonScene;
}

interface LessonWish {
  /** Id of a bundled lesson; null of anybody's file. */
  readonly bundled: string | null;
  /** From 0; else where one stood. */
  readonly step?: number | undefined;
  /** Of one that is opened again, where it was: the work from before it. */
  readonly before?: Bookmark | null | undefined;
  /** Hears just before it takes the place of what is shown. */
  readonly onReady?: () => void;
}

type LessonProgress = Pick<OpenLesson, 'step' | 'beat' | 'guesses' | 'hands'>;

/** Where a lesson is opened: at the wanted step, else where one stood. */
function progressIn(name: string, step: number | undefined): LessonProgress {
  const kept = keptProgress()[name];
  const { guesses = {}, hands = {} } = kept ?? {};
  if (step !== undefined) return { step, beat: 0, guesses, hands };
  return { step: kept?.step ?? 0, beat: kept?.beat ?? 0, guesses, hands };
}

const unreadable = (file: string, { line, message }: Problem): string =>
  `The lesson that was open (${file}) cannot be read any more: line ${line}: ${message}. It was set aside in the browser’s storage, nothing was deleted; the work from before it is open.`;

/** Nothing of a lesson on the page. */
const CLOSED = { lesson: null, black: false, userOnStage: false, typed: '', counting: null, drawing: null } as const;

export class Lessons {
  private readonly its: Neighbours;
  private readonly chart: Actor<typeof lessonChart>;
  /** The number of the beat that is being shown: a later one takes its place. */
  private turn = 0;
  private task = 0;
  private steps: Pick<PageState, 'undo' | 'redo'> = { undo: [], redo: [] };

  constructor(neighbours: Neighbours) {
    this.its = neighbours;
    const { page } = neighbours;
    this.chart = createActor(lessonChart);
    this.chart.start();
    this.chart.subscribe((snapshot) => void this.follow(snapshot));
    page.store.subscribe((now, before) => this.watch(now, before));
  }

  /** Reads a lesson, plays it through in the worker and opens it; what is wrong with its file is told, and all stays as it is. */
  async open(source: Source, { bundled, step, before, onReady }: LessonWish): Promise<boolean> {
    const { page, keeper, scene } = this.its;
    const { get } = page;
    const reading = await this.reading(source);
    if (reading === null || reading.played === null) return false;
    const { played } = reading;
    const progress = progressIn(bundled ?? source.file, step);
    const sources = await this.prepared(source, played, progress.step);
    if (sources === null) return false;
    const open = get().lesson;
    const back = before !== undefined ? before : open === null ? this.present() : open.before;
    onReady?.();
    if (open === null) {
      if (before === undefined) keeper.keep();
      // Where nothing was shown before, there is nothing to go back to.
      if (before === undefined && get().work !== null) keeper.enter();
      this.steps = { undo: get().undo, redo: get().redo };
    }
    scene.begin(sources);
    this.begin({ source, bundled, played, before: back }, progress);
    return true;
  }

  /** What the first step shows is there before the lesson is; null when nobody wants it any more. */
  private async prepared(source: Source, played: PlayedLesson, at: number): Promise<readonly Source[] | null> {
    const { page, scene } = this.its;
    const { task } = this;
    page.set({ lessonComing: { title: source.file, done: 1 } });
    const sources = await scene.sourcesOf(played);
    const first = played.steps[at];
    if (first !== undefined) await scene.ready(played, first, sources);
    if (this.task !== task) return null;
    page.set({ lessonComing: null });
    return sources;
  }

  /** Saves a lesson as it goes on paper. */
  async saveSheet(source: Source, name: string, kind: SheetKind): Promise<void> {
    const reading = await this.reading(source);
    if (reading === null || reading.played === null) return;
    const file = `${name}-${kind}.html`;
    download(file, sheetPages([sheetOf(reading.played, kind)]), 'text/html');
    this.its.page.notices.toast(`${file} is saved: open it and print it.`);
  }

  /** Reads a lesson and plays it through in the worker; null when it was cancelled or went wrong, which is told. */
  private async reading(source: Source): Promise<LessonReading | null> {
    const { page, stage } = this.its;
    const { set, connection } = page;
    stage.revive();
    const task = connection.task();
    this.task = task;
    set({ lessonComing: { title: source.file, done: 0 }, lessonProblems: [], lessonUnread: null });
    const progress = heard((done) => this.task === task && set({ lessonComing: { title: source.file, done } }));
    const failed = (error: unknown): null => {
      const why = error instanceof Error ? error.message : String(error);
      set({ notice: `The lesson could not be played: ${why}.`, problems: [] });
      return null;
    };
    const reading = await connection.unlessLost(connection.door.lesson(task, source, progress)).catch(failed);
    if (this.task !== task) return null;
    set({ lessonComing: null, lessonProblems: reading?.problems ?? [] });
    return reading;
  }

  /** Nobody wants it any more. */
  readonly cancel = (): void => {
    const { connection, set } = this.its.page;
    void connection.door.cancel(this.task);
    this.task = 0;
    set({ lessonComing: null });
  };

  /** The lesson that was open when the page was left; false when there was none, or it cannot be read any more, which is told. */
  async resume(): Promise<boolean> {
    const kept = keptLesson();
    if (kept === null) return false;
    if (await this.reopen(kept)) return true;
    const { keeper, page } = this.its;
    const [first] = page.get().lessonProblems;
    if (first === undefined) keeper.keepLesson(null);
    else {
      setLessonAside(kept);
      page.set({ notice: unreadable(kept.source.file, first), lessonProblems: [] });
    }
    return false;
  }

  /** A lesson that was open before, where one stood in it: one that was kept, or to which the browser goes back. */
  reopen(kept: KeptLesson): Promise<boolean> {
    // A bundled one may have been changed since.
    const source = (kept.bundled === null ? undefined : bundledLesson(kept.bundled)) ?? kept.source;
    return this.open(source, kept);
  }

  readonly next = (): void => {
    if (this.its.page.get().lesson?.preparing === false) this.chart.send({ type: 'NEXT' });
  };
  readonly previous = (): void => this.chart.send({ type: 'PREVIOUS' });
  readonly again = (): void => this.chart.send({ type: 'AGAIN' });
  /** From 0. */
  goTo(step: number): void {
    this.chart.send({ type: 'STEP', step });
  }

  /** Answers the question that is open. */
  guess(guess: Guess): void {
    const { lesson } = this.its.page.get();
    const asked = lesson === null ? null : openAt(stepNow(lesson), lesson.beat);
    if (lesson !== null && asked !== null) this.change({ guesses: { ...lesson.guesses, [asked.key]: guess } });
  }

  /** Hands that were counted for the question at hand, option by option. */
  count(hands: readonly number[]): void {
    const { lesson } = this.its.page.get();
    const asked = lesson === null ? null : askedAt(stepNow(lesson), lesson.beat);
    if (lesson !== null && asked !== null) this.change({ hands: { ...lesson.hands, [asked.key]: hands } });
  }

  /** Leaves the lesson: the work that was open before comes back, one's own experiment is kept as a scenario. */
  readonly leave = async (): Promise<void> => {
    const { page, opening } = this.its;
    const { lesson, work } = page.get();
    if (lesson === null) return;
    const made = work !== null && isMade(work);
    if (made) await opening.keepMade(work);
    this.close();
    page.set({ comparing: false, historyOpen: false, presenting: false });
    const { before } = lesson;
    if (before !== null) await opening.bookmark(before);
    else if (work !== null) await opening.first();
    page.set(this.steps);
    page.notices.announce('The lesson is left.');
    if (made) page.notices.toast('Your experiment is kept among your scenarios.');
  };

  private begin(its: Pick<OpenLesson, 'source' | 'bundled' | 'played' | 'before'>, progress: LessonProgress): void {
    const { page, keeper } = this.its;
    const { source, bundled, before, played } = its;
    keeper.keepLesson({ source, bundled, before });
    const { step, beat, guesses, hands } = progress;
    const open = { ...its, guesses, hands, since: Date.now() };
    page.set({
      ...CLOSED,
      lesson: { ...open, step: 0, beat: 0, moving: false, preparing: true },
      undo: [],
      redo: [],
      dialog: 'none',
    });
    const kinds = played.steps.map(({ beats }) => beats.map(({ kind }) => kind));
    this.chart.send({ type: 'OPEN', kinds, step, beat });
  }

  /** Brings the page to the beat at which the chart is. */
  private async follow(snapshot: SnapshotFrom<typeof lessonChart>): Promise<void> {
    const { page, scene, play } = this.its;
    if (page.get().lesson === null) return;
    const turn = ++this.turn;
    const { step: at, beat } = snapshot.context;
    const moving = snapshot.matches('moving');
    page.set({ black: false, userOnStage: false, counting: null, drawing: null });
    this.change({ step: at, beat, moving, preparing: true });
    const lesson = page.get().lesson as OpenLesson;
    const step = stepNow(lesson);
    const time = moving ? step.from : restsAt(step, beat);
    const shown = await scene.show(lesson.played, step, time);
    if (turn !== this.turn) return;
    this.change({ preparing: false });
    if (!shown) return;
    const its = beatNow(lesson);
    if (moving && its.kind === 'play') return scene.move(its.play, () => this.arrive());
    play.bound(isSealed(step, beat) ? time : Number.POSITIVE_INFINITY);
    play.paced();
    scene.ahead(lesson.played, at);
  }

  private arrive(): void {
    this.chart.send({ type: 'ARRIVED' });
  }

  /** Hears when a beat's run has come to its end, and when another work is opened: that leaves the lesson. */
  private watch(now: PageState, before: PageState): void {
    const { lesson, work } = now;
    if (lesson === null) return;
    if (work !== before.work && work !== null && !this.its.scene.isOwn(work)) return this.close();
    if (!lesson.moving || lesson.preparing || now.playing || !before.playing) return;
    if (now.time >= Math.min(now.bound, now.end)) this.arrive();
  }

  private close(): void {
    const { page, scene, play, keeper } = this.its;
    this.turn++;
    keeper.keepLesson(null);
    page.set(CLOSED);
    scene.halt();
    scene.stopAhead();
    play.bound(Number.POSITIVE_INFINITY);
    play.paced();
  }

  private change(change: Partial<OpenLesson>): void {
    const { page } = this.its;
    const { lesson } = page.get();
    if (lesson === null) return;
    const next = { ...lesson, ...change };
    page.set({ lesson: next });
    const { step, beat, guesses, hands, played, bundled, source } = next;
    keepProgress(bundled ?? source.file, { step, beat, guesses, hands, of: played.steps.length });
    if (played.inventory !== null) keepTally(played.id, together(questionTallies(next)));
  }

  /** What is open now; before anything is, what was kept. */
  private present(): Bookmark | null {
    const open = this.its.keeper.bookmark();
    if (open !== null) return open;
    const found = read(WORK, isBookmark);
    return found.is === 'found' ? found.value : null;
  }
}
