// docs/walks.md is true: every file is there, each knows the next or is known by it (through the doors that are named), and no walk
// comes to a file twice.
import { expect, test } from 'vitest';
import { targetOf } from './support/names.ts';
import { allSources } from './support/sources.ts';

const sources = new Map(allSources().map((source) => [source.path, source]));

interface Stop {
  readonly file: string;
  /** Through which doors it is reached from the stop before. */
  readonly doors: readonly string[];
}

const walks = (sources.get('docs/walks.md')?.text ?? '')
  .split('\n## ')
  .slice(1)
  .map((text) => {
    const [title = '', ...lines] = text.split('\n');
    const stops = lines.flatMap((line): Stop[] => {
      const way = line.split(' – ')[0] ?? '';
      const [file, ...doors] = [...way.matchAll(/`([\w/.-]+)`/g)].map((match) => `src/${match[1]}`);
      return /^\d+\. /.test(line) && file !== undefined ? [{ file, doors }] : [];
    });
    return [title, stops] as const;
  });

const imports = (from: string, to: string): boolean =>
  sources.get(from)?.imports.some((each) => targetOf(from, each.from) === to) ?? false;

/** Where the way from one stop to the next is broken. */
const gaps = (before: Stop, { file, doors }: Stop): string[] => {
  const way = [before.file, ...doors, file];
  return way.slice(1).flatMap((to, at) => {
    const from = way[at] as string;
    return imports(from, to) || imports(to, from) ? [] : [`${from} and ${to} do not know each other`];
  });
};

test('there are six walks', () => expect(walks.map(([title]) => title)).toHaveLength(6));

test.each(walks)('%s', (_, stops) => {
  const files = stops.map(({ file }) => file);
  expect(files.filter((file) => !sources.has(file))).toEqual([]);
  expect(new Set(files).size, 'a walk that comes to a file twice').toBe(files.length);
  expect(stops.slice(1).flatMap((stop, at) => gaps(stops[at] as Stop, stop))).toEqual([]);
});
