// A list of the changed is asked for from the moment of the incident on. Two kinds of users are on no such list.
import type { Surprise } from './surprise.ts';

export const changedSince: Surprise = {
  id: 'changed-since',
  claim:
    '“Changed since” is not everything since: late commits slip through, and no overlap brings back who was deleted.',
  scenario: 'changed-since',
  look: { at: '12h50m', words: 'Who is on no list of the changed?' },
  expect: [
    { lane: 'since', measure: 'divergent.orphan', at: '13h', above: 20 },
    { lane: 'since', measure: 'divergent.underbilled', at: '13h', above: 0 },
    { lane: 'overlap', measure: 'divergent.underbilled', at: '13h', is: 0 },
    { lane: 'overlap', measure: 'divergent.overbilled', at: '13h', is: 0 },
    { lane: 'overlap', measure: 'divergent.orphan', at: '13h', above: 20 },
    { lane: 'deleted', measure: 'divergent.now', at: '13h', is: 0 },
    { lane: 'everybody', measure: 'divergent.now', at: '13h', is: 0 },
  ],
};
