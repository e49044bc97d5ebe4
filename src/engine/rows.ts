// A user's row as one small number: status in the low two bits, plan in the third. Truth and copy agree exactly when their
// rows are equal, so divergence is a look-up in a table of pairs. It knows nothing of when rows change.
import { ROW_BITS, STATUS_BITS, STATUS_MASK } from './packing.ts';

export const ABSENT = 0;
export const ACTIVE = 1;
export const SUSPENDED = 2;
/** The plan `pro`; without this bit the plan is `basic`. An absent user has no plan. */
export const PRO = 1 << STATUS_BITS;

export const STATUSES = ['absent', 'active', 'suspended'] as const;
export type Status = (typeof STATUSES)[number];

export const statusOf = (row: number): number => row & STATUS_MASK;
export const statusName = (row: number): Status => STATUSES[statusOf(row)] as Status;
export const planName = (row: number): 'basic' | 'pro' => ((row & PRO) === 0 ? 'basic' : 'pro');
/** The row that a line of the trace tells of by name. */
export const namedRow = (status: Status, plan: string | null | undefined): number =>
  STATUSES.indexOf(status) | (plan === 'pro' ? PRO : 0);

/** The row with the wrong status: who is active is taken for suspended, everybody else for active. */
export const mistaken = (row: number): number => (row & PRO) | (statusOf(row) === ACTIVE ? SUSPENDED : ACTIVE);

/** Kinds of divergence, by number; 0 is agreement. */
export const KINDS = ['agrees', 'overbilled', 'underbilled', 'missing', 'orphan', 'wrongPlan'] as const;
export type Kind = Exclude<(typeof KINDS)[number], 'agrees'>;
export const DIVERGENT_KINDS: readonly Kind[] = ['overbilled', 'underbilled', 'missing', 'orphan', 'wrongPlan'];

const AGREES = 0;
const OVERBILLED = 1;
const UNDERBILLED = 2;
const MISSING = 3;
const ORPHAN = 4;
const WRONG_PLAN = 5;

function judge(truth: number, copy: number): number {
  if (truth === copy) return AGREES;
  const [is, believed] = [statusOf(truth), statusOf(copy)];
  if (is === believed) return WRONG_PLAN;
  if (is === ABSENT) return ORPHAN;
  if (believed === ABSENT) return MISSING;
  return is === SUSPENDED ? OVERBILLED : UNDERBILLED;
}

const ROWS = 1 << ROW_BITS;
const PAIRS = new Uint8Array(ROWS * ROWS);
for (let truth = 0; truth < ROWS; truth++)
  for (let copy = 0; copy < ROWS; copy++) PAIRS[truth * ROWS + copy] = judge(truth, copy);

/** The kind of divergence between a truth row and a copy row: an index into `KINDS`. */
export const kindOf = (truth: number, copy: number): number => PAIRS[(truth << ROW_BITS) | copy] as number;

/** What a change does, by number; also the event's type. */
export const CREATED = 0;
export const SUSPENDED_EVENT = 1;
export const REACTIVATED = 2;
export const DELETED = 3;
export const PLAN_CHANGED = 4;
export const SNAPSHOT = 5;
export const EVENT_TYPES = [
  'UserCreated',
  'UserSuspended',
  'UserReactivated',
  'UserDeleted',
  'UserPlanChanged',
  'UserSnapshot',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];
