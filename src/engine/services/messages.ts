// The envelopes of all messages that may still be asked for: which user, version and state, which event, when. A message's
// number is its place here. It knows nothing of where a message is.
import { Exceptions } from '../kernel/exceptions.ts';
import { type KeptChunks, LOG_CHUNK, RecordLog, timeOf } from '../kernel/record-log.ts';
import type { Saved } from '../kernel/state.ts';
import {
  EVENT_TYPE_MASK,
  MESSAGE_CAUSE,
  MESSAGE_PUBLICATION,
  MESSAGE_TYPE,
  PUBLISH_CAUSE_MASK,
  ROW_MASK,
} from '../packing.ts';
import { ABSENT, statusOf } from '../rows.ts';

/** What a message is about, ready to be published. */
export interface Envelope {
  readonly user: number;
  /** The version it is stamped with. */
  readonly version: number;
  /** The version that the change it tells of was given; the same, unless a job stamps what it sends anew. */
  readonly original: number;
  readonly row: number;
  /** Index into `EVENT_TYPES`. */
  readonly type: number;
  /** Index into `PUBLISH_CAUSES`. */
  readonly cause: number;
  /** Tells publications of one version apart in the addresses of draws. */
  readonly publication: number;
  /** The event's identity, for inboxes. Duplicates and faithful republications share it. */
  readonly event: number;
  /** The event that told of the change first: the same, unless a job publishes it as a new one. */
  readonly origin: number;
  /** Virtual time of the change it tells of, microseconds. */
  readonly occurredAt: number;
  /** By how much the clock lagged that stamped it, microseconds. */
  readonly lag: number;
}

/** In what few messages differ from most: the version of the change they tell of, the event that told of it first, and how far their stamp lags. */
export interface Differing {
  readonly original: number;
  readonly origin: number;
  readonly lag: number;
}

/** How a message with this envelope differs from most; null when it does not. */
export const differing = ({ version, original, event, origin, lag }: Envelope): Differing | null =>
  original === version && origin === event && lag === 0 ? null : { original, origin, lag };

// Row, cause, type and publication of a message in one word.

export const wordOf = (row: number, cause: number, type: number, publication: number): number =>
  row | (cause << MESSAGE_CAUSE) | (type << MESSAGE_TYPE) | (publication << MESSAGE_PUBLICATION);
export const rowIn = (word: number): number => word & ROW_MASK;
/** Index into `PUBLISH_CAUSES`. */
export const causeIn = (word: number): number => (word >>> MESSAGE_CAUSE) & PUBLISH_CAUSE_MASK;
/** Index into `EVENT_TYPES`. */
export const typeIn = (word: number): number => (word >>> MESSAGE_TYPE) & EVENT_TYPE_MASK;
export const publicationIn = (word: number): number => word >>> MESSAGE_PUBLICATION;

/** Publications of events whose change was undone are so many, from there on. */
export const GHOST = { from: 512, count: 512 } as const;
export const isOfUndone = (publication: number): boolean =>
  publication >= GHOST.from && publication < GHOST.from + GHOST.count;

/** Messages to a chunk, where those that are over are forgotten: few are under way, and a mark holds on to whole chunks. */
const SMALL_CHUNK = 256;

export class Messages {
  /** How many there have been. */
  length = 0;
  /** User, version, word, event, and when it occurred in two words. */
  private readonly log: RecordLog;
  /** Messages to a chunk. */
  readonly chunk: number;
  /** For each chunk, how many of its messages are not over yet; whole chunks are forgotten from the front. */
  private unfinished: number[] = [];
  private dropped = 0;
  /** By message: the version of the change it tells of, where it is stamped with another. */
  readonly restamped = new Exceptions();
  /** By message: the event that told of its change first, where it is another. */
  readonly origins = new Exceptions();
  /** By message: how far the clock lagged that stamped it, microseconds. */
  readonly lags = new Exceptions();
  /** Whether there is none of these: every message is like most. */
  isPlain = true;
  /** Of the message opened last; the word holds row, cause, type and publication (see `rowIn` and its like). */
  user = 0;
  version = 0;
  word = 0;
  /** When it occurred, in two words; only of the one that was opened whole. */
  low = 0;
  high = 0;
  /** A log's entries may be read again, so nothing is forgotten. */
  private readonly keepsAll: boolean;
  /** Messages that are over while a consumer goes on working on them. */
  private over: readonly number[] = [];
  /** Whether a consumer works on a message now. */
  private isWorkedOn: (message: number) => boolean = () => false;

  constructor(keepsAll: boolean) {
    this.keepsAll = keepsAll;
    this.chunk = keepsAll ? LOG_CHUNK : SMALL_CHUNK;
    this.log = new RecordLog(6, this.chunk);
  }

  /** Adds a message and returns its number. `word` as `wordOf` makes it, `low` and `high` of the time it occurred; the rest as in an `Envelope`. */
  add(user: number, version: number, word: number, event: number, low: number, high: number): number {
    const message = this.length++;
    const cells = this.log.room(message);
    const at = this.log.start(message);
    cells[at] = user | 0;
    cells[at + 1] = version | 0;
    cells[at + 2] = word | 0;
    cells[at + 3] = event | 0;
    cells[at + 4] = low | 0;
    cells[at + 5] = high | 0;
    if (at === 0) this.unfinished[this.log.chunkOf(message)] = this.chunk;
    return message;
  }

