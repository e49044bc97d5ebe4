// The relay: at every whole multiple of its interval it reads the outbox, or the log of commits, sends what it read in order, and
// marks it as sent. It may stop, die before it marks, and read past a row that commits later. It knows nothing of who wrote the rows.
import { PUBLISH_CAUSES } from '../../trace/words.ts';
import { RANK, TASK } from '../agenda.ts';
import type { Ground } from '../ground.ts';
import type { Envelope } from '../messages.ts';
import type { Transport } from '../transport.ts';
import { Outbox } from './outbox.ts';
import type { Transactions } from './transactions.ts';

const RELAY = PUBLISH_CAUSES.indexOf('relay');
/** Keeps addresses of draws about rows that are sent again apart from the others': so many, from there on. */
const AGAIN = { from: 256, count: 256 } as const;

/** Who makes envelopes of changes, sends them, and says so when one will never leave. */
interface Sender {
  envelopeOf(change: number, cause: number, publication: number): Envelope;
  publish(envelope: Envelope): void;
  omitted(user: number, version: number, fault: string | null): void;
}

/** A row that the relay has read and not marked as sent. */
interface ReadRow {
  readonly envelope: Envelope;
  /** When its place in the outbox was taken, microseconds: rows are read in this order. */
  readonly takenAt: number;
  /** Whether it has been sent, by a relay that died before it marked it. */
  readonly sent: boolean;
}

export class Relay {
  readonly saved = ['outbox', 'due', 'unmarked', 'position', 'deaths'];
  private readonly outbox = new Outbox();
  /** Whether its next turn is scheduled. */
  private due = false;
  /** Rows that it has read and not marked, in the order of their places. */
  private unmarked: readonly ReadRow[] = [];
  /** The place of the row marked last: it asks for those behind it. */
  private position: number;
  /** How often it has died. */
  private deaths = 0;
  private readonly ground: Ground;
  private readonly transport: Transport;
  private readonly transactions: Transactions;
  private readonly sender: Sender;
  /** Rows that it reads in one turn. */
  private readonly batch: number;

  constructor(ground: Ground, transport: Transport, transactions: Transactions, sender: Sender) {
    this.position = Number.NaN; // first: see kernel/state.ts
    this.position = Number.NEGATIVE_INFINITY;
    this.ground = ground;
    this.transport = transport;
    this.transactions = transactions;
    this.sender = sender;
    this.batch = ground.model.publisher.relayBatch;
    ground.handlers.on(TASK.relay, () => this.turn());
  }

  /** Rows that are not marked as sent. */
  get waiting(): number {
    return this.outbox.length + this.unmarked.length;
  }

  /** The row of a change, written in the transaction of the change itself. */
  store(change: number): void {
    this.outbox.push(change);
    this.schedule();
  }

  /** A row that a repair job writes. */
  write(envelope: Envelope): void {
    this.outbox.write(envelope, this.ground.time.now);
    this.schedule();
  }

  /** Forgets the rows of the changes from `first` on, and what repair jobs have written; returns them. */
  forgetSince(first: number): readonly Envelope[] {
    const { outbox } = this;
    const all = [...this.unmarked.map(({ envelope }) => envelope)];
    this.unmarked = [];
    const kept: number[] = [];
    while (outbox.length > 0) {
      const change = outbox.oldest;
      const envelope = outbox.shift(this.ofChange);
      if (change >= 0 && change < first) kept.push(change);
      else all.push(envelope);
    }
    for (const change of kept) outbox.push(change);
    return all;
  }

  /** Faults have begun or ended: one that was stopped may go on. */
  modesMayChange(): void {
    this.schedule();
  }

  private get isStopped(): boolean {
    return !this.ground.incident.isCalm && this.ground.incident.ask('relay', null) !== null;
  }

  private turn(): void {
    this.due = false;
    if (this.isStopped) return;
    const isPlain = this.batch === Number.POSITIVE_INFINITY && !this.transactions.overlap;
    if (isPlain && this.unmarked.length === 0 && this.ground.incident.isCalm) this.sendAll();
    else if (this.transport.open) this.sendBatch();
    this.schedule();
  }

  /** Nothing can come between: everything in the outbox leaves in order, unless the broker is away. */
  private sendAll(): void {
    const { outbox, transport, sender } = this;
    while (outbox.length > 0 && transport.open) sender.publish(outbox.shift(this.ofChange));
  }

  private sendBatch(): void {
    this.readOn();
    const batch = this.unmarked.slice(0, this.batch);
    for (const [n, row] of batch.entries()) {
      const envelope = this.send(row);
      if (this.ground.incident.ask('mark', envelope) !== null) return this.die(n + 1);
    }
    const last = batch[batch.length - 1];
    if (last !== undefined) this.position = last.takenAt;
    this.unmarked = this.unmarked.slice(batch.length);
  }

  private send({ envelope, sent }: ReadRow): Envelope {
    const publication = sent ? AGAIN.from + (this.deaths % AGAIN.count) : envelope.publication;
    const message = { ...envelope, publication };
    this.sender.publish(message);
    return message;
  }

  /** It dies after it has sent so many rows of the batch, and has marked none: it will read and send them again. */
  private die(sent: number): void {
    this.deaths++;
    this.unmarked = this.unmarked.map((row, n) => (n < sent ? { ...row, sent: true } : row));
  }

  /** Reads what has been committed since. A row whose place lies before the one marked last is passed over for ever. */
  private readOn(): void {
    const { outbox, transactions, sender } = this;
    const read: ReadRow[] = [...this.unmarked];
    while (outbox.length > 0 && (transactions.overlap || read.length < this.batch)) {
      const change = outbox.oldest;
      const takenAt = change < 0 ? outbox.writtenAt : transactions.placeOf(change);
      read.push({ envelope: outbox.shift(this.ofChange), takenAt, sent: false });
    }
    if (transactions.overlap) read.sort((a, b) => a.takenAt - b.takenAt);
    const passed = read.filter(({ takenAt }) => takenAt < this.position);
    for (const { envelope } of passed) sender.omitted(envelope.user, envelope.version, null);
    this.unmarked = passed.length === 0 ? read : read.slice(passed.length);
  }

  /** The message of a change's row. */
  private readonly ofChange = (change: number): Envelope => this.sender.envelopeOf(change, RELAY, 0);

  /** It polls at whole multiples of its interval; turns that would find nothing are not scheduled. */
  private schedule(): void {
    if (this.due || this.waiting === 0 || this.isStopped) return;
    const { time, model, tasks } = this.ground;
    const every = model.publisher.relayEvery;
    this.due = true;
    tasks.push((Math.floor(time.now / every) + 1) * every, RANK.message, TASK.relay, 0, 0);
  }
}
