// Differences as documents show them, applied to texts: enough of the unified form for blocks without line numbers. A block must fit
// in exactly one place.

export interface Difference {
  /** From the repository's root. */
  readonly path: string;
  readonly isNew: boolean;
  readonly blocks: readonly { readonly before: string; readonly after: string }[];
}

const sided = (lines: readonly string[], left: string): string =>
  lines
    .filter((line) => line === '' || line[0] === ' ' || line[0] === left)
    .map((line) => `${line.slice(1)}\n`)
    .join('');

/** All files of a `diff` block. */
export const differencesIn = (text: string): Difference[] =>
  text
    .split(/^--- /m)
    .slice(1)
    .map((each) => {
      const [from = '', to = '', ...lines] = each.replace(/\n$/, '').split('\n');
      const blocks = lines.join('\n').split(/^@@\n/m).slice(1);
      return {
        path: to.replace(/^\+\+\+ b\//, ''),
        isNew: from === '/dev/null',
        blocks: blocks.map((block) => {
          const own = block.replace(/\n$/, '').split('\n');
          return { before: sided(own, '-'), after: sided(own, '+') };
        }),
      };
    });

/** The text with a difference made to it; undefined stands for a file that is not there. */
export function withDifference(text: string | undefined, { path, isNew, blocks }: Difference): string {
  if (isNew !== (text === undefined)) throw new Error(isNew ? `${path} is there already` : `There is no ${path}`);
  return blocks.reduce((now, { before, after }) => {
    const places = now.split(before).length - 1;
    if (!isNew && places !== 1) throw new Error(`${path}: fits in ${places} places:\n${before}`);
    return isNew ? after : now.replace(before, () => after);
  }, text ?? '');
}
