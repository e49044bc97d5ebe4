// What each policy must decide about an event, by the contract's words: a second implementation, fed from the trace. It also
// knows which repairs are allowed to take a guarded row back.
import type { Carried } from './carried.ts';
import type { Facts } from './facts.ts';
import type { ApplyLine, CopyLine, Line, PublishLine } from './lines.ts';
import type { Letter, Post } from './post.ts';
import { identitiesOf, writesBlindly } from './procedures.ts';
import type { UserState } from './states.ts';

/** Policies under which a row's version never goes back. */
const GUARDED = ['version', 'strict', 'per-field'];

type Complain = (line: Line | undefined, what: string) => void;

export class Judge {
  private readonly post: Post;
  private readonly policy: string;
  /** Whether republished events get new ids, and whether the row’s present version too: some of them, all of them. */
  private readonly anew: boolean;
  private readonly asTheyWere: boolean;
  private readonly restamps: boolean;
  private readonly restampsAll: boolean;
  /** Repairs that write whatever the row's version. */
  private readonly blind: boolean;
  private seen = new Set<string>();
  /** The same, of a second table; and whether one has taken the first one's place: what it holds and by field no line says. */
  private seenAside = new Set<string>();
  private seenBefore = new Set<string>();
  private isRebuilt = false;
  /** Whether a database went back. */
  private wentBack = false;
  private readonly carried: Carried;
  /** Whether a relay sends what it has sent and not marked; and users with versions of the events made anew that were processed. */
  private readonly sendsAgain: boolean;
  private readonly madeAnew = new Set<string>();
  /** Whether the consumer asks the API what is so: then no line says of which version the answer is before it is written. */
  private readonly asks: boolean;
  /** By user and version: the message that is held until the one before it has come. */
  private readonly held = new Map<string, number>();
  private readonly complain: Complain;

  constructor({ spec }: Facts, post: Post, carried: Carried, complain: Complain) {
    this.post = post;
    this.carried = carried;
    this.asks = spec.scenario.events.carry === 'key';
    this.policy = spec.scenario.billing.policy;
    const identities = identitiesOf(spec);
    this.anew = identities.some((identity) => identity !== 'original');
    this.asTheyWere = identities.includes('original');
    this.restamps = identities.includes('renewed');
    this.restampsAll = identities.every((identity) => identity === 'renewed');
    this.blind = writesBlindly(spec);
    const { publisher, faults } = spec.scenario;
    this.sendsAgain = publisher.path !== 'direct' && faults.some(({ fault }) => fault === 'publisher-crash');
    this.complain = complain;
  }

  /** The event was published of a change that was undone. */
  noteGhost(line: PublishLine): void {
    this.carried.ghosts.add(line.message);
  }

  isGhost(line: PublishLine): boolean {
    return this.carried.ghosts.has(line.message);
  }

  /** A republished event that may be stamped with the version its user has now. */
  isRestamped(line: PublishLine): boolean {
    const origin = this.post.originOf(line);
    return this.restamps && (origin.cause === 'republish' || origin.cause === 'redrive');
  }

  /** One that is: no other repair publishes any as they were. */
  isOfNow(line: PublishLine): boolean {
    return line.cause === 'republish' && this.restampsAll;
  }

  /** Whether this write must not take a row back. */
  guards(line: CopyLine): boolean {
    return GUARDED.includes(this.policy) && !this.blind && line.cause !== 'bug' && line.cause !== 'restore';
  }

  /** A database went back: what its policy remembers no line says, and of the User service's versions some are given again. */
  restores(fault: string): void {
    if (fault === 'billing-restore') this.isRebuilt = true;
    this.wentBack = true;
  }

  /** Another table is filled from now on. */
  beginsAside(): void {
    this.seenBefore = this.seenAside;
    this.seenAside = new Set();
  }

  /** It could not be: the one before goes on being filled. */
  cannotBegin(): void {
    this.seenAside = this.seenBefore;
  }

  /** That table is the one that is read from now on. */
  swaps(): void {
    this.seen = this.seenAside;
    this.isRebuilt = true;
  }

