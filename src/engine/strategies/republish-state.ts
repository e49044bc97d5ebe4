// Strategy "republish-state" (S4): the User team publishes every user as it is now. Nobody has to know what was missed, nor
// whether it is obsolete by now.
import { beginning, done, PUBLISH_RATE, runbook, type Strategy } from './runbook.ts';

export const republishState: Strategy = {
  id: 'republish-state',
  title: 'Republish state',
  summary: 'The User team publishes a snapshot of every user, with its version; all consumers are mended at once.',
  parameters: {
    tombstones: {
      type: 'boolean',
      default: true,
      summary: 'Whether deleted users are published too, as tombstones from the deletion log.',
    },
    rate: PUBLISH_RATE,
  },
  coupling: 'events',
  seeds: true,
  suits: ({ billing }) => billing.reads !== 'api',
  machine: runbook.createMachine({
    context: ({ input }) => input,
    initial: 'check',
    states: {
      ...beginning(
        { title: 'Check who keeps a copy', team: 'user' },
        {
          team: 'user',
          steps: [
            ['build', 'build', 'Write the job'],
            ['review', 'review', 'Review the job'],
            ['start', 'run', 'Start the job'],
          ],
          next: 'publish',
        },
      ),
      publish: {
        meta: { title: 'Publish the snapshots', team: 'user' },
        entry: {
          type: 'publishSnapshots',
          params: ({ context }) => ({
            tombstones: context.parameters['tombstones'] !== false,
            rate: String(context.parameters['rate']),
          }),
        },
        on: { published: 'done' },
      },
      done,
    },
  }),
};
