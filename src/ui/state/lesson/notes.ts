// What the instructor reads in a second window, in step with the lesson: say, ask, next, the minutes, and what to leave out. It opens that
// window, tells it of every beat, and does what its keys ask.

import type { Runner } from '../runner.ts';
import type { OpenLesson } from '../slices/lesson.ts';
import { answerText, askedAt, beatNow, stepNow } from './guesses.ts';
import { type InstructorNotes, type NotesPost, openNotesPost, ownChannel } from './notes-post.ts';
import { onStageKey } from './stage-keys.ts';

const sayOf = ({ played }: OpenLesson, step: number): string => {
  const [first] = played.steps[step]?.beats ?? [];
  return first?.kind === 'say' ? ((first.say ?? first.task)?.text ?? '') : '';
};

const askOf = (lesson: OpenLesson): string => {
  const beat = beatNow(lesson);
  if (beat.kind === 'alike') return beat.alike.text;
  if (beat.kind === 'ask' || beat.kind === 'answer') return beat.ask.text;
  return askedAt(stepNow(lesson), lesson.beat)?.question.ask.text ?? '';
};

const answerOf = (lesson: OpenLesson): string => {
  const beat = beatNow(lesson);
  if (beat.kind === 'answer') return beat.answer.text;
  const asked = askedAt(stepNow(lesson), lesson.beat);
  return asked === null ? '' : answerText(asked.question);
};

function notesOf(lesson: OpenLesson, words: InstructorNotes['words']): InstructorNotes {
  const { played, step, since } = lesson;
  const at = stepNow(lesson);
  const before = played.steps.slice(0, step).reduce((sum, { minutes }) => sum + minutes, 0);
  return {
    words,
    lesson: played.title,
    step: step + 1,
    of: played.steps.length,
    beat: beatNow(lesson).kind,
    say: sayOf(lesson, step),
    ask: askOf(lesson),
    answer: answerOf(lesson),
    notes: at.notes,
    next: sayOf(lesson, step + 1),
    minutes: at.minutes,
    planned: before,
    whole: played.minutes,
    since,
    optional: played.steps.flatMap(({ optional, minutes, number }, n) =>
      optional && n >= step ? [{ step: number, say: sayOf(lesson, n), minutes }] : [],
    ),
  };
}

class Notes {
  private readonly runner: Runner;
  private readonly channel = ownChannel();
  private readonly post: NotesPost;

  constructor(runner: Runner) {
    this.runner = runner;
    this.post = openNotesPost(this.channel, (letter) => {
      if (letter.driftlab === 'hello') this.tell();
      if (letter.driftlab === 'key' && runner.get().lesson !== null) onStageKey(runner, letter);
    });
    runner.store.subscribe((now, before) => now.lesson !== before.lesson && this.tell());
  }

  /** Opens the second window; false where the browser allows none. */
  open(): boolean {
    const address = `${location.href.replace(/[?#].*$/s, '')}?notes=${this.channel}`;
    this.post.partner = window.open(address, 'driftlab-notes', 'popup,width=560,height=760');
    if (this.post.partner !== null) return true;
    this.runner.set({
      notice: 'This browser allows no second window here. Print them: npm run -s driftlab -- sheet LESSON --answers.',
    });
    return false;
  }

  private tell(): void {
    const { lesson, work } = this.runner.get();
    const notes = lesson === null ? null : notesOf(lesson, work?.scenario.words ?? {});
    this.post.send({ driftlab: 'notes', notes });
  }
}

const all = new WeakMap<Runner, Notes>();

/** The notes of a page's lessons; from the first time on the second window hears of every beat. */
export function notesFor(runner: Runner): Notes {
  const notes = all.get(runner) ?? new Notes(runner);
  all.set(runner, notes);
  return notes;
}
