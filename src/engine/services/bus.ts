// What services may ask of the message bus. They know an exchange that takes messages and a subscription that hands them
// out; which broker stands behind it, and how it keeps what it has, they do not know.

export interface Bus {
  /** Whether the broker runs. */
  readonly up: boolean;
  /** The fault that keeps it away; null while it runs. */
  readonly downBy: string | null;
  /** Whether Billing's queue exists and is bound, or, of a log, whether Billing's group has a position. */
  readonly bound: boolean;
  /** Takes a message that has arrived and is confirmed. */
  accept(message: number): void;
  /** Declares and binds Billing's queue, or gives its group a position at the end of the log. Again: nothing. */
  bind(): void;
  /** Opens the subscription of consumer `index` (from 0), where it left off. */
  consume(index: number): void;
  /** Settles a delivery. */
  acknowledge(index: number, tag: number): void;
  /** The processes of all consumers are gone. */
  disconnectConsumers(): void;
  /** Puts the group's position back to the first entry at or after `time` (0: the first retained); returns the end of the log. */
  rewind(time: number): number;
  /** Of a log: the next entry that the group has not acknowledged. */
  readonly committed: number;
}
