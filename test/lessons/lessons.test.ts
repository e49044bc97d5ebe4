// Every bundled lesson, played without a page: it is right, its cast is found, and its runs say what it expects.
import { expect, test } from 'vitest';
import { printProblem } from '../../src/files/index.ts';
import { lessons, playLesson, type ReadLesson, readLesson } from '../../src/lessons/index.ts';

const bundled = lessons.map(({ id, file, text }) => [id, file, text] as const);

test.each(bundled)('%s is right, and its runs say what it expects', (id, file, text) => {
  const read = readLesson(text, { file });
  if ('errors' in read) throw new Error(read.errors.map(printProblem).join('\n'));
  expect(read.lesson.id).toBe(id);
  const outcome = playLesson(read);
  if ('errors' in outcome) throw new Error(outcome.errors.map(printProblem).join('\n'));
  expect(outcome.refuted.map(printProblem)).toEqual([]);
  expect(outcome.played.holds).toBe(true);
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

/** The lesson as it would be on the case of one of its twins: every step, and no twins. */
function onCase(read: ReadLesson, base: number, other: number): ReadLesson {
  const { lesson } = read;
  const incidents = lesson.incidents.map((each, n) => (n === base ? (lesson.incidents[other] ?? each) : each));
  return { ...read, lesson: { ...lesson, incidents, steps: lesson.steps.filter(({ twin }) => twin === null) } };
}

test.each(bundled)('%s: all that it expects holds on the cases of its twins too', (_id, file, text) => {
  const read = readLesson(text, { file });
  if ('errors' in read) throw new Error(read.errors.map(printProblem).join('\n'));
  const { steps, inventory } = read.lesson;
  const twins = steps.filter(({ twin }) => twin !== null);
  expect(twins.length > 0 || inventory !== null).toBe(true);
  for (const { twin } of twins) {
    const base = steps.find(({ id }) => id === twin?.of)?.incident ?? 0;
    const outcome = playLesson(onCase(read, base, twin?.incident ?? 0));
    if ('errors' in outcome) throw new Error(outcome.errors.map(printProblem).join('\n'));
    expect(outcome.refuted.map(printProblem)).toEqual([]);
  }
});
