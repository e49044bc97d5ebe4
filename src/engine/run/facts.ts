// What is known of a run as a whole, without looking at a moment of it: its length, its faults, the phases of its seeding and of
// its repair.

import { type Place, placeOf } from '../points.ts';
import type { Parts } from './parts.ts';
import type { Phase } from './procedure.ts';

/** A fault of the run, given by the scenario or injected. */
export interface FaultSpan {
  /** What a `remove` input names. */
  readonly name: string;
  readonly fault: string;
  readonly title: string;
  /** Where people see it strike. */
  readonly place: Place;
  /** Microseconds; `until` is Infinity when it lasts until somebody removes it, or while nobody knows when it is fixed. */
  readonly at: number;
  readonly until: number;
  readonly injected: boolean;
}

export interface Facts {
  /** Microseconds. */
  readonly length: number;
  /** Where the run ended, or stands while it goes on. */
  readonly endedAt: number;
  /** When Billing starts. */
  readonly startsAt: number;
  /** When the repair began; null when it has not. */
  readonly repairAt: number | null;
  /** Users who are there from the start. */
  readonly initialUsers: number;
  /** Highest user number. */
  readonly users: number;
  readonly faults: readonly FaultSpan[];
  /** Of the repair. */
  readonly phases: readonly Phase[];
  /** Of what filled the copy, where the scenario names it. */
  readonly seeding: readonly Phase[];
  /** Why the repair could not begin. */
  readonly cannot: string | null;
  /** When the last credit note was written, microseconds; null where none was. */
  readonly creditedAt: number | null;
}

export function factsOf({ model, prepared, incident, repair, seeding, users, invoicing, clock, time }: Parts): Facts {
  return {
    length: model.length,
    endedAt: clock.endedAt ?? time.now,
    startsAt: model.billing.startsAt,
    repairAt: repair.beganAt,
    initialUsers: model.users,
    users: users.users,
    faults: prepared.faults.map((instance) => ({
      name: instance.name,
      fault: instance.fault.id,
      title: instance.fault.title,
      place: placeOf(instance.fault, instance.values),
      at: instance.at,
      until: incident.endOf(instance),
      injected: instance.injected,
    })),
    phases: repair.phases,
    seeding: seeding?.phases ?? [],
    cannot: repair.cannot,
    creditedAt: invoicing.book.creditedAt,
  };
}
