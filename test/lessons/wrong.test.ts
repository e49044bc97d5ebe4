// Lesson files that are wrong, one thing each, and beside them as data what is said of each: line, path and the nearest word. None is
// accepted by half, and what it holds is repeated as text.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Problem } from '../../src/files/index.ts';
import { playLesson, readLesson } from '../../src/lessons/index.ts';

interface Expected {
  readonly line: number;
  readonly path: string;
  /** How the message begins. */
  readonly says: string;
  /** The word that was probably meant. */
  readonly near?: string;
}

const FOLDER = new URL('./wrong/', import.meta.url);
const expected = JSON.parse(readFileSync(new URL('expected.json', FOLDER), 'utf8')) as Record<string, Expected[]>;
const names = readdirSync(FOLDER).flatMap((file) => /^(.*)\.yaml$/.exec(file)?.[1] ?? []);
const textOf = (name: string): string => readFileSync(new URL(`${name}.yaml`, FOLDER), 'utf8');

/** What `driftlab check` says: what a reader sees, or else what the runs say. */
function problemsOf(text: string, file: string): readonly Problem[] {
  const read = readLesson(text, { file });
  if ('errors' in read) {
    expect(read).not.toHaveProperty('lesson');
    return read.errors;
  }
  const outcome = playLesson(read);
  return 'errors' in outcome ? outcome.errors : outcome.refuted;
}

test('there are forty and more, and each says what is expected of it', () => {
  expect(names.length).toBeGreaterThanOrEqual(40);
  expect(Object.keys(expected)).toEqual([...names].sort());
});

test.each(names)('%s', (name) => {
  const file = `${name}.yaml`;
  const problems = problemsOf(textOf(name), file);
  expect(problems.map(({ line, path }) => ({ line, path }))).toEqual(
    expected[name]?.map(({ line, path }) => ({ line, path })),
  );
  problems.forEach((problem, n) => {
    const { says, near } = (expected[name] ?? [])[n] as Expected;
    expect(problem.file).toBe(file);
    expect(problem.message.startsWith(says), `${problem.message} begins with: ${says}`).toBe(true);
    expect(/; did you mean (.*)\?$/.exec(problem.message)?.[1]).toBe(near);
    expect(problem.message).toMatch(/^[\P{Cc}]+$/u);
  });
});

test('the lesson that all of them spoil is right', () => {
  const right = textOf('no-pace').replace('until: 11h }', 'until: 11h, in: 12s }');
  expect(problemsOf(right, 'right.yaml')).toEqual([]);
});

test('no message says what to do without a word of what is allowed, but for those that only a run can tell', () => {
  const told = names.flatMap((name) => problemsOf(textOf(name), name));
  const bare = told.filter(({ message }) => !/allowed (?:is|are)|did you mean/.test(message));
  for (const { message } of bare)
    expect(message).toMatch(/in the run|nobody is found|is no YAML|stands on line|makes .* right/);
  expect(told.length).toBeGreaterThan(bare.length * 3);
});
