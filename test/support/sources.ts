// Source files as the house rules see them: their text, the same text with comments or strings blanked out (line and
// column unchanged), and what they import. A small scanner, not a parser: TypeScript 7 offers no syntax tree to scripts.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

interface Import {
  /** As written: `./queue.ts`, `xstate`, `node:fs`, `./incident.yaml?raw`. */
  readonly from: string;
  readonly line: number;
}

export interface Source {
  /** From the repository's root, with slashes: `src/engine/index.ts`. */
  readonly path: string;
  readonly text: string;
  /** The text without the contents of comments, strings and regular expressions. */
  readonly code: string;
  readonly imports: readonly Import[];
}

const REGEX_MAY_FOLLOW = /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|in|of|do|else|void))\s*$/;

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** Where the string, comment or regular expression that begins at `start` ends, and how much of its edges to keep. */
const tokenAt = (text: string, start: number, before: string): { end: number; keep: number } | undefined => {
  const rest = text.slice(start, start + 2);
  const reach = (pattern: RegExp, keep: number) => {
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    return match ? { end: start + match[0].length, keep } : undefined;
  };
  if (rest === '//') return reach(/\/\/[^\n]*/y, 0);
  if (rest === '/*') return reach(/\/\*[\s\S]*?\*\//y, 0);
  if (text[start] === "'") return reach(/'(?:\\.|[^'\\\n])*'/y, 1);
  if (text[start] === '"') return reach(/"(?:\\.|[^"\\\n])*"/y, 1);
  if (text[start] === '/' && REGEX_MAY_FOLLOW.test(before))
    return reach(/\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\//y, 1);
  return undefined;
};

/** The same text with comments, strings and regular expressions blanked. Code inside a template's `${}` stays. */
const codeOf = (text: string): string => {
  let code = '';
  let at = 0;
  const open: number[] = []; // for each template around us: how many braces are open inside its `${`
  const template = () => {
    while (at < text.length && text[at] !== '`' && !text.startsWith('${', at)) {
      const step = text[at] === '\\' ? 2 : 1;
      code += blank(text.slice(at, at + step));
      at += step;
    }
    const enters = text[at] === '$';
    code += text.slice(at, at + (enters ? 2 : 1));
    at += enters ? 2 : 1;
    if (enters) open.push(0);
  };
  while (at < text.length) {
    const token = tokenAt(text, at, code.slice(-40));
    const sign = text[at];
    if (token) {
      const { end, keep } = token;
      code += text.slice(at, at + keep) + blank(text.slice(at + keep, end - keep)) + text.slice(end - keep, end);
      at = end;
      continue;
    }
    code += sign;
    at += 1;
    if (sign === '`') template();
    else if (sign === '{' && open.length > 0) open[open.length - 1]! += 1;
    else if (sign === '}' && open.length > 0) {
      if (open.at(-1)! > 0) open[open.length - 1]! -= 1;
      else {
        open.pop();
        template();
      }
    }
  }
  return code;
};

export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

const IMPORT = /(?:\b(?:import|export)\b[\w\s{},*$]*?\bfrom\s*|\bimport\s*\(?\s*|\bnew\s+URL\s*\(\s*)(['"])(\s*)\1/g;

const importsOf = (text: string, code: string): Import[] =>
  [...code.matchAll(IMPORT)].map((match) => {
    const end = match.index + match[0].length - 1;
    return { from: text.slice(end - match[2]!.length, end), line: lineAt(text, match.index) };
  });

export const source = (path: string, text: string): Source => {
  const isCode = /\.(?:[cm]?[jt]s|tsx)$/.test(path);
  const code = isCode ? codeOf(text) : text;
  return { path, text, code, imports: isCode ? importsOf(text, code) : [] };
};

const OUTSIDE =
  /^(?:node_modules|dist|dist-cli|dist-file|coverage|\.trees|test-results|playwright-report|\.git|\.vite)(?:\/|$)/;
const IS_TEXT = /\.(?:[cm]?[jt]sx?|json|md|ya?ml|ndjson|html|css|svg|txt)$|\/run$|^\.(?:npmrc|gitignore)$/;

const filesUnder = (folder: string): string[] =>
  readdirSync(root + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = folder + entry.name;
    if (OUTSIDE.test(path)) return [];
    return entry.isDirectory() ? filesUnder(`${path}/`) : [path];
  });

/** Every text file of the repository except what is installed or built. */
export const allSources = (): Source[] =>
  filesUnder('')
    .filter((path) => IS_TEXT.test(path) && path !== 'package-lock.json')
    .sort()
    .map((path) => source(path, readFileSync(root + path, 'utf8')));
