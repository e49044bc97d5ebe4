// The message bus as services see it, with the broker core behind it: one fan-out exchange, and Billing's queue or the log
// that its group reads. It turns what the broker says into deliveries, losses and the backlog; rules of queues and logs are
// the core's.
import { Broker, type BrokerSink, PERSISTENT, type ProfileId, RETENTION, UNROUTABLE } from '../broker/index.ts';
import { CELL, count } from '../counters.ts';
import { Ring } from '../kernel/ring.ts';
import { CREATED } from '../rows.ts';
import { RANK, TASK } from '../services/agenda.ts';
import type { Bus } from '../services/bus.ts';
import { PUBLISH_CAUSES } from '../trace.ts';
import type { Simulation } from './simulation.ts';

const EXCHANGE = 'users';
const QUEUE = 'billing';
const LOG = 'user-events';
/** Streams demand a limit; this one is never reached. */
const NO_LIMIT = 1_000_000;
const LIVE = PUBLISH_CAUSES.indexOf('live');

export class BrokerBus implements Bus, BrokerSink {
  readonly fields = [
    'up',
    'downBy',
    'bound',
    'committed',
    'broker',
    'queue',
    'route',
    'clients',
    'offsets',
    'deliveredTo',
    'retained',
    'toCommit',
    'goneOffsets',
    'goneMessages',
    'retentionDue',
  ];
  up = true;
  downBy: string | null = null;
  bound = false;
  committed = 0;
  private readonly broker: Broker;
  private queue = -1;
  private route = -1;
  /** The broker's number of each consumer's client; −1 before it has one. */
  private clients: number[];
  /** Of a log: offsets handed out and not committed, oldest first. */
  private readonly offsets = new Ring();
  /** Of a log: entries below were handed out before. */
  private deliveredTo = 0;
  /** Of a log: entries below are gone. */
  private retained = 0;
  /** Deliveries of a log that count as read when sent, settled as soon as the broker is through. */
  private readonly toCommit = new Ring();
  /** Entries dropped while a consumer holds them: lost if it does not get to commit them. */
  private readonly goneOffsets = new Ring();
  private readonly goneMessages = new Ring();
  private retentionDue = false;
  private readonly simulation: Simulation;

  constructor(simulation: Simulation) {
    this.simulation = simulation;
    this.broker = new Broker(this);
    this.clients = Array.from({ length: simulation.model.billing.consumers }, () => -1);
  }

  /** Of a log: the offset of the next entry to be written. */
  get head(): number {
    return this.isLog ? this.broker.logs.tail(this.queue) : 0;
  }

  private get isLog(): boolean {
    return this.simulation.model.broker.log;
  }

  /** Declares what is there before Billing: the exchange, and a log with the past it already holds. */
  open(): void {
    const { model } = this.simulation;
    this.broker.declareExchange(EXCHANGE, 'fanout');
    this.route = this.broker.route(EXCHANGE, '');
    if (!model.broker.log) return;
    this.queue = this.broker.declareQueue(LOG, { profile: model.broker.profile as ProfileId });
    this.broker.bind(this.queue, EXCHANGE);
    if (model.broker.holdsInitial) this.appendInitial();
    this.committed = this.head;
    this.deliveredTo = this.head;
  }

  accept(message: number): void {
    const { simulation } = this;
    if (this.bound) simulation.backlog.change(simulation.now, 1);
    this.broker.now = simulation.now;
    this.broker.publish(this.route, message, PERSISTENT);
    this.afterwards();
    if (this.isLog) this.scheduleRetention();
  }

  bind(): void {
    if (this.bound) return;
    this.bound = true;
    this.broker.now = this.simulation.now;
    if (this.isLog) {
      this.committed = this.head;
      this.deliveredTo = this.head;
      return;
    }
    this.queue = this.broker.declareQueue(QUEUE, { profile: this.simulation.model.broker.profile as ProfileId });
    this.broker.bind(this.queue, EXCHANGE);
  }

  consume(index: number): void {
    const { billing } = this.simulation.model;
    this.broker.now = this.simulation.now;
    const how = this.isLog
      ? { prefetch: billing.prefetch || NO_LIMIT, offset: this.committed }
      : { prefetch: billing.prefetch, autoAck: billing.ackBefore };
    const known = this.clients[index] as number;
    // Deliveries come before `consume` returns. The broker numbers its clients in the order in which they first come.
    if (known < 0) this.clients[index] = this.clients.filter((client) => client >= 0).length;
    this.broker.consume(this.queue, how, known);
    this.afterwards();
  }

  acknowledge(index: number, tag: number): void {
    const { simulation } = this;
    this.broker.now = simulation.now;
    if (this.isLog) this.commit();
    else simulation.backlog.change(simulation.now, -1);
    this.broker.ack(this.clients[index] as number, tag);
    this.afterwards();
  }

  disconnectConsumers(): void {
    const clients = this.clients.filter((client) => client >= 0);
    this.broker.now = this.simulation.now;
    // All go at once: what one held must not be handed to another that is going too.
    for (const client of clients) this.broker.cancel(client);
    for (const client of clients) this.broker.crash(client);
    this.forgetHeld();
  }

  rewind(time: number): number {
    const { backlog, now } = this.simulation;
    const { logs } = this.broker;
    const from = time === 0 ? logs.head(this.queue) : logs.offsetOf(this.queue, { time });
    backlog.change(now, this.committed - from);
    this.committed = from;
    return this.head;
  }

