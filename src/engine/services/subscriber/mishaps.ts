// What faults do to Billing's consumers while they process: it takes longer or never ends, it fails, it is passed over, or the consumer
// dies with it. What becomes of a message then follows from `billing.onFailure` and from the broker.
import type { TaskQueue } from '../../kernel/tasks.ts';
import type { VirtualTime } from '../../kernel/time.ts';
import type { Points } from '../../points.ts';
import type { Trace } from '../../trace/trace.ts';
import { EFFECTS } from '../../trace/words.ts';
import { MINUTE } from '../../units.ts';
import { RANK, TASK } from '../agenda.ts';
import type { Ground } from '../ground.ts';
import type { Incident } from '../incident.ts';
import { type Messages, publicationIn, typeIn } from '../messages.ts';
import type { Consumer } from './consumer.ts';
import { type ConsumerSettings, INDEX, memberOf } from './consumer-settings.ts';
import type { Handbacks } from './handbacks.ts';

const FAILED = EFFECTS.indexOf('failed');
const IGNORED = EFFECTS.indexOf('ignored');

// What is left to do with a message that was processed.
/** What always is. */
export const AS_USUAL = 0;
/** The same, but that nothing is applied. */
const PASSED_OVER = 1;
/** Nothing. */
export const DEALT_WITH = 2;

/** No processing takes longer, microseconds: far beyond the end of any run. */
const FOREVER = 366 * 24 * 60 * MINUTE;

/** The consumers, as far as mishaps change what they do. */
interface Struck {
  readonly all: readonly Consumer[];
  readonly handbacks: Handbacks;
  /** It turns to what it works on once more, or to the next. */
  begin(consumer: Consumer, index: number): void;
  startNext(consumer: Consumer, index: number): void;
  /** What it works on is applied, though the broker may not hear of it. */
  applyUnheard(consumer: Consumer): void;
  /** What it works on is not applied. */
  passedOver(consumer: Consumer): void;
  /** What it works on is applied and acknowledged, and all its acknowledgements arrive. Its connection must be lost then. */
  acknowledgeAll(consumer: Consumer, index: number): void;
  /** What was acknowledged when it came is over, without having been applied. */
  giveUp(consumer: Consumer, index: number): void;
  crash(consumer: Consumer, index: number, fault: string, restartAfter: number, late?: boolean): void;
}

type Says = NonNullable<Points['process']['outcome']>['says'];

export class Mishaps {
  private readonly time: VirtualTime;
  private readonly tasks: TaskQueue;
  private readonly trace: Trace;
  private readonly incident: Incident;
  private readonly messages: Messages;
  private readonly number: number;
  private readonly ackBefore: boolean;
  private readonly onFailure: ConsumerSettings['onFailure'];
  private readonly retryAfter: number;
  private readonly isLog: boolean;
  private readonly struck: Struck;

  constructor(ground: Ground, number: number, settings: ConsumerSettings, messages: Messages, struck: Struck) {
    this.time = ground.time;
    this.tasks = ground.tasks;
    this.trace = ground.trace;
    this.incident = ground.incident;
    this.messages = messages;
    this.number = number;
    this.ackBefore = settings.ackBefore;
    this.onFailure = settings.onFailure;
    this.retryAfter = settings.retryAfter;
    this.isLog = ground.model.broker.log;
    this.struck = struck;
  }

  /** A consumer turns to a message, which usually takes `span` µs from its arrival on. */
  begin(consumer: Consumer, index: number, span: number): void {
    const { tasks } = this;
    const member = memberOf(this.number, index);
    const { factor, hangsBy, timeout } = this.number > 0 ? USUAL : this.incident.ask('work', this.about(consumer));
    if (hangsBy === null || this.ackBefore) {
      const takes = factor === 1 ? span : Math.min(FOREVER, Math.round(span * factor));
      tasks.after(consumer.startsAt - this.time.now + takes, RANK.message, TASK.processed, member, consumer.work);
      return;
    }
    // The broker looks once a minute who has had something for too long.
    consumer.failedBy = hangsBy;
    const due = Math.ceil((consumer.startsAt + timeout) / MINUTE) * MINUTE;
    tasks.push(due, RANK.message, TASK.consumerTimeout, member, consumer.work);
  }

