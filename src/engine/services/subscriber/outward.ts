// What a subscriber does to the world outside when it takes in an event of one type, such as sending a mail: it cannot be taken back.
// It counts what was done twice or wrongly, and decides nothing: that an event was taken in it is told.
import type { Saved, Stateful } from '../../kernel/state.ts';
import { isOfUndone, type Messages, publicationIn, typeIn } from '../messages.ts';

/** So many changes make a chunk that marks share. */
const CHUNK = 1024;

export class Outward implements Stateful {
  /** Actions about a change on which it had acted, and about changes that were undone. */
  wrong = 0;
  /** The changes it has acted on, by the event that told of each first, in order: chunks that are never written again, and the latest. */
  private full: readonly Float64Array[] = [];
  private latest: number[] = [];
  /** The same, to be asked. (Users' versions would not do: a database that goes back gives them to other changes.) */
  private readonly done = new Set<number>();
  private readonly messages: Messages;
  /** The type of events on which it acts, an index into `EVENT_TYPES`. */
  private readonly type: number;

  constructor(messages: Messages, type: number) {
    this.messages = messages;
    this.type = type;
  }

  /** The event of a message has been taken in: it acts, if it is of its type, about the change that the event tells of. */
  taken(message: number): void {
    const { messages, done } = this;
    messages.open(message);
    const { word } = messages;
    if (typeIn(word) !== this.type) return;
    const change = messages.originOf(message);
    if (isOfUndone(publicationIn(word)) || done.has(change)) this.wrong++;
    else this.note(change);
  }

  save(): Saved {
    return { wrong: this.wrong, full: this.full, latest: this.latest.slice() };
  }

  load(saved: Saved): void {
    this.wrong = saved['wrong'] as number;
    this.full = saved['full'] as readonly Float64Array[];
    this.latest = (saved['latest'] as readonly number[]).slice();
    this.done.clear();
    for (const changes of [...this.full, this.latest]) for (const change of changes) this.done.add(change);
  }

  private note(change: number): void {
    this.done.add(change);
    this.latest.push(change);
    if (this.latest.length < CHUNK) return;
    this.full = [...this.full, Float64Array.from(this.latest)];
    this.latest = [];
  }
}
