// F1, omission: the code that publishes is broken. Database writes succeed, broker, queue and lag stay perfect.
import type { Fault } from '../points.ts';
import { EVENT_TYPES } from '../rows.ts';
import { OMIT } from '../verdicts.ts';

export const publisherSilent: Fault = {
  id: 'publisher-silent',
  title: 'Publisher silent',
  summary:
    'Changes are committed, but no event leaves the User service, with an outbox neither: the code forgets the row.',
  symptom: 'Queue depth and lag stay perfect; the rate of one event type drops.',
  incidents: [
    {
      title: 'Changes committed and visible, and the queue of webhook events empty: nothing was ever queued',
      address: 'https://github.com/instantdb/instant/issues/2725',
      year: 2026,
    },
    {
      title: 'A service that ran for long lost what it sent to Kafka, its exceptions suppressed',
      address: 'https://github.com/SDU-eScience/UCloud/issues/482',
      year: 2019,
    },
  ],
  lasting: true,
  parameters: {
    share: { type: 'share', default: 1, summary: 'Share of users whose events are omitted.', unit: 'users' },
    types: { type: 'choices', options: EVENT_TYPES, summary: 'Event types that are omitted; left out: all.' },
  },
  suits: () => true,
  speaks: {
    record: (about, values, luck) => {
      const types = values['types'] as readonly string[] | undefined;
      if (types !== undefined && !types.includes(EVENT_TYPES[about.type] as string)) return undefined;
      return luck.ofUser(values['share'] as number, about) ? OMIT : undefined;
    },
  },
};
