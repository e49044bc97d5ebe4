// The list `subscribers`: other services that receive the events. None is simulated yet, so a run reads nothing of it.
import type { ListShape } from './shape.ts';

export const subscribersList = {
  type: 'list',
  summary: 'Other services that receive the events.',
  items: {
    type: 'section',
    summary: 'Another service that receives the events.',
    keys: {
      id: { type: 'text', form: 'id', longest: 64, summary: 'Its name.' },
      sends: {
        type: 'choice',
        summary: 'The type of event on which it acts.',
        options: ['UserCreated', 'UserSuspended', 'UserReactivated', 'UserDeleted', 'UserPlanChanged'],
      },
    },
  },
  notSimulated: true,
} as const satisfies ListShape;
