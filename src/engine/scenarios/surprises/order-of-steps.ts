// What changes between a copy and a binding is in neither.
import type { Surprise } from './surprise.ts';

export const orderOfSteps: Surprise = {
  id: 'order-of-steps',
  claim: 'Which of two steps of setting up comes first decides: bind and then copy, or copy and then bind.',
  scenario: 'new-service',
  expect: [
    { lane: 'copy-first', measure: 'divergent.now', at: '13h', above: 0 },
    { lane: 'resync-naive', measure: 'divergent.now', at: '13h', above: 0 },
    { lane: 'subscribe-first', measure: 'divergent.now', at: '13h', is: 0 },
  ],
};
