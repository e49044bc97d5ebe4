// Who is there from the start, as drawn: the same whenever it is asked.
import type { Chance } from '../../kernel/chance.ts';
import type { Model } from '../../model.ts';
import { ACTIVE, PRO, SUSPENDED } from '../../rows.ts';
import { PURPOSE } from '../agenda.ts';

/** The row that an initial user begins with. */
export function initialRow({ suspendedShare, drawsPlans }: Model, chance: Chance, user: number): number {
  const row = chance.uniform(PURPOSE.initialStatus, user) < suspendedShare ? SUSPENDED : ACTIVE;
  return drawsPlans && chance.uniform(PURPOSE.initialPlan, user) < 0.5 ? row | PRO : row;
}
