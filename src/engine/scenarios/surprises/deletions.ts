// Pages of the living say nothing about the dead.
import type { Surprise } from './surprise.ts';

export const deletions: Surprise = {
  id: 'deletions',
  claim: 'A resync by pages misses whoever is gone.',
  scenario: 'forgotten-deletions',
  look: { at: '17h55m', words: 'Who is not on any page?' },
  expect: [
    { lane: 'pages', measure: 'repair.apiRows', at: '18h', above: 2000 },
    { lane: 'pages', measure: 'divergent.orphan', at: '18h', above: 100 },
    { lane: 'state', measure: 'divergent.orphan', at: '18h', above: 100 },
    { lane: 'sweep', measure: 'divergent.now', at: '18h', is: 0 },
    { lane: 'tombstones', measure: 'divergent.now', at: '18h', is: 0 },
  ],
};
