// A share of messages takes a detour: it is held back, and later messages overtake it.
import type { Fault } from '../points.ts';

export const messageDelay: Fault = {
  id: 'message-delay',
  title: 'Messages delayed',
  summary: 'A share of messages is held back on the way to the broker; later ones overtake them.',
  symptom: 'Late events arrive after newer ones of the same user.',
  incidents: [
    {
      title: 'A seller was verified, and rejected by the older webhook that came three minutes later',
      address: 'https://github.com/paypal/mirakl-hyperwallet-connector/issues/35',
      year: 2022,
    },
  ],
  lasting: true,
  parameters: {
    share: { type: 'share', default: 1, summary: 'Share of messages held back.', unit: 'messages' },
    by: { type: 'duration', min: 1, summary: 'How long each is held back.' },
  },
  suits: () => true,
  speaks: {
    transport: (about, values, luck) =>
      luck.ofMessage(values['share'] as number, about) ? { verdict: 'delay', by: values['by'] as number } : undefined,
  },
};
