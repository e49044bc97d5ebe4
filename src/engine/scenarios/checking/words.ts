// The words of error messages: how values, keys and paths are quoted so that a message stays one short line whatever the
// file holds, and which known word is nearest to a mistyped one. It knows nothing of scenarios.
import type { Path } from './definition.ts';

/** At most so many characters of an offending value are repeated. */
const LONGEST_QUOTE = 60;
/** Longer words are no typing mistakes. */
const LONGEST_WORD = 40;

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu;

const escapeOne = (character: string): string => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;

/** The text on one line: control, formatting and half characters escaped, cut after 60 characters or `longest`. */
export function plain(text: string, longest: number = LONGEST_QUOTE): string {
  // Twice as many units as characters are enough, however wide the characters are.
  const characters = [...text.slice(0, 2 * longest)];
  const fits = characters.length <= longest && text.length <= 2 * longest;
  const kept = fits ? text : `${characters.slice(0, longest - 1).join('')}…`;
  return kept.replaceAll('\n', '\\n').replaceAll('\t', '\\t').replace(UNPRINTABLE, escapeOne);
}

/** An offending value as a message repeats it. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `"${plain(value).replaceAll('"', '\\"')}"`;
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a section';
  return plain(String(value));
}

/** `value is a …`: what was found where something else belongs. */
export function found(value: unknown, quoted: string): string {
  if (value === null || value === undefined) return 'nothing stands here';
  if (typeof value === 'string') return `${quoted} is a text`;
  if (typeof value === 'number') return `${quoted} is a number`;
  if (typeof value === 'boolean') return `${quoted} is a truth value`;
  return `${Array.isArray(value) ? 'a list' : 'a section'} stands here`;
}

/** `faults[0].at`; a key that is no plain word is quoted. */
export function formatPath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[\w$-]+(?:\.[\w$-]+)*$/.test(step) && step.length <= LONGEST_QUOTE)
      text += text === '' ? step : `.${step}`;
    else text += `[${show(step)}]`;
  }
  return text;
}

/** Changes of one letter (insert, delete, replace, swap two neighbours) from `a` to `b`; more than `limit` count as Infinity. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return Number.POSITIVE_INFINITY;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let best = Math.min(
        (last[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (last[column - 1] as number) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) best = Math.min(best, (beforeLast[column - 2] as number) + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  const distance = last[b.length] as number;
  return distance > limit ? Number.POSITIVE_INFINITY : distance;
}

/** The word of `known` that was probably meant, or undefined when none is close. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const typed = word.toLowerCase();
  let [best, bestDistance] = ['', Number.POSITIVE_INFINITY];
  for (const candidate of known) {
    const limit = Math.max(1, Math.floor(Math.max(typed.length, candidate.length) / 3));
    const distance = editDistance(typed, candidate.toLowerCase(), limit);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best === '' ? undefined : best;
}

/** `; did you mean x?` when a known word is close, else nothing. */
export function hint(word: unknown, known: readonly string[]): string {
  const meant = typeof word === 'string' ? nearest(word, known) : undefined;
  return meant === undefined ? '' : `; did you mean ${meant}?`;
}

/** `a, b or c`. */
export function oneOf(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? 'nothing';
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
