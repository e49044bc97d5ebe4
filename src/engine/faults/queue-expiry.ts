// F13: a policy lets unused queues delete themselves (`x-expires`). A queue without consumers for that long is gone with all it holds,
// and nothing of it is dead-lettered; what is published from then on reaches nobody until a consumer declares the queue anew.
// RabbitMQ's guides to time to live and to dead letters say both.
import type { Fault } from '../points.ts';

export const queueExpiry: Fault = {
  id: 'queue-expiry',
  title: 'Queue expires',
  summary:
    'A queue that nobody consumes for so long deletes itself, with its messages. It strikes when the consumers are away.',
  symptom: 'The backlog of a consumer that is away drops to nothing, and the queue vanishes from the list.',
  incidents: [
    {
      title: 'Delay queues expired with their messages before these had moved on',
      address: 'https://github.com/vyuldashev/laravel-queue-rabbitmq/pull/606',
      year: 2024,
    },
  ],
  lasting: true,
  parameters: {
    expires: {
      type: 'duration',
      min: 1000,
      default: '30m',
      summary: 'After how long without consumers it is deleted.',
    },
  },
  suits: ({ broker }) => broker.kind === 'queue',
  speaks: { limits: (_about, values) => ({ verdict: 'limit', expires: values['expires'] as number }) },
};
