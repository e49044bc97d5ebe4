// Strategy "redrive" (F24): the dead letters are handed back once their cause is mended. Each is an old event published again, so that it
// mends by itself only where a version guard, or nothing newer, stands in its way.
import { beginning, cannot, done, FREEZE, maybeFreeze, PUBLISH_RATE, runbook, type Strategy } from './runbook.ts';

export const redrive: Strategy = {
  id: 'redrive',
  title: 'Redrive',
  summary:
    'Billing hands its dead letters back to its own queue, as they were. What was lost, skipped or never sent is not among them.',
  parameters: { rate: PUBLISH_RATE, freeze: FREEZE },
  coupling: 'events',
  seeds: false,
  suits: ({ billing, broker }) =>
    billing.reads !== 'api' && (billing.onFailure === 'dead-letter' || broker.deliveryLimit !== 'none'),
  machine: runbook.createMachine({
    context: ({ input }) => input,
    initial: 'check',
    states: {
      ...beginning(
        { title: 'Check for dead letters', team: 'billing' },
        {
          team: 'billing',
          steps: [
            ['find', 'find', 'Find out why they failed'],
            ['start', 'run', 'Start to hand them back'],
          ],
          next: 'redrive',
        },
      ),
      redrive: {
        meta: { title: 'Hand the dead letters back', team: 'billing' },
        entry: [
          maybeFreeze,
          { type: 'redriveDeadLetters', params: ({ context }) => ({ rate: String(context.parameters['rate']) }) },
        ],
        on: { redriven: 'done', noQueue: 'waitForQueue', noDeadLetters: 'nothingThere' },
      },
      waitForQueue: {
        meta: { title: 'Wait for the queue', team: 'billing' },
        after: { aMinute: 'redrive' },
      },
      done: { ...done, entry: 'releaseInvoicing' },
      nothingThere: {
        ...cannot('there are no dead letters: what failed was handed back, passed over or lost'),
        entry: 'releaseInvoicing',
      },
    },
  }),
};
