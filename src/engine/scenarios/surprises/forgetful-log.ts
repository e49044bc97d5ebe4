// Of who is gone a compacted log tells for a day, and of what anybody was before, never again.
import type { Surprise } from './surprise.ts';

export const forgetfulLog: Surprise = {
  id: 'forgetful-log',
  claim: 'A compacted log keeps every state, no transition, and forgets the deleted after a day.',
  scenario: 'forgetful-log',
  look: { at: '60h30m', words: 'Who is in no entry of the log any more?' },
  expect: [
    { lane: 'wait', measure: 'divergent.orphan', at: '14h', above: 20 },
    { lane: 'wait', measure: 'divergent.orphan', at: '70h', above: 20 },
    { lane: 'same-day', measure: 'divergent.now', at: '16h', is: 0 },
    { lane: 'late', measure: 'repair.replayed', at: '62h', above: 2000 },
    { lane: 'late', measure: 'divergent.orphan', at: '62h', above: 20 },
    { lane: 'aside', measure: 'divergent.now', at: '62h', is: 0 },
    { lane: 'same-day', measure: 'invoices.wrong', at: '72h', above: 20 },
    { lane: 'same-day', measure: 'invoices.credited', at: '72h', is: 0 },
    { lane: 'history', measure: 'invoices.credited', at: '72h', above: 20 },
  ],
};
