// The workshop's agendas: minutes that follow each other and add up, and lessons that are there and fit into theirs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { printProblem } from '../src/files/index.ts';
import { lessons, readLesson } from '../src/lessons/index.ts';
import { root } from './support/sources.ts';

const workshop = readFileSync(join(root, 'docs/workshop.md'), 'utf8');

interface Row {
  readonly from: number;
  readonly until: number;
  readonly what: string;
  readonly said: string;
}

/** The rows of the agenda under a heading. */
function agenda(heading: string): readonly Row[] {
  const section = workshop.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  return [...section.matchAll(/^\| (\d+)–(\d+) \| (.+?) \| (.+) \|$/gm)].map(
    ([, from, until, what = '', said = '']) => ({
      from: Number(from),
      until: Number(until),
      what,
      said,
    }),
  );
}

const known = lessons.map(({ file, text }) => {
  const read = readLesson(text, { file });
  if ('errors' in read) throw new Error(read.errors.map(printProblem).join('\n'));
  return read.lesson;
});

test.each([
  ['Agenda: ninety minutes', 90, 6],
  ['Agenda: forty-five minutes', 45, 3],
] as const)('%s adds up, and every lesson fits', (heading, total, most) => {
  const rows = agenda(heading);
  expect(rows[0]?.from).toBe(0);
  expect(rows.at(-1)?.until).toBe(total);
  for (const [n, row] of rows.entries()) if (n > 0) expect(row.from, row.what).toBe(rows[n - 1]?.until);
  const held = rows.filter(({ what }) => what.startsWith('*'));
  expect(held).toHaveLength(most);
  for (const { from, until, what, said } of held) {
    const lesson = known.find(({ title }) => `*${title}*` === what);
    expect(lesson?.title, what).toBeDefined();
    const spared = said.includes('without the hands-on step')
      ? (lesson?.steps ?? []).filter(({ optional }) => optional)
      : [];
    const needed = (lesson?.minutes ?? 0) - spared.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);
    expect(until - from, what).toBeGreaterThanOrEqual(needed);
  }
});

test('the hands-on steps of the long agenda are the ten free minutes that it promises', () => {
  const titles = agenda('Agenda: ninety minutes').map(({ what }) => what);
  const steps = known.filter(({ title }) => titles.includes(`*${title}*`)).flatMap((lesson) => lesson.steps);
  expect(steps.filter(({ optional }) => optional).reduce((sum, { minutes }) => sum + (minutes ?? 0), 0)).toBe(10);
});

test('what is named as a lesson is one', () => {
  const titles = known.map(({ title }) => title);
  for (const [, lesson] of workshop.matchAll(/(?:put|of|the whole of) \*([A-Z][^*]+)\*/g))
    expect(titles).toContain(lesson);
});

test('every lesson’s steps have minutes of their own, together at most the lesson’s', () => {
  for (const { id, minutes, steps, inventory } of known) {
    if (inventory !== null) continue;
    expect(
      steps.filter((step) => step.minutes === null && step.stage !== 'take-home').map((step) => step.id),
      id,
    ).toEqual([]);
    expect(
      steps.reduce((sum, step) => sum + (step.minutes ?? 0), 0),
      id,
    ).toBeLessThanOrEqual(minutes);
  }
});
