// Strategy "replay" (S1): the group's position in the log goes back and everything is read again. It passes through old
// states on the way, and brings back nothing that was never published.
import type { From } from '../repair/replaying.ts';
import { beginning, cannot, done, FREEZE, maybeFreeze, runbook, type Strategy, stepsOf } from './runbook.ts';

export const replay: Strategy = {
  id: 'replay',
  title: 'Replay',
  summary: 'Billing rewinds its position in the log and reads the events again. What was never published is not there.',
  parameters: {
    from: {
      type: 'choice',
      options: ['earliest', 'incident', 'at', 'offset', 'last'],
      default: 'earliest',
      summary:
        'Where reading begins: the first entry retained, or the first since the incident began; the first since a time, one by its offset, or a number of entries back.',
    },
    at: {
      type: 'duration',
      min: 0,
      default: '0s',
      onlyWith: ['from', 'at'],
      summary: 'The time since the start from which on is read.',
    },
    offset: {
      type: 'integer',
      unit: 'entries',
      min: 0,
      max: Number.MAX_SAFE_INTEGER,
      default: 0,
      onlyWith: ['from', 'offset'],
      summary: 'The first entry that is read, by its place in the log, counted from 0.',
    },
    count: {
      type: 'integer',
      unit: 'entries',
      min: 1,
      max: Number.MAX_SAFE_INTEGER,
      default: 1000,
      onlyWith: ['from', 'last'],
      summary: 'How many entries the group goes back.',
    },
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
        exit: 'releaseInvoicing',
        on: { caughtUp: 'done', brokerAway: 'waitForBroker', logEmpty: 'nothingLeft' },
      },
      waitForBroker: {
        meta: { title: 'Wait for the broker', team: 'billing' },
        after: { aMinute: 'replay' },
      },
      done,
      nothingRetained: cannot('a queue keeps no history: what was acknowledged is gone'),
      nothingLeft: cannot('the log retains nothing any more'),
    },
  }),
};
