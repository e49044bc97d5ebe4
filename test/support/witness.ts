// Reads a trace line by line and complains about everything that cannot have happened: time that goes back, a state that no
// commit made, a copy that nothing carried, a message in two places. It shares no code with the engine and knows only the
// contract's words; what becomes of messages is watched by `Post`, what policies decide by `Judge`, the
// money by `Auditor`.
import { Auditor } from './auditor.ts';
import { Carried } from './carried.ts';
import type { Facts } from './facts.ts';
import { Judge } from './judge.ts';
import type { ApplyLine, CommitLine, CopyLine, Line, PublishLine, StatusWord } from './lines.ts';
import { Oracle } from './oracle.ts';
import { isOfBilling, Others } from './others.ts';
import { Post } from './post.ts';
import { Stalls } from './stalls.ts';
import { NOBODY, stateOf, type UserState } from './states.ts';
import { microseconds } from './time.ts';

/** Changes that a user can make of itself. */
const STEPS: Readonly<Record<StatusWord, readonly StatusWord[]>> = {
  absent: ['active'],
  active: ['active', 'suspended', 'absent'],
  suspended: ['suspended', 'active', 'absent'],
};

const sameState = (a: UserState, b: UserState) => a.status === b.status && a.plan === b.plan;

export class Witness {
  readonly complaints: string[] = [];
  private readonly facts: Facts;
  /** What it has understood so far: truth and copy as they are. */
  readonly oracle: Oracle;
  private readonly post: Post;
  private readonly judge: Judge;
  private readonly carried: Carried;
  private readonly stalls: Stalls;
  private readonly auditor: Auditor;
  /** Every state each user has had, by version. */
  private readonly had = new Map<number, Map<number, UserState>>();
  /** States of changes that were undone after their events had left. */
  private readonly undone = new Map<number, UserState[]>();
  /** The line before, and the one before that is not about another subscriber. */
  private last: Line | undefined;
  private previous: Line | undefined;
  private readonly others: Others;
  /** The truth as it was when Billing last read the other's table, and the time before: a seed and a repair may copy at once. */
  private tablesRead: readonly ReadonlyMap<number, UserState>[] = [];
  /** Of each user what was read for a second table. */
  private aside = new Map<number, Set<PublishLine>>();
  private asideBefore = new Map<number, Set<PublishLine>>();
  /** Every row that Billing's copy has had. */
  private readonly copied = new Map<number, UserState[]>();
  /** How many faults undo transactions now. */
  private undoing = 0;

  constructor(facts: Facts) {
    this.facts = facts;
    this.oracle = new Oracle(facts);
    this.others = new Others(facts.spec.scenario.subscribers);
    const complain = (line: Line | undefined, what: string) => this.complain(line, what);
    this.post = new Post(facts, complain);
    this.carried = new Carried(facts.spec.scenario, this.had, this.undone);
    this.judge = new Judge(facts, this.post, this.carried, complain);
    this.stalls = new Stalls(facts.spec);
    this.auditor = new Auditor(facts, this.oracle, complain);
  }

  read(line: Line): void {
    this.inOrder(line);
    this.others.read(line);
    this.last = line;
    if (!isOfBilling(line)) return;
    this.post.read(line);
    this.auditor.read(line);
    switch (line.kind) {
      case 'commit':
        this.commit(line);
        break;
      case 'publish':
        this.publish(line);
        break;
      case 'apply':
        this.apply(line);
        break;
      case 'copy':
        this.copy(line);
        break;
      case 'phase':
        this.phase(line);
        break;
      case 'database':
        if (line.status === 200) this.tablesRead = [...this.tablesRead.slice(-1), new Map(this.oracle.truth)];
        break;
      case 'fault':
        this.stalls.fault(line);
        if (line.fault === 'publish-before-rollback') this.undoing += line.on ? 1 : -1;
        if (line.on && line.fault.endsWith('-restore')) this.judge.restores(line.fault);
        break;
      default:
        break;
    }
    this.oracle.read(line);
    this.previous = line;
  }

