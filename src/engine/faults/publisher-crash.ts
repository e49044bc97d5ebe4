// F2: the process dies between the commit and the publication, and with it what it keeps in memory for the broker. A relay that
// dies between sending a row and marking it loses nothing: it sends the row again.
import type { Fault } from '../points.ts';
import { DIE } from '../verdicts.ts';

export const publisherCrash: Fault = {
  id: 'publisher-crash',
  title: 'Publisher crashes',
  summary:
    'The publishing process dies after the commit and before the event has left. With an outbox or a log of commits the relay dies after sending and before marking: the row is sent again.',
  symptom:
    'Restarts of the service, and everything green in between: the user exists, its event does not. With a relay, the same event id twice.',
  incidents: [
    {
      title: 'After a power failure events stood in the store that no subscriber had been told of',
      address: 'https://github.com/eventflow/EventFlow/issues/439',
      year: 2018,
    },
  ],
  lasting: true,
  parameters: { share: { type: 'share', default: 1, summary: 'Share of changes at which it dies.', unit: 'changes' } },
  suits: () => true,
  speaks: {
    send: (about, values, luck) => (luck.ofMessage(values['share'] as number, about) ? DIE : undefined),
    mark: (about, values, luck) => (luck.ofMessage(values['share'] as number, about) ? DIE : undefined),
  },
};
