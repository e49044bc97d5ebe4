// Strategy "republish-events" (S3): the User team rebuilds the missed events from its change history and publishes them.
// Safe only with the original identity and a consumer that compares versions.
import { PUBLISH_RATE, runbook, type Strategy } from './runbook.ts';

export const republishEvents: Strategy = {
  id: 'republish-events',
  title: 'Republish events',
  summary: 'The User team publishes the events of the incident again, rebuilt from its change history.',
  parameters: {
    identity: {
      type: 'choice',
      options: ['original', 'renewed'],
      default: 'original',
      summary:
        'Whether ids, times and versions are those of the change, or new ones as the ordinary publishing code gives them.',
    },
    rate: PUBLISH_RATE,
  },
  coupling: 'events',
  seeds: false,
  suits: ({ user, billing }) => user.history !== 'none' && billing.reads !== 'api',
  machine: runbook.createMachine({
    context: ({ input }) => input,
    initial: 'check',
    states: {
      check: {
        meta: { title: 'Check the change history', team: 'user' },
        always: [
          { guard: 'lacksCopy', target: 'noCopy' },
          { guard: 'lacksHistory', target: 'noHistory' },
          { target: 'find' },
        ],
      },
      find: {
        meta: { title: 'Find what was missed', team: 'user', work: 'find' },
        after: { find: 'rebuild' },
      },
      rebuild: {
        meta: { title: 'Rebuild the events', team: 'user', work: 'build' },
        after: { build: 'review' },
      },
      review: {
        meta: { title: 'Review the job', team: 'user', work: 'review' },
        after: { review: 'start' },
      },
      start: {
        meta: { title: 'Start the job', team: 'user', work: 'run' },
        after: { run: 'publish' },
      },
      publish: {
        meta: { title: 'Publish the events', team: 'user' },
        entry: {
          type: 'republishEvents',
          params: ({ context }) => ({
            renew: context.parameters['identity'] === 'renewed',
            rate: String(context.parameters['rate']),
          }),
        },
        on: { published: 'done' },
      },
      done: { type: 'final', meta: { title: 'Done', team: 'none' } },
      noHistory: {
        type: 'final',
        meta: { title: 'Cannot', team: 'none', cannot: 'the User service has no change history back to the incident' },
      },
      noCopy: { type: 'final', meta: { title: 'Cannot', team: 'none', cannot: 'Billing keeps no copy' } },
    },
  }),
};
