// F11: the binding between exchange and queue is gone: removed by hand, by a deployment of the topology, or by a consumer that
// declares another one. The exchange finds nobody to hand the message to, drops it, and confirms it all the same; only who publishes
// with `mandatory` is told. RabbitMQ's guide to confirms says so of unroutable messages.
import type { Fault } from '../points.ts';
import { DOWN } from '../verdicts.ts';

export const queueUnbound: Fault = {
  id: 'queue-unbound',
  title: 'Queue unbound',
  summary:
    'The binding of Billing’s queue is gone: the broker confirms every message and hands none of them on. A publisher with mandatory is told, keeps them and sends them again.',
  symptom:
    'All confirms are positive and nothing fails; the queue is empty and stays so. Only the broker’s count of unroutable messages rises.',
  incidents: [
    {
      title: 'A cluster lost some bindings of a broadcast when a machine failed',
      address: 'https://github.com/rabbitmq/rabbitmq-server/issues/12782',
      year: 2024,
    },
    {
      title: 'A publisher was sent an acknowledgement for a queue that did not exist',
      address: 'https://github.com/SpinGo/op-rabbit/issues/83',
      year: 2016,
    },
  ],
  lasting: true,
  parameters: {},
  suits: ({ broker }) => broker.kind === 'queue' || broker.profile === 'rabbitmq-stream',
  speaks: { binding: () => DOWN },
};
