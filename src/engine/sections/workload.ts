// The section `workload`: what users do, at random or as a file says.
import { rate } from './compiled.ts';
import type { SectionShape } from './shape.ts';
import type { ValueOf } from './value.ts';

const MOST_SIGN_UPS = '1000000/s';
const MOST_PER_USER = '1000/s';

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
        'Changes to replay instead of the rates: CloudEvents one per line, or CSV; a path relative to the scenario. The rates are then 0/h and there are no initial users unless `population.users` is given.',
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
