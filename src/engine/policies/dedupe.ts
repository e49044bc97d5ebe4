// Policy "dedupe": an inbox of event numbers. It stops repetition, not disorder.
import type { Policy } from '../points.ts';

export const dedupe: Policy = {
  id: 'dedupe',
  title: 'Inbox of event ids',
  summary:
    'Skips an event whose id it has processed; any other event writes the row. Late events still overwrite newer states.',
  inbox: true,
  stamps: false,
  decide: (seen) => (seen ? 'duplicate' : 'apply'),
};
