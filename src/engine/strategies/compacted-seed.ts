// Strategy "compacted-seed" (S5): Billing reads a compacted log from its beginning: at least the newest entry of each user, for ever. As
// complete as its publisher: what was never published is not there, and what tells of the deleted goes after a while.
import { beginning, cannot, done, fillAside, type RunbookInput, runbook, type Strategy, stepsOf } from './runbook.ts';

const isAside = ({ context }: { readonly context: RunbookInput }) => context.parameters['into'] !== 'copy';

export const compactedSeed: Strategy = {
  id: 'compacted-seed',
  title: 'Read the compacted log',
  summary:
    'Billing reads a log that keeps the newest entry of each user for ever. What was never published is not there, and who was deleted long ago is not told of.',
  parameters: {
    into: {
      type: 'choice',
      options: ['aside', 'copy'],
      default: 'aside',
      summary:
        'Whether a second table is filled and swapped with the copy, or entries are read into the copy: then who is in it, and told of by no entry any more, stays.',
    },
  },
  coupling: 'events',
  seeds: true,
  suits: ({ broker, billing }) => broker.kind === 'compacted-log' && billing.reads !== 'api',
  machine: runbook.createMachine({
    context: ({ input }) => input,
    initial: 'check',
    states: {
      ...beginning(
        { title: 'Check what is kept', team: 'billing', turns: [['lacksCompaction', 'nothingKept']] },
        { team: 'billing', steps: [], next: 'prepare' },
      ),
      prepare: {
        meta: { title: 'Decide where to read to', team: 'billing' },
        always: [{ guard: isAside, target: 'write' }, { target: 'goBack' }],
      },
      ...stepsOf(
        'billing',
        [
          ['write', 'build', 'Write the second table'],
          ['review', 'review', 'Review the switch'],
          ['start', 'run', 'Start reading'],
        ],
        'fill',
      ),
      ...fillAside,
      goBack: {
        meta: { title: 'Stop and rewind the consumer', team: 'billing', work: 'run' },
        entry: 'stopConsumer',
        after: { run: 'read' },
      },
      read: {
        meta: { title: 'Read the compacted log', team: 'billing' },
        entry: { type: 'replayLog', params: { from: 'earliest', at: '0s', offset: 0, count: 1 } },
        on: { caughtUp: 'done', brokerAway: 'readWaits', logEmpty: 'nothingLeft' },
      },
      readWaits: {
        meta: { title: 'Wait for the broker', team: 'billing' },
        after: { aMinute: 'read' },
      },
      done,
      nothingKept: cannot('the log is not compacted: it keeps no state of everybody'),
    },
  }),
};
