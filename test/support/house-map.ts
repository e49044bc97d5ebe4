// House rules about the map: what the READMEs name is there, what is there is on the map, and tests lie as what they test does. A
// map is the first fenced block of a README: a line begins with the files or folders that it is about, and may name more in its text.
import { posix } from 'node:path';
import { lineAt, type Source } from './sources.ts';

interface Place {
  /** From the repository's root; a folder ends with a slash, a star stands for any part of a name. */
  readonly path: string;
  readonly line: number;
}

const HEAD = /^(\s*)((?:[\w.*-]+(?:\/[\w.*-]+)*(?:\/|\.[a-z]+)\s)+)\s*(.*)$/;
const FOLDER = /(?<![\w./])[a-z][\w-]*\/(?![\w.*])/g;
const FILE = /(?<![\w./*-])(?:\.\.?\/)*(?:[\w*-]+\/)*[\w*.-]+\.(?:tsx?|mjs|css)\b/g;

/** The first fenced block, with the number of its first line. */
const mapOf = ({ text }: Source): { readonly first: number; readonly lines: readonly string[] } => {
  const block = /^```\n([\s\S]*?)^```/m.exec(text);
  return { first: block ? lineAt(text, block.index) + 1 : 1, lines: block?.[1]?.split('\n') ?? [] };
};

/** What the map of a README names, each with the folder of the line above it by indentation. */
function placesIn(readme: Source, exists: (path: string) => boolean): Place[] {
  const { first, lines } = mapOf(readme);
  const found: Place[] = [];
  const above: { indent: number; folder: string }[] = [];
  lines.forEach((text, at) => {
    const match = HEAD.exec(`${text} `);
    if (!match) return;
    const [, space = '', heads = '', words = ''] = match;
    while (above.length > 0 && above.at(-1)!.indent >= space.length) above.pop();
    const own = `${posix.dirname(readme.path)}/`;
    const line = first + at;
    const names = heads.trim().split(/\s+/);
    const base = above.at(-1)?.folder ?? (exists(own + names[0]) ? own : '');
    for (const name of names) found.push({ path: base + name, line });
    const folder = names[0]!.endsWith('/') ? base + names[0]! : base;
    if (names[0]!.endsWith('/')) above.push({ indent: space.length, folder });
    for (const [name] of words.matchAll(FOLDER))
      found.push({ path: [folder + name, base + name].find(exists) ?? (exists(name) ? name : folder + name), line });
  });
  return found;
}

/** Files and folders, as a map names them: is there one? */
const knower = (paths: readonly string[]) => {
  const known = new Set<string>();
  for (const path of paths)
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 2) + 1) known.add(path.slice(0, end));
  const all = [...known];
  const pattern = (path: string) => new RegExp(`(?:^|/)${path.replace(/[.+]/g, '\\$&').replace(/\*/g, '[^/]*')}$`);
  return {
    folders: all.filter((path) => path.endsWith('/')),
    exists: (path: string) => (path.includes('*') ? all.some((each) => pattern(path).test(each)) : known.has(path)),
    /** A file of this name anywhere, as prose names it. */
    somewhere: (path: string) => all.some((each) => pattern(path.replace(/^(?:\.\.?\/)+/, '')).test(each)),
  };
};

/** How deep the map must go: two folders below src, three below src/engine. */
const isOnTheMap = (folder: string) => {
  const depth = folder.split('/').length - 2;
  return folder.startsWith('src/') && depth >= 1 && depth <= (folder.startsWith('src/engine/') ? 3 : 2);
};

/** A text without the diffs that it shows, its lines still where they were: a diff names what is not there yet. */
const withoutDiffs = (text: string): string =>
  text.replace(/^```diff\n[\s\S]*?^```/gm, (diff) => diff.replace(/[^\n]/g, ''));

/** `readmes` are those with a map; of every other Markdown text only the files that it names are looked for. */
export function mapComplaints(sources: readonly Source[], readmes: readonly string[]): string[] {
  const { exists, folders, somewhere } = knower(sources.map(({ path }) => path));
  const maps = sources.filter(({ path }) => readmes.includes(path));
  const places = maps.flatMap((readme) => placesIn(readme, exists).map((place) => ({ ...place, readme })));
  const named = new Set(places.map(({ path }) => path));
  const starred = [...named].filter((path) => path.endsWith('/*/')).map((path) => path.slice(0, -2));
  /** A star names all folders of one folder: they are alike. */
  const isNamed = (folder: string) =>
    named.has(folder) ||
    starred.some((path) => folder.startsWith(path) && folder.split('/').length === path.split('/').length + 1);
  return [
    ...places
      .filter(({ path }) => !exists(path))
      .map(({ readme, line, path }) => `${readme.path}:${line}: no ${path}: draw the house as it is`),
    ...folders
      .filter((folder) => isOnTheMap(folder) && !isNamed(folder))
      .map((folder) => `${readmes[0]}:1: ${folder} is not on the map: say there what it is for`),
    ...sources
      .filter(({ path }) => path.endsWith('.md'))
      .flatMap(({ path, text }) =>
        [...withoutDiffs(text).matchAll(FILE)]
          .filter(([file]) => !somewhere(file))
          .map((match) => `${path}:${lineAt(text, match.index)}: no file ${match[0]}: name the one that is meant`),
      ),
  ];
}

/** Files that comments of the code name are there; a comment is what stands in the text and not in the code. */
export const commentComplaints = (sources: readonly Source[], code: readonly Source[]): string[] => {
  const { somewhere } = knower(sources.map(({ path }) => path));
  return code.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, n) => {
      const comment = /(?:^|\s)(?:\/\/|\/?\*)\s(.*)$/.exec(line)?.[1] ?? '';
      return [...comment.matchAll(FILE)]
        .filter(([file]) => !somewhere(file))
        .map(([file]) => `${path}:${n + 1}: no file ${file}: name the one that is meant`);
    }),
  );
};

/** A folder that holds more files of code than this is several: people find things by folders. */
export function crowdComplaints(code: readonly Source[], limit: number): string[] {
  const inside = new Map<string, number>();
  for (const { path } of code) inside.set(posix.dirname(path), (inside.get(posix.dirname(path)) ?? 0) + 1);
  return [...inside]
    .filter(([, files]) => files > limit)
    .map(([folder, files]) => `${folder}/: ${files} files of code: divide it by subject, at most ${limit} in one`);
}

/** Tests of a file lie in the folder of its name; `across` are the folders of tests about the whole. */
export function mirrorComplaints(sources: readonly Source[], across: readonly string[]): string[] {
  const { exists } = knower(sources.map(({ path }) => path));
  return sources
    .filter(({ path }) => /^test\/.+\/.+\.test\.tsx?$/.test(path))
    .filter(({ path }) => !across.includes(path.split('/')[1] ?? ''))
    .filter(({ path }) => !exists(`${posix.dirname(path).replace(/^test/, 'src')}/`))
    .map(({ path }) => `${path}:1: src has no such folder: lay the test where what it tests lies`);
}
