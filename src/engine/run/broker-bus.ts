// The message bus as services see it, with the broker core behind it: one fan-out exchange, and Billing's queue or the log
// that its group reads. It turns what the broker says into deliveries, losses and the backlog; rules of queues and logs are
// the core's.
import { Broker, type BrokerSink, PERSISTENT, type ProfileId, RETENTION, UNROUTABLE } from '../broker/index.ts';
import { Ring } from '../kernel/ring.ts';
import { CREATED } from '../rows.ts';
import { RANK, TASK } from '../services/agenda.ts';
import type { Bus } from '../services/bus.ts';
import { wordOf } from '../services/messages.ts';
import { PUBLISH_CAUSES } from '../trace/words.ts';
import { type Place, placeIn } from './log-place.ts';
import type { Simulation } from './simulation.ts';

const EXCHANGE = 'users';
const QUEUE = 'billing';
const LOG = 'user-events';
const LIVE = PUBLISH_CAUSES.indexOf('live');

export class BrokerBus implements Bus, BrokerSink {
  readonly fields = [
    'up',
    'downBy',
    'bound',
    'wanted',
    'committed',
    'broker',
    'queue',
    'route',
    'clients',
    'offsets',
    'deliveredTo',
    'olderFrom',
    'olderTo',
    'readTo',
    'retained',
    'toCommit',
    'goneOffsets',
    'goneMessages',
    'retentionDue',
  ];
  up = true;
  downBy: string | null = null;
  bound = false;
  /** Billing has asked for its queue or position; from a broker that is away it gets it when that is back. */
  private wanted = false;
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
  /** Of a log: entries older than Billing's group, which has not been handed them yet. */
  private olderFrom = 0;
  private olderTo = 0;
  /** Of a log: entries below have been read for good once, whatever the group's position is now. */
  private readTo = 0;
  /** Of a log: entries below are gone. */
  private retained = 0;
  /** Deliveries of a log that count as read when sent, settled as soon as the broker is through. */
  private readonly toCommit = new Ring();
  /** Entries dropped while a consumer holds them (lost if it does not get to commit them), or others before them (−1: lost already). */
  private readonly goneOffsets = new Ring();
  private readonly goneMessages = new Ring();
  private retentionDue = false;
  private readonly simulation: Simulation;
  private readonly isLog: boolean;
  private readonly ackBefore: boolean;
  /** Of a log: how Billing's place in it is kept. */
  private readonly place: Place;

  constructor(simulation: Simulation) {
    this.simulation = simulation;
    this.isLog = simulation.model.broker.log;
    this.ackBefore = simulation.model.billing.ackBefore;
    this.broker = new Broker(this);
    this.place = placeIn(simulation.model.broker.profile as ProfileId);
    this.clients = Array.from({ length: simulation.model.billing.consumers }, () => -1);
  }

  /** Of a log: the offset of the next entry to be written. */
  get head(): number {
    return this.isLog ? this.broker.logs.tail(this.queue) : 0;
  }

  /** Declares what is there before Billing: the exchange, and a log with the past it already holds. */
  open(): void {
    const { model } = this.simulation;
    this.broker.declareExchange(EXCHANGE, 'fanout');
    this.route = this.broker.route(EXCHANGE, '');
    if (!model.broker.log) return;
    this.queue = this.broker.declareQueue(LOG, { profile: model.broker.profile as ProfileId });
    this.broker.bind(this.queue, EXCHANGE);
    this.retained = this.head;
    if (model.broker.holdsInitial) this.appendInitial();
    this.committed = this.head;
    this.deliveredTo = this.head;
  }

  accept(message: number): void {
    const { simulation } = this;
    if (this.bound) simulation.backlog.change(1);
    this.broker.now = simulation.now;
    this.broker.publish(this.route, message, PERSISTENT);
    this.afterwards();
    if (this.isLog) this.scheduleRetention();
  }

  bind(): void {
    this.wanted = true;
    if (this.bound || !this.up) return;
    this.bound = true;
    this.broker.now = this.simulation.now;
    if (this.isLog) {
      this.committed = this.head;
      this.deliveredTo = this.head;
      this.place.begin(this.broker, this.queue, this.head);
      if (this.simulation.model.billing.startsAt > 0) this.olderTo = this.head;
      return;
    }
    this.queue = this.broker.declareQueue(QUEUE, { profile: this.simulation.model.broker.profile as ProfileId });
    this.broker.bind(this.queue, EXCHANGE);
  }

