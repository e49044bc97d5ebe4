// F25: a handler hangs: a lock, a call without a timeout. The broker waits half an hour for the acknowledgement (Kafka five minutes
// for the next poll), looks once a minute, then takes back all the consumer holds and gives it to somebody else. RabbitMQ's guide to
// consumers, and Kafka's max.poll.interval.ms.
import type { Fault } from '../points.ts';

export const consumerTimeout: Fault = {
  id: 'consumer-timeout',
  title: 'Consumer hangs',
  summary:
    'A share of deliveries is never through. When the broker has waited long enough it takes back all that the consumer holds, and that starts anew.',
  symptom:
    'One consumer holds as many messages as it may and acknowledges none; after the timeout they all come again.',
  incidents: [
    {
      title: 'A consumer silently lost its channel to the acknowledgement timeout, and messages piled up',
      address: 'https://github.com/ruby-amqp/bunny/issues/681',
      year: 2024,
    },
  ],
  lasting: true,
  parameters: {
    share: { type: 'share', default: 1, summary: 'Share of deliveries that hang.', unit: 'deliveries' },
    timeout: {
      type: 'duration',
      min: 1_000_000,
      default: '30m',
      summary: 'How long the broker waits: RabbitMQ 30m, Kafka 5m (max.poll.interval).',
    },
  },
  suits: ({ billing }) => billing.reads !== 'api' && billing.ack === 'after',
  speaks: {
    work: (about, values, luck) =>
      luck.ofDelivery(values['share'] as number, about)
        ? { verdict: 'hang', timeout: values['timeout'] as number }
        : undefined,
  },
};
