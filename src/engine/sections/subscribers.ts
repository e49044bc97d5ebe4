// The list `subscribers`: other services that receive the events. A scenario may not name any yet, since what they send is not
// simulated; a run that has some gives each a queue or group and a copy of its own.
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

/** Each keeps a copy as Billing does, by the same settings, from the start; what it sends is not simulated. */
export const compileSubscribers = <Settings>(
  subscribers: readonly { readonly id: string }[],
  billing: Settings,
): (Settings & { readonly id: string; readonly startsAt: number })[] =>
  subscribers.map(({ id }) => ({ ...billing, id, startsAt: 0 }));