  consume(index: number): void {
    const { billing } = this.simulation.model;
    this.broker.now = this.simulation.now;
    const how = this.isLog
      ? this.place.subscription(billing.prefetch, billing.ackBefore, this.committed)
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
    else simulation.backlog.change(-1);
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
    const { backlog } = this.simulation;
    const { logs } = this.broker;
    const start = time === 0 ? logs.head(this.queue) : logs.offsetOf(this.queue, { time });
    const from = Math.min(start, this.committed); // back, never on: what has not been read stays to be read
    backlog.change(logs.countFrom(this.queue, from) - logs.countFrom(this.queue, this.committed));
    this.committed = from;
    this.place.rewind(this.broker, this.queue, from);
    return this.head;
  }

  /** Faults have begun or ended: is the broker there? */
  refresh(): void {
    const { simulation, broker } = this;
    const fault = simulation.incident.ask('broker', null);
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
      if (this.wanted) this.bind();
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
    const { simulation, ackBefore } = this;
    const index = this.clients.length === 1 ? 0 : this.clients.indexOf(client);
    if (this.isLog) {
      this.offsets.push(offset);
      if (ackBefore) this.toCommit.push(tag);
      simulation.consumers.delivered(index, tag, message, this.isAgain(offset) ? Math.max(2, attempt) : 1, offset);
    } else {
      if (ackBefore) simulation.backlog.change(-1);
      simulation.consumers.delivered(index, tag, message, attempt, -1);
    }
  }

  discarded(message: number, _queue: number, reason: number): void {
    const { simulation } = this;
    if (reason === RETENTION) return this.expired(message, this.retained++);
    if (reason !== UNROUTABLE) simulation.backlog.change(-1);
    simulation.transport.lose(message, 'broker', null);
  }

  deadLettered(message: number): void {
    const { simulation } = this;
    simulation.backlog.change(-1);
    simulation.counters.deadLettered++;
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

  /** Whether an entry now handed out was handed out before. */
  private isAgain(offset: number): boolean {
    if (offset >= this.olderFrom && offset < this.olderTo) {
      this.olderFrom = offset + 1;
      return false;
    }
    if (offset < this.deliveredTo) return true;
    this.deliveredTo = offset + 1;
    return false;
  }

  private appendInitial(): void {
    const { messages, users, trace, counters } = this.simulation;
    const entries = new Uint32Array(users.users);
    for (let user = 1; user <= users.users; user++) {
      const row = users.rows[user] as number;
      const message = messages.add(user, 1, wordOf(row, LIVE, CREATED, 0), user - 1, 0, 0);
      trace.publish(message, user, 1, row, LIVE);
      counters.published++;
      entries[user - 1] = message;
    }
    this.broker.logs.appendExisting(this.queue, entries, 0);
    this.scheduleRetention();
  }

  /** The next entry in line has been read for good. */
  private commit(): void {
    const { simulation } = this;
    this.moveTo(this.offsets.shift() + 1);
    this.readTo = Math.max(this.readTo, this.committed);
    while (this.goneOffsets.length > 0 && this.goneOffsets.at(0) < this.committed) {
      this.goneOffsets.shift();
      this.goneMessages.shift();
    }
    simulation.backlog.change(-1);
    if (this.offsets.length === 0) this.passGone();
  }

  private moveTo(offset: number): void {
    const before = this.committed;
    this.committed = offset;
    this.simulation.consumers.moved(before, offset);
  }

  /** With acknowledgement before processing an entry counts as read as soon as it is sent. */
  private afterwards(): void {
    while (this.toCommit.length > 0) {
      this.commit();
      const tag = this.toCommit.shift();
      if (!this.place.settlesWhenSent) this.broker.ack(this.clients[0] as number, tag);
    }
  }

  /** The connections are gone: what consumers held is read again, unless it has been dropped meanwhile. */
  private forgetHeld(): void {
    this.offsets.clear();
    this.toCommit.clear();
    this.passGone();
  }

  /** The entry at `offset` is dropped: if the group has not read it, Billing never will. */
  private expired(message: number, offset: number): void {
    if (!this.bound || offset < this.committed) return;
    const { offsets, goneOffsets, goneMessages } = this;
    const held = offsets.length > 0 && offset <= offsets.at(offsets.length - 1);
    if (!held) this.unread(message, offset);
    if (offsets.length === 0) return this.moveTo(offset + 1);
    goneOffsets.push(offset);
    goneMessages.push(held ? message : -1);
  }

  /** Nobody holds anything any more: the group's position passes over what has been dropped. */
  private passGone(): void {
    while (this.goneOffsets.length > 0) {
      const offset = this.goneOffsets.shift();
      const message = this.goneMessages.shift();
      if (message >= 0) this.unread(message, offset);
      this.moveTo(offset + 1);
    }
  }

  /** An entry that was to be read is there no more. It is lost, unless it was only to be read again. */
  private unread(message: number, offset: number): void {
    const { backlog, transport } = this.simulation;
    backlog.change(-1);
    if (offset >= this.readTo) transport.lose(message, 'broker', null);
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
