// The broker core as a bus uses it: told the time before whatever is asked of it, one fan-out exchange, and the broker's clients
// by number. The core's own timers become tasks of the kernel here. What becomes of messages the buses know.
import { Broker, type BrokerSink, type ConsumeOptions, MANDATORY, PERSISTENT, TOMBSTONE } from '../../broker/index.ts';
import type { TaskQueue } from '../../kernel/tasks.ts';
import type { VirtualTime } from '../../kernel/time.ts';
import { RANK, TASK } from '../agenda.ts';

export const EXCHANGE = 'users';

export class BrokerAccess {
  readonly saved = ['up', 'downBy', 'broker', 'owners', 'members', 'due', 'isTimed'];
  up = true;
  /** The fault that keeps the broker away. */
  downBy: string | null = null;
  /** As it stands; whoever asks it for something takes `core`. */
  readonly broker: Broker;
  /** Whether anything here happens by itself; if not, nobody looks for timers. */
  isTimed = false;
  /** Whose client it is (the place of a subscription) and which member's, by the broker's number. */
  private owners: number[] = [];
  private members: number[] = [];
  /** For when a task is scheduled, microseconds; Infinity without one. */
  private due: number;
  private readonly route: number;
  /** Where messages are shared out among several queues: the way to each. */
  private readonly routes: readonly number[];
  /** How messages are published. */
  private flags = PERSISTENT;
  private readonly time: VirtualTime;
  private readonly tasks: TaskQueue;

  /** `keys`: the exchange sends to the queues that are bound with a message's key, one of these; without them to all. */
  constructor(
    sink: BrokerSink,
    time: VirtualTime,
    tasks: TaskQueue,
    offsetsRetention = Number.POSITIVE_INFINITY,
    keys: readonly string[] = [],
  ) {
    this.broker = new Broker(sink, { offsetsRetention });
    this.broker.declareExchange(EXCHANGE, keys.length > 0 ? 'direct' : 'fanout');
    this.route = this.broker.route(EXCHANGE, '');
    this.routes = keys.map((key) => this.broker.route(EXCHANGE, key));
    this.due = Number.NaN; // first: see kernel/state.ts
    this.due = Number.POSITIVE_INFINITY;
    this.time = time;
    this.tasks = tasks;
  }

  /** The broker, told what time it is. */
  get core(): Broker {
    this.broker.now = this.time.now;
    return this.broker;
  }

  publish(message: number): void {
    this.core.publish(this.route, message, this.flags);
  }

  /** The same with the `n`-th of the exchange's keys. */
  publishWith(n: number, message: number): void {
    this.core.publish(this.routes[n] as number, message, this.flags);
  }

  /** The same, where the key decides to which part of a log it goes. */
  publishKeyed(message: number, key: number): void {
    this.core.publish(this.route, message, this.flags, Number.POSITIVE_INFINITY, 1, key);
  }

  /** The same into a log that is compacted by key; `removes`: the message takes its key away. */
  publishCompacted(message: number, key: number, removes: boolean): void {
    const flags = removes ? this.flags + TOMBSTONE : this.flags;
    this.core.publish(this.route, message, flags, Number.POSITIVE_INFINITY, 1, key);
  }

  /** From now on whoever publishes is told of what reaches no queue. */
  publishMandatory(): void {
    this.flags = PERSISTENT + MANDATORY;
  }

  /** Puts a message straight into the queue of a name. */
  publishTo(queue: string, message: number): void {
    const { core } = this;
    core.publish(core.route('', queue), message, PERSISTENT);
  }

  ownerOf(client: number): number {
    return this.owners[client] as number;
  }

  memberOf(client: number): number {
    return this.members[client] as number;
  }

  /** A member comes with the client it has (−1: none yet) and consumes; returns its client. Deliveries come before this returns. */
  consume(queue: number, how: ConsumeOptions, owner: number, member: number, known: number): number {
    // The broker numbers its clients in the order in which they first come.
    const client = known < 0 ? this.owners.length : known;
    this.owners[client] = owner;
    this.members[client] = member;
    this.core.consume(queue, how, known);
    return client;
  }

  stop(fault: string): void {
    this.up = false;
    this.downBy = fault;
    this.core.stop('graceful');
  }

  start(): void {
    this.up = true;
    this.downBy = null;
    this.core.start();
  }

  /** To be called after every operation on a broker where things happen by themselves: a task stands for the first of them. */
  schedule(): void {
    const next = this.broker.nextTimer();
    if (next >= this.due) return;
    this.due = next;
    this.tasks.push(Math.max(next, this.time.now), RANK.message, TASK.brokerTimer, 0, 0);
  }

  /** A task's time has come; what it stood for may have been settled, or another task been scheduled before it meanwhile. */
  runTimers(): void {
    if (this.time.now < this.due) return;
    this.due = Number.POSITIVE_INFINITY;
    this.broker.runTimers(this.time.now);
    this.schedule();
  }
}
