// A sentence as it is told on the page: plain words, numbers that are set in semibold, and names. It knows no facts.
import { numberText } from '../numbers.ts';

interface Part {
  readonly text: string;
  readonly is: 'words' | 'number' | 'name';
}

export type Telling = readonly Part[];

const partOf = (value: string | number | Telling): Telling => {
  if (typeof value === 'number') return [{ text: numberText(value), is: 'number' }];
  if (typeof value === 'string') return [{ text: value, is: 'words' }];
  return value;
};

/** A template: numbers in it are those that matter. */
export const say = (words: readonly string[], ...values: readonly (string | number | Telling)[]): Telling =>
  words.flatMap((text, n) => {
    const value = values[n];
    return [{ text, is: 'words' } as const, ...(value === undefined ? [] : partOf(value))].filter(
      ({ text: each }) => each !== '',
    );
  });

/** All in one line, for whoever only hears it. */
export const inOneLine = (told: Telling): string => told.map(({ text }) => text).join('');

/** `259 users are`, with the number set off. */
export const howMany = (count: number, one: string, many = `${one}s`): Telling =>
  say`${count} ${count === 1 ? one : many}`;

export const lowerFirst = (text: string): string =>
  /^[A-Z][a-z]*(?: |$)/.test(text) && !/^(?:Billing|User) /.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;

/** Several as a list: `a`, `a and b`, `a, b and c`. */
export function enumerated(items: readonly string[]): string {
  const last = items[items.length - 1] ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
