// F24: somebody moves the dead letters back at a bad moment. Each is an old event published again: what has happened since is older in
// the queue than it is in truth.
import type { Fault } from '../points.ts';

export const deadLettersRedriven: Fault = {
  id: 'redrive',
  title: 'Dead letters redriven',
  summary:
    'All of Billing’s dead letters are handed back to it at once, as they were. A consumer without version guard lets them overwrite newer states.',
  symptom: 'The queue of dead letters is empty; events hours old arrive after newer ones of the same users.',
  incidents: [
    {
      title: 'Dead letters replayed in another order than they had come',
      address: 'https://github.com/JasperFx/wolverine/issues/986',
      year: 2024,
    },
    {
      title: 'Transactions resubmitted from the dead letters before the customer they belong to',
      address: 'https://github.com/paolosalvatori/ServiceBusExplorer/issues/342',
      year: 2019,
    },
  ],
  lasting: false,
  parameters: {},
  suits: ({ billing, broker }) => billing.onFailure === 'dead-letter' || broker.deliveryLimit !== 'none',
  speaks: {},
  deed: () => ({ does: 'redrive' }),
};
