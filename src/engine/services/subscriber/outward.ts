// What a subscriber does to the world outside when it takes in an event of one type, such as sending a mail: it cannot be taken back.
// It counts what was done twice or wrongly, and decides nothing: that an event was taken in it is told.
import type { Saved, Stateful } from '../../kernel/state.ts';
import { isOfUndone, type Messages, publicationIn, typeIn } from '../messages.ts';

/** Changes of one user are told apart by their versions: so far apart stand two users. */
const USERS_APART = 67_108_864;
/** So many numbers, two for each change, make a chunk that marks share. */
const CHUNK = 1024;

export class Outward implements Stateful {
  /** Actions about a change on which it had acted, and about changes that were undone. */
  wrong = 0;
  /** The changes it has acted on, in order, each with when it was made: chunks that are never written again, and the latest. */
  private full: readonly Float64Array[] = [];
  private latest: number[] = [];
  /** The same, to be asked: when the change was made. A database that goes back gives its version to another, which is made later. */
  private readonly done = new Map<number, number>();
  private readonly doneAgain = new Map<number, readonly number[]>();
  private readonly messages: Messages;
  /** The type of events on which it acts, an index into `EVENT_TYPES`. */
  private readonly type: number;

  constructor(messages: Messages, type: number) {
    this.messages = messages;
    this.type = type;
  }

  /** The event of a message has been taken in: it acts, if it is of its type, about the change that the event tells of. */
  taken(message: number): void {
    const { messages } = this;
    messages.open(message);
    const { user, version, word } = messages;
    if (typeIn(word) !== this.type) return;
    const change = user * USERS_APART + messages.restamped.get(message, version);
    const at = messages.occurredAt(message);
    if (isOfUndone(publicationIn(word)) || this.hasActed(change, at)) this.wrong++;
    else this.note(change, at);
  }

  save(): Saved {
    return { wrong: this.wrong, full: this.full, latest: this.latest.slice() };
  }

  load(saved: Saved): void {
    this.wrong = saved['wrong'] as number;
    this.full = saved['full'] as readonly Float64Array[];
    this.latest = (saved['latest'] as readonly number[]).slice();
    this.done.clear();
    this.doneAgain.clear();
    for (const changes of [...this.full, this.latest])
      for (let n = 0; n < changes.length; n += 2) this.remember(changes[n] as number, changes[n + 1] as number);
  }

  private hasActed(change: number, at: number): boolean {
    return this.done.get(change) === at || this.doneAgain.get(change)?.includes(at) === true;
  }

  private remember(change: number, at: number): void {
    const { done, doneAgain } = this;
    if (!done.has(change)) done.set(change, at);
    else doneAgain.set(change, [...(doneAgain.get(change) ?? []), at]);
  }

  private note(change: number, at: number): void {
    this.remember(change, at);
    this.latest.push(change, at);
    if (this.latest.length < CHUNK) return;
    this.full = [...this.full, Float64Array.from(this.latest)];
    this.latest = [];
  }
}
