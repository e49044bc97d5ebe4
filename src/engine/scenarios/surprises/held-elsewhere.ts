// Rows are not all that holds people: the log and the dead letters hold them too, and no resync clears those.
import type { Surprise } from './surprise.ts';

export const heldElsewhere: Surprise = {
  id: 'held-elsewhere',
  claim: 'A copy that is right again has forgotten nobody: the log has them, and the dead letters.',
  scenario: 'right-to-be-forgotten',
  look: { at: '19h55m', words: 'Who is deleted, and who still holds them?' },
  expect: [
    { lane: 'wait', measure: 'erasure.copy', at: '20h', above: 100 },
    { lane: 'sweep', measure: 'divergent.now', at: '20h', is: 0 },
    { lane: 'sweep', measure: 'erasure.copy', at: '20h', is: 0 },
    { lane: 'sweep', measure: 'erasure.log', at: '20h', above: 300 },
    { lane: 'sweep', measure: 'erasure.longestDays', at: '20h', above: 59 },
    { lane: 'sweep', measure: 'erasure.deadLetters', at: '20h', above: 0 },
    { lane: 'week', measure: 'erasure.log', at: '20h', is: 0 },
    { lane: 'compacted', measure: 'erasure.log', at: '20h', above: 100 },
    { lane: 'tombstones', measure: 'erasure.log', at: '20h', is: 0 },
    { lane: 'thin', measure: 'erasure.overdue', at: '20h', is: 0 },
  ],
};
