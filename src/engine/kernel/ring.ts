// A first-in, first-out ring of numbers that grows. It is state: it saves no more than it holds.
import { NOTHING, type Saved, type Stateful } from './state.ts';

const EMPTY: Saved = { values: NOTHING };

export class Ring implements Stateful {
  length = 0;
  private values = new Float64Array(16);
  private head = 0;

  push(value: number): void {
    if (this.length === this.values.length) this.grow();
    this.values[(this.head + this.length++) & (this.values.length - 1)] = value;
  }

  /** Takes the oldest value; the ring must not be empty. */
  shift(): number {
    const value = this.values[this.head] as number;
    this.head = (this.head + 1) & (this.values.length - 1);
    this.length--;
    return value;
  }

  /** Takes the newest value; the ring must not be empty. */
  pop(): number {
    return this.values[(this.head + --this.length) & (this.values.length - 1)] as number;
  }

  /** The value `index` places behind the oldest. */
  at(index: number): number {
    return this.values[(this.head + index) & (this.values.length - 1)] as number;
  }

  /** Replaces that value. */
  set(index: number, value: number): void {
    this.values[(this.head + index) & (this.values.length - 1)] = value;
  }

  clear(): void {
    this.head = 0;
    this.length = 0;
  }

  save(): Saved {
    if (this.length === 0) return EMPTY;
    const values = new Float64Array(this.length);
    for (let i = 0; i < this.length; i++) values[i] = this.at(i);
    return { values };
  }

  load(saved: Saved): void {
    const values = saved['values'] as Float64Array;
    this.clear();
    for (const value of values) this.push(value);
  }

  private grow(): void {
    const wider = new Float64Array(this.values.length * 2);
    for (let i = 0; i < this.length; i++) wider[i] = this.at(i);
    this.values = wider;
    this.head = 0;
  }
}
