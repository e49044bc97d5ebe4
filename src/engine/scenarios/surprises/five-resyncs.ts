// What mends one copy is cheap, and has to be paid for every copy.
import type { Surprise } from './surprise.ts';

export const fiveResyncs: Surprise = {
  id: 'five-resyncs',
  claim:
    'One resync by the API is cheap; five services with a copy each run five of them, and a republication is read by all.',
  scenario: 'five-copies',
  look: { at: '13h30m', words: 'One copy of five is right. What do the other four cost?' },
  expect: [
    { lane: 'one', measure: 'repair.apiCalls', at: '24h', below: 150 },
    { lane: 'five', measure: 'repair.apiCalls', at: '24h', above: 500 },
    { lane: 'one', measure: 'repair.handsOnMinutes.billing', at: '24h', is: 65 },
    { lane: 'five', measure: 'repair.handsOnMinutes.billing', at: '24h', is: 325 },
    { lane: 'state', measure: 'repair.apiCalls', at: '24h', is: 0 },
    { lane: 'one', measure: 'others.messages', at: '24h', below: 30000 },
    { lane: 'state', measure: 'others.messages', at: '24h', above: 60000 },
    { lane: 'state', measure: 'repair.messages', at: '24h', above: 10000 },
  ],
};
