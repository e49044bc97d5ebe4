// The rules of a lesson’s texts: no number is typed that a run could say, and what is said is short enough to be read from the last
// row. It knows no files.

const PLACES = /\{[^{}]*\}/g;
/** A time of day. */
const CLOCK = /(?<![\d:])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])/g;
const DIGITS = /\p{Nd}[\p{Nd}.,\u202f]*/u;

const MOST_LINES = 2;
const MOST_WORDS = 12;

/** The first number that is typed in a text, or undefined. */
export function typedNumber(text: string): string | undefined {
  return DIGITS.exec(text.replaceAll(PLACES, '').replaceAll(CLOCK, ''))?.[0].replace(/[.,]$/, '');
}

export const numberComplaint = (found: string): string =>
  `the number ${found} is typed here; allowed are numbers of the run, such as {lane.divergent.now}, and times of day such as 12:35`;

const wordsIn = (line: string): number => line.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/**
 * What is wrong with the length of what is said: two lines of twelve words. One that is written without a break may be as long as both.
 * `titleOf`: a lane’s title, which counts with its words.
 */
export function lengthComplaint(text: string, titleOf: (place: string) => string | undefined): string | undefined {
  const told = text.replaceAll(PLACES, (place) => titleOf(place.slice(1, -1).trim()) ?? 'x');
  const lines = told
    .trim()
    .split('\n')
    .map((line) => line.trim());
  const allowed = `allowed are at most two lines of ${MOST_WORDS} words`;
  if (lines.length > MOST_LINES) return `${lines.length} lines; ${allowed}`;
  const most = lines.length === 1 ? MOST_LINES * MOST_WORDS : MOST_WORDS;
  const longest = Math.max(...lines.map(wordsIn));
  return longest > most ? `${longest} words${lines.length === 1 ? '' : ' on one line'}; ${allowed}` : undefined;
}
