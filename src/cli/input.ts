// What verbs share about their input and output: wrong input is an error with its own exit code, results go to standard output.
import type { Format } from './print.ts';

export interface Options {
  readonly format: Format;
}

/** Input that people can correct: exit code 2, every line on standard error, nothing on standard output. */
export class WrongInput extends Error {}

export function writeOut(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A seed from the command line: an integer from 0 to 2⁵³ − 1. */
export function seedOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seed = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(seed)) {
    throw new WrongInput(`command line:1: --seed: found "${text}"; a seed is an integer from 0 to 9007199254740991`);
  }
  return seed;
}

/** A count of at least one. */
export function countOf(option: string, text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > 100_000) {
    throw new WrongInput(`command line:1: ${option}: found "${text}"; allowed is an integer from 1 to 100000`);
  }
  return count;
}
