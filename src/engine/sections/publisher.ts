// The section `publisher`: how the User service publishes its events.
import { DAY } from '../units.ts';
import { duration } from './compiled.ts';
import { LONGEST, type SectionShape } from './shape.ts';
import type { ValueOf } from './value.ts';

export const publisherSection = {
  type: 'section',
  summary: 'How the User service publishes its events.',
  keys: {
    path: {
      type: 'choice',
      summary: 'Directly after the commit, or through an outbox table and a relay.',
      options: ['direct', 'outbox'],
      notYet: ['cdc'],
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
      summary: "Time between two passes of the outbox's relay.",
      min: 1000,
      max: DAY,
      default: '500ms',
    },
    heartbeat: {
      type: 'duration',
      summary: 'Time between two events that say nothing but that the path works.',
      words: ['none'],
      min: 1000,
      max: LONGEST,
      notSimulated: true,
      default: 'none',
    },
    writers: { type: 'integer', summary: 'How many write at once.', min: 1, max: 1000, notSimulated: true, default: 1 },
    transactionTime: {
      type: 'distribution',
      summary: 'How long a write transaction takes.',
      notSimulated: true,
      default: { constant: '0s' },
    },
  },
} as const satisfies SectionShape;

export const compilePublisher = ({ path, confirms, mandatory, relayEvery }: ValueOf<typeof publisherSection>) => ({
  outbox: path === 'outbox',
  confirms,
  mandatory,
  relayEvery: duration(relayEvery),
});
