// Steps about invoicing: it is put off while a copy is being repaired, and goes on when that is done.
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
];
