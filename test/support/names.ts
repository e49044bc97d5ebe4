// Which names a file exports and which it takes from others, read off the text by a few patterns. Knows nothing of what the names
// are; a namespace is followed to the members that are used of it, and whoever imports at run time takes everything.
import { posix } from 'node:path';
import { lineAt, type Source } from './sources.ts';

export interface Exported {
  readonly name: string;
  readonly line: number;
  /** The file that it is passed on from, or null where it is declared here. */
  readonly from: string | null;
}

interface Taken {
  /** The file, from the repository's root. */
  readonly from: string;
  /** As the other file calls it; `*` for everything. */
  readonly name: string;
}

const DECLARED =
  /\bexport\s+(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:const\s+enum|const|let|function\s*\*?|class|interface|type|enum)\s+([\w$]+)/g;
const TAKEN_APART = /\bexport\s+const\s*[{[]([^}\]]*)[}\]]\s*=/g;
const LISTED = /\b(import|export)\s+(?:type\s+)?(?:[\w$]+\s*,\s*)?\{([^}]*)\}(?:\s*from\s*(['"])(\s*)\3)?/g;
const SINGLE = /\bimport\s+(?:type\s+)?([\w$]+)\s*(?:,\s*\{[^}]*\}\s*)?from\s*(['"])(\s*)\2/g;
const WHOLE = /\b(import|export)\s+(?:type\s+)?\*\s*(?:as\s+([\w$]+)\s+)?from\s*(['"])(\s*)\3/g;
const AT_RUN_TIME = /\bimport\s*\(\s*(['"])(\s*)\1\s*\)(?:\.([\w$]+))?/g;

/** The file that a relative import means, from the repository's root, or undefined for a package. */
export const targetOf = (path: string, from: string): string | undefined =>
  from.startsWith('.') ? posix.join(posix.dirname(path), from.replace(/\?.*$/, '')) : undefined;

/** What stands between the quotes that the blanked match ends with. */
const quoted = ({ text }: Source, match: RegExpExecArray | RegExpMatchArray, inside: string): string => {
  const start = text.indexOf(match[0].includes("'") ? "'" : '"', match.index) + 1;
  return text.slice(start, start + inside.length);
};

interface Listed {
  readonly own: string;
  readonly theirs: string;
}

/** `a, type b as c` → a as a, b as c. */
const listed = (list: string): Listed[] =>
  list
    .split(',')
    .map((each) => each.trim().replace(/^type\s+/, ''))
    .filter((each) => each !== '')
    .map((each) => {
      const [theirs = '', own = theirs] = each.split(/\s+as\s+/);
      return { own, theirs };
    });

/** The file from which this one imports a name, or null where it does not. */
const homeOf = (source: Source, name: string): string | null => {
  const match = [...source.code.matchAll(LISTED)].find(
    ([, word, list, quote]) =>
      word === 'import' && quote !== undefined && listed(list!).some(({ own }) => own === name),
  );
  return match === undefined ? null : (targetOf(source.path, quoted(source, match, match[4]!)) ?? null);
};

export function exportsOf(source: Source): Exported[] {
  const { code, path } = source;
  const found: Exported[] = [];
  const add = (name: string, index: number, from: string | null) => {
    if (!found.some((each) => each.name === name)) found.push({ name, line: lineAt(code, index), from });
  };
  for (const match of code.matchAll(DECLARED)) add(match[1]!, match.index, null);
  for (const match of code.matchAll(TAKEN_APART))
    for (const each of match[1]!.split(',')) add(each.replace(/^.*:/, '').trim(), match.index, null);
  for (const match of code.matchAll(LISTED)) {
    if (match[1] !== 'export') continue;
    const from = match[3] === undefined ? null : (targetOf(path, quoted(source, match, match[4]!)) ?? null);
    for (const { own, theirs } of listed(match[2]!))
      add(own, match.index + match[0].indexOf(own), from ?? homeOf(source, theirs));
  }
  for (const match of code.matchAll(WHOLE))
    if (match[1] === 'export' && match[2] !== undefined)
      add(match[2], match.index, targetOf(path, quoted(source, match, match[4]!)) ?? null);
  const byDefault = /\bexport\s+default\b/.exec(code);
  if (byDefault) add('default', byDefault.index, null);
  return found.filter(({ name }) => name !== '');
}

/** The members of a namespace that are used, or everything where it is used as a whole. */
const membersOf = (code: string, name: string): string[] => {
  const uses = [...code.matchAll(new RegExp(`(?<![\\w$])(?<!(?<!\\.\\.)\\.)${name}\\b(?:\\s*\\.\\s*([\\w$]+))?`, 'g'))];
  const members = uses.map((use) => use[1] ?? '*');
  return members.filter((member, at) => at > 0 || member !== '*'); // the first is the import itself
};

export function takenBy(source: Source): Taken[] {
  const { code, path } = source;
  const found: Taken[] = [];
  const add = (from: string, names: readonly string[]) => {
    const target = targetOf(path, from);
    if (target !== undefined) found.push(...names.map((name) => ({ from: target, name })));
  };
  for (const match of code.matchAll(LISTED))
    if (match[3] !== undefined)
      add(
        quoted(source, match, match[4]!),
        listed(match[2]!).map(({ theirs }) => theirs),
      );
  for (const match of code.matchAll(SINGLE)) add(quoted(source, match, match[3]!), ['default']);
  for (const match of code.matchAll(WHOLE))
    add(quoted(source, match, match[4]!), match[1] === 'import' ? membersOf(code, match[2]!) : ['*']);
  for (const match of code.matchAll(AT_RUN_TIME)) add(quoted(source, match, match[2]!), [match[3] ?? '*']);
  return found;
}
