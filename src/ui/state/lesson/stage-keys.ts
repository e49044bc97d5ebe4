// The keys of the stage: a clicker's, and a few more. They are silent on nothing: on the stage there is nothing to type into.
import { lessons } from '../../../lessons/catalog.ts';
import type { Runner } from '../runner.ts';
import { drawnByKey, NOTHING_DRAWN } from './drawing.ts';
import { nextPicture, showPicture } from './free-stage.ts';
import { askedAt, openAt, optionsOf, stepNow } from './guesses.ts';
import { bundledLesson } from './lesson-link.ts';
import { countsIn } from './votes.ts';

export const STAGE_KEYS: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: '→ Space N', does: 'on; while it plays, to its end' },
  { keys: '← PageUp', does: 'back, as it was' },
  { keys: '. B', does: 'black, any key back' },
  { keys: '3 Enter', does: 'to step 3; without a lesson, picture 3' },
  { keys: 'V', does: 'without a lesson, the next picture' },
  { keys: 'G 4 . 3', does: 'to lesson 4, step 3' },
  { keys: 'H', does: 'type counted hands; draw a curve' },
  { keys: 'U', does: 'the chosen user, and back' },
  { keys: 'R', does: 'this step again' },
  { keys: '+ −', does: 'size of type' },
  { keys: 'L, mouse', does: 'held: points' },
  { keys: 'P Esc', does: 'leaves the stage' },
];

const LARGEST = 2;
/** Milliseconds after which what was typed counts, or is forgotten. */
const PAUSE = 1_200;

type Act = (runner: Runner) => void;

const inLesson = ({ get }: Runner): boolean => get().lesson !== null;

const onward: Act = (runner) => {
  if (inLesson(runner)) return runner.lessons.next();
  runner.play.toggle();
};

const back: Act = (runner) => {
  if (inLesson(runner)) return runner.lessons.previous();
  const { time } = runner.get();
  const before = runner.chapters.told.findLast((chapter) => chapter.time < time);
  runner.play.seek(before?.time ?? 0);
};

const again: Act = (runner) => (inLesson(runner) ? runner.lessons.again() : runner.play.restart());
const size =
  (by: 1 | -1): Act =>
  ({ get, set }) =>
    set({ typeSize: Math.min(LARGEST, Math.max(0, get().typeSize + by)) });

const leaveStage = ({ set }: Pick<Runner, 'set'>): void =>
  set({ presenting: false, black: false, typed: '', counting: null, drawing: null, stageKeysShown: false });

/** The chosen user on the stage; where nobody is chosen, the first who is divergent. */
const user: Act = (runner) => {
  const { get, set, choice } = runner;
  if (get().userOnStage) return set({ userOnStage: false });
  if (get().selected !== null) return set({ userOnStage: true });
  void choice.nextDivergent(1).then(() => set({ userOnStage: get().selected !== null }));
};

const hands: Act = ({ get, set }) => {
  const { lesson } = get();
  if (lesson === null) return;
  const asked = askedAt(stepNow(lesson), lesson.beat);
  if (asked?.question.kind === 'curve') set({ drawing: openAt(stepNow(lesson), lesson.beat) === null ? null : 0 });
  else if (asked !== null) set({ counting: '' });
};

const ACTS: Readonly<Record<string, Act>> = {
  ArrowRight: onward,
  PageDown: onward,
  ' ': onward,
  n: onward,
  ArrowLeft: back,
  PageUp: back,
  '.': ({ set }) => set({ black: true }),
  b: ({ set }) => set({ black: true }),
  p: leaveStage,
  Escape: leaveStage,
  '+': size(1),
  '=': size(1),
  '-': size(-1),
  '−': size(-1),
  h: hands,
  u: user,
  v: (runner) => !inLesson(runner) && nextPicture(runner),
  r: again,
  '?': ({ get, set }) => set({ stageKeysShown: !get().stageKeysShown }),
};

/** What is to happen with what has been typed, when nothing more is. */
const timers = new WeakMap<Runner, number>();

