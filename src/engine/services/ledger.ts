// The two writes everything else follows from: a change of the truth and a change of the copy. Each updates its table, the
// count of divergent users and the trace together, so that they can never disagree.
import { kindOf } from '../rows.ts';
import { COMMIT_CAUSES, COPY_CAUSES } from '../trace/words.ts';
import { rowAfter } from './user/database.ts';
import type { World } from './world.ts';

const WORKLOAD = COMMIT_CAUSES.indexOf('workload');
const INITIAL_COMMIT = COMMIT_CAUSES.indexOf('initial');
const INITIAL_COPY = COPY_CAUSES.indexOf('initial');

/** A user who is new gets rows on both sides, as yet empty. */
export function makeRoom({ users, copy }: World, user: number): void {
  users.reserve(user);
  copy.reserve(user);
}

/** The User service commits a change of `type` (an index into `EVENT_TYPES`); returns its place in the change log. There must be room for the user. */
export function commitChange(world: World, user: number, type: number): number {
  const { users, copy, trace } = world;
  const before = users.rows[user] as number;
  const after = rowAfter(before, type);
  const change = users.commit(user, type, after, WORKLOAD);
  const believed = copy.rows[user] as number;
  world.divergence.change(user, kindOf(before, believed), kindOf(after, believed));
  trace.commit(user, users.versions[user] as number, after, WORKLOAD);
  world.counters.committed++;
  return change;
}

/**
 * Billing writes a row of its copy. `cause` is an index into `COPY_CAUSES`, `stamp` the time the written state speaks of, for
 * policies that compare times.
 */
export function writeCopy(
  world: World,
  user: number,
  version: number,
  row: number,
  cause: number,
  stamp: number,
): void {
  const { users, copy } = world;
  const truth = users.rows[user] as number;
  const before = copy.rows[user] as number;
  copy.write(user, version, row, cause, stamp);
  world.divergence.change(user, kindOf(truth, before), kindOf(truth, row));
  world.trace.copy(user, version, row, cause);
}

/** One commit line for each user there is at the start, and one copy line where Billing has a copy then. */
export function traceInitial(world: World, withCopy: boolean): void {
  const { users, trace } = world;
  for (let user = 1; user <= users.users; user++) {
    trace.commit(user, 1, users.rows[user] as number, INITIAL_COMMIT);
    if (withCopy) trace.copy(user, 1, users.rows[user] as number, INITIAL_COPY);
  }
}
