// What of a log a group reads for another time: up to where, whether for a repair, and who waits for the end of it. It reads nothing.

export class Rereading {
  readonly saved = ['until', 'knownUntil', 'repairs'];
  /** It is over when the log has been read up to this offset. */
  until = 0;
  /** Below this offset lies what the group had gone over before. */
  private knownUntil = 0;
  /** Whether it is done for a repair, and counted as such. */
  private repairs = true;
  private readonly listeners: (() => void)[] = [];

  /** Is told when all that was to be read again has been read. */
  whenOver(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** The group goes back: it had read up to `knownUntil`, and has caught up at `until`. */
  begin(knownUntil: number, until: number, repairs: boolean): void {
    this.knownUntil = knownUntil;
    this.until = until;
    this.repairs = repairs;
  }

  over(): void {
    for (const listener of this.listeners) listener();
  }

  /** Whether an entry is read for another time; −1, a queue's, never is. */
  covers(offset: number): boolean {
    return offset >= 0 && offset < this.knownUntil;
  }

  /** The same, where it is a repair's. */
  isRepair(offset: number): boolean {
    return this.repairs && this.covers(offset);
  }
}
