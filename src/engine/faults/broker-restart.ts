// The broker is stopped in order and started again later. Connections are gone, unacknowledged messages return to the queue;
// durable queues and persistent messages survive.
import type { Fault } from '../points.ts';
import { DOWN } from '../verdicts.ts';

export const brokerRestart: Fault = {
  id: 'broker-restart',
  title: 'Broker restart',
  summary:
    'The broker is away. What it had stored survives; publishers with confirms wait and send again, those without lose.',
  symptom: 'Connections drop on both sides; unacknowledged messages are delivered a second time afterwards.',
  incidents: [
    {
      title: 'The first publication after a restart of the broker returned success and was lost',
      address: 'https://github.com/alanxz/rabbitmq-c/issues/362',
      year: 2016,
    },
  ],
  lasting: true,
  parameters: {},
  suits: () => true,
  speaks: { broker: () => DOWN },
};
