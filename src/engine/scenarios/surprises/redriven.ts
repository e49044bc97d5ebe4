// Dead letters come back as what they were, after newer events of the same users.
import type { Surprise } from './surprise.ts';

export const redriven: Surprise = {
  id: 'redriven',
  claim: 'Handing dead letters back is publishing the past.',
  scenario: 'dead-letters-late',
  look: { at: '13h30m', words: 'Which state wins?' },
  expect: [
    { lane: 'arrival', measure: 'copy.regressed', at: '13h29m', is: 0 },
    { lane: 'arrival', measure: 'copy.regressed', at: '13h31m', above: 50 },
    { lane: 'inbox', measure: 'copy.regressed', at: '13h31m', above: 50 },
    { lane: 'arrival', measure: 'divergent.now', at: '13h31m', above: 50 },
    { lane: 'version', measure: 'copy.regressed', at: '18h', is: 0 },
    { lane: 'version', measure: 'divergent.now', at: '13h31m', is: 0 },
  ],
};
