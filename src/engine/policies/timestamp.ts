// Policy "timestamp": last writer wins by the time the event says it happened.
import type { Policy } from '../points.ts';

export const timestamp: Policy = {
  id: 'timestamp',
  title: 'Last writer wins',
  summary: 'Writes the row when the event happened later than what the row holds, by the event’s own clock.',
  inbox: false,
  stamps: true,
  decide: (_seen, snapshot, _newer, later) => {
    if (later < 0) return 'stale';
    return later > 0 || snapshot ? 'apply' : 'duplicate';
  },
};
