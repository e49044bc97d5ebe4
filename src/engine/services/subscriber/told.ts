// What an event says of a user's row, by what events carry: all of it, or only what has changed. A change is written over what
// the copy has; of a user whom it does not have, as an upsert does: what the change does not say is `active` and `basic`.
import {
  ABSENT,
  ACTIVE,
  DELETED,
  PLAN_CHANGED,
  PRO,
  REACTIVATED,
  SUSPENDED,
  SUSPENDED_EVENT,
  statusOf,
} from '../../rows.ts';

/** Whether a change of this type (an index into `EVENT_TYPES`) says what the status is now. */
export const tellsStatus = (type: number): boolean => type !== PLAN_CHANGED;
/** Whether it says which plan the user has, or that there is none. */
export const tellsPlan = (type: number): boolean => type !== SUSPENDED_EVENT && type !== REACTIVATED;

/** `row` with another status: an absent user has no plan. */
export const withStatus = (row: number, status: number): number => (status === ABSENT ? ABSENT : (row & PRO) | status);

/** `row` with the plan of `from`; one that is absent becomes active, as the column's default has it. */
export const withPlan = (row: number, from: number): number => (statusOf(row) || ACTIVE) | (from & PRO);

/** What a change alone makes of the row that is there; `row` is what the change led to in the User service. */
export function changed(present: number, type: number, row: number): number {
  switch (type) {
    case SUSPENDED_EVENT:
      return withStatus(present, SUSPENDED);
    case REACTIVATED:
      return withStatus(present, ACTIVE);
    case PLAN_CHANGED:
      return withPlan(present, row);
    case DELETED:
      return ABSENT;
    default:
      return row; // a creation and a snapshot say everything
  }
}

// The versions of both fields of a row in the one number that a copy keeps beside each.

const PLAN_PLACE = 67_108_864;

/** Of a row whose status and plan are of these versions. */
export const fieldVersions = (status: number, plan: number): number => plan * PLAN_PLACE + status;
export const statusVersion = (stamp: number): number => stamp % PLAN_PLACE;
export const planVersion = (stamp: number): number => Math.floor(stamp / PLAN_PLACE);