  end(): void {
    if (this.facts.settled) this.post.end();
    this.complaints.push(...this.others.complaints);
  }

  private complain(line: Line | undefined, what: string): void {
    this.complaints.push(`${what}: ${JSON.stringify(line)}`);
  }

  private inOrder(line: Line): void {
    const { last: previous } = this;
    if (line.i !== (previous?.i ?? -1) + 1) this.complain(line, 'the lines are not counted');
    if (line.t < (previous?.t ?? 0) || !Number.isInteger(line.t)) this.complain(line, 'time goes back');
  }

  private commit(line: CommitLine): void {
    this.stalls.commit(line);
    const before = this.oracle.truth.get(line.user) ?? NOBODY;
    const state = stateOf(line);
    if (line.cause === 'restore') {
      this.restored(line, before);
      return;
    }
    if (line.version !== before.version + 1) this.complain(line, `a commit out of step, after ${before.version}`);
    if (line.cause === 'initial' ? line.t > 0 : !STEPS[before.status].includes(line.status))
      this.complain(line, `no user goes from ${before.status} to this`);
    if (line.cause === 'workload' && sameState(before, state)) this.complain(line, 'a change that changes nothing');
    this.hadNow(line.user, line.version, state);
  }

  /** A backup holds what a user once was, or knows nobody of that number; the row has the version of then, or one above all. */
  private restored(line: CommitLine, before: UserState): void {
    const state = stateOf(line);
    const ever = [...(this.had.get(line.user)?.values() ?? []), ...(this.undone.get(line.user) ?? [])];
    const isNew = line.version === before.version + 1;
    // A backup may be of what an earlier restore has undone.
    const undone = (this.undone.get(line.user) ?? []).filter(({ version }) => version === line.version);
    const were = [this.had.get(line.user)?.get(line.version), ...undone];
    const isOld = line.version === 0 || were.some((was) => was !== undefined && sameState(was, state));
    const isNobody = line.status === 'absent' && (isNew || line.version === 0);
    if (!isNobody && !(isOld || (isNew && ever.some((each) => sameState(each, state)))))
      this.complain(line, 'a backup of what never was');
    if (isNew) this.hadNow(line.user, line.version, state);
  }

  /** A version may be given twice: what it stood for before was had all the same. */
  private hadNow(user: number, version: number, state: UserState): void {
    const had = this.had.get(user) ?? new Map<number, UserState>();
    const before = had.get(version);
    if (before !== undefined) this.undone.set(user, [...(this.undone.get(user) ?? []), before]);
    this.had.set(user, had.set(version, state));
  }

  private phase({ name, t }: Extract<Line, { readonly kind: 'phase' }>): void {
    const { previous } = this;
    const fills = 'Fill the second table';
    if (name === 'Swap the tables') this.judge.swaps();
    if (name === fills) {
      this.judge.beginsAside();
      this.asideBefore = this.aside;
      this.aside = new Map();
    }
    // A log that no longer holds its beginning: what was being filled before goes on being filled.
    if (name === 'Cannot' && previous?.kind === 'phase' && previous.name === fills && previous.t === t) {
      this.judge.cannotBegin();
      this.aside = this.asideBefore;
    }
  }

  private apply(line: ApplyLine): void {
    const letter = this.post.letters.get(line.message)?.publish;
    if (line.effect === 'aside' && letter !== undefined)
      this.aside.set(line.user, (this.aside.get(line.user) ?? new Set()).add(letter));
    const regresses = this.oracle.originalOf(line.message) < this.oracle.toldOf(line.user);
    this.judge.apply(line, this.oracle.copy.get(line.user) ?? NOBODY, regresses);
  }

  /** Published inside a transaction that was undone: the version is the next, and no commit has it yet. */
  private isGhost(line: PublishLine, now: UserState): boolean {
    if (line.cause === 'duplicate') return this.judge.isGhost(this.post.originOf(line));
    const { publisher } = this.facts.spec.scenario;
    if (this.undoing === 0 || publisher.path !== 'direct' || line.cause !== 'live') return false;
    return line.version === now.version + 1 && STEPS[now.status].includes(line.status);
  }

