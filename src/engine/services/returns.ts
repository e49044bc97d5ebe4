// What the broker does not take: a full queue refuses it, or no queue is there and the publisher has asked to be told. The publisher
// keeps it and sends it again every minute; one that waits for no confirms never learns of a refusal.
import type { TaskQueue } from '../kernel/tasks.ts';
import { MINUTE } from '../units.ts';
import { RANK, TASK } from './agenda.ts';
import type { Bus, PublisherListener } from './bus/bus.ts';
import type { Ground } from './ground.ts';
import type { Losses } from './losses.ts';
import type { Transport } from './transport.ts';

export class Returns implements PublisherListener {
  readonly saved = ['due'];
  /** Whether its next turn is scheduled. */
  private due = false;
  private readonly tasks: TaskQueue;
  private readonly confirms: boolean;
  private readonly transport: Transport;
  private readonly losses: Losses;

  constructor(ground: Ground, transport: Transport, losses: Losses, bus: Bus) {
    this.tasks = ground.tasks;
    this.confirms = ground.model.publisher.confirms;
    this.transport = transport;
    this.losses = losses;
    bus.tell(this);
    ground.handlers.on(TASK.sendAgain, () => this.sendAgain());
  }

  refused(message: number, fault: string | null, subscriber: number): void {
    if (!this.confirms) return this.losses.lose(message, 'broker', fault, subscriber);
    // Several queues may refuse the same message: it is kept once.
    const { unconfirmed } = this.transport;
    if (unconfirmed.length === 0 || unconfirmed.at(unconfirmed.length - 1) !== message) this.keep(message);
  }

  returned(message: number): void {
    this.keep(message);
  }

  private keep(message: number): void {
    this.transport.unconfirmed.push(message);
    if (this.due) return;
    this.due = true;
    this.tasks.after(MINUTE, RANK.message, TASK.sendAgain, 0, 0);
  }

  /** To a broker that is away all is sent when it is back. */
  private sendAgain(): void {
    this.due = false;
    this.transport.brokerMayBeBack();
  }
}
