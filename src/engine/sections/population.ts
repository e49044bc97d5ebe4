// The section `population`: the users who are there from the start, and how much of what happens happens to whom.
import type { SectionShape } from './shape.ts';
import type { ValueOf } from './value.ts';

export const populationSection = {
  type: 'section',
  summary: 'The users who are there from the start.',
  keys: {
    users: { type: 'integer', summary: 'How many.', unit: 'users', min: 0, max: 10_000_000, default: 10_000 },
    suspendedShare: { type: 'share', summary: 'Which share of them is suspended.', min: 0, max: 1, default: 0.1 },
    activity: {
      type: 'section',
      summary: 'Whether all users change equally often, or a few often and most hardly ever.',
      word: 'even',
      wordByDefault: true,
      keys: {
        zipf: {
          type: 'number',
          summary:
            'By Zipf’s law with this exponent: the second busiest changes 2 to this power less often than the busiest.',
          above: 0,
          max: 5,
          default: 1.1,
        },
      },
    },
  },
} as const satisfies SectionShape;

export const compilePopulation = ({ users, suspendedShare, activity }: ValueOf<typeof populationSection>) => ({
  users,
  suspendedShare,
  /** Exponent of Zipf’s law; 0 where all users are equally busy. */
  zipf: activity === 'even' ? 0 : activity.zipf,
});
