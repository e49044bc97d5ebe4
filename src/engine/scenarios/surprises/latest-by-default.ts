// A log holds everybody, and a new group stands at its end.
import type { Surprise } from './surprise.ts';

export const latestByDefault: Surprise = {
  id: 'latest-by-default',
  claim: 'A new group of a log begins at the latest entry, and ignores the history that it could have read.',
  scenario: 'latest-by-default',
  look: { at: '9h30m', words: 'Is anything missing?' },
  expect: [
    { lane: 'latest', measure: 'queue.peak', at: '9h30m', below: 10 },
    { lane: 'latest', measure: 'divergent.now', at: '9h30m', above: 2000 },
    { lane: 'hour', measure: 'divergent.now', at: '9h30m', above: 2000 },
    { lane: 'earliest', measure: 'divergent.now', at: '9h30m', is: 0 },
  ],
};
