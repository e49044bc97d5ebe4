// F28: Billing's database is restored from a backup. Where the broker keeps the position, or the queue has forgotten what it delivered, the
// events since then never come again; a position that is kept beside the data goes back with it, and the log heals the gap.
import type { Fault } from '../points.ts';

export const billingRestore: Fault = {
  id: 'billing-restore',
  title: 'Billing restored',
  summary:
    'Billing’s database goes back to an older backup. Events since then come again only where Billing keeps its own position in a log.',
  symptom: 'Lag and queue are as before; rows are older than what Billing has acknowledged.',
  incidents: [
    {
      title: 'A node restored from an old backup read on where its newer self had stopped; what lay between was lost',
      address: 'https://github.com/2ndQuadrant/bdr/issues/208',
      year: 2016,
    },
  ],
  lasting: false,
  parameters: { back: { type: 'duration', min: 1, summary: 'How old the backup is.' } },
  suits: ({ billing }) => billing.reads !== 'api',
  speaks: {},
  deed: (values) => ({ does: 'restoreBilling', back: values['back'] as number }),
};
