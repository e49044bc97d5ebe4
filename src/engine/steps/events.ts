// Steps that work with events: the queue is bound, the log is read again, what was said is said again, dead letters are handed back.
import { NOT_WHOLE, NOTHING_LEFT, PUBLISH_RATE, READ_FROM } from '../strategies/runbook.ts';
import { PLAIN, type StepEntry, waitForBroker, working } from './step.ts';

/** Of a step that reads a log. */
const COMPACTED = {
  type: 'boolean',
  default: false,
  summary: 'Whether the log must be a compacted one, which keeps the newest of each user for ever.',
} as const;
const ofLog: StepEntry['needs'] = ({ compacted }) => ['copy', compacted === true ? 'compactedLog' : 'log'];

const reading: readonly StepEntry[] = [
  {
    ...PLAIN,
    id: 'subscribe',
    title: 'See that the queue is bound',
    summary:
      'Billing’s queue is bound, or its group given a position. Behind what fills a new service’s copy, it is bound late.',
    team: 'billing',
    coupling: 'events',
    needs: () => ['copy'],
    once: 'binds the queue',
    states: (placed) => working(placed, 'billing', 'bindQueue', { bound: placed.next }),
  },
  {
    ...PLAIN,
    id: 'stop-consumer',
    title: 'Stop and rewind the consumer',
    summary: 'Billing’s consumers are stopped, so that their position can be put back; it takes people.run.',
    team: 'billing',
    coupling: 'events',
    parameters: { compacted: COMPACTED },
    needsWords: 'a log; a replay behind it',
    needs: ofLog,
    endedBy: { steps: ['replay'], why: 'stops the consumers' },
    states: ({ key, next, title, entering }) => ({
      [key]: {
        meta: { title, team: 'billing', work: 'run' },
        entry: entering('stopConsumer') as never,
        after: { run: next },
      },
    }),
  },
  {
    ...PLAIN,
    id: 'replay',
    title: 'Replay the log',
    summary: 'Billing’s position in the log is put back, and what is behind it is read again.',
    team: 'billing',
    parameters: {
      ...READ_FROM,
      compacted: COMPACTED,
    },
    needsWords: 'a log that retains something; a stop-consumer before it',
    needs: ofLog,
    coupling: 'events',
    fills: true,
    states: (placed) => {
      const { from, at, offset, count } = placed.values;
      const read = { type: 'replayLog', params: { from, at, offset, count } };
      const { key, next, cannot } = placed;
      return {
        ...working(placed, 'billing', read, { caughtUp: next, brokerAway: `${key}Broker`, logEmpty: `${key}Empty` }),
        ...waitForBroker(placed),
        [`${key}Empty`]: cannot(NOTHING_LEFT),
      };
    },
  },
  {
    ...PLAIN,
    id: 'rebuild',
    title: 'Fill the second table',
    summary: 'Billing reads the log from its beginning into a second table, while the first is read as it was.',
    team: 'billing',
    parameters: { compacted: COMPACTED },
    needsWords: 'a log that holds its beginning; a swap behind it',
    needs: ofLog,
    coupling: 'events',
    fills: true,
    endedBy: { steps: ['swap'], why: 'fills a second table', between: 'people' },
    states: (placed) => {
      const { key, next, cannot } = placed;
      const on = { caughtUp: next, brokerAway: `${key}Broker`, logEmpty: `${key}Empty`, logIncomplete: `${key}Part` };
      return {
        ...working(placed, 'billing', 'rebuildAside', on),
        ...waitForBroker(placed),
        [`${key}Empty`]: cannot(NOTHING_LEFT),
        [`${key}Part`]: cannot(NOT_WHOLE),
      };
    },
  },
  {
    ...PLAIN,
    id: 'swap',
    title: 'Swap the tables',
    summary: 'The second table takes the place of the first, in one change.',
    team: 'billing',
    needsWords: 'a rebuild before it',
    states: (placed) => working(placed, 'billing', 'swapTables', { swapped: placed.next }),
  },
  {
    ...PLAIN,
    id: 'redrive',
    title: 'Hand the dead letters back',
    summary: 'Billing’s dead letters are handed back to its own queue, oldest first.',
    team: 'billing',
    parameters: { rate: PUBLISH_RATE },
    needsWords: 'dead letters',
    needs: () => ['copy'],
    coupling: 'events',
    states: (placed) => {
      const { key, next, values, cannot } = placed;
      const begin = { type: 'redriveDeadLetters', params: { rate: String(values['rate']) } };
      return {
        ...working(placed, 'billing', begin, {
          redriven: next,
          noQueue: `${key}Queue`,
          noDeadLetters: `${key}Nothing`,
        }),
        [`${key}Queue`]: { meta: { title: 'Wait for the queue', team: 'billing' }, after: { aMinute: key } },
        [`${key}Nothing`]: cannot('there are no dead letters: what failed was handed back, passed over or lost'),
      };
    },
  },
];

const publishing: readonly StepEntry[] = [
  {
    ...PLAIN,
    id: 'publish-events',
    title: 'Publish the events',
    summary: 'The User service publishes every change of the incident again, from its change history.',
    team: 'user',
    parameters: {
      identity: {
        type: 'choice',
        options: ['original', 'new-ids', 'renewed'],
        default: 'original',
        summary: 'Ids, times and versions: as they were, new ids and times, or stamped anew.',
      },
      rate: PUBLISH_RATE,
    },
    needsWords: 'a change history back to the incident',
    needs: () => ['copy', 'history'],
    coupling: 'events',
    states: (placed) => {
      const { key, next, values, cannot } = placed;
      const params = { identity: values['identity'], rate: String(values['rate']) };
      return {
        ...working(placed, 'user', { type: 'republishEvents', params }, { published: next, historyGone: `${key}Gone` }),
        [`${key}Gone`]: cannot('the User service has no change history back to the incident'),
      };
    },
  },
  {
    ...PLAIN,
    id: 'publish-state',
    title: 'Publish the snapshots',
    summary: 'The User service publishes every user as it is now.',
    team: 'user',
    parameters: {
      tombstones: { type: 'boolean', default: true, summary: 'Whether the deleted are published too.' },
      rate: PUBLISH_RATE,
    },
    needs: () => ['copy'],
    coupling: 'events',
    fills: true,
    states: (placed) => {
      const { values, next } = placed;
      const params = { tombstones: values['tombstones'] !== false, rate: String(values['rate']) };
      return working(placed, 'user', { type: 'publishSnapshots', params }, { published: next });
    },
  },
  {
    ...PLAIN,
    id: 'snapshot',
    title: 'Publish chunk after chunk',
    summary: 'The User platform publishes its table in chunks, each between two marks in the log of commits.',
    team: 'user',
    parameters: {
      chunk: {
        type: 'integer',
        unit: 'users',
        min: 1,
        max: 1_000_000,
        default: 1000,
        summary: 'Rows between two marks.',
      },
      rate: { type: 'rate', default: '1000/s', positive: true, summary: 'How many rows are read and published.' },
    },
    needsWords: 'events that leave in the order of commits (publisher.path outbox or cdc)',
    needs: () => ['copy', 'commitOrder'],
    coupling: 'events',
    fills: true,
    states: (placed) => {
      const params = { chunk: Number(placed.values['chunk']), rate: String(placed.values['rate']) };
      return working(placed, 'user', { type: 'snapshotChunks', params }, { allChunks: placed.next });
    },
  },
];

export const events: readonly StepEntry[] = [...reading, ...publishing];
