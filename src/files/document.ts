// From YAML or JSON text to plain data that remembers its lines. Nothing that a text contains makes it throw, hang, fill
// the memory or touch a prototype. It does not know what the data should be.
import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { formatPath, type Path, plain, show } from '../engine/index.ts';
import { depthProblem } from './nesting.ts';
import { DOCUMENT, type Problem } from './problems.ts';

/** Longer texts are no scenarios, in characters. */
const LONGEST_TEXT = 1_000_000;
/** With aliases (`*name`) written out, a document may hold so many values. */
const MOST_VALUES = 100_000;

/** Where a value stands, and where what is in it stands. Lines count from 1. */
interface Spot {
  readonly line: number;
  /** The line of its key. */
  readonly keyLine: number;
  /** A number as it was written. */
  readonly source?: string;
  readonly members?: ReadonlyMap<string, Spot>;
  readonly items?: readonly Spot[];
}

export interface ReadText {
  /** Undefined when the text is no YAML. */
  readonly data?: unknown;
  readonly root: Spot;
  readonly problems: readonly Problem[];
}

interface Part {
  readonly data: unknown;
  readonly spot: Spot;
  /** How many values it holds, itself among them, aliases written out. */
  readonly size: number;
}

/** What the parser's complaints mean, where its own words say less. */
const MEANINGS: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'a second document begins here; allowed is one document per file',
  TAB_AS_INDENT: 'a tab indents this line; allowed are spaces',
  BLOCK_AS_IMPLICIT_KEY:
    'a second key and colon stand on this line, or the next is indented too far; allowed is one key per line, or { … }',
  MULTILINE_IMPLICIT_KEY: 'a key goes on over several lines; allowed is a key on one line, followed by a colon',
  TAG_RESOLVE_FAILED: 'a tag (!…) stands here that means nothing in a scenario; allowed are plain values',
  BAD_DIRECTIVE: 'a directive (%…) stands here; allowed is YAML 1.2 without directives',
  RESOURCE_EXHAUSTION: 'this is nested too deeply',
};

class Reader {
  readonly problems: Problem[] = [];
  readonly lines: LineCounter;
  readonly file: string;
  private readonly anchors = new Map<string, Part>();
  private aliases = 0;

  constructor(file: string, lines: LineCounter) {
    this.file = file;
    this.lines = lines;
  }

  lineAt(offset: number | undefined): number {
    return offset === undefined ? 1 : Math.max(1, this.lines.linePos(offset).line);
  }

  private lineOfNode(node: unknown, otherwise: number): number {
    return isNode(node) ? this.lineAt(node.range?.[0]) : otherwise;
  }

  add(line: number, path: Path, message: string): void {
    this.problems.push({ file: this.file, line, path: formatPath(path) || DOCUMENT, message });
  }

  /** The parser's complaints; of several on one line the first, since the others follow from it. */
  addSyntax(document: Document.Parsed): void {
    const seen = new Set<number>();
    for (const { code, message, pos } of [...document.errors, ...document.warnings].sort(
      (a, b) => a.pos[0] - b.pos[0],
    )) {
      const line = this.lineAt(pos[0]);
      if (seen.has(line)) continue;
      seen.add(line);
      this.add(line, [], MEANINGS[code] ?? `this is no YAML: ${plain(message, 120)}`);
    }
    if (document.directives.yaml.version !== '1.2') this.add(1, [], MEANINGS['BAD_DIRECTIVE'] as string);
  }

  whole(node: Node | null): Part {
    const part = this.part(node, [], 1);
    if (this.aliases > 0 && part.size > MOST_VALUES) {
      this.add(1, [], `aliases make this a document of more than ${MOST_VALUES} values; allowed are fewer`);
      return { ...part, data: undefined };
    }
    return part;
  }

  private part(node: unknown, path: Path, keyLine: number): Part {
    if (isAlias(node)) return this.alias(node.source, path, this.lineAt(node.range?.[0]), keyLine);
    const part = this.fresh(node, path, keyLine);
    const anchor = (node as (Node & { anchor?: string }) | null)?.anchor;
    if (anchor !== undefined) this.anchors.set(anchor, part);
    return part;
  }

