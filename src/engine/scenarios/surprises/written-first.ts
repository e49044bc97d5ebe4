// Truth is what was written first: each of two designs is right by its own truth, and only one of them by the other's.
import type { Surprise } from './surprise.ts';

export const writtenFirst: Surprise = {
  id: 'written-first',
  claim:
    'Truth is what was written first: a log that is told second lacks what was not said, and keeps what was taken back.',
  scenario: 'written-first',
  look: { at: '16h30m', words: 'Which of the two was written first?' },
  expect: [
    { lane: 'database-asked', measure: 'messages.lost', at: '12h', above: 100 },
    { lane: 'database-asked', measure: 'changes.refused', at: '20h', is: 0 },
    { lane: 'database-asked', measure: 'divergent.now', at: '17h', is: 0 },
    { lane: 'log-believed', measure: 'divergent.now', at: '17h', above: 100 },
    { lane: 'log-first', measure: 'messages.lost', at: '20h', is: 0 },
    { lane: 'log-first', measure: 'changes.refused', at: '12h', above: 100 },
    { lane: 'log-first', measure: 'divergent.now', at: '17h', is: 0 },
    { lane: 'log-first-asked', measure: 'divergent.now', at: '17h', is: 0 },
  ],
};
