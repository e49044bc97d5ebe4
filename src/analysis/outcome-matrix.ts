// Which procedure brings back which kind of damage: the cells as they are expected, each with the run that shows it. A conditional cell is two
// runs that differ in what it names. That the runs say so is checked, cell by cell, over seeds; nothing here is computed.
import { CRASHED, type MatrixCell, type MatrixRow } from './outcome-damages.ts';
import { designs } from './outcome-designs.ts';

/** So often that who is wrong when the repair begins, as soon as the fault is over, is no more so after a few hours. */
const ALL_CHANGE = {
  'workload.suspend': '6/h',
  'workload.reactivate': '9/h',
  'workload.delete': '0/h',
  'repair.at': '2h',
};
const AS_IT_IS = {};
const heals: MatrixCell = {
  when: 'everybody changes again',
  holds: { set: ALL_CHANGE },
  fails: AS_IT_IS,
};
const epoch: MatrixCell = {
  when: 'an epoch is raised with the restore',
  holds: { set: { 'faults.0.epoch': true } },
  fails: AS_IT_IS,
};
/** A deletion that was published, and lost by Billing, as other events of that hour. */
const told: MatrixCell = {
  when: 'it was published, and lost by Billing alone',
  holds: { set: { 'billing.ack': 'before', faults: [CRASHED] } },
  fails: AS_IT_IS,
};
const logFirst: MatrixCell = {
  when: 'the log is written first (user.truth)',
  holds: { set: { 'user.truth': 'log' } },
  fails: AS_IT_IS,
  then: 'never',
};
const ordered: MatrixCell = {
  when: 'events leave in the order of commits (outbox or cdc)',
  holds: AS_IT_IS,
  fails: { set: { 'publisher.path': 'direct' } },
  otherwise: 'cannot',
};
const race: MatrixCell = {
  when: 'nothing changes while it runs',
  holds: AS_IT_IS,
  fails: { set: { 'billing.apiLatency': { exponential: '5m' }, ...ALL_CHANGE, length: '2h10m' } },
};

