// Events that came before the one that they follow, by user and version: kept beside the copy, acknowledged, until the gap is
// filled. It decides nothing.
import type { Saved, Stateful } from '../../kernel/state.ts';

interface HeldEvent {
  readonly version: number;
  readonly message: number;
  /** Whether it is an entry of the log that was read again. */
  readonly replayed: boolean;
  /** Whether it had not been processed before. */
  readonly first: boolean;
}

const NONE: readonly HeldEvent[] = [];

export class HeldEvents implements Stateful {
  /** How many there are. */
  length = 0;
  /** By user, in the order of their versions. */
  private readonly ofUsers = new Map<number, readonly HeldEvent[]>();

  has(user: number, version: number): boolean {
    return (this.ofUsers.get(user) ?? NONE).some((held) => held.version === version);
  }

  /** How many of a user's there are. */
  countOf(user: number): number {
    return (this.ofUsers.get(user) ?? NONE).length;
  }

  add(user: number, event: HeldEvent): void {
    const held = [...(this.ofUsers.get(user) ?? NONE), event];
    this.ofUsers.set(
      user,
      held.sort((a, b) => a.version - b.version),
    );
    this.length++;
  }

  /** Takes out the oldest of a user's events, if it is not after `version`. */
  take(user: number, version: number): HeldEvent | undefined {
    const [oldest, ...rest] = this.ofUsers.get(user) ?? NONE;
    if (oldest === undefined || oldest.version > version) return undefined;
    if (rest.length === 0) this.ofUsers.delete(user);
    else this.ofUsers.set(user, rest);
    this.length--;
    return oldest;
  }

  /** Drops those of which something is so; returns how many. */
  drop(isSo: (event: HeldEvent) => boolean): number {
    const before = this.length;
    const all = [...this.ofUsers];
    this.ofUsers.clear();
    this.length = 0;
    for (const [user, held] of all) for (const event of held) if (!isSo(event)) this.add(user, event);
    return before - this.length;
  }

  save(): Saved {
    const events = [...this.ofUsers].flatMap(([user, held]) => held.map((event) => ({ user, ...event })));
    return { events };
  }

  load(saved: Saved): void {
    this.ofUsers.clear();
    this.length = 0;
    for (const { user, ...event } of saved['events'] as readonly (HeldEvent & { user: number })[])
      this.add(user, event);
  }
}