  private alias(name: string, path: Path, line: number, keyLine: number): Part {
    this.aliases++;
    const target = this.anchors.get(name);
    if (target !== undefined) return { ...target, spot: { ...target.spot, line, keyLine } };
    this.add(
      line,
      path,
      `${show(`*${name}`)} repeats nothing; allowed is the name of an anchor (&…) that ended before it`,
    );
    return { data: null, spot: { line, keyLine }, size: 1 };
  }

  private fresh(node: unknown, path: Path, keyLine: number): Part {
    const line = this.lineOfNode(node, keyLine);
    if (isMap(node)) return this.map(node.items, path, line, keyLine);
    if (isSeq(node)) {
      const parts = node.items.map((item, index) => this.part(item, [...path, index], this.lineOfNode(item, line)));
      return {
        data: parts.map(({ data }) => data),
        spot: { line, keyLine, items: parts.map(({ spot }) => spot) },
        size: parts.reduce((sum, { size }) => sum + size, 1),
      };
    }
    const value = isScalar(node) ? node.value : null;
    const source = isScalar(node) && typeof value === 'number' ? node.source : undefined;
    return { data: value, spot: { line, keyLine, ...(source === undefined ? {} : { source }) }, size: 1 };
  }

  private map(pairs: readonly { key: unknown; value: unknown }[], path: Path, line: number, keyLine: number): Part {
    const data = Object.create(null) as Record<string, unknown>;
    const members = new Map<string, Spot>();
    let size = 1;
    for (const { key, value } of pairs) {
      const at = this.lineOfNode(key, line);
      const name = isScalar(key) ? key.value : undefined;
      if (typeof name !== 'string') {
        this.add(
          at,
          path,
          `${isScalar(key) ? show(name) : 'a list, section or alias'} stands here as a key; allowed are words`,
        );
        continue;
      }
      if (name === '<<') {
        this.add(
          at,
          path,
          'a merge key (<<) stands here, which YAML 1.2 does not have; allowed is to write its keys out',
        );
        continue;
      }
      const part = this.part(value, [...path, name], at);
      size += part.size;
      const before = members.get(name);
      if (before !== undefined) {
        this.add(at, [...path, name], `this key stands on line ${before.keyLine} already; allowed is each key once`);
        continue;
      }
      data[name] = part.data;
      members.set(name, part.spot);
    }
    return { data, spot: { line, keyLine, members }, size };
  }
}

/** Reads a text as one YAML 1.2 document (JSON is YAML too). Problems do not exclude data: the rest can still be checked. */
export function readText(written: string, file: string): ReadText {
  // Lines may end as on old Macs.
  const text = written.includes('\n') ? written : written.replaceAll('\r', '\n');
  const root: Spot = { line: 1, keyLine: 1 };
  const refused = (line: number, message: string): ReadText => ({
    root,
    problems: [{ file, line, path: DOCUMENT, message }],
  });
  if (text.length > LONGEST_TEXT)
    return refused(1, `this text has ${text.length} characters; allowed are ${LONGEST_TEXT}`);
  const deep = depthProblem(text);
  if (deep !== undefined) return refused(deep.line, deep.message);
  try {
    const lines = new LineCounter();
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      // The check for keys that stand twice is ours: the parser's takes quadratic time.
      uniqueKeys: false,
      schema: 'core',
      merge: false,
      resolveKnownTags: false,
      logLevel: 'error',
    });
    const reader = new Reader(file, lines);
    reader.addSyntax(document);
    if (reader.problems.length > 0) return { root, problems: reader.problems };
    const { data, spot } = reader.whole(document.contents);
    return { data, root: spot, problems: reader.problems };
  } catch (error) {
    return refused(1, `this cannot be read as YAML: ${plain(error instanceof Error ? error.message : String(error))}`);
  }
}

/** The spot at a path, or the nearest that exists above it. */
export function spotAt(root: Spot, path: Path): { spot: Spot; whole: boolean } {
  let spot = root;
  for (const step of path) {
    const next = typeof step === 'number' ? spot.items?.[step] : spot.members?.get(step);
    if (next === undefined) return { spot, whole: false };
    spot = next;
  }
  return { spot, whole: true };
}

/** The line a complaint about a path belongs to: the value's, or its key's where the value is a section or list. */
export function lineOfValue(root: Spot, path: Path): number {
  const { spot, whole } = spotAt(root, path);
  const scalar = spot.members === undefined && spot.items === undefined;
  return whole && scalar ? spot.line : spot.keyLine;
}
