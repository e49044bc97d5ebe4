// Addressed chance: a draw is a pure function of (seed, purpose, subject). There is no state, so nothing is consumed:
// two variants of one incident meet the same luck (common random numbers), and a draw more in one place shifts none elsewhere.
import { normalQuantile } from './arithmetic.ts';
import { EDGES, isUnder, TAIL } from './exponential.ts';

/** Short code is what V8 puts in place of calls, and all of a draw should be in one place. */
const imul = Math.imul;

/** 32-bit finaliser of MurmurHash3 (Appleby, public domain): every input bit changes half of the output bits. */
function mix(value: number): number {
  let h = value ^ (value >>> 16);
  h = imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** What the parts of a subject are multiplied by: odd, and far from small multiples of each other. */
const A = 0x9e3779b1;
const B = 0x85ebca77;
const C = 0xc2b2ae3d;

/**
 * What the upper 27 and the lower 26 bits of a fraction are worth: 2⁻²⁷ and 2⁻⁵³, so that nothing is rounded. Each is scaled for itself,
 * since a sum of whole numbers would be made into an integer and back again, which takes longer than the draw.
 */
const UPPER = 1 / 134217728;
const LOWER = 1 / 9007199254740992;

/** Purposes are numbers from 0 to this, excluded. */
const PURPOSES = 64;

export class Chance {
  private high = 0;
  /** By purpose: what the hash of its draws begins with. */
  private readonly roots = new Int32Array(PURPOSES);

  /** `seed` is an integer from 0 to 2⁵³ − 1. */
  constructor(seed: number) {
    this.reseed(seed);
  }

  /** From now on all draws are those of another seed. */
  reseed(seed: number): void {
    const top = Math.floor(seed / 4294967296);
    const low = mix((seed >>> 0) ^ mix(top) ^ 0x9e3779b9);
    this.high = mix(top ^ low ^ 0x7f4a7c15);
    for (let purpose = 0; purpose < PURPOSES; purpose++) this.roots[purpose] = mix(low ^ imul(purpose + 1, A));
  }

  /** A number from 0 (included) to 1 (excluded), the same whenever it is asked for `purpose` and the subject (a, b, c): 32-bit integers. */
  uniform(purpose: number, a: number, b = 0, c = 0): number {
    const h = this.hash(purpose, a, b, c);
    return (mix(h) >>> 5) * UPPER + (mix(h ^ this.high) >>> 6) * LOWER;
  }

  /** A whole number from 0 to `count` − 1. */
  below(count: number, purpose: number, a: number, b = 0, c = 0): number {
    return Math.floor(this.uniform(purpose, a, b, c) * count);
  }

  /** Exponentially distributed with mean 1. */
  exponential(purpose: number, a: number, b = 0, c = 0): number {
    return this.layered(this.hash(purpose, a, b, c));
  }

  /** Standard normal. */
  normal(purpose: number, a: number, b = 0, c = 0): number {
    const u = this.uniform(purpose, a, b, c);
    return normalQuantile(u === 0 ? 1e-17 : u);
  }

  /** An exponential draw from a hash: the bits that `uniform` leaves over choose the layer. */
  private layered(h: number): number {
    const high = mix(h);
    const low = mix(h ^ this.high);
    const layer = ((high & 31) << 3) | (low & 7);
    const x = ((high >>> 5) * UPPER + (low >>> 6) * LOWER) * (EDGES[layer] as number);
    // The plus tells compilers that both are plain numbers: none needs a box.
    return x < (EDGES[layer + 1] as number) ? x : +this.fromEdge(layer, x, h);
  }

  /**
   * The few draws that fall beside the core of their layer: kept, or drawn anew from a hash that follows on `h`. By recursion,
   * since WebKit 2.50 got some draws wrong while it compiled a loop that did the same.
   */
  private fromEdge(layer: number, x: number, h: number): number {
    const next = mix(h ^ C);
    // Past the tail's begin the law is the same again.
    if (layer === 0) return TAIL + this.layered(next);
    return isUnder(layer, x, (mix(next ^ B) >>> 0) / 4294967296) ? x : this.layered(next);
  }

  /** Only a start: whoever draws from it mixes it. (`| 0` tells compilers that a number is an integer.) */
  private hash(purpose: number, a: number, b: number, c: number): number {
    return (this.roots[purpose] as number) ^ (imul(a | 0, A) + imul(b | 0, B) + imul(c | 0, C));
  }
}
