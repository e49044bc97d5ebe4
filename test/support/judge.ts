// What each policy must decide about an event, by the contract's words: a second implementation, fed from the trace. It also
// knows which repairs are allowed to take a guarded row back.
import type { ApplyLine, CopyLine, Line, PublishLine } from './lines.ts';
import type { Facts } from './oracle.ts';
import type { Letter, Post } from './post.ts';
import type { UserState } from './states.ts';

type Complain = (line: Line | undefined, what: string) => void;

export class Judge {
  private readonly post: Post;
  private readonly policy: string;
  /** Whether republished events get new ids, and whether the row’s present version too. */
  private readonly anew: boolean;
  private readonly restamps: boolean;
  /** Repairs that write whatever the row's version. */
  private readonly blind: boolean;
  private readonly seen = new Set<string>();
  private readonly complain: Complain;

  constructor({ spec }: Facts, post: Post, complain: Complain) {
    const { strategy, parameters } = spec.variant;
    this.post = post;
    this.policy = spec.scenario.billing.policy;
    const identity = strategy === 'republish-events' ? (parameters['identity'] ?? 'original') : 'original';
    this.anew = identity !== 'original';
    this.restamps = identity === 'renewed';
    this.blind = strategy === 'resync-naive' || (strategy === 'resync' && parameters['merge'] === 'blind');
    this.complain = complain;
  }

  /** A republished event that is stamped with the version its user has now. */
  isRestamped(line: PublishLine): boolean {
    const origin = line.cause === 'duplicate' ? this.original(line) : line;
    return this.restamps && origin.cause === 'republish';
  }

  /** Whether this write must not take a row back. */
  guards(line: CopyLine): boolean {
    return this.policy === 'version' && !this.blind && line.cause !== 'bug' && line.cause !== 'restore';
  }

  /** `regresses`: what the message tells of is older than what the row tells of. */
  apply(line: ApplyLine, row: UserState, regresses: boolean): void {
    const letter = this.post.letters.get(line.message);
    if (letter === undefined) return;
    const expected = this.expected(line, letter, row, regresses);
    this.seen.add(this.identity(letter.publish));
    if (expected !== undefined && expected !== line.effect)
      this.complain(line, `policy ${this.policy} says ${expected}, at row version ${row.version}`);
  }

  private expected(line: ApplyLine, { publish }: Letter, row: UserState, regresses: boolean): string | undefined {
    const writes = regresses ? 'regressed' : 'applied';
    const isSnapshot = (publish.cause === 'duplicate' ? this.original(publish) : publish).cause === 'snapshot';
    if (this.policy === 'arrival') return writes;
    if (this.policy === 'dedupe') return this.seen.has(this.identity(publish)) ? 'duplicate' : writes;
    if (this.policy !== 'version') return undefined; // times of rows written from the API are not in the trace
    if (line.version < row.version) return 'stale';
    return line.version > row.version || isSnapshot ? writes : 'duplicate';
  }

  /** One event, however often it is published: the change it tells of, unless it was made anew. */
  private identity(line: PublishLine): string {
    const origin = line.cause === 'duplicate' ? this.original(line) : line;
    const anew = origin.cause === 'snapshot' || (this.anew && origin.cause === 'republish');
    return anew ? `message ${origin.message}` : `user ${origin.user} version ${origin.version}`;
  }

  /** Duplicates are sent right behind what they repeat. */
  private original(line: PublishLine): PublishLine {
    for (let message = line.message; message >= 0; message--) {
      const publish = this.post.letters.get(message)?.publish;
      if (publish !== undefined && publish.cause !== 'duplicate') return publish;
    }
    return line;
  }
}
