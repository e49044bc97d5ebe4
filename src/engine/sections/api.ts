// The section `api`: the User service's API.
import { DAY } from '../units.ts';
import { duration, rate } from './compiled.ts';
import type { SectionShape } from './shape.ts';
import type { ValueOf } from './value.ts';

export const apiSection = {
  type: 'section',
  summary: "The User service's API.",
  keys: {
    pageSize: { type: 'integer', summary: 'Users on a page.', unit: 'users', min: 1, max: 1_000_000, default: 500 },
    paging: {
      type: 'choice',
      summary: 'Pages go on after the last key, or count rows from the start.',
      options: ['keyset', 'offset'],
      default: 'keyset',
    },
    rateLimit: {
      type: 'rate',
      summary: 'How many calls it answers.',
      words: ['none'],
      positive: true,
      most: '1000000/s',
      default: '20/s',
    },
    replicaLag: {
      type: 'duration',
      summary:
        'How far behind the database it is: it reads from a replica. An answer may be older than what Billing has heard.',
      min: 0,
      max: DAY,
      default: '0s',
    },
    includeDeleted: { type: 'boolean', summary: 'Lists tell the deleted users too.', default: false },
  },
} as const satisfies SectionShape;

export const compileApi = ({
  pageSize,
  paging,
  rateLimit,
  replicaLag,
  includeDeleted,
}: ValueOf<typeof apiSection>) => ({
  pageSize,
  offsetPaging: paging === 'offset',
  /** Calls per microsecond; Infinity for no limit. */
  rateLimit: rate(rateLimit),
  /** How old what it reads is, microseconds. */
  replicaLag: duration(replicaLag),
  includeDeleted,
});
