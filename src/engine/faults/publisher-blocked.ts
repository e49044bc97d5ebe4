// F7: the broker is short of memory or disk and blocks the connections that publish. Consumers go on until the queue is empty; the
// publisher's messages wait in its client until the alarm is over.
import type { Fault } from '../points.ts';

export const publisherBlocked: Fault = {
  id: 'publisher-blocked',
  title: 'Publisher blocked',
  summary:
    'The broker’s alarm for memory or disk blocks every connection that publishes. Messages wait in the publisher; consumers go on.',
  symptom:
    'The connection’s state is “blocked”, publishing rates drop to nothing and queues run empty: to the consumer it looks like a silent publisher.',
  incidents: [
    {
      title: 'A memory alarm blocked the publishers of a distributed application at 5,000 messages a second',
      address: 'https://github.com/fhteam/laravel-amqp/issues/20',
      year: 2018,
    },
  ],
  lasting: true,
  parameters: {},
  suits: () => true,
  speaks: {
    connection: () => ({ verdict: 'cut', room: Number.POSITIVE_INFINITY, patience: Number.POSITIVE_INFINITY }),
  },
};
