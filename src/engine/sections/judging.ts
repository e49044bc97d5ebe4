// The keys that no run knows, and by which people judge what the runs show: their own words, how often such an incident is expected,
// what is not known, and what was counted in reality.
import type { SectionShape } from './shape.ts';

const word = (summary: string) => ({ type: 'text', form: 'line', longest: 40, optional: true, summary }) as const;

const eventWord = (type: string) => word(`An event of the type ${type}.`);

export const judgingKeys = {
  words: {
    type: 'section',
    summary: "The scenario's own names, which people are shown instead of ours.",
    keys: {
      userService: word('The service that has the users.'),
      billingService: word('The service that sends the invoices.'),
      broker: word('What carries the events.'),
      user: word('One user.'),
      users: word('Several users.'),
      active: word('The status of a user who is invoiced.'),
      suspended: word('The status of a user who is not.'),
      plan: word('What a user has booked.'),
      invoice: word('One invoice.'),
      UserCreated: eventWord('UserCreated'),
      UserSuspended: eventWord('UserSuspended'),
      UserReactivated: eventWord('UserReactivated'),
      UserDeleted: eventWord('UserDeleted'),
      UserPlanChanged: eventWord('UserPlanChanged'),
      UserSnapshot: eventWord('UserSnapshot'),
    },
  },
  perYear: {
    type: 'number',
    summary: 'How often such an incident is expected in a year.',
    min: 0,
    max: 1_000_000,
    default: 1,
  },
  ranges: {
    type: 'ranges',
    summary: 'What is not known: by dotted path, the lowest and the highest value that it may have.',
  },
  observed: {
    type: 'observed',
    summary: 'What was counted in reality: by the name of the measure, a number, or a number with its plus or minus.',
  },
} as const satisfies SectionShape['keys'];
