// The list `subscribers`: other services that receive the events, each by a queue or group of its own, and do something outward
// about those of one type.
import { EVENT_TYPES } from '../rows.ts';
import type { ListShape } from './shape.ts';

export const subscribersList = {
  type: 'list',
  summary:
    'Other services that receive all events, each by a queue or group of its own, and consume them as Billing does.',
  most: 8,
  items: {
    type: 'section',
    summary: 'Another service that receives the events.',
    keys: {
      id: { type: 'text', form: 'id', longest: 64, summary: 'Its name.' },
      sends: {
        type: 'choice',
        summary: 'The type of event on which it does something outward, such as sending a mail.',
        options: ['UserCreated', 'UserSuspended', 'UserReactivated', 'UserDeleted', 'UserPlanChanged'],
      },
    },
  },
} as const satisfies ListShape;

/** Each consumes and decides as Billing does, by the same settings, from the start; only Billing raises alarms. */
export const compileSubscribers = <Settings>(
  subscribers: readonly { readonly id: string; readonly sends: string }[],
  billing: Settings,
) =>
  subscribers.map(({ id, sends }) => ({
    ...billing,
    id,
    startsAt: 0,
    gapDetection: false,
    /** An index into `EVENT_TYPES`. */
    sends: EVENT_TYPES.indexOf(sends as (typeof EVENT_TYPES)[number]),
  }));
