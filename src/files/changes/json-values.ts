// The values of a JSON text, each with its line: one per line, the items of a list, or values that go on over several lines. One
// that cannot be read does not keep the others from being read. It knows nothing of events.

type JsonPart =
  | { readonly line: number; readonly value: unknown }
  /** What cannot be read, as it stands; empty where a list does not end. */
  | { readonly line: number; readonly unread: string };

const NOTHING = Symbol('no JSON');

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return NOTHING;
  }
}

const partOf = (line: number, written: string): JsonPart => {
  const value = parse(written);
  return value === NOTHING ? { line, unread: written } : { line, value };
};

function linesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === 10) count++;
  return count;
}

/** Where something stands again from `from` on. */
function pastBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] as string)) at++;
  return at;
}

function* byLine(text: string): Generator<JsonPart> {
  let line = 0;
  for (let from = 0; from < text.length; ) {
    const newline = text.indexOf('\n', from);
    const end = newline < 0 ? text.length : newline;
    line++;
    const written = text.slice(from, end).trim();
    from = end + 1;
    if (written !== '') yield partOf(line, written);
  }
}

/** Where the value that begins at `from` ends: `whole` behind its last bracket, else before the comma or bracket that is not its own. */
function endOf(text: string, from: number, whole: boolean): number {
  let depth = 0;
  const token = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|[[\]{},]/g;
  token.lastIndex = from;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [sign] = found;
    if (sign === '{' || sign === '[') depth++;
    else if (sign === '}' || sign === ']') {
      if (depth === 0) return found.index;
      depth--;
      if (whole && depth === 0) return found.index + 1;
    } else if (sign === ',' && depth === 0) return found.index;
  }
  return text.length;
}

/** The items of the list that the text is. */
function* items(text: string): Generator<JsonPart> {
  let at = text.indexOf('[') + 1;
  let line = 1 + linesIn(text, 0, at);
  for (let first = true; ; first = false) {
    const from = pastBlanks(text, at);
    line += linesIn(text, at, from);
    at = endOf(text, from, false);
    const written = text.slice(from, at).trim();
    if (written !== '') yield partOf(line, written);
    else if (text[at] === ',' || (text[at] === ']' && !first)) yield { line, unread: text[at] as string };
    line += linesIn(text, from, at);
    if (text[at] !== ',') break;
    at++;
  }
  const rest = text.slice(text[at] === ']' ? at + 1 : at).trim();
  if (text[at] !== ']' || rest !== '') yield { line, unread: rest };
}

/** Objects that stand one behind the other; behind one that cannot be read nothing is. */
function* objects(text: string): Generator<JsonPart> {
  let line = 1;
  for (let at = 0; ; ) {
    const from = pastBlanks(text, at);
    line += linesIn(text, at, from);
    if (from >= text.length) return;
    at = Math.max(endOf(text, from, true), from + 1);
    const part = partOf(line, text.slice(from, at));
    yield part;
    if ('unread' in part) return;
    line += linesIn(text, from, at);
  }
}

/** Every value of a text in order. */
export function* jsonValues(text: string): Generator<JsonPart> {
  const start = text.trimStart();
  const head = start.slice(0, start.search(/\n|$/));
  const rest = start.slice(head.length).trimStart();
  const goesOn = parse(head) === NOTHING;
  if (start.startsWith('[') && (goesOn || rest === '')) return yield* items(text);
  if (start.startsWith('{') && goesOn && rest !== '' && !rest.startsWith('{')) return yield* objects(text);
  yield* byLine(text);
}
