// Packs text for links as deflate does, by one rule on every machine: fixed codes, and the nearest earlier place that says the same. A
// browser's own packing may give other bytes in another browser; whatever reads deflate reads these.

/** The lengths 3 … 258 and the distances 1 … 32768 begin here; what lies between is told by so many more bits. */
const LENGTHS = basesOf(3, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5]);
const DISTANCES = basesOf(
  1,
  Array.from({ length: 30 }, (_, n) => Math.max(0, (n >> 1) - 1)),
);
const LONGEST = 258;
const FARTHEST = 32_768;
const LEAST = 3;
/** Earlier places that are tried. */
const TRIES = 64;

interface Base {
  readonly from: number;
  readonly bits: number;
}

function basesOf(first: number, bits: readonly number[]): readonly Base[] {
  let from = first;
  return bits.map((each) => {
    const base = { from, bits: each };
    from += 1 << each;
    return base;
  });
}

class Bits {
  readonly bytes: number[] = [];
  private waiting = 0;
  private count = 0;

  /** The lowest bit first. */
  put(value: number, bits: number): void {
    for (let n = 0; n < bits; n++) {
      this.waiting |= ((value >> n) & 1) << this.count++;
      if (this.count === 8) this.flush();
    }
  }

  /** A code: its highest bit first. */
  code(value: number, bits: number): void {
    for (let n = bits - 1; n >= 0; n--) this.put((value >> n) & 1, 1);
  }

  flush(): void {
    if (this.count > 0) this.bytes.push(this.waiting);
    this.waiting = 0;
    this.count = 0;
  }
}

/** A letter, the end (256) or a length (257 …), by the fixed codes of RFC 1951. */
function symbol(bits: Bits, value: number): void {
  if (value < 144) bits.code(0x30 + value, 8);
  else if (value < 256) bits.code(0x190 + value - 144, 9);
  else if (value < 280) bits.code(value - 256, 7);
  else bits.code(0xc0 + value - 280, 8);
}

function placed(bases: readonly Base[], value: number): number {
  let n = bases.length - 1;
  while ((bases[n] as Base).from > value) n--;
  return n;
}

function copied(bits: Bits, length: number, distance: number): void {
  // The longest has a code of its own, without more bits.
  const at = length === LONGEST ? 28 : placed(LENGTHS, length);
  symbol(bits, 257 + at);
  if (at < 28) bits.put(length - (LENGTHS[at] as Base).from, (LENGTHS[at] as Base).bits);
  const far = placed(DISTANCES, distance);
  bits.code(far, 5);
  bits.put(distance - (DISTANCES[far] as Base).from, (DISTANCES[far] as Base).bits);
}

/** The bytes as one raw deflate block. */
export function deflated(bytes: Uint8Array): Uint8Array {
  const bits = new Bits();
  bits.put(1, 1);
  bits.put(1, 2);
  const places = new Map<number, number[]>();
  const keyAt = (at: number): number =>
    ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);
  const remember = (at: number): void => {
    if (at + LEAST > bytes.length) return;
    const known = places.get(keyAt(at));
    if (known === undefined) places.set(keyAt(at), [at]);
    else known.push(at);
  };
  for (let at = 0; at < bytes.length; ) {
    const found = at + LEAST <= bytes.length ? longest(bytes, at, places.get(keyAt(at)) ?? []) : null;
    const length = found?.length ?? 1;
    if (found === null) symbol(bits, bytes[at] as number);
    else copied(bits, found.length, at - found.from);
    for (let n = 0; n < length; n++) remember(at + n);
    at += length;
  }
  symbol(bits, 256);
  bits.flush();
  return Uint8Array.from(bits.bytes);
}

/** The longest piece from `at` on that stands earlier too; of equally long ones the nearest. */
function longest(
  bytes: Uint8Array,
  at: number,
  known: readonly number[],
): { readonly length: number; readonly from: number } | null {
  let best: { readonly length: number; readonly from: number } | null = null;
  for (let n = known.length - 1; n >= Math.max(0, known.length - TRIES); n--) {
    const from = known[n] as number;
    if (at - from > FARTHEST) break;
    let length = 0;
    while (length < LONGEST && at + length < bytes.length && bytes[from + length] === bytes[at + length]) length++;
    if (length >= LEAST && length > (best?.length ?? 0)) best = { length, from };
  }
  return best;
}
