// One consumer: its channel (delivery numbers, what it holds) and its subscription (queue, credit, place in line). It does
// not know how queues choose among consumers.

/** Held under a tag: a copy's row (0 and up), nothing (`SETTLED`), or a log entry, coded by `heldEntry`. */
export const SETTLED = -1;

/** Credit that no run exhausts. */
export const UNLIMITED = 0x3fffffff;

/** Codes a log entry for the ring of held deliveries; partition and index come back by `%` and `/`. */
export const heldEntry = (index: number, partition: number, partitions: number): number =>
  -2 - (index * partitions + partition);

/** The plain values of a consumer that snapshots carry. */
export interface ConsumerState {
  readonly open: boolean;
  readonly queue: number;
  readonly credit: number;
  readonly prefetch: number;
  readonly autoAck: boolean;
  readonly priority: number;
  readonly exclusive: boolean;
  readonly inLine: boolean;
  readonly creditFrom: number;
  readonly holding: number;
  readonly oldest: number;
  readonly next: number;
  readonly cursor: number;
  readonly from: number;
  readonly begun: number;
  readonly until: number;
  readonly group: number;
  readonly member: string;
  readonly catchingUp: boolean;
}

export class BrokerConsumer {
  readonly id: number;
  open = true;
  /** The queue it is subscribed to, or -1. */
  queue = -1;
  /** How many more deliveries it may be sent. */
  credit = 0;
  prefetch = 0;
  autoAck = false;
  priority = 0;
  exclusive = false;
  /** Whether it stands in its queue's line of consumers that may be served. */
  inLine = false;
  /** Deliveries before this tag belong to an earlier subscription and give no credit back. */
  creditFrom = 1;
  /** Copies and entries held. */
  holding = 0;
  oldest = 1;
  next = 1;
  /** Logs: index of the next entry to look at, and the first offset wanted. */
  cursor = 0;
  from = 0;
  /** Streams: index at which it began, and up to which it reads on in a segment that it has open, though that was dropped. */
  begun = 0;
  until = 0;
  group = -1;
  member = '';
  /** Still being handed what its name has pending in the group, before anything new; `cursor` is then an offset. */
  catchingUp = false;
  private ring = new Int32Array(16);
  private mask = 15;

  constructor(id: number) {
    this.id = id;
  }

  /** Notes what the next tag stands for. */
  hold(what: number): void {
    if (this.next - this.oldest > this.mask) this.grow();
    this.ring[this.next & this.mask] = what;
    this.next++;
    this.holding++;
  }

  /** A delivery that needs no acknowledgement still takes a tag. */
  pass(): void {
    if (this.oldest === this.next) {
      this.oldest++;
      this.next++;
      return;
    }
    if (this.next - this.oldest > this.mask) this.grow();
    this.ring[this.next & this.mask] = SETTLED;
    this.next++;
  }

  held(tag: number): number {
    if (tag < this.oldest || tag >= this.next) return SETTLED;
    return this.ring[tag & this.mask] as number;
  }

  /** Forgets a held delivery; the tag must hold something. */
  release(tag: number): void {
    this.ring[tag & this.mask] = SETTLED;
    this.holding--;
    while (this.oldest < this.next && this.ring[this.oldest & this.mask] === SETTLED) this.oldest++;
  }

  /** Replaces what a tag stands for (a copy's row changed in a load). */
  replace(tag: number, what: number): void {
    this.ring[tag & this.mask] = what;
  }

  save(): ConsumerState {
    const { open, queue, credit, prefetch, autoAck, priority, exclusive, inLine } = this;
    const { creditFrom, holding, oldest, next, cursor, from, begun, until, group, member, catchingUp } = this;
    // One record, not two spread into a third: this is done for every mark.
    // biome-ignore format: as they stand above.
    return {
      open, queue, credit, prefetch, autoAck, priority, exclusive, inLine,
      creditFrom, holding, oldest, next, cursor, from, begun, until, group, member, catchingUp,
    };
  }

  load(state: ConsumerState): void {
    this.open = state.open;
    this.queue = state.queue;
    this.credit = state.credit;
    this.prefetch = state.prefetch;
    this.autoAck = state.autoAck;
    this.priority = state.priority;
    this.exclusive = state.exclusive;
    this.inLine = state.inLine;
    this.creditFrom = state.creditFrom;
    this.holding = state.holding;
    this.oldest = state.oldest;
    this.next = state.next;
    this.cursor = state.cursor;
    this.from = state.from;
    this.begun = state.begun;
    this.until = state.until;
    this.group = state.group;
    this.member = state.member;
    this.catchingUp = state.catchingUp;
    while (this.next - this.oldest > this.mask + 1) this.grow();
  }

  private grow(): void {
    const wider = new Int32Array(this.ring.length * 2);
    const mask = wider.length - 1;
    for (let tag = this.oldest; tag < this.next; tag++) wider[tag & mask] = this.ring[tag & this.mask] as number;
    this.ring = wider;
    this.mask = mask;
  }
}
