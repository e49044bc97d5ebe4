// The broker’s confirm says that it is done with a message. Of one that no queue is bound for it says so at once.
import type { Surprise } from './surprise.ts';

export const allConfirmed: Surprise = {
  id: 'all-confirmed',
  claim: 'A broker confirms what it can route to nobody.',
  scenario: 'confirmed-and-gone',
  look: { at: '10h9m', words: 'Who has the messages?' },
  expect: [
    { lane: 'confirms', measure: 'messages.lost', at: '10h9m', above: 0 },
    { lane: 'confirms', measure: 'queue.peak', at: '10h9m', below: 10 },
    { lane: 'confirms', measure: 'divergent.now', at: '10h11m', above: 50 },
    { lane: 'outbox', measure: 'messages.lost', at: '10h9m', above: 0 },
    { lane: 'outbox', measure: 'divergent.now', at: '10h11m', above: 50 },
    { lane: 'mandatory', measure: 'messages.lost', at: '14h', is: 0 },
    { lane: 'mandatory', measure: 'divergent.now', at: '10h15m', is: 0 },
  ],
};
