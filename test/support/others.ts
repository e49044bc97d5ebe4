// The subscribers besides Billing, from the lines of a trace that name them: what cannot have happened to them, and a second count of
// what they were handed and did twice or wrongly. It shares no code with the engine.
import type { ApplyLine, Line, PublishLine } from './lines.ts';
import { NOBODY, stateOf, type UserState } from './states.ts';

/** Whether a line is about Billing, or about nobody's copy. */
export const isOfBilling = (line: Line): boolean => !('subscriber' in line);

interface Sender {
  readonly id: string;
  readonly sends: string;
}

/** What happened to a user between two states. */
function typeOf(before: UserState, after: UserState): string {
  if (before.status === 'absent') return 'UserCreated';
  if (after.status === 'absent') return 'UserDeleted';
  if (after.status === before.status) return 'UserPlanChanged';
  return after.status === 'active' ? 'UserReactivated' : 'UserSuspended';
}

/** One of them: its deliveries, what it has processed, and about what it has acted. */
class Other {
  received = 0;
  wrong = 0;
  private readonly delivered = new Map<number, number>();
  private readonly acted = new Set<string>();

  deliver(message: number): void {
    this.received++;
    this.delivered.set(message, (this.delivered.get(message) ?? 0) + 1);
  }

  has(message: number): boolean {
    return this.delivered.has(message);
  }

  /** It does something outward about a change; null: about one that was undone. */
  act(change: string | null): void {
    if (change === null || this.acted.has(change)) this.wrong++;
    else this.acted.add(change);
  }
}

export class Others {
  readonly complaints: string[] = [];
  private readonly senders: readonly Sender[];
  private readonly all = new Map<string, Other>();
  private readonly published = new Map<number, PublishLine>();
  /** Messages about changes that were undone, with what those would have been. */
  private readonly undone = new Map<number, string>();
  private readonly present = new Map<number, UserState>();
  private readonly types = new Map<string, string>();
  /** How often a user's version was given: after a restore of the database it is another change. */
  private readonly given = new Map<string, number>();
  /** By message: which change it tells of, and what happened to the user then. */
  private readonly told = new Map<number, { readonly change: string; readonly type: string | undefined }>();

  /** Billing's dead letters that wait, oldest first; and by message which of them it is, handed back. */
  private readonly dead: number[] = [];
  private readonly letters = new Map<number, number>();

  constructor(senders: readonly Sender[]) {
    this.senders = senders;
    for (const { id } of senders) this.all.set(id, new Other());
  }

  read(line: Line): void {
    if (line.kind === 'commit') {
      this.commit(line);
      this.present.set(line.user, stateOf(line));
    }
    if (line.kind === 'publish') this.publish(line);
    if (line.kind === 'dead-letter' && !('subscriber' in line)) this.dead.push(line.message);
    if (!('subscriber' in line)) return;
    const other = this.all.get(line.subscriber as string);
    if (other === undefined) return this.complain(line, 'there is no such subscriber');
    if ('message' in line && line.message !== null && !this.published.has(line.message))
      this.complain(line, 'a message that nobody published');
    if (line.kind === 'deliver') other.deliver(line.message);
    if ((line.kind === 'apply' || line.kind === 'ack') && !other.has(line.message))
      this.complain(line, 'a message is processed that was not delivered');
    if (line.kind === 'apply') this.apply(line, other);
  }

  measures(): Record<string, number> {
    const sum = (of: (other: Other) => number) => [...this.all.values()].reduce((total, other) => total + of(other), 0);
    return { 'others.messages': sum(({ received }) => received), 'others.sideEffects': sum(({ wrong }) => wrong) };
  }

  private commit(line: Extract<Line, { readonly kind: 'commit' }>): void {
    const change = `${line.user}/${line.version}`;
    if (line.cause === 'restore' && this.types.has(change)) return; // what the backup brings is no change
    this.types.set(change, typeOf(this.stateOf(line.user), stateOf(line)));
    this.given.set(change, (this.given.get(change) ?? 0) + 1);
  }

  private publish(line: PublishLine): void {
    if (line.cause === 'redrive') this.letters.set(line.message, this.letterOf(line));
    const change = `${line.user}/${line.original ?? line.version}`;
    const letter = this.told.get(this.letters.get(line.message) ?? -1);
    this.told.set(
      line.message,
      letter ?? { change: `${change}, ${this.given.get(change)}`, type: this.types.get(change) },
    );
    this.published.set(line.message, line);
    const type = this.undoneBy(line);
    if (type !== undefined) this.undone.set(line.message, type);
  }

  private undoneBy(line: PublishLine): string | undefined {
    if (line.cause === 'duplicate') return this.undone.get(line.message - 1);
    if (line.cause === 'redrive') return this.undone.get(this.letters.get(line.message) ?? -1);
    const now = this.stateOf(line.user);
    return line.version > now.version ? typeOf(now, stateOf(line)) : undefined;
  }

  /** The dead letter that is handed back: the oldest of its user and version. */
  private letterOf({ user, version }: PublishLine): number {
    const at = this.dead.findIndex((message) => {
      const letter = this.published.get(message);
      return letter?.user === user && letter.version === version;
    });
    return this.dead.splice(at, at < 0 ? 0 : 1)[0] ?? -1;
  }

  private stateOf(user: number): UserState {
    return this.present.get(user) ?? NOBODY;
  }

  private apply({ message, effect, subscriber }: ApplyLine, other: Other): void {
    const publish = this.published.get(message);
    if (publish === undefined || (effect !== 'applied' && effect !== 'regressed')) return;
    if (this.isSnapshot(publish)) return;
    const { sends } = this.senders.find(({ id }) => id === subscriber) as Sender;
    const { change = null, type } = this.told.get(message) ?? {};
    const undone = this.undone.get(message);
    if ((undone ?? type) === sends) other.act(undone === undefined ? change : null);
  }

  private isSnapshot(line: PublishLine): boolean {
    const letter = this.published.get(this.letters.get(line.message) ?? -1);
    if (letter !== undefined) return this.isSnapshot(letter);
    for (let n = line.message; n >= 0; n--) {
      const cause = this.published.get(n)?.cause;
      if (cause !== 'duplicate') return cause === 'snapshot';
    }
    return false;
  }

  private complain(line: Line, what: string): void {
    this.complaints.push(`${what}: ${JSON.stringify(line)}`);
  }
}
