// F17: accepted and confirmed, then gone: a failover to a replica that lags behind. Confirms do not help.
import type { Fault } from '../points.ts';
import { LOSE } from '../verdicts.ts';

export const messageLoss: Fault = {
  id: 'message-loss',
  title: 'Messages lost',
  summary: 'The broker confirms a share of messages and loses them before any queue or log has them.',
  symptom: 'All confirms are positive; counts at both ends differ.',
  incidents: [
    {
      title: 'Confirmed messages of a stream gone after a fail-over',
      address: 'https://github.com/rabbitmq/rabbitmq-server/issues/9457',
      year: 2023,
    },
  ],
  lasting: true,
  parameters: { share: { type: 'share', default: 1, summary: 'Share of messages lost.', unit: 'messages' } },
  suits: () => true,
  speaks: {
    route: (about, values, luck) => (luck.ofMessage(values['share'] as number, about) ? LOSE : undefined),
  },
};
