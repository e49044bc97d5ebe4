// Sheets of bundled lessons: what stands on the paper of those who guess, and of the one who gives the lesson.
import { beforeAll, expect, test } from 'vitest';
import { printProblem } from '../../../src/files/index.ts';
import { lessons, type PlayedLesson, playLesson, readLesson, sheetOf, sheetPages } from '../../../src/lessons/index.ts';

function played(text: string, file: string): PlayedLesson {
  const read = readLesson(text, { file });
  if ('errors' in read) throw new Error(read.errors.map(printProblem).join('\n'));
  const outcome = playLesson(read);
  if ('errors' in outcome) throw new Error(outcome.errors.map(printProblem).join('\n'));
  return outcome.played;
}

const bundled = (id: string): PlayedLesson => {
  const found = lessons.find((lesson) => lesson.id === id);
  if (found === undefined) throw new Error(id);
  return played(found.text, found.file);
};

let republishing: PlayedLesson;
beforeAll(() => {
  republishing = bundled('republishing-the-past');
});

test('a sheet of questions tells nothing that the reveal, the answers or the notes tell', () => {
  const { steps, takeHome } = republishing;
  const told = steps.flatMap(({ beats, notes }) => [
    notes,
    ...beats.flatMap((beat) => {
      if (beat.kind === 'reveal') return [beat.after?.text ?? ''];
      return beat.kind === 'answer' ? [beat.answer.text] : [];
    }),
  ]);
  const secrets = [...told, takeHome.text].filter((text) => text !== '');
  const questions = JSON.stringify(sheetOf(republishing, 'questions'));
  const answers = JSON.stringify(sheetOf(republishing, 'answers'));
  expect(secrets.length).toBeGreaterThan(8);
  for (const secret of secrets) {
    expect(questions).not.toContain(JSON.stringify(secret).slice(1, -1));
    expect(answers).toContain(JSON.stringify(secret).slice(1, -1));
  }
});

test('each question stands once with its letters, and only answers say which is right', () => {
  const asked = (kind: 'questions' | 'answers') =>
    sheetOf(republishing, kind).items.flatMap(({ questions }) => questions);
  const guesses = republishing.steps.flatMap(({ beats }) =>
    beats.filter((beat) => beat.kind === 'guess' && beat.vote === 1),
  );
  expect(asked('questions').filter(({ about }) => about === 'guess')).toHaveLength(guesses.length);
  const letters = asked('answers').filter(({ by }) => by === 'letter');
  for (const { options } of letters) {
    expect(options.map(({ letter }) => letter).join('')).toBe('ABCD'.slice(0, options.length));
    expect(options.filter(({ isRight }) => isRight)).toHaveLength(1);
  }
  expect(
    asked('questions').some(({ options, answer }) => answer !== null || options.some(({ isRight }) => isRight)),
  ).toBe(false);
  expect(letters.length).toBeGreaterThan(4);
});

test('a curve is an empty pair of axes for those who draw it, and the run’s for the one who gives the lesson', () => {
  const copy = bundled('autonomous-copy');
  const line = (kind: 'questions' | 'answers') => sheetPages([sheetOf(copy, kind)]).match(/<polyline/g) ?? [];
  expect(line('questions')).toHaveLength(0);
  expect(line('answers')).toHaveLength(2);
});

test('what stands in a lesson is text on the page, never markup', () => {
  const text = `lesson: 1
id: marked
title: '<b>&"</b>'
minutes: 2
goal: '<i>goal</i>'
takeHome: '<u>home</u>'
scenario: { schema: 1, title: Quiet, length: 1h, population: { users: 2 }, variants: [wait] }
steps:
  - id: one
    say: '<script>alert(said)</script>'
    predict: { ask: '<img src=x>', choices: ['<a>', "it's"], answer: <a> }
    after: '<em>after</em>'
    notes: '<style>notes</style>'
`;
  const document = sheetPages([sheetOf(played(text, 'marked.yaml'), 'answers')]);
  const body = document.slice(document.indexOf('<body>'));
  expect(body).not.toMatch(/<(?:script|img|a|em|style|u|i>goal)\b/);
  expect(body).toContain('&lt;script&gt;alert(said)&lt;/script&gt;');
  expect(body).toContain('it&#39;s');
  expect(document).toContain('<title>&lt;b&gt;&amp;&quot;&lt;/b&gt;, answers</title>');
});
