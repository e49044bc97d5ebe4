// Strategy "resync-naive" (S6): empty the table, then insert page after page. Kept as the wrong version: the table is empty
// meanwhile, live events are overwritten by older pages, and an error leaves it half full.
import { beginning, done, endpoint, FREEZE, maybeFreeze, runbook, type Strategy } from './runbook.ts';

export const resyncNaive: Strategy = {
  id: 'resync-naive',
  title: 'Naive resync',
  summary: 'Billing empties its copy and inserts what the API lists, page by page, whatever arrives meanwhile.',
  parameters: { freeze: FREEZE },
  coupling: 'API',
  seeds: false,
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
        meta: { title: 'Empty the table and insert pages', team: 'billing' },
        entry: [maybeFreeze, 'truncateCopy', { type: 'scanPages', params: { merge: 'blind' } }],
        exit: 'releaseInvoicing',
        on: { scanned: 'done', apiFailed: 'died' },
      },
      done,
      died: { type: 'final', meta: { title: 'The script died half-way', team: 'none' } },
    },
  }),
};
