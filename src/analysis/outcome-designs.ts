// The rows of the outcome matrix in which nobody repairs anything: designs that do without a copy, or let it grow no older than so much. Their
// cells as they are expected, each with the run that shows it.
import type { MatrixCell, MatrixRow } from './outcome-damages.ts';

const AS_IT_IS = {};
/** A row that is older than this at an invoice run is asked about first; the run of this row comes when all that went wrong is older. */
const OLDER_THAN_THE_RUN = { set: { 'billing.copyMaxAge': '6h' } };

const ofAge: MatrixCell = {
  when: 'rows come of age before the next invoice run',
  holds: AS_IT_IS,
  fails: OLDER_THAN_THE_RUN,
};
/** Nobody asks about whom the copy has never heard of. */
const known = (set: Readonly<Record<string, unknown>>): MatrixCell => ({
  when: 'no sign-up is among it',
  holds: { set },
  fails: AS_IT_IS,
});

export const designs: readonly MatrixRow[] = [
  {
    id: 'live-calls',
    design: { title: 'Live calls', key: 'billing.reads: api' },
    strategy: 'wait',
    needs: { set: { 'billing.reads': 'api', 'billing.invoiceEvery': '1h' } },
    cells: {
      'lost-publication': 'never',
      'lost-delivery': 'never',
      expired: 'never',
      'wrong-content': 'never',
      'lost-deletion': 'never',
      'authority-back': 'never',
      'wrong-invoices': {
        when: 'nobody is suspended between the answer and the invoice',
        holds: AS_IT_IS,
        fails: {
          set: { 'workload.suspend': '60/h', 'workload.reactivate': '90/h', 'billing.apiLatency': { constant: '10s' } },
        },
        then: 'never',
      },
    },
  },
  {
    id: 'copy-with-age',
    design: { title: 'A copy with an age', key: 'billing.copyMaxAge' },
    strategy: 'wait',
    needs: { set: { 'billing.copyMaxAge': '1h', 'billing.invoiceEvery': '5h' } },
    cells: {
      'lost-publication': known({ 'faults.0.types': ['UserSuspended', 'UserReactivated'] }),
      'lost-delivery': known({ 'workload.signUps': '0/h' }),
      expired: known({ 'workload.signUps': '0/h' }),
      'wrong-content': ofAge,
      'lost-deletion': ofAge,
      'authority-back': {
        when: 'an epoch is raised with the restore',
        holds: { set: { 'faults.0.epoch': true } },
        fails: AS_IT_IS,
      },
      'wrong-invoices': { ...ofAge, then: 'never' },
    },
  },
];
