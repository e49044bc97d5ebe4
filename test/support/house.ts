// The house rules as functions from sources to complaints. Which layers, packages, names and budgets apply is decided
// by the tables in test/house-rules.test.ts; each complaint is one line: where, what, and what to do instead.
import { targetOf } from './names.ts';
import { lineAt, type Source } from './sources.ts';

interface Layer {
  /** Layers whose files this one may import, besides its own. */
  readonly from: readonly string[];
  /** Packages it may import; `node:` stands for Node's built-ins. */
  readonly packages: readonly string[];
}

/** Where programs begin, which nobody imports: elements are made by what the compiler puts in, the last by the build of the page in one file. */
export const ENTRIES = [
  'src/ui/main.tsx',
  'src/ui/jsx/jsx-runtime.ts',
  'src/ui/jsx/jsx-dev-runtime.ts',
  'src/cli/main.ts',
  'src/worker/start-inside.ts',
  'src/worker/bundled-files-inside.ts',
];

export interface Ban {
  readonly pattern: RegExp;
  readonly instead: string;
}

const TABLE = 'test/house-rules.test.ts:1';

const isCode = (path: string) => /\.tsx?$/.test(path);

/** `src/engine/broker/queue.ts` → `engine/broker`; `src/engine/units.ts` and `src/engine/sections/…` → `engine/base`; `src/ui/app.tsx` → `ui`. */
const layerOf = (path: string): string => {
  const [, area = '', folder = '', ...deeper] = path.split('/');
  if (area !== 'engine') return area;
  if (deeper.length > 0 && folder !== 'sections') return `engine/${folder}`;
  return folder === 'index.ts' ? 'engine' : 'engine/base';
};

const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');

/** The table as it is written, one line a folder, made into layers. */
export function layersOf(
  engine: Readonly<Record<string, string>>,
  around: Readonly<Record<string, string>>,
  packages: Readonly<Record<string, readonly string[]>>,
): Record<string, Layer> {
  const inside = (name: string) => (name === 'index' ? 'engine' : `engine/${name}`);
  const rows = [
    ...Object.entries(engine).map(([own, from]) => [inside(own), words(from).map(inside)] as const),
    ...Object.entries(around).map(([own, from]) => [own, words(from)] as const),
  ];
  return Object.fromEntries(rows.map(([own, from]) => [own, { from, packages: packages[own] ?? [] }]));
}

const packageOf = (from: string): string =>
  from.startsWith('node:')
    ? 'node:'
    : from
        .split('/')
        .slice(0, from.startsWith('@') ? 2 : 1)
        .join('/');

const panelOf = (path: string): string | undefined => {
  const panel = /^src\/ui\/([^/]+)\//.exec(path)?.[1];
  return panel === 'state' || panel === 'widgets' ? undefined : panel;
};

/** Why `source` may not import `from`, or undefined when it may. */
const objection = (source: Source, from: string, layers: Readonly<Record<string, Layer>>): string | undefined => {
  const own = layerOf(source.path);
  const layer = layers[own];
  if (!layer) return `the folder "${own}" is not in the import table: add it there, with what it may import`;
  const target = targetOf(source.path, from);
  if (!target) {
    const name = packageOf(from);
    return layer.packages.includes(name) ? undefined : `${own} does not use "${name}": do this in a layer that may`;
  }
  if (!target.startsWith('src/')) return target === 'package.json' ? undefined : `"${from}" leads out of src`;
  const other = layerOf(target);
  if (!own.startsWith('engine') && other.startsWith('engine/'))
    return 'import from engine/index.ts, and export there what is missing';
  if (own !== other && !layer.from.includes(other))
    return `${own} must not know ${other}: hand it in from a layer that knows both, or move the shared part down`;
  const [panel, otherPanel] = [panelOf(source.path), panelOf(target)];
  if (panel && otherPanel && panel !== otherPanel)
    return `panels do not import panels: move what "${panel}" and "${otherPanel}" share to ui/widgets or ui/state`;
  return undefined;
};