const procedures: readonly MatrixRow[] = [
  {
    id: 'wait',
    strategy: 'wait',
    cells: {
      'lost-publication': heals,
      'lost-delivery': heals,
      expired: heals,
      'wrong-content': heals,
      'lost-deletion': 'no',
      'authority-back': 'no',
      'wrong-invoices': 'no',
    },
  },
  {
    id: 'replay',
    strategy: 'replay',
    needs: { set: { 'broker.kind': 'log' } },
    cells: {
      'lost-publication': 'no',
      'lost-delivery': 'yes',
      expired: 'no',
      'wrong-content': {
        when: 'no guard refuses what is as new as the row',
        holds: { set: { 'billing.policy': 'arrival' } },
        fails: AS_IT_IS,
      },
      'lost-deletion': told,
      'authority-back': 'no',
      'wrong-invoices': 'no',
    },
  },
  {
    id: 'rebuild',
    strategy: 'rebuild',
    needs: { set: { 'broker.kind': 'log' } },
    cells: {
      'lost-publication': logFirst,
      'lost-delivery': 'yes',
      expired: 'cannot',
      'wrong-content': 'yes',
      'lost-deletion': told,
      'authority-back': logFirst,
      'wrong-invoices': 'no',
    },
  },
  {
    id: 'republish-events',
    strategy: 'republish-events',
    cells: {
      'lost-publication': {
        when: 'events keep their versions and Billing compares them',
        holds: AS_IT_IS,
        fails: {
          parameters: { identity: 'renewed' },
          set: { 'billing.policy': 'arrival', ...ALL_CHANGE, length: '2h1m' },
        },
      },
      'lost-delivery': 'yes',
      expired: 'yes',
      'wrong-content': 'no',
      'lost-deletion': {
        when: 'the change history tells of it (user.history)',
        holds: AS_IT_IS,
        fails: { set: { 'user.history': 'none' } },
        otherwise: 'cannot',
      },
      'authority-back': 'no',
      'wrong-invoices': 'no',
    },
  },
  {
    id: 'republish-state',
    strategy: 'republish-state',
    cells: {
      'lost-publication': 'yes',
      'lost-delivery': 'yes',
      expired: 'yes',
      'wrong-content': 'yes',
      'lost-deletion': {
        when: 'tombstones are published',
        holds: AS_IT_IS,
        fails: { parameters: { tombstones: false } },
      },
      'authority-back': epoch,
      'wrong-invoices': 'no',
    },
  },
  {
    id: 'resync-naive',
    strategy: 'resync-naive',
    cells: {
      'lost-publication': race,
      'lost-delivery': race,
      expired: race,
      'wrong-content': 'yes',
      'lost-deletion': 'yes',
      'authority-back': 'yes',
      'wrong-invoices': 'no',
    },
  },
  {
    id: 'resync',
    strategy: 'resync',
    cells: {
      'lost-publication': 'yes',
      'lost-delivery': 'yes',
      expired: 'yes',
      'wrong-content': {
        when: 'a row as new as the copy’s is taken',
        holds: AS_IT_IS,
        fails: { parameters: { merge: 'newer' } },
      },
      'lost-deletion': {
        when: 'who is on no page is swept',
        holds: AS_IT_IS,
        fails: { parameters: { sweep: false } },
      },
      'authority-back': epoch,
      'wrong-invoices': 'no',
    },
  },
  {
    id: 'resync-since',
    strategy: 'resync-since',
    cells: {
      'lost-publication': 'yes',
      'lost-delivery': 'yes',
      expired: 'yes',
      'wrong-content': {
        when: 'what was written wrongly had changed since the incident began',
        holds: AS_IT_IS,
        fails: { set: { 'broker.latency': { constant: '40m' } } },
      },
      'lost-deletion': {
        when: 'the API lists the deleted (user.deletedEndpoint)',
        holds: AS_IT_IS,
        fails: { set: { 'user.deletedEndpoint': false } },
      },
      'authority-back': 'no',
      'wrong-invoices': 'no',
    },
  },
  {
    id: 'reconcile',
    strategy: 'reconcile',
    cells: {
      'lost-publication': 'yes',
      'lost-delivery': 'yes',
      expired: 'yes',
      'wrong-content': 'yes',
      'lost-deletion': 'yes',
      'authority-back': 'yes',
      'wrong-invoices': 'no',
    },
  },
  {
    id: 'copy-database',
    strategy: 'copy-database',
    cells: {
      'lost-publication': 'yes',
      'lost-delivery': 'yes',
      expired: 'yes',
      'wrong-content': 'yes',
      'lost-deletion': 'yes',
      'authority-back': 'yes',
      'wrong-invoices': 'no',
    },
  },
  {
    id: 'compacted-seed',
    strategy: 'compacted-seed',
    needs: { set: { 'broker.kind': 'compacted-log' } },
    cells: {
      'lost-publication': 'no',
      'lost-delivery': 'yes',
      expired: 'yes',
      'wrong-content': {
        when: 'a second table is filled and swapped',
        holds: AS_IT_IS,
        fails: { parameters: { into: 'copy' } },
      },
      'lost-deletion': told,
      'authority-back': 'no',
      'wrong-invoices': 'no',
    },
  },
  {
    id: 'snapshot-watermark',
    strategy: 'snapshot-watermark',
    needs: { set: { 'publisher.path': 'outbox' } },
    cells: {
      'lost-publication': ordered,
      'lost-delivery': ordered,
      expired: ordered,
      'wrong-content': ordered,
      'lost-deletion': 'no',
      'authority-back': epoch,
      'wrong-invoices': 'no',
    },
  },
  {
    id: 'credit-notes',
    strategy: 'credit-notes',
    cells: {
      'lost-publication': 'no',
      'lost-delivery': 'no',
      expired: 'no',
      'wrong-content': 'no',
      'lost-deletion': 'no',
      'authority-back': 'no',
      'wrong-invoices': {
        when: 'the history of states reaches back to them (user.history)',
        holds: AS_IT_IS,
        fails: { set: { 'user.history': 'none' } },
        otherwise: 'cannot',
      },
    },
  },
];

export const outcomeMatrix: readonly MatrixRow[] = [...procedures, ...designs];
