// Strategy "resync-since" (S8): import only who was changed since the incident began. Cheap; but a change is stamped when it is written
// and seen when it commits, so that late commits slip through, and who was deleted is on no list of the changed.
import {
  beginning,
  cannot,
  done,
  endpoint,
  FREEZE,
  maybeFreeze,
  patiently,
  runbook,
  type Strategy,
} from './runbook.ts';

/** Who was deleted is asked for where there is a list of them. */
const AFTER_SCAN = [{ guard: 'tellsDeleted', target: 'deleted' }, { target: 'done' }] as const;

export const resyncSince: Strategy = {
  id: 'resync-since',
  title: 'Resync what changed',
  summary:
    'Billing imports through the API who was changed since the incident began. What commits late, and who was deleted, may be missing.',
  parameters: {
    overlap: {
      type: 'duration',
      min: 0,
      default: '0s',
      summary: 'How much before the incident’s begin it asks for changes; late commits need as much as they take.',
    },
    freeze: FREEZE,
  },
  coupling: 'API',
  seeds: false,
  suits: ({ billing, user }) => billing.reads !== 'api' && user.updatedSince,
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
            ['lacksUpdatedSince', 'endpoint'],
          ],
        },
        {
          team: 'billing',
          steps: [
            ['find', 'find', 'Find when it began'],
            ['write', 'build', 'Write the resync'],
            ['review', 'review', 'Review the resync'],
            ['start', 'run', 'Start the resync'],
          ],
          next: 'scan',
        },
      ),
      ...endpoint('find', 'Build the list of changes'),
      noVersions: cannot('the events carry no version to merge by'),
      ...patiently('scan', 'Import who was changed', {
        entry: [
          maybeFreeze,
          { type: 'scanSince', params: ({ context }) => ({ overlap: String(context.parameters['overlap']) }) },
        ],
        on: { scanned: AFTER_SCAN },
      }),
      ...patiently('deleted', 'Remove who was deleted', { entry: 'removeDeleted', on: { swept: 'done' } }),
      done: { ...done, entry: 'releaseInvoicing' },
    },
  }),
};
