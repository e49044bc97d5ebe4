// Holds what a lesson says of its runs against them.
import type { MeasureValue } from '../../engine/index.ts';
import type { ComparedWith, ExpectedFact } from '../expectation.ts';
import { figureText, type Teller } from './telling.ts';

const WORDS: Readonly<Record<ComparedWith['word'], string>> = {
  is: '',
  not: 'not ',
  above: 'above ',
  below: 'below ',
  atLeast: 'at least ',
  atMost: 'at most ',
};

/** Two numbers that differ only by how they were added up are equal. */
const same = (a: MeasureValue, b: MeasureValue): boolean =>
  typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)) : a === b;

function isTrue(word: ComparedWith['word'], value: MeasureValue, than: MeasureValue): boolean {
  if (word === 'is') return same(value, than);
  if (word === 'not') return !same(value, than);
  if (typeof value !== 'number' || typeof than !== 'number') return false;
  switch (word) {
    case 'above':
      return value > than;
    case 'below':
      return value < than;
    case 'atLeast':
      return value >= than;
    case 'atMost':
      return value <= than;
  }
}

const isQuantity = (than: ComparedWith['than']): than is Exclude<ComparedWith['than'], MeasureValue> =>
  typeof than === 'object' && than !== null;

/** What the run says instead, or null when it is as expected. `shown`: the moment on the clock. */
export function refuted({ quantity, comparisons }: ExpectedFact, teller: Teller, shown: number): string | null {
  const value = teller.value(quantity, shown);
  for (const { word, than } of comparisons) {
    const other = isQuantity(than) ? teller.value(than, shown) : than;
    if (isTrue(word, value, other)) continue;
    const [is, expected] = [value, other].map((each) => figureText(quantity.measure, each));
    const whose = quantity.user ?? quantity.lane ?? teller.lane;
    return `${whose} ${quantity.measure} is ${is} in the run; expected is ${WORDS[word]}${expected}`;
  }
  return null;
}

export const holdsAll = (expectations: readonly ExpectedFact[], teller: Teller, shown: number): boolean =>
  expectations.every((each) => refuted(each, teller, shown) === null);
