// Strategy "replay" (S1): the group's position in the log goes back and everything is read again. It passes through old
// states on the way, and brings back nothing that was never published.
import type { From } from '../repair/replaying.ts';
import {
  beginning,
  cannot,
  done,
  FREEZE,
  maybeFreeze,
  NOTHING_LEFT,
  READ_FROM,
  runbook,
  type Strategy,
  stepsOf,
} from './runbook.ts';

export const replay: Strategy = {
  id: 'replay',
  title: 'Replay',
  summary: 'Billing rewinds its position in the log and reads the events again. What was never published is not there.',
  parameters: {
    ...READ_FROM,
    freeze: FREEZE,
  },
  coupling: 'events',
  seeds: true,
  suits: ({ broker }) => broker.kind !== 'queue',
  machine: runbook.createMachine({
    context: ({ input }) => input,
    initial: 'check',
    states: {
      ...beginning(
        { title: 'Check what is retained', team: 'billing', turns: [['isLog', 'find']] },
        { team: 'billing', steps: [], next: 'nothingRetained' },
      ),
      ...stepsOf('billing', [['find', 'find', 'Find where to begin']], 'rewind'),
      rewind: {
        meta: { title: 'Stop and rewind the consumer', team: 'billing', work: 'run' },
        entry: 'stopConsumer',
        after: { run: 'replay' },
      },
      replay: {
        meta: { title: 'Replay the log', team: 'billing' },
        entry: [maybeFreeze, { type: 'replayLog', params: ({ context }) => context.parameters as unknown as From }],
        on: { caughtUp: 'done', brokerAway: 'waitForBroker', logEmpty: 'nothingLeft' },
      },
      waitForBroker: {
        meta: { title: 'Wait for the broker', team: 'billing' },
        after: { aMinute: 'replay' },
      },
      done: { ...done, entry: 'releaseInvoicing' },
      nothingRetained: cannot('a queue keeps no history: what was acknowledged is gone'),
      nothingLeft: { ...cannot(NOTHING_LEFT), entry: 'releaseInvoicing' },
    },
  }),
};
