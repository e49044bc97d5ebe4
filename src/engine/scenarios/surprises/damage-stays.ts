// A repair of the state changes no invoice.
import type { Surprise } from './surprise.ts';

export const damageStays: Surprise = {
  id: 'damage-stays',
  claim: 'The state is repaired and the damage is not: invoices that went out stay wrong.',
  scenario: 'broken-publisher',
  expect: [
    { lane: 'resync', measure: 'divergent.now', at: '16h', is: 0 },
    { lane: 'resync', measure: 'invoices.wrong', at: '16h', above: 0 },
    { lane: 'resync', measure: 'invoices.credited', at: '24h', is: 0 },
  ],
};
