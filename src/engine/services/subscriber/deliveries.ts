// Deliveries in a row, oldest first. They stand in records that form a circle and are used again and again, so that nothing
// becomes garbage; who put them there and why is not its business.
import { NOTHING, type Saved, type Stateful } from '../../kernel/state.ts';

/** Numbers of a delivery, as it is saved. */
const FIELDS = 5;
const EMPTY: Saved = { values: NOTHING };

type FiveNumbers = [number, number, number, number, number];

class Delivery {
  tag = 0;
  message = 0;
  /** Which attempt at the message it is. */
  attempt = 0;
  /** Of a log; −1 for a queue's. */
  offset = 0;
  /** When it arrives, microseconds, where that is noted. */
  arrival: number;
  /** The next younger, or the next that is unused. */
  next: Delivery;

  constructor(next?: Delivery) {
    this.arrival = Number.NaN; // first: see kernel/state.ts
    this.next = next ?? this;
  }
}

export class Deliveries implements Stateful {
  length = 0;
  /** The oldest, if there is one. */
  first: Delivery;
  /** The first unused record; there is always one. */
  private free: Delivery;

  constructor() {
    this.first = new Delivery();
    this.first.next = new Delivery(this.first);
    this.free = this.first;
  }

  /** Adds the youngest; whoever wants to know when it arrives notes it in what is returned. */
  push(tag: number, message: number, attempt: number, offset: number): Delivery {
    const { free } = this;
    free.tag = tag;
    free.message = message;
    free.attempt = attempt;
    free.offset = offset;
    if (free.next === this.first) free.next = new Delivery(this.first);
    this.free = free.next;
    this.length++;
    return free;
  }

  /** All of them, oldest first. */
  list(): Delivery[] {
    const list: Delivery[] = [];
    for (let delivery = this.first; delivery !== this.free; delivery = delivery.next) list.push(delivery);
    return list;
  }

  /** Forgets the oldest; there must be one. */
  shift(): void {
    this.first = this.first.next;
    this.length--;
  }

  /** Forgets all but the `count` oldest. */
  keep(count: number): void {
    this.length = count;
    this.free = this.first;
    for (let n = 0; n < count; n++) this.free = this.free.next;
  }

  /** Forgets those of some entries of a log; returns their tags. */
  takeOut(isGone: (offset: number) => boolean): readonly number[] {
    const all = this.list().map(({ tag, message, attempt, offset, arrival }) => ({
      tag,
      message,
      attempt,
      offset,
      arrival,
    }));
    this.clear();
    for (const { tag, message, attempt, offset, arrival } of all) {
      if (!isGone(offset)) this.push(tag, message, attempt, offset).arrival = arrival;
    }
    return all.filter(({ offset }) => isGone(offset)).map(({ tag }) => tag);
  }

  clear(): void {
    this.keep(0);
  }

  save(): Saved {
    if (this.length === 0) return EMPTY;
    const values = new Float64Array(this.length * FIELDS);
    let at = 0;
    for (let delivery = this.first; delivery !== this.free; delivery = delivery.next) {
      values[at++] = delivery.tag;
      values[at++] = delivery.message;
      values[at++] = delivery.attempt;
      values[at++] = delivery.offset;
      values[at++] = delivery.arrival;
    }
    return { values };
  }

  load(saved: Saved): void {
    const values = saved['values'] as Float64Array;
    this.clear();
    for (let at = 0; at < values.length; at += FIELDS) {
      const [tag, message, attempt, offset, arrival] = values.subarray(at, at + FIELDS) as unknown as FiveNumbers;
      this.push(tag, message, attempt, offset).arrival = arrival;
    }
  }
}
