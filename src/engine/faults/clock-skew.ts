// F32: one node's clock lags, and what it writes is stamped too early. Who lets the later stamp win throws such changes away.
import type { Fault } from '../points.ts';

export const clockSkew: Fault = {
  id: 'clock-skew',
  title: 'Clock lags',
  summary: 'The clock of a node of the User service lags: a share of changes is stamped with a time too early.',
  symptom:
    'Nothing fails and every event arrives. Last-writer-wins drops what the slow clock stamped; only the clock’s offset, or a comparison with the authority, shows it.',
  incidents: [
    {
      title: 'Clocks of virtual machines that jump, under a storage protocol that orders writes by them',
      address: 'https://github.com/mozilla-services/server-syncstorage/issues/7',
      year: 2014,
    },
  ],
  lasting: true,
  parameters: {
    share: { type: 'share', default: 1, summary: 'Share of changes that this node stamps.', unit: 'changes' },
    by: { type: 'duration', min: 1, summary: 'How far its clock lags.' },
  },
  suits: ({ billing }) => billing.policy === 'timestamp',
  speaks: {
    stamp: (about, values, luck) =>
      luck.ofMessage(values['share'] as number, about) ? { verdict: 'lag', by: values['by'] as number } : undefined,
  },
};
