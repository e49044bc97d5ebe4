// Messages whose event was applied and whose acknowledgement the broker never got: they will come again, and are known then. So will
// those that were acknowledged by one consumer while another, cut off from the broker, still works on them. Beside them it knows those
// that were passed over: their event was not applied, whoever was through with them.
import { Bits } from '../../kernel/columns.ts';

export class Unheard {
  readonly saved = ['messages', 'watching', 'none', 'passed', 'passes'];
  private messages: readonly number[] = [];
  /** Whether somebody may be at work of which the broker will not hear. */
  private watching = false;
  /** Messages that were passed over and not applied since, and whether there ever was one. */
  private readonly passed = new Bits();
  private passes = false;
  /** Whether there is no such message, and nobody at such work. Frequent paths ask this first. */
  none = true;

  /** One that is there already stays there once: a consumer may die of the same message all day. */
  add(...messages: readonly number[]): void {
    const others = messages.filter((message) => !this.messages.includes(message));
    if (others.length > 0) this.become([...this.messages, ...others]);
  }

  has(message: number): boolean {
    return this.messages.includes(message);
  }

  /** A consumer is through with it and has not applied it. */
  passOver(message: number): void {
    this.passed.add(message);
    this.passes = true;
  }

  wasPassedOver(message: number): boolean {
    return this.passes && this.passed.has(message);
  }

  applied(message: number): void {
    if (this.passes) this.passed.remove(message);
  }

  /** Somebody goes on working of which the broker will not hear. */
  watch(): void {
    this.watching = true;
    this.none = false;
  }

  /** The broker knows of it now, if it did not before. `works`: what is worked on unheard; of that it comes again from there. */
  heard(message: number, works: readonly number[]): void {
    this.watching = works.length > 0;
    if (works.includes(message)) return this.add(message);
    this.become(this.messages.filter((each) => each !== message));
  }

  private become(messages: readonly number[]): void {
    this.messages = messages;
    this.none = messages.length === 0 && !this.watching;
  }
}
