// The User service's API answers, late: a slow query, a cold cache, a busy neighbour.
import type { Fault } from '../points.ts';

export const apiSlow: Fault = {
  id: 'api-slow',
  title: 'API slow',
  summary: 'Every call of the User service’s API takes several times as long.',
  symptom: 'The API’s latency rises and nothing fails; resyncs crawl, and invoice runs that ask it last longer.',
  incidents: [
    {
      title: 'Answers took five to fifteen seconds longer after a deployment, and none failed',
      address: 'https://github.com/GSA/api.data.gov/issues/476',
      year: 2018,
    },
  ],
  lasting: true,
  parameters: {
    factor: { type: 'number', above: 1, max: 1_000_000, summary: 'How many times as long a call takes.' },
  },
  suits: () => true,
  speaks: { call: (_about, { factor }) => ({ verdict: 'slow', factor: factor as number }) },
};
