// How a broker stands, drawn for people from a snapshot of it: every message as something in a place, under the names a script
// gave. It changes nothing and takes no part in playing.
import { REASONS } from './codes.ts';
import { SETTLED, UNLIMITED } from './consumer.ts';
import { COPY_FIELDS } from './copies.ts';
import { offsetOf } from './entry-ids.ts';
import type { GroupState } from './group.ts';
import { Log } from './log.ts';
import { Pending } from './pending.ts';
import { PROFILES, type Profile, type ProfileId } from './profiles.ts';
import type { QueueState } from './queue.ts';
import type { BrokerState } from './state.ts';

/** What a script calls messages and consumers. */
export interface Names {
  messageName(message: number): string;
  consumerName(consumer: number): string;
}

/** A message that waits in a queue. `failed` counts the deliveries that came back, where the broker counts them. */
interface WaitingPicture {
  readonly id: string;
  readonly redelivered: boolean;
  readonly failed: number;
  /** Of a dead letter: the queue it last came from, and why. */
  readonly died?: { readonly queue: string; readonly reason: string };
}

/** A message handed to a consumer and not settled. A Redis member may hold without being connected. */
export interface HeldPicture extends WaitingPicture {
  readonly consumer: string;
  readonly offset?: number | string;
  readonly partition?: number;
  readonly group?: string;
}

interface EntryPicture {
  readonly offset: number | string;
  readonly id: string;
}

/** A log, or one partition of it. `next` is the offset of the entry to come. */
export interface LogPicture {
  readonly partition: number;
  readonly entries: readonly EntryPicture[];
  readonly next: number | string;
}

/** A reader of a log with a place of its own: the next offset it looks at. */
interface ReaderPicture {
  readonly consumer: string;
  readonly next: number | string;
}

/** A group's place in one partition: the next offset to hand out, and where a new owner would begin. */
interface PlacePicture {
  readonly partition: number;
  readonly next: number | string;
  readonly committed?: number | string;
  readonly owner?: string;
}

export interface GroupPicture {
  readonly name: string;
  readonly places: readonly PlacePicture[];
}

export interface QueuePicture {
  readonly name: string;
  readonly profile: ProfileId;
  readonly waiting: readonly WaitingPicture[];
  readonly held: readonly HeldPicture[];
  readonly logs: readonly LogPicture[];
  readonly readers: readonly ReaderPicture[];
  readonly groups: readonly GroupPicture[];
}

/** A connected consumer. `credit`: how many more it may be sent; null: any number. */
export interface ConsumerPicture {
  readonly name: string;
  readonly queue: string;
  readonly credit: number | null;
}

export function consumersOf(state: BrokerState, names: Names): ConsumerPicture[] {
  return state.consumers.flatMap(({ open, queue, credit }, id) => {
    if (!open || queue < 0 || names.consumerName(id) === '') return [];
    const limit = credit >= UNLIMITED / 2 ? null : credit;
    return [{ name: names.consumerName(id), queue: state.names[queue] ?? '', credit: limit }];
  });
}

export function queuesOf(state: BrokerState, names: Names): QueuePicture[] {
  const deaths = new Map(state.deaths);
  let copy = 0;
  const take = (): { readonly queue: number; readonly picture: WaitingPicture } => {
    const last = deaths.get(copy)?.[0];
    const at = copy++ * COPY_FIELDS;
    const [message, queue, , , , redelivered, , returns] = state.copies.subarray(at, at + COPY_FIELDS);
    const id = names.messageName(message as number);
    const died = last && { queue: state.names[last.queue] ?? '', reason: REASONS[last.reason] ?? '' };
    const picture = { id, redelivered: redelivered === 1, failed: returns as number, ...(died && { died }) };
    return { queue: queue as number, picture };
  };
  const drawn = state.queues.map((queue, id) => (queue === null ? undefined : new Drawing(state, queue, id, names)));
  for (const one of drawn)
    if (one !== undefined) for (let n = 0; n < one.readyCount; n++) one.waiting.push(take().picture);
  let at = 0;
  state.consumers.forEach((consumer, id) => {
    for (let tag = consumer.oldest; tag < consumer.next; tag++, at++) {
      const what = state.held[at] as number;
      if (what === SETTLED) continue;
      const name = names.consumerName(id);
      if (what < 0) drawn[consumer.queue]?.holdEntry(name, -2 - what);
      else {
        const { queue, picture } = take();
        drawn[queue]?.held.push({ ...picture, consumer: name });
      }
    }
  });
  return drawn.flatMap((one) => (one === undefined ? [] : [one.finish()]));
}

