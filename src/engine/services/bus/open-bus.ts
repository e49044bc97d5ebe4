// Which bus a run has: the one place that asks for the kind of broker. Everybody else asks the bus or subscription itself.
import type { ProfileId } from '../../broker/index.ts';
import type { TaskQueue } from '../../kernel/tasks.ts';
import type { VirtualTime } from '../../kernel/time.ts';
import type { BusListener, DeclaredLimits, Keys } from './bus.ts';
import { LogBus, type LogDesign } from './log-bus.ts';
import { QueueBus } from './queue-bus.ts';

interface BrokerSettings extends LogDesign {
  readonly log: boolean;
  /** One of the broker's profiles. */
  readonly profile: string;
  /** How every subscriber's queue is declared, where the broker has queues. */
  readonly limits: DeclaredLimits;
  /** Into how many queues a subscriber's messages are shared out. */
  readonly queues: number;
}

export function openBus(
  settings: BrokerSettings,
  time: VirtualTime,
  tasks: TaskQueue,
  listener: BusListener,
  keys: Keys,
): QueueBus | LogBus {
  const profile = settings.profile as ProfileId;
  return settings.log
    ? new LogBus(profile, settings, time, tasks, keys)
    : new QueueBus(profile, settings, time, tasks, listener, keys);
}
