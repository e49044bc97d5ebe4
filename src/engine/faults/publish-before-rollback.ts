// F3, a ghost message: the code publishes inside the transaction, which is then undone. The event tells of what never was, and its
// version will be given to another change. With an outbox the event is undone with its transaction.
import type { Fault } from '../points.ts';
import { ROLL_BACK } from '../verdicts.ts';

export const publishBeforeRollback: Fault = {
  id: 'publish-before-rollback',
  title: 'Published, then rolled back',
  summary:
    'The event leaves before the transaction commits, and the transaction is undone: Billing learns of a change that never was. With an outbox nothing leaves.',
  symptom:
    'A copy that is ahead of the truth, though every event was processed; the database’s rollbacks are the only trace. A comparison with the authority finds it.',
  incidents: [
    {
      title: 'The database rolled back, and the record stood in the topic',
      address: 'https://github.com/spring-projects/spring-kafka/issues/2622',
      year: 2023,
    },
  ],
  lasting: true,
  parameters: { share: { type: 'share', default: 1, summary: 'Share of changes that are undone.', unit: 'changes' } },
  suits: () => true,
  speaks: {
    commit: (about, values, luck) => (luck.ofMessage(values['share'] as number, about) ? ROLL_BACK : undefined),
  },
};