  /** `regresses`: what the message tells of is older than what the row tells of. */
  apply(line: ApplyLine, row: UserState, regresses: boolean): void {
    const letter = this.post.letters.get(line.message);
    // Processing that fails, or knows nothing of the event, asks no policy and remembers nothing.
    if (letter === undefined || line.effect === 'failed' || line.effect === 'ignored') return;
    if (line.effect === 'aside') {
      this.seenAside.add(this.identity(letter.publish));
      return;
    }
    const expected = this.expected(line, letter, row, regresses);
    this.seen.add(this.identity(letter.publish));
    const key = `${line.user}/${line.version}`;
    if (this.isAnew(letter.publish)) this.madeAnew.add(key);
    if (line.effect === 'held') this.held.set(key, line.message);
    else if (line.effect !== 'duplicate' && this.held.get(key) === line.message) this.held.delete(key);
    if (expected !== undefined && expected !== line.effect)
      this.complain(line, `policy ${this.policy} says ${expected}, at row version ${row.version}`);
  }

  private expected(line: ApplyLine, { publish }: Letter, row: UserState, regresses: boolean): string | undefined {
    const writes = regresses ? 'regressed' : 'applied';
    const isSnapshot = this.post.isSnapshot(publish);
    // Of two repairs one may publish what was and the other what is new: no line says which is which.
    if (this.policy === 'dedupe' && (this.wentBack || (this.anew && this.asTheyWere))) return undefined;
    // What a relay sends again is the same event; another that is made anew of the same row is not, and no line says which it is.
    const mayBeSame = this.sendsAgain && this.isAnew(publish) && this.madeAnew.has(`${line.user}/${line.version}`);
    if (this.policy === 'dedupe' && mayBeSame) return undefined;
    if (this.asks) return this.policy === 'dedupe' && this.seen.has(this.identity(publish)) ? 'duplicate' : undefined;
    if (this.policy === 'arrival') return writes;
    if (publish.cause === 'redrive' && this.isAmbiguous(line, publish, row)) return undefined;
    if (this.policy === 'dedupe') return this.seen.has(this.identity(publish)) ? 'duplicate' : writes;
    if (this.isRebuilt && ['strict', 'per-field'].includes(this.policy)) return undefined;
    if (this.policy === 'timestamp') return undefined; // times of rows written from the API are not in the trace
    if (this.policy === 'per-field') return this.byField(line, publish, isSnapshot, writes);
    if (this.policy === 'strict' && !isSnapshot && line.version > row.version + 1)
      return this.held.has(`${line.user}/${line.version}`) ? 'duplicate' : 'held';
    // What was held and has been overtaken by a snapshot or an answer of the API is not needed any more.
    if (this.held.get(`${line.user}/${line.version}`) === line.message && line.version <= row.version) return 'stale';
    if (line.version < row.version) return 'stale';
    return line.version > row.version || isSnapshot ? writes : 'duplicate';
  }

  /** An event is stale only where some field that it could tell of has gone further. */
  private byField(line: ApplyLine, publish: PublishLine, isSnapshot: boolean, writes: string): string {
    const has = this.carried.heldOf(publish, isSnapshot);
    const wanted = has.some((version) => line.version > version || (isSnapshot && line.version === version));
    // Fields that are newer lie beside those that are not: of the row as a whole nothing goes back, unless it was stamped anew.
    if (wanted) return publish.original === undefined ? 'applied' : writes;
    return line.version < this.carried.newest(line.user) ? 'stale' : 'duplicate';
  }

  /** What a dead letter was (a snapshot, an event with a new id) its second publication does not say. */
  private isAmbiguous(line: ApplyLine, publish: PublishLine, row: UserState): boolean {
    const ofField = this.policy === 'per-field' && this.carried.heldOf(publish, true).includes(line.version);
    const ahead = this.policy === 'strict' && line.version > row.version + 1;
    return this.policy === 'dedupe' || line.version === row.version || ofField || ahead;
  }

  /** One event, however often it is published: the change it tells of, unless it was made anew. */
  private identity(line: PublishLine): string {
    const origin = this.post.originOf(line);
    return this.isGhost(origin) || this.isAnew(line)
      ? `message ${origin.message}`
      : `user ${origin.user} version ${origin.version}`;
  }

  /** An event with an id that none had before: a snapshot, or a change that is published anew. */
  private isAnew(line: PublishLine): boolean {
    const { cause } = this.post.originOf(line);
    return cause === 'snapshot' || (this.anew && cause === 'republish');
  }
}
