// The outbox table: rows that wait for the relay, oldest first. The row of a change is the change's place in the log, since all
// else can be read there; what a repair job publishes is written out. It knows nothing of when rows are sent.
import { Ring } from '../../kernel/ring.ts';
import type { Envelope } from '../messages.ts';

/** Stands for a row that is written out. */
const WRITTEN = -1;

export class Outbox {
  readonly saved = ['rows', 'written'];
  private readonly rows = new Ring();
  /** The fields of the rows that are written out, one after the other. */
  private readonly written = new Ring();

  /** How many rows wait. */
  get length(): number {
    return this.rows.length;
  }

  push(change: number): void {
    this.rows.push(change);
  }

  /** `now`: when it is written, microseconds. */
  write(
    { user, version, original, row, type, cause, publication, event, origin, occurredAt, lag }: Envelope,
    now: number,
  ): void {
    const { rows, written } = this;
    rows.push(WRITTEN);
    const fields = [now, user, version, original, row, type, cause, publication, event, origin, occurredAt, lag];
    for (const field of fields) written.push(field);
  }

  /** The oldest row, of which there must be one: the change it is of, −1 where it is written out. */
  get oldest(): number {
    return this.rows.at(0);
  }

  /** When the oldest row that is written out was written, microseconds. */
  get writtenAt(): number {
    return this.written.at(0);
  }

  /** Takes the oldest row: what is written in it, or what `ofChange` says of the change. There must be one. */
  shift(ofChange: (change: number) => Envelope): Envelope {
    const change = this.rows.shift();
    if (change !== WRITTEN) return ofChange(change);
    const { written } = this;
    written.shift();
    return {
      user: written.shift(),
      version: written.shift(),
      original: written.shift(),
      row: written.shift(),
      type: written.shift(),
      cause: written.shift(),
      publication: written.shift(),
      event: written.shift(),
      origin: written.shift(),
      occurredAt: written.shift(),
      lag: written.shift(),
    };
  }
}
