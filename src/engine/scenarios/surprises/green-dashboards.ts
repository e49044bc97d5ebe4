// What usually turns red watches messages that exist.
import type { Surprise } from './surprise.ts';

export const greenDashboards: Surprise = {
  id: 'green-dashboards',
  claim: 'Queue and lag are perfect while the publisher is silent.',
  scenario: 'broken-publisher',
  expect: [
    { lane: 'wait', measure: 'messages.lost', at: '10h59m', above: 100 },
    { lane: 'wait', measure: 'queue.peak', at: '10h59m', below: 10 },
    { lane: 'wait', measure: 'delay.max', at: '10h59m', below: 1 },
    { lane: 'wait', measure: 'divergent.now', at: '10h59m', above: 100 },
  ],
};
