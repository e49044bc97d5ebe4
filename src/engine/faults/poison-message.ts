// F23: a message that cannot be processed, however often it is tried: a field that is too long, a null nobody thought of. Handed back
// it comes again and again; in a log nothing behind it is read. One that kills its consumer takes all that this holds with it: with a
// delivery limit innocents die beside it.
import type { Fault } from '../points.ts';

export const poisonMessage: Fault = {
  id: 'poison-message',
  title: 'Poison messages',
  summary:
    'Billing cannot process a share of messages while this lasts: each is tried again, made a dead letter or passed over, as Billing is built. Or it kills the consumer that tries.',
  symptom:
    'Redeliveries and errors rise, always about the same few messages; in a log the lag grows behind one of them.',
  incidents: [
    {
      title: 'One poison message had its neighbours dead-lettered, with more than one prefetched',
      address: 'https://github.com/rabbitmq/rabbitmq-website/pull/2207',
      year: 2025,
    },
    {
      title: 'Failing events were tried five times and passed over; the position moved on and looked healthy',
      address: 'https://github.com/zitadel/zitadel/issues/12553',
      year: 2026,
    },
  ],
  lasting: true,
  parameters: {
    share: { type: 'share', default: 1, summary: 'Share of messages that cannot be processed.', unit: 'messages' },
    kills: { type: 'boolean', default: false, summary: 'Whether such a message kills the consumer that tries.' },
    restartAfter: {
      type: 'duration',
      min: 1000,
      default: '1s',
      summary: 'After how long a consumer that such a message has killed is back.',
    },
  },
  suits: ({ billing }) => billing.reads !== 'api',
  speaks: {
    process: (about, values, luck) =>
      luck.ofMessage(values['share'] as number, about)
        ? { verdict: 'fail', kills: values['kills'] === true, restartAfter: values['restartAfter'] as number }
        : undefined,
  },
};
