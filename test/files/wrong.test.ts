// Wrong files, each with the exact lines it must be refused with: scenarios in `wrong/`, files of changes in
// `wrong-changes/`. What text files cannot show (size, depth, odd characters) stands here.
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { HOUR } from '../../src/engine/index.ts';
import { parseChanges, printProblem, readScenario } from '../../src/files/index.ts';
import { type Case, casesIn, definition, printCase, readSibling } from './support.ts';

const namesIn = (folder: string): string[] => readdirSync(new URL(folder, import.meta.url)).sort();

function problemsOf(text: string, file = 'wrong.yaml'): readonly string[] {
  const outcome = readScenario(text, { file, definition, readSibling });
  return 'errors' in outcome ? outcome.errors.map(printProblem) : [];
}

function problemsOfChanges(text: string, file: string): readonly string[] {
  const outcome = parseChanges(text, { file, start: '2026-01-05T00:00:00Z', length: HOUR, users: 0 });
  return 'problems' in outcome ? outcome.problems.map(printProblem) : [];
}

async function compareWithFile(path: string, problems: (each: Case) => readonly string[]): Promise<void> {
  const cases = casesIn(path);
  const actual = cases.map((each) => ({ ...each, expected: problems(each) }));
  for (const { name, expected } of actual) expect(expected, name).not.toEqual([]);
  await expect(actual.map(printCase).join('\n')).toMatchFileSnapshot(path);
}

describe('wrong scenarios are refused, line by line', () => {
  test.each(namesIn('./wrong'))('%s', (name) => compareWithFile(`./wrong/${name}`, ({ text }) => problemsOf(text)));
});

describe('wrong changes are refused, line by line', () => {
  test.each(namesIn('./wrong-changes'))('%s', (name) =>
    compareWithFile(`./wrong-changes/${name}`, ({ text }) => problemsOfChanges(text, name.replace('.txt', ''))),
  );
});

test('there are many of them, and each complaint has a file, a line, a path and a message', () => {
  const all = namesIn('./wrong').flatMap((name) => casesIn(`./wrong/${name}`));
  expect(all.length).toBeGreaterThanOrEqual(100);
  for (const { name, expected } of all)
    for (const line of expected)
      expect(line, name).toMatch(/^(?:wrong\.yaml|changes\.ndjson):[1-9]\d*: \S(?:.*?\S)?: \S.*$/);
});

describe('texts made to hurt', () => {
  const bomb = (levels: number, width: number): string => {
    const lines = ['title: x', 'a0: &a0 [1, 2]'];
    for (let level = 1; level < levels; level++)
      lines.push(
        `a${level}: &a${level} [${Array(width)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
      );
    return lines.join('\n');
  };
  const texts: readonly (readonly [string, string, RegExp])[] = [
    ['a huge text', `title: ${'x'.repeat(1_000_001)}`, /allowed are 1000000$/],
    ['brackets without end', `title: ${'['.repeat(100_000)}`, /more than 100 brackets are open/],
    ['braces without end', `{a: `.repeat(10_000), /more than 100 brackets are open/],
    ['brackets that close nothing', `title: x\n${']'.repeat(100_000)}`, /more than 100 brackets close/],
    ['lists in lists', `title: x\nfaults:\n  ${'- '.repeat(50_000)}`, /more than 200 levels begin/],
    ['keys of keys', `${'? '.repeat(50_000)}`, /more than 200 levels begin/],
    ['sections in sections', 'a: '.repeat(50_000), /more than 200 levels begin/],
    [
      'steps to the right',
      Array.from({ length: 1000 }, (_, step) => `${' '.repeat(step)}a:`).join('\n'),
      /indented by more than 250/,
    ],
    ['aliases of aliases', bomb(30, 9), /aliases make this a document of more than 100000 values/],
    ['many unknown keys', Array.from({ length: 20_000 }, (_, n) => `k${n}: 1`).join('\n'), /unknown key/],
    ['many keys twice', 'title: x\n'.repeat(50_000), /stands on line 1 already/],
    ['many faults that are none', `title: x\nfaults:\n${'  - 1\n'.repeat(30_000)}`, /1 is a number/],
  ];
  test.each(texts)('%s', (_name, text, expected) => {
    const began = performance.now();
    const problems = problemsOf(text);
    expect(problems[0]).toMatch(expected);
    expect(problems.length).toBeLessThanOrEqual(1001);
    for (const line of problems) expect(line.length).toBeLessThan(800);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test('odd characters do not reach the terminal', () => {
    for (const text of [
      'title: "\u001b[31mred"',
      'title: "a\u2028b"',
      'title: "\ud800"',
      '"\u001b[31m": 1\ntitle: x',
      'title: @\u001b',
    ]) {
      const problems = problemsOf(text);
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.join('')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}]/u);
    }
  });

  test('nothing reaches a prototype', () => {
    problemsOf('title: x\n__proto__: { polluted: 1 }\nvariants: [{ strategy: wait, set: { __proto__.polluted: 1 } }]');
    problemsOf('{ "title": "x", "constructor": { "prototype": { "polluted": 1 } } }');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('a tab indents, and is named', () => {
    expect(problemsOf('title: x\npopulation:\n\tusers: 5')).toEqual([
      'wrong.yaml:3: (document): a tab indents this line; allowed are spaces',
    ]);
  });

  test('a sibling that cannot be read is a problem, not an exception', () => {
    const outcome = readScenario('title: x\nworkload: { file: a.ndjson }', {
      file: 'wrong.yaml',
      definition,
      readSibling: () => {
        throw new Error('no permission');
      },
    });
    expect('errors' in outcome && outcome.errors.map(printProblem)).toEqual([
      'wrong.yaml:2: workload.file: "a.ndjson" cannot be read: no permission',
    ]);
  });

  test('after a thousand wrong changes reading stops, and says so', () => {
    const problems = problemsOfChanges('nonsense\n'.repeat(100_000), 'changes.ndjson');
    expect(problems).toHaveLength(1001);
    expect(problems.at(-1)).toBe(
      'changes.ndjson:1000: (document): more than 1000 problems; the rest of the file was not read',
    );
  });
});
