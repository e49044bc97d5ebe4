// The section `events`: what an event says.
import type { SectionShape } from './shape.ts';
import type { ValueOf } from './value.ts';

export const eventsSection = {
  type: 'section',
  summary: 'What an event says.',
  keys: {
    carry: {
      type: 'choice',
      summary: 'The whole state, the change alone, or only who changed: then the consumer asks the API.',
      options: ['state', 'delta', 'key'],
      default: 'state',
    },
    versioned: {
      type: 'boolean',
      summary: 'Whether it carries the user’s version; without, nobody can tell old from new, or that one is missing.',
      default: true,
    },
  },
} as const satisfies SectionShape;

export const compileEvents = ({ carry, versioned }: ValueOf<typeof eventsSection>) => ({ carry, versioned });
