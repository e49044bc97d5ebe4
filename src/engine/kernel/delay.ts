// How long something takes: a law ready to draw from, in microseconds. It knows nothing of what takes so long.
import { exp } from './arithmetic.ts';
import type { Chance } from './chance.ts';

export class Delay {
  /** Whether every draw is `value`: then nobody needs to look up the address of one. */
  readonly isConstant: boolean;
  /** Microseconds: the constant, the mean of the exponential or the median of the lognormal. */
  readonly value: number;
  /** σ of the lognormal's logarithm; 0 for the exponential. */
  private readonly spread: number;

  private constructor(isConstant: boolean, value: number, spread: number) {
    this.isConstant = isConstant;
    this.value = value;
    this.spread = spread;
  }

  static constant(value: number): Delay {
    return new Delay(true, value, 0);
  }

  static exponential(mean: number): Delay {
    return new Delay(false, mean, 0);
  }

  static lognormal(median: number, spread: number): Delay {
    return new Delay(spread === 0, median, spread);
  }

  /** One draw in whole microseconds, addressed by purpose and subject. */
  draw(chance: Chance, purpose: number, a: number, b: number, c = 0): number {
    if (this.isConstant) return this.value;
    if (this.spread === 0) return Math.floor(this.value * chance.exponential(purpose, a, b, c) + 0.5);
    return this.lognormal(chance.normal(purpose, a, b, c));
  }

  /** Apart, so that `draw` stays short: short code is what compilers put in place of calls. */
  private lognormal(normal: number): number {
    return Math.floor(this.value * exp(this.spread * normal) + 0.5);
  }
}
