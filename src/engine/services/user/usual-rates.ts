// How many events of each type usually come, by the rates of the scenario and the users it begins with, or by its file of changes.
import type { Model } from '../../model.ts';
import { CREATED, DELETED, EVENT_TYPES, PLAN_CHANGED, REACTIVATED, SUSPENDED_EVENT } from '../../rows.ts';
import type { Changes } from '../../scenario.ts';

/** Events per microsecond, by type. */
export function usualRates({ users, suspendedShare, rates, length }: Model, changes?: Changes): readonly number[] {
  const usual = EVENT_TYPES.map(() => 0);
  if (changes !== undefined) {
    for (const kind of changes.kind) usual[kind] = (usual[kind] as number) + 1 / length;
    return usual;
  }
  usual[CREATED] = rates.signUps;
  usual[SUSPENDED_EVENT] = rates.suspend * users * (1 - suspendedShare);
  usual[REACTIVATED] = rates.reactivate * users * suspendedShare;
  usual[DELETED] = rates.delete * users;
  usual[PLAN_CHANGED] = rates.changePlan * users;
  return usual;
}
