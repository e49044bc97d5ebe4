// Which procedure brings back which kind of damage: the cells as they are expected, each with the run that shows it. A conditional cell is two
// runs that differ in what it names. That the runs say so is checked, cell by cell, over seeds; nothing here is computed.

type Values = Readonly<Record<string, string | number | boolean>>;

/** What a lane sets, by dotted path, and how its strategy is called. */
export interface MatrixLane {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly parameters?: Values;
}

/** A kind of damage: the incident that does it, in a house that is else as usual. */
export interface Damage {
  readonly id: string;
  readonly title: string;
  readonly set: Readonly<Record<string, unknown>>;
}

/** `yes`: nobody is left wrong. `no`: somebody is. `cannot`: its precondition is not met. */
type Outcome = 'yes' | 'no' | 'cannot';

export type MatrixCell = Outcome | { readonly when: string; readonly holds: MatrixLane; readonly fails: MatrixLane };

export interface MatrixRow {
  readonly strategy: string;
  /** What it needs to be played at all. */
  readonly needs?: MatrixLane;
  /** By damage. */
  readonly cells: Readonly<Record<string, MatrixCell>>;
}

const CRASHED = { fault: 'consumer-crash', at: '1h', for: '1h', share: 0.5 };

export const damages: readonly Damage[] = [
  {
    id: 'lost-publication',
    title: 'Never published',
    set: {
      faults: [
        { fault: 'publisher-silent', at: '1h', for: '1h', types: ['UserCreated', 'UserSuspended', 'UserReactivated'] },
      ],
    },
  },
  {
    id: 'lost-delivery',
    title: 'Lost by Billing, still retained',
    set: { 'billing.ack': 'before', 'broker.kind': 'log', 'workload.delete': '0/h', faults: [CRASHED] },
  },
  {
    id: 'expired',
    title: 'Lost by Billing, retained no longer',
    set: {
      'billing.ack': 'before',
      'broker.kind': 'log',
      'broker.retention': '90m',
      'workload.delete': '0/h',
      faults: [CRASHED],
    },
  },
  {
    id: 'wrong-content',
    title: 'Written wrongly by a bug',
    set: { 'workload.delete': '0/h', faults: [{ fault: 'consumer-bug', at: '1h', for: '1h', share: 0.5 }] },
  },
  {
    id: 'lost-deletion',
    title: 'Deletion lost',
    set: {
      'workload.delete': '0.1/h',
      faults: [{ fault: 'publisher-silent', at: '1h', for: '1h', types: ['UserDeleted'] }],
    },
  },
  {
    id: 'authority-back',
    title: 'User database restored',
    set: {
      'workload.signUps': '0/h',
      'workload.delete': '0/h',
      faults: [{ fault: 'user-restore', at: '3h', back: '2h' }],
    },
  },
];

const ALL_CHANGE = { 'workload.suspend': '6/h', 'workload.reactivate': '9/h', 'workload.delete': '0/h' };
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
};
const race: MatrixCell = {
  when: 'nothing changes while it runs',
  holds: AS_IT_IS,
  fails: { set: { 'billing.apiLatency': { exponential: '5m' }, ...ALL_CHANGE, length: '4h10m' } },
};

export const outcomeMatrix: readonly MatrixRow[] = [
  {
    strategy: 'wait',
    cells: {
      'lost-publication': heals,
      'lost-delivery': heals,
      expired: heals,
      'wrong-content': heals,
      'lost-deletion': 'no',
      'authority-back': 'no',
    },
  },
  {
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
    },
  },
  {
    strategy: 'rebuild',
    needs: { set: { 'broker.kind': 'log' } },
    cells: {
      'lost-publication': logFirst,
      'lost-delivery': 'yes',
      expired: 'cannot',
      'wrong-content': 'yes',
      'lost-deletion': told,
      'authority-back': logFirst,
    },
  },
  {
    strategy: 'republish-events',
    cells: {
      'lost-publication': {
        when: 'events keep their versions and Billing compares them',
        holds: AS_IT_IS,
        fails: {
          parameters: { identity: 'renewed' },
          set: { 'billing.policy': 'arrival', ...ALL_CHANGE, length: '4h1m' },
        },
      },
      'lost-delivery': 'yes',
      expired: 'yes',
      'wrong-content': 'no',
      'lost-deletion': 'yes',
      'authority-back': 'no',
    },
  },
  {
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
    },
  },
  {
    strategy: 'resync-naive',
    cells: {
      'lost-publication': race,
      'lost-delivery': race,
      expired: race,
      'wrong-content': 'yes',
      'lost-deletion': 'yes',
      'authority-back': 'yes',
    },
  },
  {
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
    },
  },
  {
    strategy: 'resync-since',
    cells: {
      'lost-publication': 'yes',
      'lost-delivery': 'yes',
      expired: 'yes',
      'wrong-content': {
        when: 'what was written wrongly had changed since the incident began',
        holds: AS_IT_IS,
        fails: { set: { 'broker.latency': { constant: '20m' } } },
      },
      'lost-deletion': {
        when: 'the API lists the deleted (user.deletedEndpoint)',
        holds: AS_IT_IS,
        fails: { set: { 'user.deletedEndpoint': false } },
      },
      'authority-back': 'no',
    },
  },
  {
    strategy: 'reconcile',
    cells: {
      'lost-publication': 'yes',
      'lost-delivery': 'yes',
      expired: 'yes',
      'wrong-content': 'yes',
      'lost-deletion': 'yes',
      'authority-back': 'yes',
    },
  },
  {
    strategy: 'copy-database',
    cells: {
      'lost-publication': 'yes',
      'lost-delivery': 'yes',
      expired: 'yes',
      'wrong-content': 'yes',
      'lost-deletion': 'yes',
      'authority-back': 'yes',
    },
  },
  {
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
    },
  },
  {
    strategy: 'snapshot-watermark',
    needs: { set: { 'publisher.path': 'outbox' } },
    cells: {
      'lost-publication': 'yes',
      'lost-delivery': 'yes',
      expired: 'yes',
      'wrong-content': 'yes',
      'lost-deletion': 'no',
      'authority-back': epoch,
    },
  },
];