  /** A consumer is through with a message: what is left to do with it. */
  strike(consumer: Consumer, index: number): number {
    if (this.number > 0) return AS_USUAL;
    const mishap = this.incident.ask('process', this.about(consumer));
    if (mishap === null) return AS_USUAL;
    const { says, fault } = mishap;
    switch (says.verdict) {
      case 'ignore':
        this.tell(consumer, IGNORED);
        return PASSED_OVER;
      case 'fail':
        return this.fail(consumer, index, says, fault);
      case 'crash':
        this.crash(consumer, index, says, fault);
        return DEALT_WITH;
    }
  }

  /** Somebody whom a consumer needs has not answered it: it has failed with its message. Returns what `strike` does. */
  unanswered(consumer: Consumer, index: number, fault: string): number {
    return this.fail(consumer, index, { verdict: 'fail', kills: false, restartAfter: 0 }, fault);
  }

  /** A consumer has waited long enough since it failed. */
  handBack(member: number, work: number): void {
    const { struck } = this;
    const index = member & INDEX;
    const consumer = struck.all[index] as Consumer;
    if (consumer.work !== work) return;
    const isHeld = consumer.workConnection === consumer.connection;
    if (isHeld && this.isLog) {
      consumer.startsAt = this.time.now;
      return struck.begin(consumer, index);
    }
    if (isHeld) struck.handbacks.nack(consumer, index, true, consumer.failedBy ?? 'failed');
    consumer.drop();
    struck.startNext(consumer, index);
  }

  /** The broker gives up a consumer that has had a message for too long. */
  timeOut(member: number, work: number): void {
    const index = member & INDEX;
    const consumer = this.struck.all[index] as Consumer;
    if (consumer.work === work) this.struck.crash(consumer, index, consumer.failedBy ?? 'timeout', 0, true);
  }

  private fail(consumer: Consumer, index: number, says: Says & { verdict: 'fail' }, fault: string): number {
    const { struck, onFailure } = this;
    this.tell(consumer, FAILED);
    if (says.kills) struck.crash(consumer, index, fault, says.restartAfter);
    else if (this.ackBefore) {
      struck.handbacks.forgotten(consumer.message, consumer.attempt, 'consumer', fault);
      struck.giveUp(consumer, index);
    } else if (onFailure === 'skip' || consumer.workConnection !== consumer.connection) return PASSED_OVER;
    else if (onFailure === 'requeue') {
      consumer.failedBy = fault;
      this.tasks.after(this.retryAfter, RANK.message, TASK.handBack, memberOf(this.number, index), consumer.work);
    } else {
      struck.handbacks.nack(consumer, index, false, fault);
      consumer.drop();
      struck.startNext(consumer, index);
    }
    return DEALT_WITH;
  }

  private crash(consumer: Consumer, index: number, says: Says & { verdict: 'crash' }, fault: string): void {
    const { struck } = this;
    // What was acknowledged when it came is gone with whoever had it.
    if (!this.ackBefore) {
      if (says.when === 'after-ack') struck.acknowledgeAll(consumer, index);
      else struck.applyUnheard(consumer);
    }
    struck.crash(consumer, index, fault, says.restartAfter);
  }

  /** It has not applied what it worked on. */
  private tell(consumer: Consumer, effect: number): void {
    const { messages } = this;
    const { message } = consumer;
    this.struck.passedOver(consumer);
    messages.open(message);
    this.trace.apply(message, messages.user, messages.version, effect, this.number);
  }

  private about({ message, attempt }: Consumer): Points['work']['asks'] {
    const { messages } = this;
    messages.open(message);
    const { user, version, word } = messages;
    const occurredAt = messages.occurredAt(message);
    return { user, version, type: typeIn(word), publication: publicationIn(word), attempt, occurredAt };
  }
}

const USUAL: Points['work']['outcome'] = { factor: 1, hangsBy: null, timeout: 0 };
