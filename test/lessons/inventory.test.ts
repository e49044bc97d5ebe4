// The inventory of drift: twelve ideas in two forms, each answer computed by runs and by nothing else.
import { expect, test } from 'vitest';
import { printProblem } from '../../src/files/index.ts';
import { lessons, playLesson, readLesson } from '../../src/lessons/index.ts';

function form(id: string) {
  const found = lessons.find((lesson) => lesson.id === id);
  if (found === undefined) throw new Error(id);
  const read = readLesson(found.text, { file: found.file });
  if ('errors' in read) throw new Error(read.errors.map(printProblem).join('\n'));
  const outcome = playLesson(read);
  if ('errors' in outcome) throw new Error(outcome.errors.map(printProblem).join('\n'));
  const asked = read.lesson.steps.filter(({ predict }) => predict !== null);
  const answers = outcome.played.steps.flatMap(({ beats }) =>
    beats.flatMap((beat) => (beat.kind === 'guess' && beat.question.kind === 'choice' ? [beat.question.answer] : [])),
  );
  return { read: read.lesson, asked, answers, refuted: outcome.refuted, steps: outcome.played.steps };
}

const forms = { a: form('drift-a'), b: form('drift-b') };

test.each(['a', 'b'] as const)('form %s: twelve questions, whose right answers the runs decide', (which) => {
  const { asked, answers, refuted } = forms[which];
  expect(asked).toHaveLength(12);
  expect(refuted).toEqual([]);
  expect(answers).toHaveLength(12);
  for (const { id, predict, notes } of asked) {
    expect(predict?.answer, id).toEqual({ by: 'conditions' });
    expect(predict?.choices, id).toHaveLength(4);
    expect(
      predict?.choices.every(({ holds }) => (holds?.length ?? 0) > 0),
      id,
    ).toBe(true);
    expect(notes, id).toMatch(/^Misconception: /);
  }
});

test('the forms ask about the same ideas in the same order, on other incidents and with other words', () => {
  const { a, b } = forms;
  expect(b.asked.map(({ id }) => id)).toEqual(a.asked.map(({ id }) => id));
  expect(a.read.inventory).toEqual({ form: 'before', other: 'drift-b' });
  expect(b.read.inventory).toEqual({ form: 'after', other: 'drift-a' });
  for (const [n, { id, incident, say }] of a.asked.entries()) {
    const other = b.asked[n];
    const scenario = (form: typeof a, at: number) => ({ ...form.read.incidents[at]?.scenario, title: '' });
    expect(scenario(b, other?.incident ?? -1), id).not.toEqual(scenario(a, incident));
    expect(other?.say, id).not.toEqual(say);
  }
});

test('no letter is right more often than a third of the time, so that none can be learned', () => {
  for (const { answers } of Object.values(forms))
    for (const letter of [0, 1, 2, 3])
      expect(answers.filter((answer) => answer === letter).length).toBeLessThanOrEqual(4);
});

test('nothing that is right is told between the questions', () => {
  for (const { steps } of Object.values(forms))
    for (const { id, beats } of steps)
      expect(
        beats.map(({ kind }) => kind),
        id,
      ).not.toContain('reveal');
});
