// The section `user`: what the User service offers to others.
import { duration } from './compiled.ts';
import { LONGEST, type SectionShape } from './shape.ts';
import type { ValueOf } from './value.ts';

export const userSection = {
  type: 'section',
  summary: 'What the User service offers to others.',
  keys: {
    bulkEndpoint: { type: 'boolean', summary: 'Its API lists all users, page by page.', default: true },
    deletedEndpoint: {
      type: 'boolean',
      summary: 'Its API lists the deleted users.',
      default: true,
    },
    updatedSince: {
      type: 'boolean',
      summary: 'Its API lists the users changed since a time.',
      default: true,
    },
    truth: {
      type: 'choice',
      summary:
        'What is written first: the database, and events follow; or the log, and the database follows: what cannot be appended is refused.',
      options: ['database', 'log'],
      default: 'database',
    },
    digest: {
      type: 'boolean',
      summary: 'Its API tells checksums over ranges of users.',
      default: true,
    },
    history: {
      type: 'duration',
      summary: 'How far back it can tell each change.',
      words: ['all', 'none'],
      min: 0,
      max: 10 * LONGEST,
      default: 'all',
    },
    erasureWithin: {
      type: 'duration',
      summary: 'How soon after a deletion nobody may hold the user any more: rows, entries of a log, dead letters.',
      words: ['none'],
      min: 1,
      max: 10 * LONGEST,
      default: 'none',
    },
  },
} as const satisfies SectionShape;

export const compileUser = ({
  bulkEndpoint,
  deletedEndpoint,
  updatedSince,
  digest,
  history,
  truth,
  erasureWithin,
}: ValueOf<typeof userSection>) => ({
  bulkEndpoint,
  deletedEndpoint,
  updatedSince,
  digest,
  /** Whether a change is made by being appended to the log. */
  logFirst: truth === 'log',
  /** How far back the change history reaches, microseconds: Infinity for all, 0 for none. */
  history: history === 'all' ? Number.POSITIVE_INFINITY : history === 'none' ? 0 : duration(history),
  /** By when after a deletion nobody may hold the user any more, microseconds; Infinity: there is no such duty. */
  erasureWithin: erasureWithin === 'none' ? Number.POSITIVE_INFINITY : duration(erasureWithin),
});
