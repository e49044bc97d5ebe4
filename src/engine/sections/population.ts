// The section `population`: the users who are there from the start.
import type { SectionShape } from './shape.ts';
import type { ValueOf } from './value.ts';

export const populationSection = {
  type: 'section',
  summary: 'The users who are there from the start.',
  keys: {
    users: { type: 'integer', summary: 'How many.', unit: 'users', min: 0, max: 10_000_000, default: 10_000 },
    suspendedShare: { type: 'share', summary: 'Which share of them is suspended.', min: 0, max: 1, default: 0.1 },
  },
} as const satisfies SectionShape;

export const compilePopulation = ({ users, suspendedShare }: ValueOf<typeof populationSection>) => ({
  users,
  suspendedShare,
});
