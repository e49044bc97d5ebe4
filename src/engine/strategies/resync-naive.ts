// Strategy "resync-naive" (S6): empty the table, then insert page after page. Kept as the wrong version: the table is empty
// meanwhile, live events are overwritten by older pages, and an error leaves it half full, and invoicing put off if it was,
// until people start the script again.
import { assign } from 'xstate';
import {
  beginning,
  done,
  endpoint,
  FREEZE,
  maybeFreeze,
  type RunbookInput,
  runbook,
  type Strategy,
  stepsOf,
} from './runbook.ts';

const isToRestart = ({ context }: { readonly context: RunbookInput }) =>
  context.restarts < Number(context.parameters['retries']);

export const resyncNaive: Strategy = {
  id: 'resync-naive',
  title: 'Empty and refetch',
  summary: 'Billing empties its copy and inserts what the API lists, page by page, whatever arrives meanwhile.',
  parameters: {
    freeze: FREEZE,
    retries: {
      type: 'integer',
      default: 1,
      min: 0,
      max: 100,
      summary: 'How often people start the script again when it has died.',
    },
  },
  coupling: 'API',
  seeds: true,
  suits: ({ billing }) => billing.reads !== 'api',
  machine: runbook.createMachine({
    context: ({ input }) => input,
    initial: 'check',
    states: {
      ...beginning(
        { title: 'Check the endpoint', team: 'billing', turns: [['lacksEndpoint', 'endpoint']] },
        {
          team: 'billing',
          steps: [
            ['write', 'build', 'Write the script'],
            ['start', 'run', 'Start the script'],
          ],
          next: 'insert',
        },
      ),
      ...endpoint('write'),
      insert: {
        meta: { title: 'Empty the table and insert pages', team: 'billing', empties: true },
        entry: [maybeFreeze, 'truncateCopy', { type: 'scanPages', params: { merge: 'blind', patient: false } }],
        on: { scanned: 'done', apiFailed: [{ guard: isToRestart, target: 'lookInto' }, { target: 'died' }] },
      },
      ...stepsOf('billing', [['lookInto', 'find', 'Find out why the script died']], 'restart'),
      restart: {
        meta: { title: 'Start the script again', team: 'billing', work: 'run' },
        entry: assign({ restarts: ({ context }) => context.restarts + 1 }),
        after: { run: 'insert' },
      },
      done: { ...done, entry: 'releaseInvoicing' },
      died: { type: 'final', meta: { title: 'The script died half-way', team: 'none', gaveUp: true } },
    },
  }),
};
