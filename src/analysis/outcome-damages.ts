// Kinds of damage and the words of the outcome matrix: what a cell may be, what a lane of it sets, and the incident that does each kind of
// damage. What each procedure makes of it is beside this file, row by row.

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
  /** What is wrong by it, and counted: users whose copy differs, or invoices that went to the wrong people. */
  readonly harms: 'users' | 'invoices';
  readonly set: Readonly<Record<string, unknown>>;
}

/** `yes`: nothing is left wrong. `no`: something is. `cannot`: its precondition is not met. `never`: no such damage is done. */
export type CellOutcome = 'yes' | 'no' | 'cannot' | 'never';

/** Two runs that differ in what is named: one where it holds, and one where it does not. */
interface Condition {
  readonly when: string;
  readonly holds: MatrixLane;
  readonly fails: MatrixLane;
  /** What comes of them; as a rule `yes`, and else `no`. */
  readonly then?: CellOutcome;
  readonly otherwise?: CellOutcome;
}

export type MatrixCell = CellOutcome | Condition;

export interface MatrixRow {
  /** A strategy's, or a design's. */
  readonly id: string;
  /** Of a design, in which nobody repairs anything: what it is called, and the key that makes it. */
  readonly design?: { readonly title: string; readonly key: string };
  readonly strategy: string;
  /** What it needs to be played at all. */
  readonly needs?: MatrixLane;
  /** By damage. */
  readonly cells: Readonly<Record<string, MatrixCell>>;
}

/** Consumers die with what they have acknowledged before. */
export const CRASHED = { fault: 'consumer-crash', at: '1h', for: '1h', share: 0.5 };

export const damages: readonly Damage[] = [
  {
    id: 'lost-publication',
    title: 'Never published',
    harms: 'users',
    set: {
      faults: [
        { fault: 'publisher-silent', at: '1h', for: '1h', types: ['UserCreated', 'UserSuspended', 'UserReactivated'] },
      ],
    },
  },
  {
    id: 'lost-delivery',
    title: 'Lost by Billing, still retained',
    harms: 'users',
    set: { 'billing.ack': 'before', 'broker.kind': 'log', 'workload.delete': '0/h', faults: [CRASHED] },
  },
  {
    id: 'expired',
    title: 'Lost by Billing, retained no longer',
    harms: 'users',
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
    harms: 'users',
    set: { 'workload.delete': '0/h', faults: [{ fault: 'consumer-bug', at: '1h', for: '1h', share: 0.5 }] },
  },
  {
    id: 'lost-deletion',
    title: 'Deletion lost',
    harms: 'users',
    set: {
      'workload.delete': '0.1/h',
      faults: [{ fault: 'publisher-silent', at: '1h', for: '1h', types: ['UserDeleted'] }],
    },
  },
  {
    id: 'authority-back',
    title: 'User database restored',
    harms: 'users',
    set: {
      'workload.signUps': '0/h',
      'workload.delete': '0/h',
      faults: [{ fault: 'user-restore', at: '3h', back: '2h' }],
    },
  },
  {
    id: 'wrong-invoices',
    title: 'Wrong invoices sent',
    harms: 'invoices',
    set: {
      length: '5h',
      'billing.invoiceEvery': '3h',
      'workload.delete': '0/h',
      faults: [{ fault: 'publisher-silent', at: '1h', for: '1h', types: ['UserSuspended'] }],
    },
  },
];
