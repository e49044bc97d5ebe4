// The contributor's guide as data: what each of its sections adds, and the sources with all of it added, one after the other.
import { readFileSync } from 'node:fs';
import { type Difference, differencesIn, withDifference } from './diffs.ts';
import { allSources, root } from './sources.ts';

/** What each section of the guide adds, by its title. */
export const recipes: readonly (readonly [title: string, differences: readonly Difference[]])[] = readFileSync(
  `${root}docs/contributing.md`,
  'utf8',
)
  .split('\n## ')
  .map((text) => {
    const diffs = [...text.matchAll(/^```diff\n([\s\S]*?)^```/gm)];
    return [text.split('\n')[0] ?? '', diffs.flatMap(([, diff = '']) => differencesIn(diff))] as const;
  })
  .filter(([, differences]) => differences.length > 0);

/** All files that the guide touches. */
export const touched = recipes.flatMap(([, differences]) => differences.map(({ path }) => path));

export const sources: ReadonlyMap<string, string> = new Map(allSources().map(({ path, text }) => [path, text]));

/** The sources with everything added, and of each section what did not fit. */
export function allAdded() {
  const added = new Map(sources);
  const misfits = recipes.map(([title, differences]) => {
    try {
      for (const each of differences) added.set(each.path, withDifference(added.get(each.path), each));
      return [title, ''] as const;
    } catch (error) {
      return [title, (error as Error).message] as const;
    }
  });
  return { added, misfits };
}
