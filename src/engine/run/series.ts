// Divergent users by kind over time, read off the two logs of writes: exact at every sample, nothing is simulated.
import { KINDS, kindOf } from '../rows.ts';
import type { Keyframe, Lengths } from './history.ts';
import type { Parts } from './parts.ts';

export interface Series {
  /** Sample times, microseconds, rising. */
  readonly times: Float64Array;
  /** For each kind (index into `KINDS`; 0 unused) the number of users at each sample. */
  readonly byKind: readonly Float64Array[];
}

/** Samples the run at `times` (rising); `first` is the keyframe of its beginning, `reach` how far the logs go. */
export function seriesOf(parts: Parts, first: Keyframe, times: Float64Array, reach: Lengths): Series {
  const { users, billing } = parts;
  const { copy } = billing;
  const [copyTable] = first.tables.copies;
  const [writes = 0] = reach.writes;
  const byKind = KINDS.map(() => new Float64Array(times.length));
  const counts = new Float64Array(KINDS.length);
  const truth = new Map<number, number>();
  const believed = new Map<number, number>();
  const truthOf = (user: number) => truth.get(user) ?? first.tables.truthRows[user] ?? 0;
  const copyOf = (user: number) => believed.get(user) ?? copyTable?.rows[user] ?? 0;
  const move = (before: number, after: number) => {
    counts[before] = (counts[before] as number) - 1;
    counts[after] = (counts[after] as number) + 1;
  };
  const highest = Math.max(first.tables.truthRows.length, copyTable?.rows.length ?? 0) - 1;
  for (let user = 1; user <= highest; user++) move(0, kindOf(truthOf(user), copyOf(user)));
  let change = 0;
  let write = 0;
  times.forEach((time, sample) => {
    for (;;) {
      const changeAt = change < reach.changes ? users.log.timeOf(change) : Number.POSITIVE_INFINITY;
      const writeAt = write < writes ? copy.log.timeOf(write) : Number.POSITIVE_INFINITY;
      if (Math.min(changeAt, writeAt) > time) break;
      if (changeAt <= writeAt) {
        const user = users.log.userOf(change);
        const row = users.log.rowOf(change++);
        move(kindOf(truthOf(user), copyOf(user)), kindOf(row, copyOf(user)));
        truth.set(user, row);
      } else {
        const user = copy.log.userOf(write);
        const row = copy.log.rowOf(write++);
        move(kindOf(truthOf(user), copyOf(user)), kindOf(truthOf(user), row));
        believed.set(user, row);
      }
    }
    if (!parts.keepsCopy(0) || time < parts.startOf(0)) return;
    for (let kind = 1; kind < KINDS.length; kind++) (byKind[kind] as Float64Array)[sample] = counts[kind] as number;
  });
  return { times, byKind };
}
