// F26: the confirm is lost, so the publisher sends again: another message with the same event id, not marked redelivered.
import type { Fault } from '../points.ts';
import { DUPLICATE } from '../verdicts.ts';

export const messageDuplicate: Fault = {
  id: 'message-duplicate',
  title: 'Messages duplicated',
  summary:
    'The publisher sends a share of messages twice, since their confirms are lost. Both carry the same event id.',
  symptom: 'More messages than changes; none of them is marked redelivered.',
  incidents: [
    {
      title: 'One message published up to seven times, since no acknowledgement came back',
      address: 'https://github.com/googleapis/java-pubsub/issues/2175',
      year: 2024,
    },
  ],
  lasting: true,
  parameters: { share: { type: 'share', default: 1, summary: 'Share of messages sent twice.', unit: 'messages' } },
  suits: () => true,
  speaks: {
    transport: (about, values, luck) => (luck.ofMessage(values['share'] as number, about) ? DUPLICATE : undefined),
  },
};
