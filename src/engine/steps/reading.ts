// Steps by which Billing reads the User service itself: pages of its API, who changed, checksums, or its table.
import { assign } from 'xstate';
import { patiently, type RunbookInput, SCAN_PACE, type States, stepsOf } from '../strategies/runbook.ts';
import { PLAIN, type Placed, type StepEntry, working } from './step.ts';

/** A script that dies of the first error is started again by people, so often; then they give up. */
function impatient(placed: Placed): States {
  const { key, next, title, values, entering } = placed;
  const retries = Number(values['retries']);
  const scan = { type: 'scanPages', params: { merge: values['merge'], patient: false } };
  const isToRestart = ({ context }: { readonly context: RunbookInput }) => context.restarts < retries;
  return {
    [key]: {
      meta: { title, team: 'billing' },
      entry: entering(scan) as never,
      on: { scanned: next, apiFailed: [{ guard: isToRestart, target: `${key}LookInto` }, { target: `${key}Died` }] },
    },
    ...stepsOf('billing', [[`${key}LookInto`, 'find', 'Find out why the script died']], `${key}Restart`),
    [`${key}Restart`]: {
      meta: { title: 'Start the script again', team: 'billing', work: 'run' },
      entry: assign({ restarts: ({ context }: { readonly context: RunbookInput }) => context.restarts + 1 }) as never,
      after: { run: key },
    },
    [`${key}Died`]: { type: 'final', meta: { title: 'The script died half-way', team: 'none', gaveUp: true } },
  };
}

const scan: StepEntry = {
  ...PLAIN,
  id: 'scan',
  title: 'Scan pages',
  summary: 'Billing imports every page of the API, row by row.',
  team: 'billing',
  parameters: {
    merge: {
      type: 'choice',
      options: ['at-least', 'newer', 'blind'],
      default: 'at-least',
      summary: 'When a row of the API overwrites the copy’s: version at least as high, higher, or always.',
    },
    patient: {
      type: 'boolean',
      default: true,
      summary: 'Whether it asks again while the API stays away; else it dies of the first error.',
    },
    retries: {
      type: 'integer',
      default: 1,
      min: 0,
      max: 100,
      summary: 'How often people start it again when it has died.',
    },
    ...SCAN_PACE,
  },
  needsWords: 'a bulk endpoint, which is built where it is missing; versions, unless merge is blind',
  needs: ({ merge }) => ['copy', ...(merge === 'blind' ? [] : (['versions'] as const)), 'bulkEndpoint'],
  coupling: 'API',
  fills: true,
  states: (placed) => {
    const { key, next, title, values, entering } = placed;
    if (values['patient'] === false) return impatient(placed);
    const { merge, parallel, rate } = values;
    const entry = entering({ type: 'scanPages', params: { merge, patient: true, parallel, rate } });
    return patiently(key, title, { entry: entry as never, on: { scanned: next } });
  },
};