  /** An event about nobody: where the scenario has heartbeats, at their interval, or sent again. */
  private heartbeat(line: PublishLine): void {
    const { heartbeat, path } = this.facts.spec.scenario.publisher;
    const every = heartbeat === 'none' ? Number.NaN : microseconds(heartbeat);
    if (line.status !== 'absent' || Number.isNaN(every)) this.complain(line, 'an event about nobody');
    else if (line.cause === 'heartbeat' && path === 'direct' && line.t % every !== 0)
      this.complain(line, 'a heartbeat out of time');
  }

  private publish(line: PublishLine): void {
    if (line.user === 0) return this.heartbeat(line);
    this.isOfACommit(line);
    this.carried.published(line);
  }

  private isOfACommit(line: PublishLine): void {
    const { original = line.version } = line;
    const told = this.had.get(line.user)?.get(original);
    const now = this.oracle.truth.get(line.user) ?? NOBODY;
    if (this.isGhost(line, now)) {
      this.judge.noteGhost(line);
      this.undone.set(line.user, [...(this.undone.get(line.user) ?? []), stateOf(line)]);
      return;
    }
    // A dead letter is what it was, whatever a restore has undone meanwhile.
    const isOld = line.cause === 'redrive';
    const undone = (isOld && this.undone.get(line.user)?.filter(({ version }) => version === original)) || [];
    if (![told, ...undone].some((each) => each !== undefined && sameState(each, stateOf(line))))
      this.complain(line, 'a message of no commit');
    if (line.version !== original && !this.judge.isRestamped(line)) this.complain(line, 'stamped with another version');
    if (original > line.version || (!isOld && line.version > now.version))
      this.complain(line, 'stamped with what is not yet');
    // What waits in an outbox speaks of when it was written there.
    const present = this.facts.spec.scenario.publisher.path === 'direct';
    const ofNow = line.cause === 'snapshot' || this.judge.isOfNow(line);
    if (present && ofNow && line.version !== now.version && !this.stalls.held(line))
      this.complain(line, 'a publication of the past');
  }

  private copy(line: CopyLine): void {
    const before = this.oracle.copy.get(line.user) ?? NOBODY;
    const bringer = this.post.bringer(line, this.previous);
    const isSnapshot =
      bringer !== undefined && (this.post.isSnapshot(bringer) || this.isRedrivenWhole(line, before, bringer));
    if (!this.isCarried(line, before, bringer, isSnapshot)) this.complain(line, 'nothing carried this copy');
    // What a backup of the copy brings the copy has had: a bug's work too, and what an upsert made up.
    if (!['bug', 'restore'].includes(line.cause) && line.status !== 'absent' && !this.everHad(line, before))
      this.complain(line, 'a copy of a state that the user never had');
    this.carried.written(line, bringer, isSnapshot);
    this.noteCopied(line);
    // Of whom a second table never heard it keeps no version either.
    const isUnheard = line.cause === 'replay' && bringer === undefined && line.status === 'absent';
    if (line.version < before.version && !isUnheard && this.judge.guards(line))
      this.complain(line, `a guarded row went back from version ${before.version}`);
  }

  /** What a dead letter was its second publication does not say: a snapshot, where it writes what a change alone does not tell. */
  private isRedrivenWhole(line: CopyLine, before: UserState, bringer: PublishLine): boolean {
    return line.cause === 'redrive' && !this.carried.brings(line, before, bringer, false);
  }

  /**
   * Where events carry changes alone, each field by itself: what this one does not tell stays as it was, a bug's work too. And of whom it
   * does not know, what an upsert makes up: in a table filled aside too, where readers overtake each other.
   */
  private everHad(line: CopyLine, before: UserState): boolean {
    const { user } = line;
    const state = stateOf(line);
    const had = [...(this.had.get(user)?.values() ?? []), ...(this.undone.get(user) ?? [])];
    const { events } = this.facts.spec.scenario;
    if (events.carry === 'delta' && line.cause === 'replay' && this.aside.has(user) && state.status === 'active')
      return true;
    if (events.carry !== 'delta') return had.some((each) => sameState(each, state));
    return [state.status, 'absent'].includes(before.status) || had.some(({ status }) => status === state.status);
  }

