// F37: the API allows fewer calls than its callers have been told. They go on at the pace they know and are refused.
import type { Fault } from '../points.ts';

export const apiRateLimit: Fault = {
  id: 'api-rate-limit',
  title: 'API rate limit',
  summary:
    'The User service’s API answers fewer calls than its callers know of, and refuses the others (429). Who does not expect that dies of it.',
  symptom: 'A share of calls is answered 429; a patient caller gets on slowly, a naive script stops half-way.',
  incidents: [
    {
      title: 'A task that synchronises users failed with status 429',
      address: 'https://github.com/adobe-apiplatform/user-sync.py/issues/683',
      year: 2021,
    },
  ],
  lasting: true,
  parameters: {
    limit: { type: 'rate', positive: true, most: '1000000/s', summary: 'How many calls it answers.' },
  },
  suits: () => true,
  speaks: { call: (_about, { limit }) => ({ verdict: 'ration', rate: limit as number }) },
};
