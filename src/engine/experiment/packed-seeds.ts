// What came of many seeds of one comparison, packed: texts that all share once, numbers in rows. So it goes from one thread to another as
// a few blocks of memory that are handed over; as objects it would take longer to copy than small runs take. Unpacked it is the same
// again, to the last bit and in the same order of names.
import { measures } from '../measures/catalog.ts';
import type { Charges } from '../measures/cost.ts';
import type { MeasureValue } from '../measures/measure.ts';
import { measuresOf, treeOf } from '../run/result.ts';
import type { SeedResult } from './seed-runs.ts';

export interface PackedSeeds {
  readonly seeds: number;
  readonly lanes: readonly Pick<SeedResult, 'id' | 'title' | 'strategy'>[];
  /** Of each lane of each seed, one after another: all measures, in the order of their catalogue, then the charges. */
  readonly numbers: Float64Array;
  /** What each measure is: its number, or one of the `words`, by its place plus 1. */
  readonly kinds: Uint8Array;
  readonly words: readonly (boolean | string | null)[];
  /** 16 hexadecimal digits each. */
  readonly fingerprints: string;
}

/** Each of them: one that is missing here does not compile. */
const CHARGED: Readonly<Record<keyof Charges, true>> = {
  wrongInvoice: true,
  creditedInvoice: true,
  missedInvoice: true,
  lateInvoice: true,
  sideEffect: true,
  handsOnHour: true,
  apiCall: true,
  horizon: true,
};
const CHARGES = Object.keys(CHARGED) as readonly (keyof Charges)[];
const { length: MEASURES } = measures;
const WIDTH = MEASURES + CHARGES.length;
const DIGITS = 16;

/** Of each seed one result a lane; all of the same lanes. */
export function packSeeds(results: readonly (readonly SeedResult[])[]): PackedSeeds {
  const lanes = (results[0] ?? []).map(({ id, title, strategy }) => ({ id, title, strategy }));
  const rows = results.length * lanes.length;
  const numbers = new Float64Array(rows * WIDTH);
  const kinds = new Uint8Array(rows * MEASURES);
  const words: (boolean | string | null)[] = [];
  let row = 0;
  for (const { measures: tree, charges } of results.flat()) {
    const from = row * WIDTH;
    for (const [n, value] of measuresOf(tree).entries())
      if (typeof value === 'number') numbers[from + n] = value;
      else kinds[row * MEASURES + n] = 1 + placeIn(words, value);
    for (const [n, key] of CHARGES.entries()) numbers[from + MEASURES + n] = charges[key];
    row++;
  }
  const fingerprints = results.flatMap((each) => each.map(({ fingerprint }) => fingerprint)).join('');
  return { seeds: results.length, lanes, numbers, kinds, words, fingerprints };
}

/** The place of a word in the list; of a new one behind all others. */
function placeIn(words: (boolean | string | null)[], word: boolean | string | null): number {
  const place = words.indexOf(word);
  return place >= 0 ? place : words.push(word) - 1;
}

/** What to hand over together with it. */
export const buffersOf = ({ numbers, kinds }: PackedSeeds): ArrayBuffer[] => [
  numbers.buffer as ArrayBuffer,
  kinds.buffer as ArrayBuffer,
];

export function unpackSeeds(packed: PackedSeeds): readonly (readonly SeedResult[])[] {
  const { seeds, lanes } = packed;
  return Array.from({ length: seeds }, (_, seed) =>
    lanes.map(({ id, title, strategy }, lane) => {
      const row = seed * lanes.length + lane;
      return {
        id,
        title,
        strategy,
        fingerprint: packed.fingerprints.slice(row * DIGITS, (row + 1) * DIGITS),
        charges: chargesIn(packed, row),
        measures: treeOf(valuesIn(packed, row)),
      };
    }),
  );
}

function valuesIn({ numbers, kinds, words }: PackedSeeds, row: number): readonly MeasureValue[] {
  const values: MeasureValue[] = [];
  for (let n = 0; n < MEASURES; n++) {
    const kind = kinds[row * MEASURES + n] as number;
    values.push(kind === 0 ? (numbers[row * WIDTH + n] as number) : (words[kind - 1] as MeasureValue));
  }
  return values;
}

function chargesIn({ numbers }: PackedSeeds, row: number): Charges {
  const from = row * WIDTH + MEASURES;
  return Object.fromEntries(CHARGES.map((key, n) => [key, numbers[from + n]])) as unknown as Charges;
}
