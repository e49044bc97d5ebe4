// Three things that people believe of an outbox, and one lane for each that is not so.
import type { Surprise } from './surprise.ts';

export const outboxPromises: Surprise = {
  id: 'outbox-promises',
  claim:
    'An outbox is not exactly once, not even at least once where it is polled naively, and no help when the code forgets the row.',
  scenario: 'outbox-limits',
  look: { at: '9h', words: 'Lost, or sent twice?' },
  expect: [
    { lane: 'direct', measure: 'messages.lost', at: '9h', above: 0 },
    { lane: 'outbox', measure: 'messages.lost', at: '9h', is: 0 },
    { lane: 'outbox', measure: 'copy.ignoredDuplicate', at: '9h', above: 0 },
    { lane: 'writers', measure: 'messages.lost', at: '7h59m', above: 0 },
    { lane: 'outbox', measure: 'messages.lost', at: '14h30m', above: 0 },
    { lane: 'outbox', measure: 'divergent.now', at: '18h', above: 0 },
    { lane: 'cdc', measure: 'messages.lost', at: '18h', is: 0 },
    { lane: 'cdc', measure: 'copy.ignoredDuplicate', at: '9h', above: 0 },
  ],
};
