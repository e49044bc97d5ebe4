// F4, dual writes out of order: two threads commit in one order and publish in the other, since one of them is held up between its
// commit and its publication. No process fails and no message is lost.
import type { Fault } from '../points.ts';

export const publishReorder: Fault = {
  id: 'publish-reorder',
  title: 'Published out of order',
  summary:
    'Writers that commit one after the other publish in another order: a share of events is held up between commit and publication. An outbox keeps the order of the commits.',
  symptom: 'Nothing fails. Versions of one user arrive out of order; without a version guard the older one stays.',
  incidents: [
    {
      title: 'Events of database changes published in the wrong order by two requests at once',
      address: 'https://github.com/jvalue/ods/issues/285',
      year: 2020,
    },
    {
      title: '“Published” arrived before “created” when one followed at once on the other',
      address: 'https://github.com/microsoftarchive/cqrs-journey/issues/301',
      year: 2012,
    },
  ],
  lasting: true,
  parameters: {
    share: { type: 'share', default: 1, summary: 'Share of events held up.', unit: 'changes' },
    by: { type: 'duration', min: 1, summary: 'How long each is held up.' },
  },
  suits: ({ publisher }) => publisher.path === 'direct',
  speaks: {
    send: (about, values, luck) =>
      luck.ofMessage(values['share'] as number, about) ? { verdict: 'delay', by: values['by'] as number } : undefined,
  },
};
