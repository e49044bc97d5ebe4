// Strategy "credit-notes" (S14): what was invoiced wrongly is found in the history of the users' states and credited. It repairs the
// business effect and no state: as long as the copy is wrong the next run does the same again.
import { cannot, done, patiently, runbook, type Strategy, stepsOf } from './runbook.ts';

export const creditNotes: Strategy = {
  id: 'credit-notes',
  title: 'Credit notes',
  summary:
    'Billing compares the invoices of the incident with the history of the users’ states and credits the wrong ones. It mends no copy.',
  parameters: {},
  coupling: 'API',
  repairs: 'invoices',
  seeds: false,
  suits: () => false,
  machine: runbook.createMachine({
    context: ({ input }) => input,
    initial: 'check',
    states: {
      check: {
        meta: { title: 'Check the status history', team: 'billing' },
        always: [{ guard: 'lacksHistory', target: 'noHistory' }, { target: 'write' }],
      },
      ...stepsOf(
        'billing',
        [
          ['write', 'build', 'Write the comparison of invoices and history'],
          ['review', 'review', 'Review the comparison'],
          ['start', 'run', 'Start the comparison'],
        ],
        'credit',
      ),
      ...patiently('credit', 'Write the credit notes', {
        entry: 'creditInvoices',
        on: { credited: 'done' },
        again: 'creditOn',
      }),
      done,
      noHistory: cannot('the User service has no change history back to the incident'),
    },
  }),
};
