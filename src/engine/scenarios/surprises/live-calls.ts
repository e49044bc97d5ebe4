// Authority is paid with waiting, and between the answer and the invoice somebody may still be suspended.
import type { Surprise } from './surprise.ts';

export const liveCalls: Surprise = {
  id: 'live-calls',
  claim:
    'Who asks every time has no stale copy, invoices somebody wrongly all the same, and stops when nobody answers.',
  scenario: 'asking-every-time',
  look: { at: '14h30m', words: 'Who is late now?' },
  expect: [
    { lane: 'ask', measure: 'divergent.peak', at: '24h', is: 0 },
    { lane: 'ask', measure: 'invoices.wrong', at: '13h59m', above: 20 },
    { lane: 'copy', measure: 'invoices.wrong', at: '24h', below: 5 },
    { lane: 'ask', measure: 'invoices.blocked', at: '14h30m', above: 0 },
    { lane: 'ask', measure: 'billing.unavailableHours', at: '17h', above: 1 },
    { lane: 'copy', measure: 'invoices.blocked', at: '24h', is: 0 },
    { lane: 'ask', measure: 'invoices.late', at: '24h', above: 1000 },
    { lane: 'copy', measure: 'invoices.late', at: '24h', is: 0 },
  ],
};
