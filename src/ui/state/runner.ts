// One run that people look at and work on: everything that is needed to open it, play it, change it and compare it, wired together.
// A page has one of its own; a second one beside it shares nothing with the first but the browser's storage of scenarios.
import { Chapters } from './chapters.ts';
import { Choice } from './choice.ts';
import { Comparing } from './comparison.ts';
import { Deciding } from './deciding.ts';
import { EditRun } from './edit-run.ts';
import { Film } from './film.ts';
import { Keeper } from './keeper.ts';
import { LaneEditing } from './lanes.ts';
import { LessonScene } from './lesson/lesson-scene.ts';
import { Lessons } from './lesson/lessons.ts';
import { LongTask } from './long-task.ts';
import { Opening } from './opening.ts';
import { followOtherCurves } from './other-curves.ts';
import { type Connect, createPage, type Page } from './page.ts';
import { Playing } from './playing.ts';
import { Pump } from './pump.ts';
import { MainStage } from './stage.ts';
import { type Memory, NO_MEMORY } from './storage/memory.ts';
import { OwnScenarios } from './storage/own-scenarios.ts';
import { Study } from './study.ts';
import { Sweep } from './sweep.ts';
import { Undo } from './undo.ts';
import { Veil } from './veil.ts';
import { TimelineZoom } from './zoom.ts';

export interface Runner extends Page {
  readonly keeper: Keeper;
  readonly own: OwnScenarios;
  readonly play: Playing;
  readonly chapters: Chapters;
  readonly zoom: TimelineZoom;
  readonly choice: Choice;
  readonly stage: MainStage;
  readonly comparison: Comparing;
  readonly sweep: Sweep;
  readonly study: Study;
  readonly decision: Deciding;
  readonly lanes: LaneEditing;
  readonly opening: Opening;
  readonly edit: EditRun;
  readonly undo: Undo;
  readonly veil: Veil;
  readonly film: Film;
  readonly lessons: Lessons;
}

/** `memory`: where its work is kept; nowhere when it is not said. */
export function createRunner(connect: Connect, memory: Memory = NO_MEMORY): Runner {
  const page = createPage(connect);
  const keeper = new Keeper(page, memory);
  const own = new OwnScenarios(page.store);
  const pump = new Pump(page);
  const play = new Playing(page, pump);
  const chapters = new Chapters(page, play);
  const zoom = new TimelineZoom(page);
  const choice = new Choice(page);
  const run = new LongTask(page, 'stage');
  const laneTask = new LongTask(page, 'comparisonStage');
  const sweep = new Sweep(page);
  const study = new Study(page);
  const decision = new Deciding(page, new LongTask(page, 'decisionStage'));
  const beside = [laneTask, sweep, study, decision];
  const stage = new MainStage({ page, pump, play, zoom, choice, keeper, run, beside });
  const comparison = new Comparing({ page, pump, play, keeper, stage, lanes: laneTask });
  const lanes = new LaneEditing(page, comparison);
  const opening = new Opening({ page, stage, comparison, keeper, own });
  const edit = new EditRun({ page, stage, comparison, keeper, zoom });
  const undo = new Undo({ page, stage, comparison, keeper });
  const veil = new Veil(page, keeper);
  followOtherCurves(page);
  const film = new Film({ page, play, comparison, zoom });
  const scene = new LessonScene({ page, stage, comparison, play, choice, opening });
  const lessons = new Lessons({ page, play, stage, opening, keeper, scene });
  return {
    ...page,
    keeper,
    own,
    play,
    chapters,
    zoom,
    choice,
    stage,
    comparison,
    sweep,
    study,
    decision,
    lanes,
    opening,
    edit,
    undo,
    veil,
    film,
    lessons,
  };
}
