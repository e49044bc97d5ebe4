// Every bundled lesson, played without a page: it is right, its cast is found, and its runs say what it expects.
import { expect, test } from 'vitest';
import { printProblem } from '../../src/files/index.ts';
import { lessons, playLesson, type ReadLesson, readLesson } from '../../src/lessons/index.ts';
import { secondsOfPlay } from '../../src/lessons/pace.ts';

const bundled = lessons.map(({ id, file, text }) => [id, file, text] as const);

function playedOf(text: string, file: string) {
  const read = readLesson(text, { file });
  if ('errors' in read) throw new Error(read.errors.map(printProblem).join('\n'));
  const outcome = playLesson(read);
  if ('errors' in outcome) throw new Error(outcome.errors.map(printProblem).join('\n'));
  return outcome.played;
}

test.each(bundled)('%s is right, and its runs say what it expects', (id, file, text) => {
  const read = readLesson(text, { file });
  if ('errors' in read) throw new Error(read.errors.map(printProblem).join('\n'));
  expect(read.lesson.id).toBe(id);
  const outcome = playLesson(read);
  if ('errors' in outcome) throw new Error(outcome.errors.map(printProblem).join('\n'));
  expect(outcome.refuted.map(printProblem)).toEqual([]);
  expect(outcome.played.holds).toBe(true);
});

test.each(bundled)('%s lasts no longer than its minutes, by the paces of its plays', (_id, file, text) => {
  const { minutes, steps } = playedOf(text, file);
  const lasting = steps.map((step) => {
    const plays = step.beats.flatMap((beat) => (beat.kind === 'play' ? [secondsOfPlay(beat.play)] : []));
    const seconds = plays.reduce((sum, each) => sum + each, 0);
    // A step is given more time than its play takes: somebody has to say and to guess something too.
    expect(seconds, step.id).toBeLessThanOrEqual(step.minutes * 60);
    return Math.max(seconds, step.minutes * 60);
  });
  expect(lasting.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(minutes * 60 + 1e-6);
});

test('lessons are named once, and need only what is there', () => {
  const ids = lessons.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, file, text } of lessons) {
    const read = readLesson(text, { file });
    if ('errors' in read) throw new Error(id);
    for (const needed of read.lesson.needs)
      expect(ids.slice(0, ids.indexOf(id)), `${id} needs ${needed}`).toContain(needed);
    const other = read.lesson.inventory?.other;
    if (other !== undefined) expect(ids, id).toContain(other);
  }
});

/** The lesson in another world: every incident with `seed`, and no twins. */
function inWorld(read: ReadLesson, seed: number): ReadLesson {
  const { lesson } = read;
  const incidents = lesson.incidents.map((each) => ({ ...each, scenario: { ...each.scenario, seed } }));
  return { ...read, lesson: { ...lesson, incidents, steps: lesson.steps.filter(({ twin }) => twin === null) } };
}

test.each(bundled)('%s: all that it expects holds in the worlds of its twins too', (_id, file, text) => {
  const read = readLesson(text, { file });
  if ('errors' in read) throw new Error(read.errors.map(printProblem).join('\n'));
  const { steps, inventory, incidents } = read.lesson;
  const seeds = new Set(steps.flatMap(({ twin }) => incidents[twin?.incident ?? -1]?.scenario.seed ?? []));
  expect(seeds.size > 0 || inventory !== null).toBe(true);
  for (const seed of seeds) {
    const outcome = playLesson(inWorld(read, seed));
    if ('errors' in outcome) throw new Error(outcome.errors.map(printProblem).join('\n'));
    expect(outcome.refuted.map(printProblem)).toEqual([]);
  }
});
