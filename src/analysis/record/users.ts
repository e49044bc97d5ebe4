// What is known of one user at a moment: the row in truth and copy, how they differ, and since when. It reads a session's logs.
import { kindOf, type Session, type WrittenRow } from '../../engine/index.ts';
import type { UserFacts } from './facts.ts';
import { comparedFrom } from './frames.ts';

interface Write {
  readonly isTruth: boolean;
  readonly row: WrittenRow;
}

/** What is known of a user at `time`; null when there is no such user by then. */
export function userAt(session: Session, user: number, time: number): UserFacts | null {
  const from = comparedFrom(session);
  const judged = (truth: WrittenRow | null, copy: WrittenRow | null, at: number): number =>
    at >= from ? kindOf(truth?.row ?? 0, copy?.row ?? 0) : 0;
  const first = session.view(0);
  const begin = (row: number | undefined, version: number | undefined): WrittenRow | null =>
    row === undefined || version === undefined || version === 0 ? null : { user, row, version, time: 0 };
  let truth = begin(first.truthRows[user], first.truthVersions[user]);
  let copy = begin(first.billing.rows[user], first.billing.versions[user]);
  let kind = judged(truth, copy, 0);
  let since: number | null = kind === 0 ? null : 0;
  for (const { isTruth, row } of writesAbout(session, user, time)) {
    if (isTruth) truth = row;
    else copy = row;
    const next = judged(truth, copy, row.time);
    if (next !== kind) since = next === 0 ? null : row.time;
    kind = next;
  }
  return truth === null && copy === null ? null : { user, time, kind, since, truth, copy };
}

/** Both logs' entries about a user after time 0 and up to `time`, in order of time; of one instant the truth's first. */
function writesAbout({ logs }: Session, user: number, time: number): readonly Write[] {
  const found: Write[] = [];
  for (const [log, isTruth] of [[logs.truth, true] as const, [logs.copy, false] as const]) {
    for (let place = 0; place < log.length && log.timeOf(place) <= time; place++) {
      if (log.userOf(place) === user && log.timeOf(place) > 0) found.push({ isTruth, row: log.at(place) });
    }
  }
  return found.sort((a, b) => a.row.time - b.row.time || Number(b.isTruth) - Number(a.isTruth));
}
