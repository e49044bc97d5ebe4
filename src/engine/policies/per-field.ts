// Policy "per-field": one register of value and version for each field, as in last-writer-wins registers merged field by field.
// Merging is commutative and idempotent, so any order and any repetition of changes ends in the same row.
import type { Policy } from '../points.ts';

export const perField: Policy = {
  id: 'per-field',
  title: 'Version per field',
  summary:
    'Writes each field that the event tells of when its version is higher than the field’s; a snapshot also when equal.',
  inbox: false,
  stamps: false,
  versions: true,
  fields: true,
  decide: (_seen, snapshot, newer) => {
    if (newer < 0) return 'stale';
    return newer > 0 || snapshot ? 'apply' : 'duplicate';
  },
};
