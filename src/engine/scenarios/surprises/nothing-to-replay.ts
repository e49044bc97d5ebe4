// The log is read again from its beginning, and does not hold what never came.
import type { Surprise } from './surprise.ts';

export const nothingToReplay: Surprise = {
  id: 'nothing-to-replay',
  claim: 'A replay restores nothing that was never published.',
  scenario: 'broken-publisher',
  expect: [
    { lane: 'replay', measure: 'repair.replayed', at: '14h', above: 5000 },
    { lane: 'replay', measure: 'divergent.now', at: '14h', above: 100 },
  ],
};