/** What was typed is done: a step of this lesson, or a lesson and a step of it. */
function doTyped(runner: Runner): void {
  window.clearTimeout(timers.get(runner));
  const { get, set, lessons: its } = runner;
  const { typed, lesson } = get();
  set({ typed: '' });
  const [, number, step] = /^(?:g(\d+)\.)?(\d+)$/.exec(typed) ?? [];
  if (step === undefined) return;
  const at = Math.max(0, Number(step) - 1);
  const entry = number === undefined ? undefined : lessons[Number(number) - 1];
  const source = entry && bundledLesson(entry.id);
  if (number === undefined && lesson === null) showPicture(runner, at);
  else if (number === undefined || (entry !== undefined && entry.id === lesson?.bundled)) its.goTo(at);
  else if (entry !== undefined && source !== undefined) void its.open(source, { bundled: entry.id, step: at });
}

function type(runner: Runner, key: string): void {
  const { get, set } = runner;
  const typed = get().typed + key;
  set({ typed });
  window.clearTimeout(timers.get(runner));
  const isWhole = /^g\d+\.\d+$/.test(typed);
  const done = () => (isWhole ? doTyped(runner) : set({ typed: '' }));
  timers.set(runner, window.setTimeout(done, isWhole ? PAUSE : 4 * PAUSE));
}

/** Digits begin a step's number, g a lesson's; a dot goes on with what g began. */
function isTyped(key: string, typed: string): boolean {
  if (/^\d$/.test(key)) return true;
  return typed.startsWith('g') ? key === '.' : key === 'g';
}

function count(runner: Runner, key: string): void {
  const { get, set, lessons: its } = runner;
  const { counting, lesson } = get();
  const text = counting ?? '';
  if (key === 'Escape') return set({ counting: null });
  if (key === 'Backspace') return set({ counting: text.slice(0, -1) });
  if (/^[\d ,.]$/.test(key)) return set({ counting: text + key });
  if (key !== 'Enter' || lesson === null) return;
  const counts = countsIn(text);
  const asked = askedAt(stepNow(lesson), lesson.beat);
  const options = asked === null ? [] : optionsOf(asked.question);
  if (counts.length > 0) its.count(options.length > 0 ? options.map((_, n) => counts[n] ?? 0) : counts);
  set({ counting: null });
}

/** Arrows draw the curve that is asked for, Enter has done with it; false of any other key, with which the stage goes on. */
function draws(runner: Runner, key: string, at: number): boolean {
  const { get, set, lessons: its } = runner;
  const { lesson } = get();
  const asked = lesson === null ? null : openAt(stepNow(lesson), lesson.beat);
  if (lesson === null || asked?.question.kind !== 'curve') return false;
  const values = (lesson.guesses[asked.key] as readonly number[] | undefined) ?? NOTHING_DRAWN;
  const next = key.startsWith('Arrow') ? drawnByKey({ values, at }, key, asked.question.top) : null;
  set({ drawing: next?.at ?? null });
  if (next !== null) its.guess(next.values);
  return next !== null || key === 'Enter' || key === 'Escape';
}

/** What a key does on the stage; false where it does nothing. */
export function onStageKey(runner: Runner, { key: pressed }: Pick<KeyboardEvent, 'key'>): boolean {
  const { get, set } = runner;
  const { black, counting, drawing, typed, stageKeysShown } = get();
  const key = pressed.length === 1 ? pressed.toLowerCase() : pressed;
  if (/^(?:Shift|Control|Alt|Meta|F\d+|l)$/.test(key)) return false;
  if (counting !== null) {
    count(runner, key);
    return true;
  }
  if (drawing !== null && draws(runner, key, drawing)) return true;
  if (black) {
    set({ black: false });
    return true;
  }
  if (isTyped(key, typed)) {
    type(runner, key);
    return true;
  }
  if (key === 'Enter') {
    doTyped(runner);
    return true;
  }
  if (typed !== '' && key === 'Escape') {
    set({ typed: '' });
    return true;
  }
  if (stageKeysShown) set({ stageKeysShown: false });
  if (stageKeysShown && (key === 'Escape' || key === '?')) return true;
  const act = ACTS[key];
  act?.(runner);
  return act !== undefined;
}
