// The broker counts a dying consumer as a failure of all that it held. Only 21 messages are bad: one at a time shows it.
import type { Surprise } from './surprise.ts';

export const innocentMessages: Surprise = {
  id: 'innocent-messages',
  claim: 'A delivery limit drops messages that nobody has ever tried, because they were held beside a bad one.',
  scenario: 'innocent-messages',
  look: { at: '11h30m', words: 'How many were bad?' },
  expect: [
    { lane: 'one', measure: 'messages.deadLettered', at: '11h30m', is: 21 },
    { lane: 'fails', measure: 'messages.deadLettered', at: '11h30m', is: 21 },
    { lane: 'five', measure: 'messages.deadLettered', at: '11h30m', above: 42 },
    { lane: 'fifty', measure: 'messages.deadLettered', at: '11h30m', above: 84 },
    { lane: 'fifty', measure: 'divergent.now', at: '13h', above: 20 },
    { lane: 'redrive', measure: 'divergent.now', at: '13h', below: 10 },
  ],
};