export const importComplaints = (sources: readonly Source[], layers: Readonly<Record<string, Layer>>): string[] =>
  sources
    .filter(({ path }) => path.startsWith('src/'))
    .flatMap((source) =>
      source.imports.flatMap(({ from, line }) => {
        const reason = objection(source, from, layers);
        return reason ? [`${source.path}:${line}: ${reason}`] : [];
      }),
    );

/** Edges and packages that the table allows and no import uses: the table says what is, not what might be. */
export const idleComplaints = (sources: readonly Source[], layers: Readonly<Record<string, Layer>>): string[] => {
  const used = new Set<string>();
  for (const { path, imports } of sources.filter(({ path }) => path.startsWith('src/')))
    for (const { from } of imports) {
      const target = targetOf(path, from);
      used.add(`${layerOf(path)} ${target === undefined ? packageOf(from) : layerOf(target)}`);
    }
  const inhabited = new Set(sources.filter(({ path }) => path.startsWith('src/')).map(({ path }) => layerOf(path)));
  return Object.entries(layers).flatMap(([own, { from, packages }]) =>
    inhabited.has(own)
      ? [...from, ...packages]
          .filter((other) => !used.has(`${own} ${other}`))
          .map((other) => `${TABLE}: no file of ${own} imports ${other}: take the edge out of the table`)
      : [`${TABLE}: no file lies in ${own}: take it out of the table`],
  );
};

/** Bans are looked for in code, or with `everywhere` in comments and strings too. */
export const banComplaints = (
  sources: readonly Source[],
  bans: readonly Ban[],
  where: 'code' | 'everywhere',
): string[] =>
  sources.flatMap((source) =>
    bans.flatMap(({ pattern, instead }) => {
      const text = where === 'code' ? source.code : source.text;
      return [...text.matchAll(new RegExp(pattern, `${pattern.flags.replace('g', '')}g`))].map(
        (match) => `${source.path}:${lineAt(text, match.index)}: "${match[0].trim()}": ${instead}`,
      );
    }),
  );

export const budgetComplaints = (sources: readonly Source[], aim: number, limit: number): string[] =>
  sources.flatMap(({ path, code }) => {
    const lines = code.split('\n').filter((line) => line.trim() !== '').length;
    return lines > limit
      ? [`${path}:1: ${lines} lines of code: split it: a file is one idea, ${aim} lines or fewer`]
      : [];
  });

export const headerComplaints = (sources: readonly Source[]): string[] =>
  sources
    .filter(({ text }) => !/^\s*(?:\/\/|\/\*)/.test(text))
    .map(({ path }) => `${path}:1: no header: say in one to four sentences what the file is and what it does not know`);

/** Relative imports are written as the file is called, extension included. */
export const pathComplaints = (sources: readonly Source[], exists: (path: string) => boolean): string[] =>
  sources.flatMap(({ path, imports }) =>
    imports
      .filter(({ from }) => from.startsWith('.') && !exists(targetOf(path, from) ?? ''))
      .map(({ from, line }) => `${path}:${line}: no file "${from}": write its name in full, with .ts or .tsx`),
  );

/** Files under src that no entry reaches by imports. */
export const unusedComplaints = (sources: readonly Source[], entries: readonly string[]): string[] => {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const reached = new Set(entries);
  for (const path of reached) {
    for (const { from } of byPath.get(path)?.imports ?? []) reached.add(targetOf(path, from) ?? from);
  }
  return sources
    .filter(({ path }) => path.startsWith('src/') && !reached.has(path))
    .filter(({ path }) => !/\.d\.ts$|\.md$|\/tsconfig\.json$/.test(path))
    .map(({ path }) => `${path}:1: nothing imports it: name it in its folder's catalog or index, or delete it`);
};

export const codeIn = (sources: readonly Source[], ...folders: readonly string[]): Source[] =>
  sources.filter(({ path }) => isCode(path) && folders.some((folder) => path.startsWith(`${folder}/`)));
