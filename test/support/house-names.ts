// House rules about names and files as a whole: what nobody reads, what two files mean differently, and imports in a circle.
// As in house.ts, each rule is a function from sources to complaints that say where, what, and what to do instead.
import { type Exported, exportsOf, takenBy, targetOf } from './names.ts';
import type { Source } from './sources.ts';

/** Passed on and read are two things: what `index.ts` passes on needs a reader of its own. */
export function unreadComplaints(sources: readonly Source[], entries: readonly string[]): string[] {
  const exported = new Map(sources.map((source) => [source.path, exportsOf(source)]));
  const taken = new Set<string>();
  const takeAll = (path: string) => {
    for (const { name } of exported.get(path) ?? []) taken.add(`${path} ${name}`);
  };
  for (const source of sources)
    for (const { from, name } of takenBy(source)) {
      if (name === '*') takeAll(from);
      else taken.add(`${from} ${name}`);
    }
  return [...exported].flatMap(([path, names]) =>
    entries.includes(path) || path.endsWith('.d.ts')
      ? []
      : names
          .filter(({ name }) => !taken.has(`${path} ${name}`))
          .map(({ name, line, from }) =>
            from === null
              ? `${path}:${line}: nobody imports "${name}": take the word export away, or what it exports`
              : `${path}:${line}: nobody imports "${name}" from here: do not pass it on`,
          ),
  );
}

/** One name, one meaning: who reads it in an import must not have to ask which. */
export function homonymComplaints(sources: readonly Source[]): string[] {
  const homes = new Map<string, { path: string; exported: Exported }[]>();
  for (const source of sources)
    for (const exported of exportsOf(source)) {
      if (exported.from !== null || exported.name === 'default') continue;
      const known = homes.get(exported.name) ?? [];
      homes.set(exported.name, [...known, { path: source.path, exported }]);
    }
  return [...homes].flatMap(([name, [first, ...others]]) =>
    others.map(
      ({ path, exported }) =>
        `${path}:${exported.line}: ${first?.path} exports another "${name}": let each name say what it is, or share one`,
    ),
  );
}

type Graph = ReadonlyMap<string, readonly { readonly to: string; readonly line: number }[]>;

const graphOf = (sources: readonly Source[]): Graph => {
  const paths = new Set(sources.map(({ path }) => path));
  return new Map(
    sources.map(({ path, imports }) => [
      path,
      imports.flatMap(({ from, line }) => {
        const to = targetOf(path, from);
        return to !== undefined && paths.has(to) ? [{ to, line }] : [];
      }),
    ]),
  );
};

/** The shortest way along imports from a file back to itself, without its last step, or undefined. */
function circleThrough(graph: Graph, start: string): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const path of queue)
    for (const { to } of graph.get(path) ?? []) {
      if (to === start) {
        const way = [path];
        while (way[0] !== start) way.unshift(cameFrom.get(way[0]!)!);
        return way;
      }
      if (!cameFrom.has(to)) {
        cameFrom.set(to, path);
        queue.push(to);
      }
    }
  return undefined;
}

/** Imports in a circle, those of types included; each file that stands in one is told of once, with the shortest. */
export function circleComplaints(sources: readonly Source[]): string[] {
  const graph = graphOf(sources);
  const circles = sources.flatMap(({ path }) => {
    const circle = circleThrough(graph, path);
    return circle === undefined ? [] : [circle];
  });
  const told = new Set<string>();
  return circles
    .sort((a, b) => a.length - b.length)
    .flatMap((circle) => {
      const [first = '', second = first] = circle;
      if (told.has(first)) return [];
      for (const path of circle) told.add(path);
      const line = graph.get(first)?.find(({ to }) => to === second)?.line ?? 1;
      const way = [...circle, first].map((path) => path.replace(/^src\//, '')).join(' → ');
      return [`${first}:${line}: a circle of imports: ${way}: move what both need into a file that knows neither`];
    });
}
