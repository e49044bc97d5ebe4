// What the texts of a trace line add to the two sums of the fingerprint, as tables that are filled when the engine is loaded.
// The formula, and what the sums are for, stand in the README of this folder.
import { HIGH, LOW } from '../kernel/time.ts';
import { CAUSE_OF_STATE, ROW_BITS, STATUS_BITS, STATUS_OF_COPY } from '../packing.ts';
import { PRO, STATUSES, statusOf } from '../rows.ts';
import { COMMIT_CAUSES, COPY_CAUSES, EFFECTS, PUBLISH_CAUSES } from './words.ts';

/** FNV-1a, 32 bits, over the UTF-16 code units of a text: how texts enter the fingerprint, and addresses of chance. */
export function textHash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h | 0;
}

const hashes = (texts: readonly string[]): Int32Array => Int32Array.from(texts, textHash);
const STATUS_HASHES = hashes(STATUSES);
const PLAN_HASHES = hashes(['basic', 'pro']);
const imul = Math.imul;
/** The factors of the fingerprint by a field's place, written out: code that multiplies by constants is fastest. */
export const P = [
  0x514e28b7,
  LOW.p,
  HIGH.p,
  0x18c9aec5,
  0xc27c2913,
  0x93a0fe05,
  0x95bb7d93,
  0xcc1ad845,
  0xd8d09ee9,
] as const;
export const Q = [
  0x30f4c307,
  LOW.q,
  HIGH.q,
  0x4939650b,
  0xe9250491,
  0x7c88ad73,
  0xbfebd3f1,
  0x552553bd,
  0xd6045317,
] as const;

/** What fields, given from `place` on, add to one of a line's sums. */
const sum = (factors: readonly number[], values: readonly number[], place = 0): number =>
  values.reduce((total, value, n) => (total + imul(value, factors[place + n] as number)) | 0, 0);

/** What the texts of a line add to its sums, p and q: its kind, and those from `place` on. */
export const texts = (kind: string, place = 0, values: readonly number[] = []): readonly [p: number, q: number] => [
  (sum(P, [textHash(kind)]) + sum(P, values, place)) | 0,
  (sum(Q, [textHash(kind)]) + sum(Q, values, place)) | 0,
];

/** Added to a row to look its texts up, where plans are tracked. */
export const TRACKED = 1 << ROW_BITS;

/** The same for lines that tell a state and a cause: p and q by cause and row, at `cause << CAUSE_OF_STATE | (row + TRACKED?) << 1`. */
function stateTexts(kind: string, place: number, causes: readonly string[]): Int32Array {
  const cells = new Int32Array(causes.length << CAUSE_OF_STATE);
  causes.forEach((cause, n) => {
    for (let row = 0; row < 2 * TRACKED; row++) {
      const plan = row < TRACKED ? 0 : PLAN_HASHES[(row & PRO) === 0 ? 0 : 1];
      cells.set(
        texts(kind, place, [STATUS_HASHES[statusOf(row)] ?? 0, plan as number, textHash(cause)]),
        (n << CAUSE_OF_STATE) | (row << 1),
      );
    }
  });
  return cells;
}

/** By cause and row, see `stateTexts`. */
export const COMMIT_TEXTS = stateTexts('commit', 5, COMMIT_CAUSES);
export const COPY_TEXTS = stateTexts('copy', 5, COPY_CAUSES);
export const PUBLISH_TEXTS = stateTexts('publish', 6, PUBLISH_CAUSES);
/** By effect. */
export const APPLY_TEXTS = Int32Array.from(EFFECTS.flatMap((effect) => texts('apply', 6, [textHash(effect)])));
/** By what the copy says and the truth: p and q at `copy << STATUS_OF_COPY | truth << 1`. */
export const INVOICE_TEXTS = new Int32Array(1 << (STATUS_OF_COPY + STATUS_BITS));
STATUS_HASHES.forEach((copy, n) => {
  STATUS_HASHES.forEach((truth, m) => {
    INVOICE_TEXTS.set(texts('invoice', 6, [copy, truth]), (n << STATUS_OF_COPY) | (m << 1));
  });
});
