// Numbers by number, for the few that are not what they usually are: who asks says what is usual. It is state, and holds no more
// than the exceptions.
import { NOTHING, type Saved, type Stateful } from './state.ts';

const NO_EXCEPTIONS: Saved = { keys: NOTHING, values: NOTHING };

export class Exceptions implements Stateful {
  /** Whether there is no exception. Frequent paths ask this first. */
  none = true;
  private readonly values = new Map<number, number>();

  get(key: number, usual: number): number {
    return this.values.get(key) ?? usual;
  }

  set(key: number, value: number): void {
    this.values.set(key, value);
    this.none = false;
  }

  /** Sets what is not as usual. */
  setUnless(key: number, value: number, usual: number): void {
    if (value !== usual) this.set(key, value);
  }

  /** From now on `key` is as usual. */
  delete(key: number): void {
    this.values.delete(key);
    this.none = this.values.size === 0;
  }

  save(): Saved {
    if (this.none) return NO_EXCEPTIONS;
    return { keys: Float64Array.from(this.values.keys()), values: Float64Array.from(this.values.values()) };
  }

  load(saved: Saved): void {
    const keys = saved['keys'] as Float64Array;
    const values = saved['values'] as Float64Array;
    this.values.clear();
    for (const [n, key] of keys.entries()) this.values.set(key, values[n] as number);
    this.none = keys.length === 0;
  }
}
