// F14: a policy limits the length of the queue. By default the oldest message goes, which is kind to events that carry the whole state
// and fatal to deltas; or the newest is refused, which only a publisher with confirms learns of. RabbitMQ's guide to queue length.
import type { Fault } from '../points.ts';

export const queueOverflow: Fault = {
  id: 'queue-overflow',
  title: 'Queue overflows',
  summary: 'The queue may hold so many messages: one more pushes the oldest out, or is refused.',
  symptom: 'The backlog stands still at a round number; with reject-publish the publisher’s negative confirms rise.',
  incidents: [
    {
      title: 'A full queue dropped messages that had been acknowledged to their publisher',
      address: 'https://github.com/eclipse-mosquitto/mosquitto/issues/3687',
      year: 2026,
    },
  ],
  lasting: true,
  parameters: {
    maxLength: { type: 'integer', unit: 'messages', min: 1, summary: 'How many messages may wait.' },
    overflow: {
      type: 'choice',
      options: ['drop-head', 'reject-publish'],
      default: 'drop-head',
      summary: 'Whether the oldest message goes, or the new one is refused.',
    },
  },
  suits: ({ broker }) => broker.kind === 'queue',
  speaks: {
    limits: (_about, values) => ({
      verdict: 'limit',
      maxLength: values['maxLength'] as number,
      overflow: values['overflow'] as 'drop-head' | 'reject-publish',
    }),
  },
};
