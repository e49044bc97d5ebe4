// Strategy "reconcile" (S9): compare checksums, descend into what differs, look once more after a while, and put right what differs
// still. It finds what no event tells of, whatever the cause, and reads hardly more than what is wrong.
import { beginning, done, endpoint, FREEZE, maybeFreeze, patiently, runbook, type Strategy } from './runbook.ts';

export const reconcile: Strategy = {
  id: 'reconcile',
  title: 'Reconcile',
  summary:
    'Billing compares checksums with the User service, range by range, and after a second look puts right whoever still differs.',
  parameters: {
    grace: {
      type: 'duration',
      min: 0,
      default: '1m',
      summary: 'How long it waits before it looks at who differs once more: events on their way have arrived by then.',
    },
    freeze: FREEZE,
  },
  coupling: 'API',
  seeds: false,
  suits: ({ billing, user }) => billing.reads !== 'api' && user.digest,
  machine: runbook.createMachine({
    context: ({ input }) => input,
    initial: 'check',
    states: {
      ...beginning(
        { title: 'Check the endpoint', team: 'billing', turns: [['lacksDigest', 'endpoint']] },
        {
          team: 'billing',
          steps: [
            ['write', 'build', 'Write the comparison'],
            ['review', 'review', 'Review the comparison'],
            ['start', 'run', 'Start the comparison'],
          ],
          next: 'compare',
        },
      ),
      ...endpoint('write', 'Build the checksums'),
      ...patiently('compare', 'Compare and put right', {
        entry: [
          maybeFreeze,
          { type: 'reconcile', params: ({ context }) => ({ grace: String(context.parameters['grace']) }) },
        ],
        on: { reconciled: 'done' },
        again: 'reconcileOn',
      }),
      done: { ...done, entry: 'releaseInvoicing' },
    },
  }),
};
