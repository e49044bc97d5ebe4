// The envelopes of all messages that may still be asked for: which user, version and state, which event, when. A message's
// number is its place here. It knows nothing of where a message is.
import { LOG_CHUNK, LogColumn } from '../kernel/columns.ts';
import type { Saved } from '../kernel/state.ts';

/** What a message is about, ready to be published. */
export interface Envelope {
  readonly user: number;
  readonly version: number;
  readonly row: number;
  /** Index into `EVENT_TYPES`. */
  readonly type: number;
  /** Index into `PUBLISH_CAUSES`. */
  readonly cause: number;
  /** Tells publications of one version apart in the addresses of draws. */
  readonly publication: number;
  /** The event's identity, for inboxes. Duplicates and faithful republications share it. */
  readonly event: number;
  /** Virtual time of the change it tells of, microseconds. */
  readonly occurredAt: number;
}

/** As long as a log column's chunk, so that forgetting a chunk here frees one there. */
const CHUNK = LOG_CHUNK;

export class Messages {
  /** How many there have been. */
  length = 0;
  private user = new LogColumn(Uint32Array);
  private version = new LogColumn(Uint32Array);
  private word = new LogColumn(Uint32Array);
  private event = new LogColumn(Uint32Array);
  private occurred = new LogColumn(Float64Array);
  private published = new LogColumn(Float64Array);
  /** For each chunk, how many of its messages are not over yet; whole chunks are forgotten from the front. */
  private open: number[] = [];
  private dropped = 0;
  /** A log's entries may be read again, so nothing is forgotten. */
  private readonly keepsAll: boolean;

  constructor(keepsAll: boolean) {
    this.keepsAll = keepsAll;
  }

  /** Adds a message published at `now` and returns its number. */
  add(now: number, envelope: Envelope): number {
    const message = this.length++;
    this.user.write(message, envelope.user);
    this.version.write(message, envelope.version);
    this.word.write(message, envelope.row | (envelope.cause << 3) | (envelope.type << 6) | (envelope.publication << 9));
    this.event.write(message, envelope.event);
    this.occurred.write(message, envelope.occurredAt);
    this.published.write(message, now);
    const chunk = Math.floor(message / CHUNK);
    this.open[chunk] = (this.open[chunk] ?? 0) + 1;
    return message;
  }

  userOf(message: number): number {
    return this.user.at(message);
  }

  versionOf(message: number): number {
    return this.version.at(message);
  }

  rowOf(message: number): number {
    return this.word.at(message) & 7;
  }

  /** Index into `PUBLISH_CAUSES`. */
  causeOf(message: number): number {
    return (this.word.at(message) >> 3) & 7;
  }

  /** Index into `EVENT_TYPES`. */
  typeOf(message: number): number {
    return (this.word.at(message) >> 6) & 7;
  }

  publicationOf(message: number): number {
    return this.word.at(message) >>> 9;
  }

  eventOf(message: number): number {
    return this.event.at(message);
  }

  occurredAt(message: number): number {
    return this.occurred.at(message);
  }

  publishedAt(message: number): number {
    return this.published.at(message);
  }

  /** The message is acknowledged, lost or dead-lettered: nobody will ask for it again, unless a log still holds it. */
  retire(message: number): void {
    if (this.keepsAll) return;
    const chunk = Math.floor(message / CHUNK);
    this.open[chunk] = (this.open[chunk] as number) - 1;
    if (this.open[this.dropped] === 0 && (this.dropped + 1) * CHUNK <= this.length) this.forget();
  }

  /** A mark keeps references to the chunks it needs; they are never written below `length` again. */
  save(): Saved {
    const kept = this.columns().map((column) => column.keep(this.dropped * CHUNK, this.length));
    return { length: this.length, open: this.open.slice(this.dropped), dropped: this.dropped, kept };
  }

  load(saved: Saved): void {
    this.length = saved['length'] as number;
    this.dropped = saved['dropped'] as number;
    this.open = [];
    (saved['open'] as readonly number[]).forEach((open, i) => {
      this.open[this.dropped + i] = open;
    });
    const kept = saved['kept'] as readonly (readonly (readonly [number, never])[])[];
    this.columns().forEach((column, i) => {
      column.restore(kept[i] as never, this.length);
    });
  }

  private forget(): void {
    while (this.open[this.dropped] === 0 && (this.dropped + 1) * CHUNK <= this.length) this.dropped++;
    for (const column of this.columns()) column.dropBefore(this.dropped * CHUNK);
  }

  private columns(): readonly LogColumn<Uint32Array | Float64Array>[] {
    return [this.user, this.version, this.word, this.event, this.occurred, this.published] as never;
  }
}
