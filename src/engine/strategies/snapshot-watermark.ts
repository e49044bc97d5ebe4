// Strategy "snapshot-watermark" (S7, S10): the User platform reads its table chunk by chunk between two marks in its log of commits, and
// publishes who did not change between them. Exact without any version; but only where events leave in the order of commits.
import { beginning, cannot, done, runbook, type Strategy } from './runbook.ts';

export const snapshotWatermark: Strategy = {
  id: 'snapshot-watermark',
  title: 'Snapshot between watermarks',
  summary:
    'The User platform publishes its table in chunks, each between two marks in the log of commits; who changes in between is left to the change itself.',
  parameters: {
    chunk: {
      type: 'integer',
      unit: 'users',
      min: 1,
      max: 1_000_000,
      default: 1000,
      summary: 'How many rows are read between two marks.',
    },
    rate: { type: 'rate', default: '1000/s', positive: true, summary: 'How many rows are read and published.' },
  },
  coupling: 'events',
  seeds: true,
  suits: ({ billing, publisher }) => billing.reads !== 'api' && publisher.path !== 'direct',
  machine: runbook.createMachine({
    context: ({ input }) => input,
    initial: 'check',
    states: {
      ...beginning(
        { title: 'Check the log of commits', team: 'user', turns: [['lacksOrder', 'noOrder']] },
        {
          team: 'user',
          steps: [
            ['build', 'build', 'Set up the snapshot'],
            ['review', 'review', 'Review the snapshot'],
            ['start', 'run', 'Start the snapshot'],
          ],
          next: 'subscribe',
        },
      ),
      subscribe: {
        meta: { title: 'See that the queue is bound', team: 'billing' },
        entry: 'bindQueue',
        on: { bound: 'chunks' },
      },
      chunks: {
        meta: { title: 'Publish chunk after chunk', team: 'user' },
        entry: {
          type: 'snapshotChunks',
          params: ({ context }) => ({
            chunk: Number(context.parameters['chunk']),
            rate: String(context.parameters['rate']),
          }),
        },
        on: { allChunks: 'done' },
      },
      done,
      noOrder: cannot(
        'events do not leave in the order of commits: a mark in the log means nothing to who publishes directly',
      ),
    },
  }),
};
