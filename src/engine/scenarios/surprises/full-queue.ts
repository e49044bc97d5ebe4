// Half of a backlog is pushed out. What the other half says of the same users is all there is to know, or only the last change.
import type { Surprise } from './surprise.ts';

export const fullQueue: Surprise = {
  id: 'full-queue',
  claim: 'A queue that drops its oldest is fatal to changes, and no harm to whole states of which a newer one waits.',
  scenario: 'full-queue',
  look: { at: '12h2m', words: 'Who is still wrong?' },
  expect: [
    { lane: 'state', measure: 'messages.lost', at: '12h', above: 600 },
    { lane: 'delta', measure: 'messages.lost', at: '12h', above: 600 },
    { lane: 'state', measure: 'divergent.now', at: '12h2m', is: 0 },
    { lane: 'delta', measure: 'divergent.now', at: '12h2m', above: 0 },
    { lane: 'delta', measure: 'divergent.wrongPlan', at: '12h2m', above: 0 },
    { lane: 'reject', measure: 'divergent.now', at: '12h2m', above: 20 },
  ],
};
