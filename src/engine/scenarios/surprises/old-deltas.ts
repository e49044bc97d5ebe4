// Events of an hour are published two hours late, to consumers that decide in four ways.
import type { Surprise } from './surprise.ts';

export const oldDeltas: Surprise = {
  id: 'old-deltas',
  claim:
    'Republishing old events un-suspends users: only the original version, and a guard, keep the past from winning.',
  scenario: 'old-news',
  look: { at: '13h1m', words: 'Which event came last?' },
  expect: [
    { lane: 'arrival', measure: 'copy.regressed', at: '13h1m', above: 100 },
    { lane: 'inbox', measure: 'copy.regressed', at: '13h1m', above: 100 },
    { lane: 'last-writer', measure: 'copy.regressed', at: '13h1m', above: 100 },
    { lane: 'arrival', measure: 'divergent.now', at: '13h1m', above: 50 },
    { lane: 'version', measure: 'copy.regressed', at: '18h', is: 0 },
    { lane: 'version', measure: 'divergent.now', at: '13h1m', is: 0 },
  ],
};
