// Money comes back only by a history: who was what when the invoice was sent. No snapshot of the present tells that.
import type { Surprise } from './surprise.ts';

export const moneyBack: Surprise = {
  id: 'money-back',
  claim: 'Credit notes need the history of states, which no snapshot brings; and they mend no copy.',
  scenario: 'money-back',
  look: { at: '14h30m', words: 'Every copy is right. Which invoices can still be put right?' },
  expect: [
    { lane: 'resync', measure: 'divergent.now', at: '14h30m', below: 5 },
    { lane: 'resync', measure: 'invoices.wrong', at: '14h30m', above: 100 },
    { lane: 'resync', measure: 'invoices.credited', at: '24h', is: 0 },
    { lane: 'credited', measure: 'invoices.credited', at: '14h30m', is: 0 },
    { lane: 'credited', measure: 'invoices.credited', at: '16h', above: 100 },
    { lane: 'first', measure: 'invoices.credited', at: '13h35m', above: 100 },
    { lane: 'first', measure: 'divergent.now', at: '13h35m', above: 100 },
    { lane: 'resync', measure: 'invoices.wrong', at: '24h', below: 350 },
    { lane: 'first', measure: 'invoices.wrong', at: '24h', above: 400 },
    { lane: 'forgetful', measure: 'invoices.credited', at: '24h', is: 0 },
  ],
};
