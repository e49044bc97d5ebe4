// The section `publisher`: how the User service publishes its events.
import { DAY } from '../units.ts';
import { delay, duration } from './compiled.ts';
import { LONGEST, type SectionShape } from './shape.ts';
import type { ValueOf } from './value.ts';

export const publisherSection = {
  type: 'section',
  summary: 'How the User service publishes its events.',
  keys: {
    path: {
      type: 'choice',
      summary: 'Directly after the commit, through an outbox table and a relay, or from the log of commits.',
      options: ['direct', 'outbox', 'cdc'],
      default: 'direct',
    },
    confirms: { type: 'boolean', summary: 'It waits for the broker to confirm each message.', default: true },
    mandatory: {
      type: 'boolean',
      summary: 'It is told when a message reaches no queue, keeps it and sends it again.',
      default: false,
    },
    relayEvery: {
      type: 'duration',
      summary: 'Time between two readings of the outbox, or of the log of commits.',
      min: 1000,
      max: DAY,
      default: '500ms',
    },
    relayBatch: {
      type: 'integer',
      summary: 'How many rows the relay reads, sends and marks as sent at a time.',
      unit: 'rows',
      min: 1,
      max: 1_000_000,
      words: ['none'],
      default: 'none',
    },
    heartbeat: {
      type: 'duration',
      summary:
        'How often it sends an event that says nothing, when it is quiet: Billing raises an alarm when two have not come. A change that is not recorded it does not miss.',
      words: ['none'],
      min: 1000,
      max: LONGEST,
      default: 'none',
    },
    writers: { type: 'integer', summary: 'How many write at once.', min: 1, max: 1000, default: 1 },
    transactionTime: {
      type: 'distribution',
      summary:
        'How long a write transaction takes: an outbox row gets its place when it is written, and can be read when it is committed.',
      default: { constant: '0s' },
    },
  },
} as const satisfies SectionShape;

export const compilePublisher = ({
  path,
  confirms,
  mandatory,
  relayEvery,
  relayBatch,
  heartbeat,
  writers,
  transactionTime,
}: ValueOf<typeof publisherSection>) => ({
  path,
  confirms,
  mandatory,
  relayEvery: duration(relayEvery),
  /** Rows at a time; Infinity for as many as there are. */
  relayBatch: relayBatch === 'none' ? Number.POSITIVE_INFINITY : relayBatch,
  /** Microseconds; 0: it sends none. */
  heartbeat: heartbeat === 'none' ? 0 : duration(heartbeat),
  writers,
  transactionTime: delay(transactionTime),
});
