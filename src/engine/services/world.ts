// What the parts of a run may reach: each part gets this one view and uses its neighbours only. The simulation makes it;
// everything in it that changes is data and can be saved.
import type { Counters } from '../counters.ts';
import type { Chance } from '../kernel/chance.ts';
import type { Histogram } from '../kernel/histogram.ts';
import type { TaskQueue } from '../kernel/tasks.ts';
import type { VirtualTime } from '../kernel/time.ts';
import type { Model } from '../model.ts';
import type { Policy } from '../points.ts';
import type { Changes } from '../scenario.ts';
import type { Trace } from '../trace/trace.ts';
import type { Consumers } from './billing/consumers.ts';
import type { Copy } from './billing/copy.ts';
import type { Invoicing } from './billing/invoicing.ts';
import type { Bus } from './bus/bus.ts';
import type { Divergence } from './divergence.ts';
import type { Gauge } from './gauge.ts';
import type { Incident } from './incident.ts';
import type { Messages } from './messages.ts';
import type { Transport } from './transport.ts';
import type { Api } from './user/api.ts';
import type { UserDatabase } from './user/database.ts';
import type { Publisher } from './user/publisher.ts';

export interface World {
  readonly model: Model;
  readonly policy: Policy;
  /** Real changes that replace the random workload. */
  readonly changes: Changes | undefined;
  readonly chance: Chance;
  readonly tasks: TaskQueue;
  readonly trace: Trace;
  readonly counters: Counters;
  readonly delays: Histogram;
  readonly incident: Incident;
  readonly messages: Messages;
  readonly users: UserDatabase;
  readonly publisher: Publisher;
  readonly transport: Transport;
  readonly bus: Bus;
  /** Messages waiting in the queue or unacknowledged; of a log, entries the group has not acknowledged. */
  readonly backlog: Gauge;
  readonly api: Api;
  readonly copy: Copy;
  readonly divergence: Divergence;
  readonly consumers: Consumers;
  readonly invoicing: Invoicing;
  readonly time: VirtualTime;
  /** Virtual time in microseconds. */
  readonly now: number;
}
