// Strategy "replay" (S1): the group's position in the log goes back and everything is read again. It passes through old
// states on the way, and brings back nothing that was never published.
import { FREEZE, maybeFreeze, runbook, type Strategy } from './runbook.ts';

export const replay: Strategy = {
  id: 'replay',
  title: 'Replay',
  summary: 'Billing rewinds its position in the log and reads the events again. What was never published is not there.',
  parameters: {
    from: {
      type: 'choice',
      options: ['earliest', 'incident'],
      default: 'earliest',
      summary: 'Where reading begins: the first entry retained, or the first since the incident began.',
    },
    freeze: FREEZE,
  },
  coupling: 'events',
  seeds: false,
  suits: ({ broker }) => broker.kind === 'log',
  machine: runbook.createMachine({
    context: ({ input }) => input,
    initial: 'check',
    states: {
      check: {
        meta: { title: 'Check what is retained', team: 'billing' },
        always: [
          { guard: 'lacksCopy', target: 'noCopy' },
          { guard: 'isLog', target: 'find' },
          { target: 'nothingRetained' },
        ],
      },
      find: {
        meta: { title: 'Find where to begin', team: 'billing', work: 'find' },
        after: { find: 'rewind' },
      },
      rewind: {
        meta: { title: 'Stop and rewind the consumer', team: 'billing', work: 'run' },
        entry: 'stopConsumer',
        after: { run: 'replay' },
      },
      replay: {
        meta: { title: 'Replay the log', team: 'billing' },
        entry: [
          maybeFreeze,
          { type: 'replayLog', params: ({ context }) => ({ from: String(context.parameters['from']) }) },
        ],
        exit: 'releaseInvoicing',
        on: { caughtUp: 'done' },
      },
      done: { type: 'final', meta: { title: 'Done', team: 'none' } },
      nothingRetained: {
        type: 'final',
        meta: { title: 'Cannot', team: 'none', cannot: 'a queue keeps no history: what was acknowledged is gone' },
      },
      noCopy: { type: 'final', meta: { title: 'Cannot', team: 'none', cannot: 'Billing keeps no copy' } },
    },
  }),
};
