// F12: a policy gives messages a time to live. What waits longer is dropped when it comes to the head of the queue, and nobody is
// told; with a queue of dead letters it goes there. What had come before the policy keeps the time it came with. RabbitMQ's guide to
// time to live.
import type { Fault } from '../points.ts';

export const messageTtl: Fault = {
  id: 'message-ttl',
  title: 'Messages expire',
  summary:
    'Messages that come to the queue may wait for so long only; then they are dropped, or dead letters where such are kept.',
  symptom: 'A backlog that grows no more, though nobody consumes: as much expires as arrives.',
  incidents: [
    {
      title: 'A customer’s expired messages were deleted without a trace',
      address: 'https://github.com/wso2/product-ei/issues/1914',
      year: 2018,
    },
  ],
  lasting: true,
  parameters: { ttl: { type: 'duration', min: 1000, summary: 'How long a message may wait.' } },
  suits: ({ broker }) => broker.kind === 'queue',
  speaks: { limits: (_about, values) => ({ verdict: 'limit', timeToLive: values['ttl'] as number }) },
};
