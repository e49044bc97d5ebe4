// Missing events grow with time; wrong users come to an end where suspensions and reactivations balance.
import type { Surprise } from './surprise.ts';

export const longerSilence: Surprise = {
  id: 'longer-silence',
  claim: 'A longer outage loses more events and not as many more users; waiting heals the busy and never the quiet.',
  scenario: 'longer-silence',
  look: { at: '34h', words: 'Grows what, with the hours?' },
  expect: [
    { lane: 'short', measure: 'messages.lost', at: '34h', below: 400 },
    { lane: 'day', measure: 'messages.lost', at: '34h', above: 12000 },
    { lane: 'short', measure: 'divergent.peak', at: '34h', above: 100 },
    { lane: 'day', measure: 'divergent.peak', at: '34h', below: 1000 },
    { lane: 'day', measure: 'divergent.overbilled', at: '34h', above: 380 },
    { lane: 'day', measure: 'divergent.underbilled', at: '34h', above: 380 },
    { lane: 'day', measure: 'divergent.now', at: '44h', below: 500 },
    { lane: 'day', measure: 'divergent.now', at: '60h', above: 100 },
  ],
};
