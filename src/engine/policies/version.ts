// Policy "version": a guarded upsert. An event must be newer than the row; a snapshot may be as new, so that it can mend a
// wrong row of the same version (surprise: a strict guard protects the wrong value).
import type { Policy } from '../points.ts';

export const version: Policy = {
  id: 'version',
  title: 'Version guard',
  summary: 'Writes the row only when the event’s version is higher than the row’s; a snapshot also when it is equal.',
  inbox: false,
  stamps: false,
  versions: true,
  decide: (_seen, snapshot, newer) => {
    if (newer < 0) return 'stale';
    return newer > 0 || snapshot ? 'apply' : 'duplicate';
  },
};