  /** Faults have begun or ended: is the broker there? */
  refresh(): void {
    const { simulation, broker } = this;
    const fault = simulation.incident.downBy('broker');
    broker.now = simulation.now;
    if (fault !== null && this.up) {
      this.up = false;
      this.downBy = fault;
      broker.stop('graceful');
      this.forgetHeld();
      simulation.consumers.disconnected(false, fault);
    } else if (fault === null && !this.up) {
      this.up = true;
      this.downBy = null;
      broker.start();
      simulation.transport.resend();
      simulation.consumers.connect();
    }
  }

  /** The oldest entry of the log has reached its age: it and all as old are dropped. */
  timer(): void {
    const { now, model } = this.simulation;
    this.retentionDue = false;
    this.broker.now = now;
    this.broker.logs.dropBefore(this.queue, { time: now - model.broker.retention + 1 });
    this.scheduleRetention();
  }

  // What the broker says.

  delivered(
    client: number,
    tag: number,
    _queue: number,
    message: number,
    _again: boolean,
    attempt: number,
    _count: number,
    offset: number,
  ): void {
    const { simulation } = this;
    const index = this.clients.indexOf(client);
    const { ackBefore } = simulation.model.billing;
    if (this.isLog) {
      this.offsets.push(offset);
      if (ackBefore) this.toCommit.push(tag);
      const again = offset < this.deliveredTo;
      if (!again) this.deliveredTo = offset + 1;
      simulation.consumers.delivered(index, tag, message, again ? 2 : 1, offset);
    } else {
      if (ackBefore) simulation.backlog.change(simulation.now, -1);
      simulation.consumers.delivered(index, tag, message, attempt, -1);
    }
  }

  discarded(message: number, _queue: number, reason: number): void {
    const { simulation } = this;
    if (reason === RETENTION) return this.expired(message, this.retained++);
    if (reason !== UNROUTABLE) simulation.backlog.change(simulation.now, -1);
    simulation.transport.lose(message, 'broker', null);
  }

  deadLettered(message: number): void {
    const { simulation } = this;
    simulation.backlog.change(simulation.now, -1);
    count(simulation.counters, CELL.deadLettered);
    simulation.messages.retire(message);
  }

  confirmed(): void {
    // Publishers act on a broker that is away; one that is there confirms at once.
  }

  returned(): void {
    // Nothing is published as mandatory yet.
  }

  cancelledByBroker(): void {
    // Billing's queue is never deleted.
  }

  private appendInitial(): void {
    const { messages, users, trace, counters } = this.simulation;
    const entries = new Uint32Array(users.users);
    for (let user = 1; user <= users.users; user++) {
      const row = users.rows[user] as number;
      const envelope = {
        user,
        version: 1,
        row,
        type: CREATED,
        cause: LIVE,
        publication: 0,
        event: user - 1,
        occurredAt: 0,
      };
      const message = messages.add(0, envelope);
      trace.publish(0, message, user, 1, row, LIVE);
      count(counters, CELL.published);
      entries[user - 1] = message;
    }
    this.broker.logs.appendExisting(this.queue, entries, 0);
    this.scheduleRetention();
  }

  /** The next entry in line has been read for good. */
  private commit(): void {
    const { simulation } = this;
    this.committed = this.offsets.shift() + 1;
    while (this.goneOffsets.length > 0 && this.goneOffsets.at(0) < this.committed) {
      this.goneOffsets.shift();
      this.goneMessages.shift();
    }
    simulation.backlog.change(simulation.now, -1);
    if (this.committed === simulation.consumers.replayUntil) simulation.signal('caughtUp');
  }

  /** With acknowledgement before processing an entry counts as read as soon as it is sent. */
  private afterwards(): void {
    while (this.toCommit.length > 0) {
      this.commit();
      this.broker.ack(this.clients[0] as number, this.toCommit.shift());
    }
  }

  /** The connections are gone: what consumers held is read again, unless it has been dropped meanwhile. */
  private forgetHeld(): void {
    this.offsets.clear();
    this.toCommit.clear();
    while (this.goneOffsets.length > 0) {
      const offset = this.goneOffsets.shift();
      this.simulation.transport.lose(this.goneMessages.shift(), 'broker', null);
      this.skipTo(offset + 1);
    }
  }

  /** The entry at `offset` is dropped: if the group has not read it, Billing never will. */
  private expired(message: number, offset: number): void {
    if (!this.bound || offset < this.committed) return;
    const { offsets } = this;
    if (offsets.length > 0 && offset <= offsets.at(offsets.length - 1)) {
      this.goneOffsets.push(offset);
      this.goneMessages.push(message);
    } else {
      this.simulation.transport.lose(message, 'broker', null);
      this.skipTo(offset + 1);
    }
  }

  private skipTo(offset: number): void {
    const { backlog, now } = this.simulation;
    backlog.change(now, this.committed - offset);
    this.committed = offset;
  }

  private scheduleRetention(): void {
    const { tasks, model } = this.simulation;
    if (this.retentionDue) return;
    const oldest = this.broker.logs.timeAt(this.queue, this.broker.logs.head(this.queue));
    if (oldest === Number.POSITIVE_INFINITY) return;
    this.retentionDue = true;
    tasks.push(oldest + model.broker.retention, RANK.message, TASK.brokerTimer, 0, 0);
  }
}
