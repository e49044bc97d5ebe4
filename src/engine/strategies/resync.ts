// Strategy "resync" (S7): subscribe first, import every page in the order of an immutable key, let a row be written only when
// its version is at least the copy's, sweep out what is gone, and go on after an error.
import type { Merge } from '../repair/importing.ts';
import {
  beginning,
  cannot,
  done,
  endpoint,
  FREEZE,
  maybeFreeze,
  patiently,
  type RunbookInput,
  runbook,
  SCAN_PACE,
  type Strategy,
} from './runbook.ts';

interface Known {
  readonly context: RunbookInput;
}
const bindsLate = ({ context }: Known) => context.parameters['order'] === 'copy-first';
const sweeps = ({ context }: Known) => context.parameters['sweep'] !== false;

const AFTER_BINDING = [{ guard: sweeps, target: 'sweep' }, { target: 'done' }] as const;
const AFTER_SCAN = [{ guard: bindsLate, target: 'bindLate' }, ...AFTER_BINDING] as const;

export const resync: Strategy = {
  id: 'resync',
  title: 'Resync',
  summary:
    'Billing imports every user through the API while events go on, merges by version, and sweeps out the deleted.',
  parameters: {
    order: {
      type: 'choice',
      options: ['subscribe-first', 'copy-first'],
      default: 'subscribe-first',
      summary: 'For a new service: whether the queue is bound before the first page or after the last.',
    },
    merge: {
      type: 'choice',
      options: ['at-least', 'newer', 'blind'],
      default: 'at-least',
      summary: 'When a row of the API overwrites the copy’s: version at least as high, higher, or always.',
    },
    sweep: {
      type: 'boolean',
      default: true,
      summary: 'Whether rows that the API does not list are checked and removed.',
    },
    ...SCAN_PACE,
    freeze: FREEZE,
  },
  coupling: 'API',
  seeds: true,
  bindsLate: { parameter: 'order', value: 'copy-first' },
  suits: ({ billing }) => billing.reads !== 'api',
  machine: runbook.createMachine({
    context: ({ input }) => input,
    initial: 'check',
    states: {
      ...beginning(
        {
          title: 'Check the endpoint',
          team: 'billing',
          turns: [
            ['lacksVersions', 'noVersions'],
            ['lacksEndpoint', 'endpoint'],
          ],
        },
        {
          team: 'billing',
          steps: [
            ['write', 'build', 'Write the resync'],
            ['review', 'review', 'Review the resync'],
            ['start', 'run', 'Start the resync'],
          ],
          next: 'begin',
        },
      ),
      ...endpoint('write'),
      noVersions: cannot('the events carry no version to merge by'),
      begin: {
        meta: { title: 'Decide the order', team: 'billing' },
        entry: maybeFreeze,
        always: [{ guard: bindsLate, target: 'scan' }, { target: 'subscribe' }],
      },
      subscribe: {
        meta: { title: 'See that the queue is bound', team: 'billing' },
        entry: 'bindQueue',
        on: { bound: 'scan' },
      },
      ...patiently('scan', 'Scan pages', {
        entry: {
          type: 'scanPages',
          params: ({ context: { parameters } }) => ({
            merge: parameters['merge'] as Merge,
            patient: true,
            parallel: Number(parameters['parallel']),
            rate: String(parameters['rate']),
          }),
        },
        on: { scanned: AFTER_SCAN },
      }),
      bindLate: {
        meta: { title: 'Bind the queue', team: 'billing' },
        entry: 'bindQueue',
        on: { bound: AFTER_BINDING },
      },
      ...patiently('sweep', 'Sweep the deleted', { entry: 'sweep', on: { swept: 'done' } }),
      done: { ...done, entry: 'releaseInvoicing' },
    },
  }),
};
