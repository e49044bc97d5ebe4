// Strategy "wait" (S0): nobody does anything; a user is right again with the next event about that user.
import { done, runbook, type Strategy } from './runbook.ts';

export const wait: Strategy = {
  id: 'wait',
  title: 'Wait',
  summary: 'Nobody does anything. A user is right again with the next event; who never changes again stays wrong.',
  parameters: {},
  coupling: 'none',
  seeds: false,
  suits: () => true,
  machine: runbook.createMachine({
    context: ({ input }) => input,
    initial: 'waiting',
    states: {
      waiting: {
        meta: { title: 'Wait for the next event', team: 'none' },
        after: { untilEnd: 'done' },
      },
      done,
    },
  }),
};
