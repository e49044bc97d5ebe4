// A quick look at a text before the YAML parser gets it: is it nested more deeply than any scenario? The parser works
// recursively, and a text made for it could exhaust the stack. It reads characters, not YAML, and errs on the safe side.

/** Brackets open at once, or closed too many. */
const DEEPEST = 100;
/** Indicators (`- `, `? `, `: `) on one line outside brackets. */
const MOST_INDICATORS = 200;
/** Columns of indentation. */
const WIDEST_INDENT = 250;

const isBlank = (character: string | undefined): boolean =>
  character === undefined || character === ' ' || character === '\t' || character === '\n' || character === '\r';

interface Depth {
  readonly line: number;
  readonly message: string;
}

/** The line where a text is nested too deeply to be read, and what to say about it; undefined when it is not. */
export function depthProblem(text: string): Depth | undefined {
  let [line, open, closed, indicators, indent] = [1, 0, 0, 0, 0];
  let indenting = true;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (character === '\n') {
      [line, indicators, indent, indenting] = [line + 1, 0, 0, true];
      continue;
    }
    if (indenting && character === ' ') indent++;
    else if (character !== '\r') indenting = false;
    if (character === '[' || character === '{') open++;
    else if (character === ']' || character === '}') [open, closed] = open > 0 ? [open - 1, closed] : [0, closed + 1];
    else if (open === 0 && '-?:'.includes(character) && isBlank(text[at + 1])) indicators++;
    if (!indenting && indent > WIDEST_INDENT)
      return { line, message: `this line is indented by more than ${WIDEST_INDENT} columns; allowed are fewer` };
    if (open > DEEPEST) return { line, message: `more than ${DEEPEST} brackets are open here; allowed are fewer` };
    if (closed > DEEPEST) return { line, message: `more than ${DEEPEST} brackets close here that nothing opens` };
    if (indicators > MOST_INDICATORS)
      return { line, message: `more than ${MOST_INDICATORS} levels begin on this line; allowed are fewer` };
  }
  return undefined;
}
