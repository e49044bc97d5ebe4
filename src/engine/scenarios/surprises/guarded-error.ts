// A consumer’s bug writes the wrong content beside the right version. Whoever merges by “newer” believes the version.
import type { Surprise } from './surprise.ts';

export const guardedError: Surprise = {
  id: 'guarded-error',
  claim: 'A version guard can protect a wrong value: the version is right, and only the content is not.',
  scenario: 'guarded-error',
  look: { at: '12h50m', words: 'Mended, or only read?' },
  expect: [
    { lane: 'newer', measure: 'repair.apiRows', at: '13h', above: 4000 },
    { lane: 'newer', measure: 'divergent.now', at: '13h', above: 20 },
    { lane: 'republish', measure: 'copy.ignoredDuplicate', at: '14h', above: 0 },
    { lane: 'republish', measure: 'divergent.now', at: '14h', above: 20 },
    { lane: 'at-least', measure: 'divergent.now', at: '13h', is: 0 },
    { lane: 'snapshots', measure: 'divergent.now', at: '13h', is: 0 },
  ],
};
