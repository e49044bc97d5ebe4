// F27: a bad deployment of Billing writes the wrong status. Events, versions and queues are perfect; only the content is wrong. A
// repair that writes newer versions only skips these rows and reports success. Told in gethook.to/blog/replaying-webhooks-after-bad-
// deploy.
import type { Fault } from '../points.ts';
import { EVENT_TYPES } from '../rows.ts';
import { CORRUPT } from '../verdicts.ts';

export const consumerBug: Fault = {
  id: 'consumer-bug',
  title: 'Consumer bug',
  summary:
    'Billing writes the wrong status for a share of events: it takes the active for suspended and everybody else for active. Versions are right.',
  symptom: 'Nothing: no error, no lag, no gap. Only a comparison with the User service shows it, or a customer.',
  incidents: [
    {
      title: 'Deleted documents came back when a projection was rebuilt without its rule for deletions',
      address: 'https://github.com/JasperFx/marten/issues/1302',
      year: 2019,
    },
  ],
  lasting: true,
  parameters: {
    share: { type: 'share', default: 1, summary: 'Share of events written wrongly.', unit: 'events' },
    types: { type: 'choices', options: EVENT_TYPES, summary: 'Event types it happens to; left out: all.' },
  },
  suits: ({ billing }) => billing.reads !== 'api',
  speaks: {
    apply: (about, values, luck) => {
      const types = values['types'] as readonly string[] | undefined;
      if (types !== undefined && !types.includes(EVENT_TYPES[about.type] as string)) return undefined;
      return luck.ofMessage(values['share'] as number, about) ? CORRUPT : undefined;
    },
  },
};