/** One queue while it is being drawn. */
class Drawing {
  readonly waiting: WaitingPicture[] = [];
  readonly held: HeldPicture[] = [];
  readonly readyCount: number;
  private readonly state: BrokerState;
  private readonly queue: QueueState;
  private readonly id: number;
  private readonly names: Names;
  private readonly profile: Profile;
  private readonly logs: readonly Log[];

  constructor(state: BrokerState, queue: QueueState, id: number, names: Names) {
    this.state = state;
    this.queue = queue;
    this.id = id;
    this.names = names;
    this.readyCount = queue.readyCount;
    this.profile = PROFILES[queue.settings.profile];
    this.logs = queue.logs.map((saved) => {
      const log = new Log(saved.base, saved.keys !== null);
      log.load(saved);
      return log;
    });
  }

  /** An entry of a log held under a tag. What a Redis member holds is read from the group instead. */
  holdEntry(consumer: string, code: number): void {
    if (this.profile.groups === 'pending') return;
    const partition = code % this.logs.length;
    const index = Math.floor(code / this.logs.length);
    const log = this.logs[partition];
    if (log === undefined || index < log.first) return;
    const id = this.names.messageName(log.messages.at(index));
    const place = this.profile.groups === 'committed' ? { partition } : {};
    this.held.push({ id, redelivered: false, failed: 0, consumer, offset: this.label(log, index), ...place });
  }

  finish(): QueuePicture {
    const { waiting, held, queue, state } = this;
    const readers = this.readers();
    for (const group of queue.groups) this.addPending(group);
    return {
      name: state.names[this.id] ?? '',
      profile: queue.settings.profile,
      waiting,
      held,
      logs: this.logs.map((log, partition) => this.log(log, partition)),
      readers,
      groups: queue.groups.map((group) => this.group(group)),
    };
  }

  private log(log: Log, partition: number): LogPicture {
    const entries: EntryPicture[] = [];
    for (let index = log.first; index < log.end; index++) {
      if (log.isGone(index)) continue;
      entries.push({ offset: this.label(log, index), id: this.names.messageName(log.messages.at(index)) });
    }
    return { partition, entries, next: this.label(log, log.end) };
  }

  private readers(): ReaderPicture[] {
    const log = this.logs[0];
    if (log === undefined) return [];
    return this.queue.members.flatMap((member) => {
      const consumer = this.state.consumers[member];
      if (consumer === undefined || consumer.group >= 0) return [];
      const { cursor, until } = consumer;
      const next = cursor < until ? log.offsetAt(cursor) : this.label(log, cursor);
      return [{ consumer: this.names.consumerName(member), next }];
    });
  }

  private group(group: GroupState): GroupPicture {
    if (this.profile.groups === 'pending') {
      const log = this.logs[0] as Log;
      return {
        name: group.name,
        places: [{ partition: 0, next: this.label(log, log.indexFrom(group.lastDelivered + 1)) }],
      };
    }
    const places = this.logs.flatMap((log, partition) => {
      // A partition that was added and of which the group has not heard.
      if (partition >= group.owner.length) return [];
      const committed = group.committed[partition] ?? -1;
      const owner = group.owner[partition] ?? -1;
      const cursor = group.cursor[partition] ?? -1;
      const beginning = group.reset === 'first' ? log.first : log.end;
      return {
        partition,
        next: this.label(log, cursor < 0 ? beginning : cursor),
        ...(committed < 0 ? {} : { committed: this.label(log, committed) }),
        ...(owner < 0 ? {} : { owner: this.names.consumerName(owner) }),
      };
    });
    return { name: group.name, places };
  }

  private addPending(group: GroupState): void {
    const log = this.logs[0];
    if (this.profile.groups !== 'pending' || log === undefined) return;
    const pending = new Pending();
    pending.load(group.pending);
    for (let row = pending.start; row < pending.end; row++) {
      if (pending.isHole(row)) continue;
      const index = log.indexFrom(pending.offset(row));
      const there = index < log.end && log.offsetAt(index) === pending.offset(row) && !log.isGone(index);
      this.held.push({
        id: there ? this.names.messageName(log.messages.at(index)) : '',
        redelivered: pending.count(row) > 1,
        failed: Math.max(0, pending.count(row) - 1),
        consumer: group.members[pending.owner(row)] ?? '',
        offset: offsetOf(pending.offset(row)),
        group: group.name,
      });
    }
  }

  /** The offset at an index as people write it; at the end, the one to come. */
  private label(log: Log, index: number): number | string {
    const redis = this.profile.groups === 'pending';
    if (index < log.end) {
      const offset = log.offsetAt(Math.max(index, log.first));
      return redis ? offsetOf(offset) : offset;
    }
    return redis ? Number(String(offsetOf(log.nextOffset)).split('-')[0]) + 1 : log.nextOffset;
  }
}
