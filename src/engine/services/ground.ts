// What every part of a run stands on: the model, virtual time and its tasks, chance, the trace, the running totals and the faults.
// Each part gets this ground and, by name, the few neighbours it uses.
import type { Counters } from '../counters.ts';
import type { Chance } from '../kernel/chance.ts';
import type { TaskQueue } from '../kernel/tasks.ts';
import type { VirtualTime } from '../kernel/time.ts';
import type { Model } from '../model.ts';
import type { Trace } from '../trace/trace.ts';
import type { Handlers } from './agenda.ts';
import type { Incident } from './incident.ts';

export interface Ground {
  readonly model: Model;
  readonly time: VirtualTime;
  readonly tasks: TaskQueue;
  /** Who does the tasks of a kind. */
  readonly handlers: Handlers;
  readonly chance: Chance;
  readonly trace: Trace;
  readonly counters: Counters;
  readonly incident: Incident;
}
