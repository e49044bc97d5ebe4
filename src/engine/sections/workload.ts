// The section `workload`: what users do, at random or as a file says.
import { rate } from './compiled.ts';
import type { SectionShape } from './shape.ts';
import type { ValueOf } from './value.ts';

const MOST_SIGN_UPS = '1000000/s';
const MOST_PER_USER = '1000/s';

const column = (summary: string) => ({ type: 'text', form: 'line', longest: 200, optional: true, summary }) as const;

/** What a word of a file may mean: a change, the state that it leaves, or nothing for us. */
const MEANINGS = [
  'UserCreated',
  'UserSuspended',
  'UserReactivated',
  'UserDeleted',
  'UserPlanChanged',
  'active',
  'suspended',
  'absent',
  'none',
] as const;

export const workloadSection = {
  type: 'section',
  summary: 'What users do: random changes at these rates, or the changes of a file.',
  keys: {
    signUps: { type: 'rate', summary: 'New users of the whole service.', most: MOST_SIGN_UPS, default: '60/h' },
    suspend: { type: 'rate', summary: 'Suspensions per active user.', most: MOST_PER_USER, default: '0.012/h' },
    reactivate: { type: 'rate', summary: 'Reactivations per suspended user.', most: MOST_PER_USER, default: '0.1/h' },
    delete: { type: 'rate', summary: 'Deletions per existing user.', most: MOST_PER_USER, default: '0.0005/h' },
    changePlan: { type: 'rate', summary: 'Changes of plan per existing user.', most: MOST_PER_USER, default: '0/h' },
    file: {
      type: 'text',
      form: 'line',
      longest: 1000,
      optional: true,
      summary:
        'Changes to replay instead of the rates: CloudEvents (one per line, a list, or one), Debezium’s change events, or CSV with a header; a path relative to the scenario. The rates are then 0/h and there are no initial users unless `population.users` is given.',
    },
    types: {
      type: 'mapping',
      summary:
        'What the words of the file mean: its event types, Debezium’s operations or the values of a status; `none` leaves a change out.',
      options: MEANINGS,
      example: '{ account.locked: UserSuspended }',
    },
    columns: {
      type: 'section',
      summary:
        'What the file calls the columns time, user, type, status and version: names of CSV columns, dotted paths such as `data.userId` or `after.status` in JSON.',
      keys: {
        time: column('When it happened.'),
        user: column('Whom it happened to; texts are numbered in order of appearance, after the initial users.'),
        type: column('What happened.'),
        status: column('What the user is from then on, instead of a type.'),
        version: column('The version of the user; left out they are counted.'),
      },
    },
    timezone: {
      type: 'text',
      form: 'offset',
      longest: 40,
      summary: 'The offset of times in the file that have none, such as +01:00.',
      default: 'none',
    },
  },
} as const satisfies SectionShape;

/** Rates per microsecond; sign-ups of the whole service, the others per user. */
export const compileRates = (workload: ValueOf<typeof workloadSection>) => ({
  signUps: rate(workload.signUps),
  suspend: rate(workload.suspend),
  reactivate: rate(workload.reactivate),
  delete: rate(workload.delete),
  changePlan: rate(workload.changePlan),
});
