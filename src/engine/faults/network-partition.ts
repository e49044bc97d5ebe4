// F31: one of the three roads is cut, and both ends live. What that means is decided at the end that finds out: a publisher keeps or
// loses, a broker takes its consumers for gone, a caller gets no answer.
import type { Fault, Place } from '../points.ts';
import { DOWN } from '../verdicts.ts';

const PLACES: Readonly<Record<string, Place>> = {
  'user-broker': 'broker',
  'broker-billing': 'billing',
  'billing-api': 'api',
};

export const networkPartition: Fault = {
  id: 'network-partition',
  title: 'Network partition',
  summary:
    'Two of the parties cannot reach each other, though both run: the User service and the broker, the broker and Billing, or Billing and the API.',
  symptom:
    'Both ends are up by their own account, and each takes the other for dead: connections time out, deliveries are handed out again.',
  incidents: [
    {
      title: 'A second cut of the network during recovery left a node alone, accepting messages',
      address: 'https://github.com/rabbitmq/rabbitmq-server/issues/2175',
      year: 2019,
    },
  ],
  lasting: true,
  parameters: {
    between: { type: 'choice', options: Object.keys(PLACES), summary: 'Which road is cut.' },
  },
  suits: () => true,
  place: ({ between }) => PLACES[between as string] ?? 'broker',
  speaks: {
    connection: (_about, { between }) =>
      between === 'user-broker' ? { verdict: 'cut', room: 0, patience: 0 } : undefined,
    reach: (_about, { between }) => (between === 'broker-billing' ? DOWN : undefined),
    call: (_about, { between }) => (between === 'billing-api' ? DOWN : undefined),
  },
};
