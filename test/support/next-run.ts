// What one more invoice run would do wrong if nothing changed, when everything has settled: the truth held against the copy, by number.
import type { Facts } from './facts.ts';
import { NOBODY, type UserState } from './states.ts';
import { microseconds } from './time.ts';

type Table = ReadonlyMap<number, UserState>;

const active = (of: Table) => new Set([...of].filter(([, { status }]) => status === 'active').map(([user]) => user));

/** `writtenAt`: when each row of the copy was written last, microseconds. Rows that are too old the API would be asked about first. */
export function nextRun(
  truth: Table,
  copy: Table,
  writtenAt: ReadonlyMap<number, number>,
  { reads, endedAt, spec }: Facts,
): { readonly wrong: number; readonly missed: number } {
  const { copyMaxAge } = spec.scenario.billing;
  const isAskedAbout = (user: number): boolean => {
    if (reads !== 'copy' || copyMaxAge === 'none') return false;
    if ((copy.get(user) ?? NOBODY).status === 'absent') return false;
    return (writtenAt.get(user) ?? 0) < endedAt - microseconds(copyMaxAge);
  };
  const beyond = (these: ReadonlySet<number>, those: ReadonlySet<number>) =>
    [...these].filter((user) => !those.has(user) && !isAskedAbout(user)).length;
  return {
    wrong: reads === 'copy' ? beyond(active(copy), active(truth)) : 0,
    missed: reads === 'api' ? 0 : beyond(active(truth), active(copy)),
  };
}
