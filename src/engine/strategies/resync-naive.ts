// Strategy "resync-naive" (S6): empty the table, then insert page after page. Kept as the wrong version: the table is empty
// meanwhile, live events are overwritten by older pages, and an error leaves it half full.
import { FREEZE, maybeFreeze, runbook, type Strategy } from './runbook.ts';

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
      check: {
        meta: { title: 'Check the endpoint', team: 'billing' },
        always: [
          { guard: 'lacksCopy', target: 'noCopy' },
          { guard: 'lacksEndpoint', target: 'endpoint' },
          { target: 'write' },
        ],
      },
      endpoint: {
        meta: { title: 'Build the bulk endpoint', team: 'user', work: 'build' },
        after: { build: 'write' },
      },
      write: {
        meta: { title: 'Write the script', team: 'billing', work: 'build' },
        after: { build: 'start' },
      },
      start: {
        meta: { title: 'Start the script', team: 'billing', work: 'run' },
        after: { run: 'insert' },
      },
      insert: {
        meta: { title: 'Empty the table and insert pages', team: 'billing' },
        entry: [maybeFreeze, 'truncateCopy', { type: 'scanPages', params: { merge: 'blind' } }],
        exit: 'releaseInvoicing',
        on: { scanned: 'done', apiFailed: 'died' },
      },
      done: { type: 'final', meta: { title: 'Done', team: 'none' } },
      died: { type: 'final', meta: { title: 'The script died half-way', team: 'none' } },
      noCopy: { type: 'final', meta: { title: 'Cannot', team: 'none', cannot: 'Billing keeps no copy' } },
    },
  }),
};
