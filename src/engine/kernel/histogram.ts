// Quantiles of many non-negative integers without keeping them: 128 buckets to each power of two, so that a bucket's middle is
// within 0.4 % of every value in it. The bucket is read off the number's own bits; no logarithm is taken.
import type { Saved, Stateful } from './state.ts';

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
const FIRST = (1023 << 7) - 1;

export class Histogram implements Stateful {
  count = 0;
  sum: number;
  max: number;
  private buckets = new Uint32Array(256);

  constructor() {
    this.sum = Number.NaN; // first: see state.ts
    this.max = Number.NaN;
    this.sum = 0;
    this.max = 0;
  }

  add(value: number): void {
    double[0] = value;
    const bucket = value < 1 ? 0 : ((words[1] as number) >>> 13) - FIRST;
    if (bucket >= this.buckets.length) this.grow(bucket);
    this.buckets[bucket] = (this.buckets[bucket] as number) + 1;
    this.count++;
    this.sum += value;
    if (value > this.max) this.max = value;
  }

  /** The value below which a share `p` of all lie, within 0.4 %; null of nothing. */
  quantile(p: number): number | null {
    if (this.count === 0) return null;
    let rest = Math.ceil(p * this.count);
    if (rest < 1) rest = 1;
    for (let bucket = 0; bucket < this.buckets.length; bucket++) {
      rest -= this.buckets[bucket] as number;
      if (rest <= 0) return bucket === 0 ? 0 : Math.min(this.max, middle(bucket));
    }
    return this.max;
  }

  save(): Saved {
    const { buckets } = this;
    let [from, to] = [0, buckets.length];
    while (from < to && buckets[from] === 0) from++;
    while (to > from && buckets[to - 1] === 0) to--;
    return { count: this.count, sum: this.sum, max: this.max, from, buckets: buckets.slice(from, to) };
  }

  load(saved: Saved): void {
    this.count = saved['count'] as number;
    this.sum = saved['sum'] as number;
    this.max = saved['max'] as number;
    const buckets = saved['buckets'] as Uint32Array;
    const from = saved['from'] as number;
    if (from + buckets.length > this.buckets.length) this.buckets = new Uint32Array(from + buckets.length);
    else this.buckets.fill(0);
    this.buckets.set(buckets, from);
  }

  private grow(bucket: number): void {
    const wider = new Uint32Array(Math.max(bucket + 1, this.buckets.length * 2));
    wider.set(this.buckets);
    this.buckets = wider;
  }
}

function middle(bucket: number): number {
  words[0] = 0;
  words[1] = (bucket + FIRST) << 13;
  const low = double[0] as number;
  words[1] = (bucket + FIRST + 1) << 13;
  return (low + (double[0] as number)) / 2;
}
