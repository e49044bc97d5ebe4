// Strategy "republish-events" (S3): the User team rebuilds the missed events from its change history and publishes them.
// Safe only with the original identity and a consumer that compares versions.
import type { Identity } from '../repair/republishing.ts';
import { beginning, cannot, done, PUBLISH_RATE, runbook, type Strategy } from './runbook.ts';

export const republishEvents: Strategy = {
  id: 'republish-events',
  title: 'Republish events',
  summary: 'The User team publishes the events of the incident again, rebuilt from its change history.',
  parameters: {
    identity: {
      type: 'choice',
      options: ['original', 'new-ids', 'renewed'],
      default: 'original',
      summary:
        'Ids, times and versions as they were or should have been; new ids and times; or, as the ordinary publishing code stamps them, the row’s present version too.',
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
      ...beginning(
        { title: 'Check the change history', team: 'user', turns: [['lacksHistory', 'noHistory']] },
        {
          team: 'user',
          steps: [
            ['find', 'find', 'Find what was missed'],
            ['rebuild', 'build', 'Rebuild the events'],
            ['review', 'review', 'Review the job'],
            ['start', 'run', 'Start the job'],
          ],
          next: 'publish',
        },
      ),
      publish: {
        meta: { title: 'Publish the events', team: 'user' },
        entry: {
          type: 'republishEvents',
          params: ({ context }) => ({
            identity: context.parameters['identity'] as Identity,
            rate: String(context.parameters['rate']),
          }),
        },
        on: { published: 'done', historyGone: 'noHistory' },
      },
      done,
      noHistory: cannot('the User service has no change history back to the incident'),
    },
  }),
};