  /** Whether the line before could have brought this row: an application, an answer of the API, Billing's own act. */
  private isCarried(line: CopyLine, before: UserState, bringer: PublishLine | undefined, isSnapshot: boolean): boolean {
    const told = this.had.get(line.user)?.get(line.version);
    switch (line.cause) {
      case 'initial':
        return line.t === 0 && told !== undefined && sameState(told, stateOf(line));
      case 'replay':
        if (bringer === undefined) return this.isFromAside(line);
        return this.carried.brings(line, before, bringer, isSnapshot);
      case 'event':
      case 'republish':
      case 'snapshot':
      case 'redrive':
        return bringer !== undefined && this.carried.brings(line, before, bringer, isSnapshot);
      case 'api':
        return this.answered(line) && this.wasOnce(line);
      case 'database':
        return this.isAsRead(line);
      case 'bug':
        return this.post.wrote(line, this.previous) || this.aside.has(line.user);
      case 'sweep':
        return line.status === 'absent';
      case 'restore':
        return this.hadCopy(line);
      default:
        return false;
    }
  }

  /** A row of a second table: what one of the messages read for it tells, or nothing, where none did. Of several each may tell a field. */
  private isFromAside(line: CopyLine): boolean {
    const read = [...(this.aside.get(line.user) ?? [])];
    const { events, billing } = this.facts.spec.scenario;
    const isWhole = events.carry === 'state' && billing.policy !== 'per-field';
    // Strict, what comes after a gap is read and not taken: a compacted log may keep nothing but that.
    const isAfterGap = billing.policy === 'strict' && line.version === 0 && !read.some(({ version }) => version === 1);
    if (line.status === 'absent')
      return read.length === 0 || !isWhole || isAfterGap || read.some(({ version }) => version === line.version);
    return read.some((each) => !isWhole || (each.version === line.version && sameState(stateOf(each), stateOf(line))));
  }

  /** A state that the user had with this version: a replica that is behind goes on telling what a restore has undone. */
  private wasOnce(line: CopyLine): boolean {
    const undone = (this.undone.get(line.user) ?? []).filter(({ version }) => version === line.version);
    return [this.had.get(line.user)?.get(line.version), ...undone].some(
      (each) => each !== undefined && sameState(each, stateOf(line)),
    );
  }

  /** The copy has this row now; as often as it may be written, it is noted once. */
  private noteCopied(line: CopyLine): void {
    if (this.hadCopy(line)) return;
    const had = this.copied.get(line.user);
    if (had === undefined) this.copied.set(line.user, [NOBODY, stateOf(line)]);
    else had.push(stateOf(line));
  }

  /** A row that the copy had before. */
  private hadCopy(line: CopyLine): boolean {
    const had = this.copied.get(line.user) ?? [NOBODY];
    return had.some((each) => each.version === line.version && sameState(each, stateOf(line)));
  }

  /** A row as it stood in the table when that was read; who was in it no more is gone. */
  private isAsRead(line: CopyLine): boolean {
    return this.tablesRead.some((table) => {
      const read = table.get(line.user) ?? NOBODY;
      return sameState(read, stateOf(line)) && (read.status === 'absent' || read.version === line.version);
    });
  }

  /** An answer of this instant, with rows: in the same batch of lines. */
  private answered(line: CopyLine): boolean {
    const { post } = this;
    return post.lastAnswer?.t === line.t && post.lastAnswer.status === 200 && post.lastAnswer.rows > 0;
  }
}

/** Everything in a trace that cannot have happened. */
export function complaintsAbout(lines: readonly Line[], facts: Facts): string[] {
  const witness = new Witness(facts);
  for (const line of lines) witness.read(line);
  witness.end();
  return witness.complaints;
}
