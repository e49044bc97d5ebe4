// A group of readers that share one place in a log. Redis keeps it per entry (`pending`), Kafka per partition
// (`committed`). It holds the values; what is done with them stands in groups.ts and kafka.ts.
import { Pending, type PendingState } from './pending.ts';

/** Entries read is unknown until the broker can work it out. */
export const UNKNOWN = -1;

export interface GroupState {
  readonly name: string;
  readonly lastDelivered: number;
  readonly entriesRead: number;
  readonly members: readonly string[];
  readonly line: readonly number[];
  readonly consumers: readonly number[];
  readonly pending: PendingState;
  readonly cursor: readonly number[];
  readonly committed: readonly number[];
  readonly owner: readonly number[];
  readonly reset: string;
  readonly emptySince: number;
}

export class Group {
  readonly name: string;
  /** Offset of the last entry handed out (Redis). */
  lastDelivered = 0;
  entriesRead = UNKNOWN;
  /** Names known to the group; a forgotten name leaves an empty text, so that numbers stay. They outlive connections. */
  members: string[] = [];
  /** Consumers waiting for entries, in order. */
  line: number[] = [];
  /** Consumers connected, in order. */
  consumers: number[] = [];
  readonly pending = new Pending();
  /** Per partition (Kafka): index of the next entry to hand out, the next to read after a crash (−1 for neither), who reads it. */
  cursor: number[] = [];
  committed: number[] = [];
  owner: number[] = [];
  /** Where a group without a place starts, or one whose place is gone: `first` or `next`. */
  reset = 'next';
  /** Kafka: since when it has no members; Infinity while it has some. */
  emptySince = Number.POSITIVE_INFINITY;
  /** Kafka: members are coming or going together. Never between two operations. */
  isAssembling = false;

  constructor(name: string) {
    this.name = name;
  }

  /** Number of a member's name, or -1. */
  find(member: string): number {
    return this.members.indexOf(member);
  }

  /** Number of a member's name, made known if it is not. */
  join(member: string): number {
    const known = this.find(member);
    return known >= 0 ? known : this.members.push(member) - 1;
  }

  get memberCount(): number {
    return this.members.filter((member) => member !== '').length;
  }

  save(): GroupState {
    return {
      name: this.name,
      lastDelivered: this.lastDelivered,
      entriesRead: this.entriesRead,
      members: this.members.slice(),
      line: this.line.slice(),
      consumers: this.consumers.slice(),
      pending: this.pending.save(),
      cursor: this.cursor.slice(),
      committed: this.committed.slice(),
      owner: this.owner.slice(),
      reset: this.reset,
      emptySince: this.emptySince,
    };
  }

  load(state: GroupState): void {
    this.lastDelivered = state.lastDelivered;
    this.entriesRead = state.entriesRead;
    this.members = state.members.slice();
    this.line = state.line.slice();
    this.consumers = state.consumers.slice();
    this.pending.load(state.pending);
    this.cursor = state.cursor.slice();
    this.committed = state.committed.slice();
    this.owner = state.owner.slice();
    this.reset = state.reset;
    this.emptySince = state.emptySince;
  }
}
