// Which bus a run has: the one place that asks for the kind of broker. Everybody else asks the bus or subscription itself.
import type { ProfileId } from '../../broker/index.ts';
import type { TaskQueue } from '../../kernel/tasks.ts';
import type { VirtualTime } from '../../kernel/time.ts';
import type { BusListener } from './bus.ts';
import { LogBus } from './log-bus.ts';
import { QueueBus } from './queue-bus.ts';

interface BrokerSettings {
  readonly log: boolean;
  /** One of the broker's profiles. */
  readonly profile: string;
  /** Of a log: how long it keeps an entry, microseconds. */
  readonly retention: number;
  /** Of a queue that counts failed deliveries: how many before a message is dead-lettered; Infinity for any number. */
  readonly deliveryLimit: number;
  /** Of a log that keeps the places of groups: how long it remembers that of one without members, microseconds. */
  readonly offsetsRetention: number;
}

export function openBus(
  settings: BrokerSettings,
  time: VirtualTime,
  tasks: TaskQueue,
  listener: BusListener,
): QueueBus | LogBus {
  const profile = settings.profile as ProfileId;
  return settings.log
    ? new LogBus(profile, settings, time, tasks)
    : new QueueBus(profile, settings.deliveryLimit, time, tasks, listener);
}
