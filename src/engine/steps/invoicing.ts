// Steps about invoicing: it is put off while a copy is being repaired, goes on when that is done, and what went wrong is credited.
import { patiently } from '../strategies/runbook.ts';
import { PLAIN, type StepEntry } from './step.ts';

export const invoicing: readonly StepEntry[] = [
  {
    ...PLAIN,
    id: 'freeze',
    title: 'Put invoicing off',
    summary: 'Invoice runs are put off from here on. It is no phase of its own.',
    team: 'billing',
    needs: () => ['copy'],
    instant: { type: 'freezeInvoicing', params: { on: true } },
  },
  {
    ...PLAIN,
    id: 'thaw',
    title: 'Let invoicing go on',
    summary: 'What was put off is made up for. It is no phase of its own.',
    team: 'billing',
    needsWords: 'a freeze before it',
    needs: () => ['copy'],
    instant: 'releaseInvoicing',
  },
  {
    ...PLAIN,
    id: 'credit',
    title: 'Write the credit notes',
    summary:
      'Billing compares the invoices of the incident with the history of the users’ states and credits the wrong ones.',
    team: 'billing',
    needsWords: 'a change history back to the incident',
    needs: () => ['history'],
    coupling: 'API',
    states: ({ key, next, title, entering }) =>
      patiently(key, title, {
        entry: entering('creditInvoices') as never,
        on: { credited: next },
        again: 'creditOn',
      }),
  },
];
