// The two writes everything else follows from: a change of the truth and a change of the copy. Each updates its table, the
// count of divergent users and the trace together, so that they can never disagree.
import { CELL, count } from '../counters.ts';
import { kindOf } from '../rows.ts';
import { COMMIT_CAUSES, COPY_CAUSES, type CommitCause, type CopyCause } from '../trace.ts';
import { rowAfter } from './user/database.ts';
import type { World } from './world.ts';

const WORKLOAD = COMMIT_CAUSES.indexOf('workload');
const COPY_CAUSE_CODES = Object.fromEntries(COPY_CAUSES.map((cause, code) => [cause, code])) as Record<
  CopyCause,
  number
>;

/** The User service commits a change of `type` (an index into `EVENT_TYPES`); returns its place in the change log. */
export function commitChange(world: World, user: number, type: number): number {
  const { users, copy, now } = world;
  copy.reserve(user);
  const before = users.rows[user] as number;
  const after = rowAfter(before, type);
  const change = users.commit(now, user, type, after, WORKLOAD);
  const believed = copy.rows[user] as number;
  world.divergence.change(now, user, kindOf(before, believed), kindOf(after, believed));
  world.trace.commit(now, user, users.versions[user] as number, after, WORKLOAD);
  count(world.counters, CELL.committed);
  return change;
}

/** Billing writes a row of its copy. `stamp` is the time the written state speaks of, for policies that compare times. */
export function writeCopy(
  world: World,
  user: number,
  version: number,
  row: number,
  cause: CopyCause,
  stamp: number,
): void {
  const { users, copy, now } = world;
  users.reserve(user);
  copy.reserve(user);
  const truth = users.rows[user] as number;
  const before = copy.rows[user] as number;
  const code = COPY_CAUSE_CODES[cause];
  copy.write(now, user, version, row, code, stamp);
  world.divergence.change(now, user, kindOf(truth, before), kindOf(truth, row));
  world.trace.copy(now, user, version, row, code);
}

/** One commit line for each user there is at the start, and one copy line where Billing has a copy then. */
export function traceInitial(world: World, withCopy: boolean): void {
  const { users, trace } = world;
  const commitCause = COMMIT_CAUSES.indexOf('initial' satisfies CommitCause);
  for (let user = 1; user <= users.users; user++) {
    trace.commit(0, user, 1, users.rows[user] as number, commitCause);
    if (withCopy) trace.copy(0, user, 1, users.rows[user] as number, COPY_CAUSE_CODES.initial);
  }
}