  /** The message just added is unlike most. */
  differ(message: number, version: number, { original, origin, lag }: Differing): void {
    this.restamped.setUnless(message, original, version);
    this.origins.setUnless(message, origin, this.eventOf(message));
    this.lags.setUnless(message, lag, 0);
    this.lookWhetherPlain();
  }

  /** In what a message that is stamped with `version` differs from most; null when in nothing. */
  differences(message: number, version: number): Differing | null {
    const [original, lag] = [this.restamped.get(message, version), this.lags.get(message, 0)];
    const event = this.eventOf(message);
    const origin = this.origins.get(message, event);
    return original === version && origin === event && lag === 0 ? null : { original, origin, lag };
  }

  /** Whether a message has been published and not yet been forgotten. */
  has(message: number): boolean {
    return message < this.length && message >= this.dropped * this.chunk;
  }

  /** Reads a message's `user`, `version` and `word`. */
  open(message: number): void {
    const cells = this.log.cells(message);
    const at = this.log.start(message);
    this.user = cells[at] as number;
    this.version = cells[at + 1] as number;
    this.word = cells[at + 2] as number;
  }

  /** The same, and when it occurred. */
  openWhole(message: number): void {
    const cells = this.log.cells(message);
    const at = this.log.start(message);
    this.user = cells[at] as number;
    this.version = cells[at + 1] as number;
    this.word = cells[at + 2] as number;
    this.low = cells[at + 4] as number;
    this.high = cells[at + 5] as number;
  }

  userOf(message: number): number {
    return this.log.at(message, 0);
  }

  /** Whether it tells that the user is gone. */
  removes(message: number): boolean {
    return statusOf(rowIn(this.log.at(message, 2))) === ABSENT;
  }

  /** Index into `EVENT_TYPES`. */
  typeOf(message: number): number {
    return typeIn(this.log.at(message, 2));
  }

  eventOf(message: number): number {
    return this.log.at(message, 3) >>> 0;
  }

  /** The event that told of a message's change first. */
  originOf(message: number): number {
    return this.origins.get(message, this.eventOf(message));
  }

  /** When what a message tells of occurred, microseconds. */
  occurredAt(message: number): number {
    const cells = this.log.cells(message);
    const at = this.log.start(message);
    return timeOf(cells[at + 4] as number, cells[at + 5] as number);
  }

  /** When it occurred by the clock that stamped it, microseconds; `occurredAt` is when it did in truth. */
  stampOf(message: number, occurredAt: number): number {
    return this.isPlain ? occurredAt : occurredAt - this.lags.get(message, 0);
  }

  /** Who says whether a message is worked on. (Where there are several, nothing is forgotten anyway.) */
  keepWhile(isWorkedOn: (message: number) => boolean): void {
    this.isWorkedOn = isWorkedOn;
  }

  /** The broker is through with the message, or it is lost: it is forgotten, but for a consumer that still works on it, cut off from the broker. */
  giveUp(message: number): void {
    if (this.keepsAll) return;
    if (this.over.length > 0) this.review();
    if (this.isWorkedOn(message)) this.over = [...this.over, message];
    else this.retire(message);
  }

  /** Of what was over before its consumer was through with it that is forgotten on which nobody works any more. */
  review(): void {
    const { over } = this;
    this.over = over.filter((message) => this.isWorkedOn(message));
    for (const message of over) if (!this.over.includes(message)) this.retire(message);
  }

  /** The message is over, and nobody works on it: nobody will ask for it again, unless a log still holds it. */
  retire(message: number): void {
    if (this.keepsAll) return;
    if (!this.isPlain) this.forgetDifferences(message);
    const chunk = this.log.chunkOf(message);
    const left = (this.unfinished[chunk] as number) - 1;
    this.unfinished[chunk] = left;
    if (left === 0) this.forget();
  }

  /** A mark keeps references to the chunks it needs; they are never written below `length` again. */
  save(): Saved {
    const kept = this.log.keep(this.dropped * this.chunk, this.length);
    const unfinished = this.unfinished.slice(this.dropped);
    const exceptions = { restamped: this.restamped.save(), origins: this.origins.save(), lags: this.lags.save() };
    const { length, dropped, over } = this;
    return { length, unfinished, dropped, kept, over, ...exceptions };
  }

  load(saved: Saved): void {
    this.length = saved['length'] as number;
    this.dropped = saved['dropped'] as number;
    this.over = saved['over'] as readonly number[];
    this.unfinished = [];
    (saved['unfinished'] as readonly number[]).forEach((left, i) => {
      this.unfinished[this.dropped + i] = left;
    });
    this.log.restore(saved['kept'] as KeptChunks, this.length);
    this.restamped.load(saved['restamped'] as Saved);
    this.origins.load(saved['origins'] as Saved);
    this.lags.load(saved['lags'] as Saved);
    this.lookWhetherPlain();
  }

  private forgetDifferences(message: number): void {
    this.restamped.delete(message);
    this.origins.delete(message);
    this.lags.delete(message);
    this.lookWhetherPlain();
  }

  private lookWhetherPlain(): void {
    this.isPlain = this.restamped.none && this.origins.none && this.lags.none;
  }

  private forget(): void {
    while (this.unfinished[this.dropped] === 0) this.dropped++;
    this.log.dropBefore(this.dropped * this.chunk);
  }
}
