// A bus by itself: virtual time, a task queue, and a listener that writes down what it hears in words. A test says what is asked
// and when, and reads what was said. No services, no simulation.
import { TaskQueue } from '../../../../src/engine/kernel/tasks.ts';
import { VirtualTime } from '../../../../src/engine/kernel/time.ts';
import type { Bus, SubscriptionListener, SubscriptionSettings } from '../../../../src/engine/services/bus/bus.ts';
import { LogBus } from '../../../../src/engine/services/bus/log-bus.ts';
import { QueueBus } from '../../../../src/engine/services/bus/queue-bus.ts';

export const SECOND = 1_000_000;

type QueueProfile = 'rabbitmq-classic' | 'rabbitmq-quorum';
type LogProfile = 'rabbitmq-stream' | 'redis-stream' | 'kafka';

/** What a subscriber hears; backlog and bindings are counted, everything else written down. */
class Listener implements SubscriptionListener {
  heard: string[] = [];
  backlog = 0;
  /** Messages that came while there was no queue, and none was asked for. */
  passed = 0;
  bindings = 0;
  /** Tags of what each member holds, by message. */
  readonly tags: Record<string, number> = {};
  /** What each member holds of a log. */
  held: readonly { readonly member: number; readonly tag: number; readonly offset: number }[] = [];

  bound(): void {
    this.bindings++;
  }
  delivered(member: number, tag: number, message: number, attempt: number, offset: number): void {
    this.tags[`${member}:${message}`] = tag;
    this.held = [...this.held, { member, tag, offset }];
    this.heard.push(`${message} to ${member}, attempt ${attempt}${offset < 0 ? '' : ` at ${offset}`}`);
  }
  backlogChanged(by: number): void {
    this.backlog += by;
  }
  lost(message: number, fault: string | null): void {
    this.heard.push(fault === null ? `${message} lost` : `${message} lost by ${fault}`);
  }
  passedBy(): void {
    this.passed++;
  }
  deadLettered(message: number): void {
    this.heard.push(`${message} dead-lettered`);
  }
  moved(from: number, to: number): void {
    this.heard.push(`from ${from} to ${to}`);
  }
  revoked(member: number, partition: number, partitions: number): readonly number[] {
    this.heard.push(`partition ${partition} taken from ${member}`);
    const held = this.held.filter((each) => each.member === member && each.offset % partitions === partition);
    this.held = this.held.filter((each) => !held.includes(each));
    return held.map(({ tag }) => tag);
  }

  /** What was heard since the last time. */
  take(): string[] {
    const { heard } = this;
    this.heard = [];
    return heard;
  }
}

class Stage<B extends Bus> {
  readonly time = new VirtualTime();
  readonly tasks = new TaskQueue();
  readonly unroutable: number[] = [];
  /** What came back to who publishes. */
  readonly back: string[] = [];
  readonly bus: B;

  constructor(make: (stage: Stage<B>) => B) {
    this.bus = make(this);
    this.bus.tell({
      refused: (message, fault) =>
        void this.back.push(fault === null ? `${message} refused` : `${message} refused by ${fault}`),
      returned: (message) => void this.back.push(`${message} returned`),
    });
  }

  /** Lets time pass up to `until`, doing what falls due. */
  readonly pass = (until: number): void => {
    for (let next = this.tasks.nextTime(); next <= until; next = this.tasks.nextTime()) {
      this.time.moveTo(next);
      this.tasks.take();
      this.bus.timer();
    }
    this.time.moveTo(until);
  };

  readonly publish = (...messages: number[]): void => {
    for (const message of messages) this.bus.accept(message);
  };
}

/** Message 37 is user 3's. */
const BY_TENS = { userOf: (message: number) => Math.floor(message / 10), removes: () => false };

const settings = (choice: Partial<SubscriptionSettings>): SubscriptionSettings => ({
  ...{ id: 'billing', members: 1, prefetch: 1, autoAck: false },
  ...choice,
});

/** A bus of queues with one subscriber, who is not bound yet. */
export function queueStage(
  profile: QueueProfile,
  choice: Partial<SubscriptionSettings> = {},
  { mandatory = false, queues = 1 } = {},
) {
  const stage = new Stage<QueueBus>(
    ({ time, tasks, unroutable }) =>
      new QueueBus(
        profile,
        { limits: {}, mandatory, queues },
        time,
        tasks,
        { unroutable: (message) => void unroutable.push(message) },
        BY_TENS,
      ),
  );
  return Object.assign(stage, subscriber(stage.bus, choice));
}

/** A log with one subscriber, who has no position yet. */
export function logStage(
  profile: LogProfile,
  choice: Partial<SubscriptionSettings> = {},
  retention = 3600 * SECOND,
  partitions = 1,
) {
  const stage = new Stage<LogBus>(
    ({ time, tasks }) =>
      new LogBus(
        profile,
        { retention, offsetsRetention: 7 * 86_400 * SECOND, mandatory: false, partitions, compaction: null },
        time,
        tasks,
        BY_TENS,
      ),
  );
  return Object.assign(stage, subscriber(stage.bus, choice));
}

/** Another subscriber of the same bus. */
export function subscriber<S>(
  bus: { subscribe(settings: SubscriptionSettings, listener: SubscriptionListener): S },
  choice: Partial<SubscriptionSettings>,
): { subscription: S; listener: Listener } {
  const listener = new Listener();
  return { subscription: bus.subscribe(settings(choice), listener), listener };
}
