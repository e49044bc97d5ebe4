// Policy "strict": only the next version may write the row. What comes too early is held beside the copy, so that a loss stops
// one user's events instead of going unseen. A snapshot tells the present state and may jump over a gap.
import type { Policy } from '../points.ts';

export const strict: Policy = {
  id: 'strict',
  title: 'Next version only',
  summary:
    'Writes the row only with the version that follows the row’s, and holds later ones until the gap is filled; a snapshot fills it.',
  inbox: false,
  stamps: false,
  versions: true,
  holds: true,
  decide: (seen, snapshot, newer) => {
    if (newer < 0) return 'stale';
    if (snapshot || newer === 1) return 'apply';
    return newer === 0 || seen ? 'duplicate' : 'hold';
  },
};
