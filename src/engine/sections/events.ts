// The section `events`: what an event says. Nothing but the default is simulated yet, so a run reads none of it.
import type { SectionShape } from './shape.ts';

export const eventsSection = {
  type: 'section',
  summary: 'What an event says.',
  keys: {
    carry: {
      type: 'choice',
      summary: 'The whole state, the change alone, or only who changed.',
      options: ['state'],
      notYet: ['delta', 'key'],
      default: 'state',
    },
    versioned: {
      type: 'boolean',
      summary: "Whether it carries the user's version.",
      notSimulated: true,
      default: true,
    },
  },
} as const satisfies SectionShape;
