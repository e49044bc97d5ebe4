// The User service's API does not answer; its database and publisher go on.
import type { Fault } from '../points.ts';
import { DOWN } from '../verdicts.ts';

export const apiDown: Fault = {
  id: 'api-down',
  title: 'API down',
  summary: 'Every call of the User service’s API fails. Events flow as before.',
  symptom: 'Resyncs stop; a Billing service that asks before it invoices stands still.',
  incidents: [
    {
      title: 'An API unreachable for hours: clients stopped syncing',
      address: 'https://github.com/plastic-labs/honcho/issues/732',
      year: 2026,
    },
  ],
  lasting: true,
  parameters: {},
  suits: () => true,
  speaks: { call: () => DOWN },
};
