// Messages whose event was applied and whose acknowledgement the broker never got: they will come again, and are known then.

export class Unheard {
  readonly saved = ['messages', 'none'];
  private messages: readonly number[] = [];
  /** Whether there is no such message. Frequent paths ask this first. */
  none = true;

  /** One that is there already stays there once: a consumer may die of the same message all day. */
  add(...messages: readonly number[]): void {
    const others = messages.filter((message) => !this.messages.includes(message));
    if (others.length > 0) this.become([...this.messages, ...others]);
  }

  has(message: number): boolean {
    return this.messages.includes(message);
  }

  /** The broker knows of it now, if it did not before. */
  forget(message: number): void {
    this.become(this.messages.filter((each) => each !== message));
  }

  private become(messages: readonly number[]): void {
    this.messages = messages;
    this.none = messages.length === 0;
  }
}
