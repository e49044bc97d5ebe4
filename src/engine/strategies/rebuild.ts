// Strategy "rebuild" (S2): a second table is made from the log's beginning while the first is read as it was, and the two are swapped
// in one change. Nobody sees old states on the way; and what was never published is not there either.
import { beginning, cannot, done, fillAside, runbook, type Strategy, stepsOf } from './runbook.ts';

export const rebuild: Strategy = {
  id: 'rebuild',
  title: 'Rebuild and swap',
  summary:
    'Billing reads the log from its beginning into a second table, then swaps the two in one change. What was never published is not there.',
  parameters: {},
  coupling: 'events',
  seeds: true,
  suits: ({ broker }) => broker.kind !== 'queue',
  machine: runbook.createMachine({
    context: ({ input }) => input,
    initial: 'check',
    states: {
      ...beginning(
        { title: 'Check what is retained', team: 'billing', turns: [['isLog', 'write']] },
        { team: 'billing', steps: [], next: 'nothingRetained' },
      ),
      ...stepsOf(
        'billing',
        [
          ['write', 'build', 'Write the second table'],
          ['review', 'review', 'Review the switch'],
          ['start', 'run', 'Start the rebuild'],
        ],
        'fill',
      ),
      ...fillAside,
      done,
      nothingRetained: cannot('a queue keeps no history: what was acknowledged is gone'),
    },
  }),
};
