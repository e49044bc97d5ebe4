// The outbox's relay: at every whole multiple of its interval it sends what the outbox holds, in order, and marks it as sent. It
// knows nothing of who wrote the rows.
import { PUBLISH_CAUSES } from '../../trace/words.ts';
import { RANK, TASK } from '../agenda.ts';
import type { Ground } from '../ground.ts';
import type { Envelope } from '../messages.ts';
import type { Transport } from '../transport.ts';
import { Outbox } from './outbox.ts';

const RELAY = PUBLISH_CAUSES.indexOf('relay');

/** Who makes envelopes of changes, and sends them. */
interface Sender {
  envelopeOf(change: number, cause: number, publication: number): Envelope;
  publish(envelope: Envelope): void;
}

export class Relay {
  readonly saved = ['outbox', 'due'];
  readonly outbox = new Outbox();
  /** Whether its next turn is scheduled. */
  private due = false;
  private readonly ground: Ground;
  private readonly transport: Transport;
  private readonly sender: Sender;

  constructor(ground: Ground, transport: Transport, sender: Sender) {
    this.ground = ground;
    this.transport = transport;
    this.sender = sender;
    ground.handlers.on(TASK.relay, () => this.turn());
  }

  /** The row of a change, written in the transaction of the change itself. */
  store(change: number): void {
    this.outbox.push(change);
    this.schedule();
  }

  /** A row that a repair job writes. */
  write(envelope: Envelope): void {
    this.outbox.write(envelope);
    this.schedule();
  }

  /** Everything in the outbox leaves in order, unless the broker is away. */
  private turn(): void {
    const { outbox, transport, sender } = this;
    this.due = false;
    while (outbox.length > 0 && transport.open) sender.publish(outbox.shift(this.ofChange));
    this.schedule();
  }

  /** The message of a change's row. */
  private readonly ofChange = (change: number): Envelope => this.sender.envelopeOf(change, RELAY, 0);

  /** It polls at whole multiples of its interval; turns that would find nothing are not scheduled. */
  private schedule(): void {
    if (this.due || this.outbox.length === 0) return;
    const { time, model, tasks } = this.ground;
    const every = model.publisher.relayEvery;
    this.due = true;
    tasks.push((Math.floor(time.now / every) + 1) * every, RANK.message, TASK.relay, 0, 0);
  }
}
