// What is told of one run alone, no finer than one run can: numbers with two digits, lengths with two units of which the smaller is
// rounded. What all seeds say alike stays as it is.
import { carried } from '../decision/digits.ts';
import { numberText } from '../numbers.ts';

/** A number in a sentence: no part of a name or of a time of day, and not how long people work, which is given. */
const COUNT = /(?<![\w.:\u202f-])\d[\d\u202f]*(?:\.\d+)?(?![\w:\u202f%]|\.\d| min of work)/g;

/** `≈ 1500` for 1510; 1500, and what has two digits anyway, as it is. */
export function countOfOneRun(count: number): string {
  const told = carried(count, null);
  return `${told === count ? '' : '≈ '}${numberText(told)}`;
}

/** A sentence whose counts are those of one run. */
export const countsOfOneRun = (text: string): string =>
  text.replace(COUNT, (digits) => countOfOneRun(Number(digits.replaceAll('\u202f', ''))));

const LENGTH = /(\d+) (d|h|min) (\d+) (h|min|s)/g;
/** How many of the smaller unit make one of the larger, and to what it is rounded. */
const SMALLER: Readonly<Record<string, readonly [size: number, step: number]>> = {
  d: [24, 1],
  h: [60, 10],
  min: [60, 10],
};

/** A sentence whose lengths are those of one run: `1 h 50 min` for 1 h 53 min, `26 min` for 26 min 12 s. */
export const lengthsOfOneRun = (text: string): string =>
  text.replace(LENGTH, (_, large: string, unit: string, small: string, smaller: string) => {
    const [size, step] = SMALLER[unit] as readonly [number, number];
    const finest = Number(large) >= 10 ? size : step;
    const all = Math.round((Number(large) * size + Number(small)) / finest) * finest;
    const rest = all % size;
    return `${Math.floor(all / size)} ${unit}${rest === 0 ? '' : ` ${rest} ${smaller}`}`;
  });
