// Billing's consumer processes are dead for a while. The queue or log goes on.
import type { Fault } from '../points.ts';
import { DOWN } from '../verdicts.ts';

export const consumerDown: Fault = {
  id: 'consumer-down',
  title: 'Consumer down',
  summary: 'Billing’s consumers die and lose what they have in memory. Unacknowledged messages return to the queue.',
  symptom: 'The backlog grows; with acknowledgement before processing, what was in memory is gone without a trace.',
  incidents: [
    {
      title: 'Dead dispatchers, and a queue of ten thousand webhooks behind them for six hours',
      address: 'https://status.stitch.money/incidents/t78plz7rj9tp',
      year: 2023,
    },
  ],
  lasting: true,
  parameters: {},
  suits: () => true,
  speaks: { consumer: () => DOWN },
};
