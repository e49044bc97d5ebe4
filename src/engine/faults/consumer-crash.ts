// F18, F19: a consumer's process dies again and again. Between writing and acknowledging: the broker delivers once more what has been
// written already, after newer events perhaps. With acknowledgement before processing: what was acknowledged is gone. RabbitMQ's guide
// to reliability: a redelivered message may have been seen before.
import type { Fault } from '../points.ts';

export const consumerCrash: Fault = {
  id: 'consumer-crash',
  title: 'Consumer crashes',
  summary:
    'A share of deliveries ends with the death of the consumer, after it has written and before it acknowledges, or just after. All it holds goes back.',
  symptom: 'Restarts and redeliveries rise together; messages marked redelivered have been processed before.',
  incidents: [
    {
      title: 'What a consumer crashed on was committed already, and not processed again',
      address: 'https://github.com/dpkp/kafka-python/issues/722',
      year: 2016,
    },
  ],
  lasting: true,
  parameters: {
    share: { type: 'share', default: 1, summary: 'Share of deliveries that end so.', unit: 'deliveries' },
    when: {
      type: 'choice',
      options: ['before-ack', 'after-ack'],
      default: 'before-ack',
      summary:
        'Before or after the acknowledgement. Who acknowledges before processing dies after it, and before the write.',
    },
    restartAfter: { type: 'duration', min: 1000, default: '1s', summary: 'After how long it is back.' },
  },
  suits: ({ billing }) => billing.reads !== 'api',
  speaks: {
    process: (about, values, luck) =>
      luck.ofDelivery(values['share'] as number, about)
        ? {
            verdict: 'crash',
            when: values['when'] as 'before-ack' | 'after-ack',
            restartAfter: values['restartAfter'] as number,
          }
        : undefined,
  },
};
