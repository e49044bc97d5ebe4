// SHA-256 (FIPS 180-4) of a text in UTF-8, as `sha256sum` prints it of a file: the same on every page and on the command line, where
// the host has none or answers later.
const WORDS = 64;

/** The first 32 bits of the fractional part of a root of a prime, exactly: by whole numbers. */
function fraction(prime: number, degree: 2 | 3): number {
  // The root scaled by 2^32, rounded down.
  const target = BigInt(prime) << BigInt(32 * degree);
  let [low, high] = [0n, BigInt(prime) << 32n];
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** BigInt(degree) <= target) low = middle;
    else high = middle - 1n;
  }
  return Number(low & 0xffffffffn);
}

const PRIMES: readonly number[] = Array.from({ length: 312 }, (_, n) => n).filter(
  (n) => n > 1 && !Array.from({ length: n - 2 }, (_, k) => k + 2).some((divisor) => n % divisor === 0),
);
const ROUNDS = Int32Array.from(PRIMES.slice(0, WORDS), (prime) => fraction(prime, 3));
const START = Int32Array.from(PRIMES.slice(0, 8), (prime) => fraction(prime, 2));

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** Works one block of 64 bytes into the sums. */
function work(sums: Int32Array, block: DataView, at: number, words: Int32Array): void {
  for (let n = 0; n < 16; n++) words[n] = block.getInt32(at + 4 * n);
  for (let n = 16; n < WORDS; n++) {
    const [before, last] = [words[n - 15] as number, words[n - 2] as number];
    const low = turned(before, 7) ^ turned(before, 18) ^ (before >>> 3);
    const high = turned(last, 17) ^ turned(last, 19) ^ (last >>> 10);
    words[n] = ((words[n - 16] as number) + low + (words[n - 7] as number) + high) | 0;
  }
  let [a, b, c, d, e, f, g, h] = sums as unknown as [number, number, number, number, number, number, number, number];
  for (let n = 0; n < WORDS; n++) {
    const chosen = (e & f) ^ (~e & g);
    const most = (a & b) ^ (a & c) ^ (b & c);
    const one =
      (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + chosen + (ROUNDS[n] as number) + (words[n] as number)) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + most) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  for (const [n, sum] of [a, b, c, d, e, f, g, h].entries()) sums[n] = ((sums[n] as number) + sum) | 0;
}

/** 64 hexadecimal digits. */
export function sha256(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array((Math.floor((bytes.length + 8) / 64) + 1) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  const sums = START.slice();
  const words = new Int32Array(WORDS);
  for (let at = 0; at < padded.length; at += 64) work(sums, view, at, words);
  return Array.from(sums, (sum) => (sum >>> 0).toString(16).padStart(8, '0')).join('');
}
