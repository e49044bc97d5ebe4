// Strategy "copy-database" (S11): Billing reads the User service's table directly. Quick, and as of one instant; but where the
// position up to which it has heard the events is not of that instant, there is a gap, and the query knows another team's schema.
import { beginning, done, FREEZE, maybeFreeze, type RunbookInput, runbook, type Strategy, stepsOf } from './runbook.ts';

const bindsLate = ({ context }: { readonly context: RunbookInput }) => context.parameters['position'] === 'afterwards';

export const copyDatabase: Strategy = {
  id: 'copy-database',
  title: 'Copy the database',
  summary:
    'Billing reads the User service’s table at one instant and replaces its copy with it. It must know the other’s schema.',
  parameters: {
    position: {
      type: 'choice',
      options: ['same-transaction', 'afterwards'],
      default: 'same-transaction',
      summary:
        'Whether events go on from the instant of which the table is; or, for a new service, its queue is bound when all has been carried over.',
    },
    rate: { type: 'rate', default: '5000/s', positive: true, summary: 'How many rows are carried over.' },
    freeze: FREEZE,
  },
  coupling: 'schema',
  seeds: true,
  bindsLate: { parameter: 'position', value: 'afterwards' },
  suits: ({ billing }) => billing.reads !== 'api',
  machine: runbook.createMachine({
    context: ({ input }) => input,
    initial: 'check',
    states: {
      ...beginning(
        { title: 'Ask for the schema', team: 'billing' },
        { team: 'billing', steps: [['write', 'build', 'Write the query']], next: 'review' },
      ),
      review: {
        meta: { title: 'Review the query', team: 'billing', work: 'review' },
        entry: 'writeQuery',
        after: { review: 'start' },
      },
      ...stepsOf('billing', [['start', 'run', 'Start the copy']], 'begin'),
      begin: {
        meta: { title: 'Decide the order', team: 'billing' },
        entry: maybeFreeze,
        always: [{ guard: bindsLate, target: 'copy' }, { target: 'subscribe' }],
      },
      subscribe: {
        meta: { title: 'See that the queue is bound', team: 'billing' },
        entry: 'bindQueue',
        on: { bound: 'copy' },
      },
      copy: {
        meta: { title: 'Copy the table', team: 'billing' },
        entry: {
          type: 'readTable',
          params: ({ context }) => ({
            stops: context.parameters['position'] !== 'afterwards',
            rate: String(context.parameters['rate']),
          }),
        },
        on: { copied: [{ guard: bindsLate, target: 'bindLate' }, { target: 'done' }], queryFails: 'lookInto' },
      },
      ...stepsOf(
        'billing',
        [
          ['lookInto', 'find', 'Find out why the query fails'],
          ['writeAnew', 'build', 'Write the query anew'],
        ],
        'review',
      ),
      bindLate: {
        meta: { title: 'Bind the queue', team: 'billing' },
        entry: 'bindQueue',
        on: { bound: 'done' },
      },
      done: { ...done, entry: 'releaseInvoicing' },
    },
  }),
};
