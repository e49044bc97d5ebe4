// What an event makes of a row by what events carry, a second time and by the contract's words: the whole state, the change alone,
// or what the API said when the event came. It keeps the version of each field beside the rows that it sees written.
import type { CopyLine, PublishLine } from './lines.ts';
import { NOBODY, stateOf, type UserState } from './states.ts';

type Field = 'status' | 'plan';

interface Registers {
  readonly status: number;
  readonly plan: number;
}

const UNKNOWN: Registers = { status: 0, plan: 0 };
const FIELDS: readonly Field[] = ['status', 'plan'];

export class Carried {
  private readonly carry: string;
  private readonly perField: boolean;
  /** Every state each user has had, by version. */
  private readonly had: ReadonlyMap<number, ReadonlyMap<number, UserState>>;
  /** States of changes that were undone, which a replica may go on telling for a while. */
  private readonly undone: ReadonlyMap<number, readonly UserState[]>;
  private readonly registers = new Map<number, Registers>();
  /** By message: the fields that have changed. */
  private readonly told = new Map<number, readonly Field[]>();
  /** Messages about changes that were undone: they tell of what no version ever was. */
  readonly ghosts = new Set<number>();

  constructor(
    { events, billing }: { readonly events: { readonly carry: string }; readonly billing: { readonly policy: string } },
    had: ReadonlyMap<number, ReadonlyMap<number, UserState>>,
    undone: ReadonlyMap<number, readonly UserState[]>,
  ) {
    this.carry = events.carry;
    this.perField = billing.policy === 'per-field';
    this.had = had;
    this.undone = undone;
  }

  /** Notes what an event tells of when it is published: a database that goes back gives its version to another change. */
  published(publish: PublishLine): void {
    this.told.set(publish.message, this.changedBy(publish));
  }

  /** Fields that differ between the state that an event tells of and the one before. */
  private changedBy(publish: PublishLine): readonly Field[] {
    const original = publish.original ?? publish.version;
    const before = this.had.get(publish.user)?.get(original - 1);
    const after = this.ghosts.has(publish.message) ? stateOf(publish) : this.had.get(publish.user)?.get(original);
    if (before === undefined || after === undefined) return FIELDS;
    if (before.status === 'absent' || after.status === 'absent') return FIELDS;
    return before.status === after.status ? ['plan'] : ['status'];
  }

  /** Fields that an event tells of: by what has changed with its version, or all. */
  private tells(publish: PublishLine, isSnapshot: boolean): readonly Field[] {
    return this.carry !== 'delta' || isSnapshot ? FIELDS : (this.told.get(publish.message) ?? FIELDS);
  }

  /** What a policy that keeps a version for each field must do with a field: the highest it has of those that an event tells of. */
  heldOf(publish: PublishLine, isSnapshot: boolean): readonly number[] {
    const has = this.registers.get(publish.user) ?? UNKNOWN;
    return this.tells(publish, isSnapshot).map((field) => has[field]);
  }

  /** The highest version that the copy has of any field. */
  newest(user: number): number {
    const has = this.registers.get(user) ?? UNKNOWN;
    return Math.max(has.status, has.plan);
  }

  /** Whether a message could have made this row of the one before. */
  brings(line: CopyLine, before: UserState, publish: PublishLine, isSnapshot: boolean): boolean {
    const row = stateOf(line);
    if (this.carry === 'key') return this.isOf(line, row);
    const told = stateOf(publish);
    const has = this.registers.get(line.user) ?? UNKNOWN;
    const all = this.tells(publish, isSnapshot);
    const written = this.perField
      ? all.filter((field) => publish.version > has[field] || (isSnapshot && publish.version === has[field]))
      : all;
    const version = this.perField ? Math.max(publish.version, before.version) : publish.version;
    const status = written.includes('status')
      ? told.status
      : before.status === 'absent'
        ? this.stub(has)
        : before.status;
    const plan = written.includes('plan') ? planAfter(told, before, status) : planKept(told, before);
    return row.version === version && row.status === status && (status === 'absent' || row.plan === plan);
  }

  /** What an upsert makes of no row that does not say the status: one that is active, unless a version tells that the user is gone. */
  private stub(has: Registers): 'absent' | 'active' {
    return this.perField && has.status > 0 ? 'absent' : 'active';
  }

  /** Whether a row is what the User service has had with this version, be it that it was undone, or nothing. */
  private isOf({ user, version }: CopyLine, row: UserState): boolean {
    const before = (this.undone.get(user) ?? []).filter((each) => each.version === version);
    const states = [this.had.get(user)?.get(version), ...before];
    return row.status === 'absent' || states.some((each) => each?.status === row.status && each.plan === row.plan);
  }

  /** A row was written: by a message about some of its fields, or by somebody who knew all of it. */
  written(line: CopyLine, publish: PublishLine | undefined, isSnapshot: boolean): void {
    if (publish === undefined || this.carry === 'key') {
      this.registers.set(line.user, { status: line.version, plan: line.version });
      return;
    }
    const has = this.registers.get(line.user) ?? UNKNOWN;
    const next = { ...has };
    for (const field of this.tells(publish, isSnapshot)) next[field] = Math.max(has[field], publish.version);
    this.registers.set(line.user, next);
  }
}

/** The plan that a row goes on with which an event makes that says none; nobody has one where plans are not tracked. */
function planKept(told: UserState, before: UserState): string {
  if (before.plan !== 'none') return before.plan;
  return told.plan === 'none' ? NOBODY.plan : 'basic';
}

/**
 * The plan that an event says. Where a version is given twice, a deletion's may tell of the plan alone, since the status has that version
 * already: whoever is there all the same has the plan that rows begin with.
 */
const planAfter = (told: UserState, before: UserState, status: string): string =>
  told.plan === 'none' && status !== 'absent' && before.plan !== 'none' ? 'basic' : told.plan;