export const reading: readonly StepEntry[] = [
  {
    ...PLAIN,
    id: 'empty',
    title: 'Empty the table',
    summary: 'Billing’s copy is emptied, and its versions are forgotten. It is no phase of its own.',
    team: 'billing',
    needsWords: 'something behind it that fills the copy again',
    needs: () => ['copy'],
    before: {
      steps: ['scan', 'copy-table', 'replay', 'publish-state', 'snapshot'],
      why: 'empties the copy',
    },
    instant: 'truncateCopy',
  },
  scan,
  {
    ...PLAIN,
    id: 'sweep',
    title: 'Sweep the deleted',
    summary: 'Billing asks about every row that the scan did not list, and removes whom the API does not know.',
    team: 'billing',
    needsWords: 'a scan before it',
    needs: () => ['copy'],
    coupling: 'API',
    after: { steps: ['scan'], why: 'asks about whom a scan did not list' },
    states: ({ key, next, title, entering }) =>
      patiently(key, title, { entry: entering('sweep') as never, on: { swept: next } }),
  },
  {
    ...PLAIN,
    id: 'scan-since',
    title: 'Import who was changed',
    summary: 'Billing imports who was changed since the incident began.',
    team: 'billing',
    parameters: {
      overlap: {
        type: 'duration',
        min: 0,
        default: '0s',
        summary: 'How much before the incident’s begin it asks for changes; late commits need as much as they take.',
      },
    },
    needsWords: 'versions; a list of changes (user.updatedSince), which is built where it is missing',
    needs: () => ['copy', 'versions', 'updatedSince'],
    coupling: 'API',
    states: ({ key, next, title, values, entering }) =>
      patiently(key, title, {
        entry: entering({ type: 'scanSince', params: { overlap: String(values['overlap']) } }) as never,
        on: { scanned: next },
      }),
  },
  {
    ...PLAIN,
    id: 'remove-deleted',
    title: 'Remove who was deleted',
    summary: 'Billing asks who was deleted since, and removes them; passed over where there is no list of the deleted.',
    team: 'billing',
    needsWords: 'a scan-since before it',
    needs: () => ['copy'],
    coupling: 'API',
    after: { steps: ['scan-since'], why: 'asks who was deleted since the time of a scan-since' },
    states: ({ key, next, title, entering }) => ({
      [key]: {
        meta: { title, team: 'billing' },
        entry: entering() as never,
        always: [{ guard: 'tellsDeleted', target: `${key}Asks` }, { target: next }],
      },
      ...patiently(`${key}Asks`, title, { entry: 'removeDeleted', on: { swept: next } }),
    }),
  },
  {
    ...PLAIN,
    id: 'reconcile',
    title: 'Compare and put right',
    summary:
      'Billing compares checksums by ranges of users, looks again after a while, and puts right who differs still.',
    team: 'billing',
    parameters: {
      grace: {
        type: 'duration',
        min: 0,
        default: '1m',
        summary: 'How long it waits before it looks at who differs once more.',
      },
    },
    needsWords: 'checksums (user.digest), which are built where they are missing',
    needs: () => ['copy', 'digest'],
    coupling: 'API',
    states: ({ key, next, title, values, entering }) =>
      patiently(key, title, {
        entry: entering({ type: 'reconcile', params: { grace: String(values['grace']) } }) as never,
        on: { reconciled: next },
        again: 'reconcileOn',
      }),
  },
  {
    ...PLAIN,
    id: 'query',
    title: 'Review the query',
    summary:
      'People review the query that reads the table; it is right for the schema as it is then. It takes people.review.',
    team: 'billing',
    coupling: 'schema',
    states: ({ key, next, title, entering }) => ({
      [key]: {
        meta: { title, team: 'billing', work: 'review' },
        entry: entering('writeQuery') as never,
        after: { review: next },
      },
    }),
  },
  {
    ...PLAIN,
    id: 'copy-table',
    title: 'Copy the table',
    summary:
      'Billing reads the User service’s table at one instant and replaces its copy with it. Consumers stand still meanwhile, unless the queue is bound later.',
    team: 'billing',
    parameters: {
      rate: { type: 'rate', default: '5000/s', positive: true, summary: 'How many rows are carried over.' },
    },
    needsWords: 'a query before it',
    needs: () => ['copy'],
    coupling: 'schema',
    fills: true,
    after: { steps: ['query'], why: 'reads with a query that people have reviewed' },
    states: (placed) => {
      const { key, next, values, unbound, keyOf } = placed;
      const read = { type: 'readTable', params: { stops: !unbound, rate: String(values['rate']) } };
      return {
        ...working(placed, 'billing', read, { copied: next, queryFails: `${key}LookInto` }),
        ...stepsOf(
          'billing',
          [
            [`${key}LookInto`, 'find', 'Find out why the query fails'],
            [`${key}Anew`, 'build', 'Write the query anew'],
          ],
          keyOf('query'),
        ),
      };
    },
  },
];
