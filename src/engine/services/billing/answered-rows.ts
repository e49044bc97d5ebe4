// What an answer of the API, asked for in order to invoice, does to Billing's copy: read repair writes what differs, and a copy whose
// rows have an age is asked about those that are too old and written anew. It calls nobody and sends no invoice.
import { ABSENT } from '../../rows.ts';
import { COPY_CAUSES } from '../../trace/words.ts';
import type { Ground } from '../ground.ts';
import type { Copy } from '../subscriber/copy.ts';
import type { Subscriber } from '../subscriber/subscriber.ts';
import type { Call } from '../user/api.ts';

const API = COPY_CAUSES.indexOf('api');
const SWEEP = COPY_CAUSES.indexOf('sweep');

/** Users whose row was written since then, that moment included, microseconds. */
function writtenSince({ log, writes }: Copy, time: number): ReadonlySet<number> {
  const users = new Set<number>();
  for (let write = writes - 1; write >= 0 && log.timeOf(write) >= time; write--) users.add(log.userOf(write));
  return users;
}

export class AnsweredRows {
  /** Whether a row of the copy may be too old to be invoiced by. */
  readonly expire: boolean;
  /** Whether answers are written to the copy at all. */
  private readonly keeps: boolean;
  private readonly ground: Ground;
  private readonly billing: Subscriber;

  constructor(ground: Ground, billing: Subscriber) {
    const { reads, copyMaxAge, readRepair } = ground.model.billing;
    this.ground = ground;
    this.billing = billing;
    this.expire = reads === 'copy' && copyMaxAge < Number.POSITIVE_INFINITY;
    this.keeps = this.expire || (reads === 'verify' && readRepair);
  }

  /** Whether a row is too old, for each user: nothing was written to it for longer than it may be believed. */
  isOld(): (user: number) => boolean {
    const { ground, billing } = this;
    const since = ground.time.now - ground.model.billing.copyMaxAge;
    if (!this.expire) return () => false;
    const young = writtenSince(billing.copy, since);
    // The rows that were there from the start are as old as the run.
    const begins = ground.model.billing.startsAt === 0 && since <= 0 ? ground.model.users : 0;
    return (user) => user > begins && !young.has(user);
  }

  /** The next users behind `after` whose row is too old, no more than so many. */
  oldBehind(after: number, limit: number): number[] {
    const { copy } = this.billing;
    const isOld = this.isOld();
    const ids: number[] = [];
    for (let user = after + 1; user < copy.cells.length && ids.length < limit; user++)
      if (copy.rowOf(user) !== ABSENT && isOld(user)) ids.push(user);
    return ids;
  }

  /**
   * Writes an answer to the copy: where it differs, or, where rows have an age, all of it. Not where the row has moved since the question was
   * asked, nor where the policy compares versions and the answer is older than the row.
   */
  keep({ ids, users, rows, versions, askedAt, servedAt }: Call): void {
    if (!this.keeps) return;
    const { billing } = this;
    const { copy, policy } = billing;
    const moved = writtenSince(copy, askedAt);
    const places = new Map(users.map((user, n) => [user, n]));
    for (const user of ids) {
      const n = places.get(user);
      const [row, version] = n === undefined ? [ABSENT, 0] : [rows[n] as number, versions[n] as number];
      const hasVersion = copy.versionOf(user);
      const isLike = row === copy.rowOf(user) && version === hasVersion;
      if (moved.has(user) || (isLike && !this.expire)) continue;
      // Whom nobody knows has no version.
      const isUnknown = row === ABSENT && version === 0;
      if (policy.versions === true && version < hasVersion && !isUnknown) continue;
      billing.bring(user, isUnknown ? hasVersion : version, row, row === ABSENT ? SWEEP : API, servedAt);
    }
  }
}
