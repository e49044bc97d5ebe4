// Who decides what is true has lost six hours, and its copies have not.
import type { Surprise } from './surprise.ts';

export const restoredAuthority: Surprise = {
  id: 'restored-authority',
  claim:
    'The authority can be the wrong one: restored, it is behind its copies, and a guard keeps them where they are.',
  scenario: 'restored-authority',
  look: { at: '13h50m', words: 'Who is right: the database, or its copy?' },
  expect: [
    { lane: 'wait', measure: 'divergent.orphan', at: '12h30m', above: 50 },
    { lane: 'guard', measure: 'repair.apiRows', at: '14h', above: 2500 },
    { lane: 'guard', measure: 'divergent.now', at: '14h', above: 200 },
    { lane: 'guard', measure: 'copy.ignoredStale', at: '24h', above: 20 },
    { lane: 'blind', measure: 'divergent.now', at: '14h', is: 0 },
    { lane: 'epoch', measure: 'divergent.now', at: '14h', is: 0 },
    { lane: 'epoch', measure: 'copy.ignoredStale', at: '24h', is: 0 },
    { lane: 'database', measure: 'divergent.now', at: '14h', is: 0 },
  ],
};
