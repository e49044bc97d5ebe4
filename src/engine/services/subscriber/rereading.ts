// What of a log a group reads for another time: up to where, whether for a repair, and who waits for the end of it. It reads nothing.
import type { LogPart, LogPlace, LogSubscription } from '../bus/bus.ts';

export class Rereading {
  saved: readonly string[] = ['until', 'knownUntil', 'repairs'];
  /** It is over when the log has been read up to this offset. */
  private until = 0;
  /** Below this offset lies what the group had gone over before. */
  private knownUntil = 0;
  /** Whether it is done for a repair, and counted as such. */
  protected repairs = true;
  private readonly listeners: (() => void)[] = [];

  /** Is told when all that was to be read again has been read. */
  whenOver(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** The group goes back to a place, while nobody reads; returns whether that is back at all. */
  goBack(log: LogSubscription, to: LogPlace, repairs: boolean): boolean {
    const { partitions } = log;
    const known = partitions.map(({ committed }) => committed);
    log.rewind(to);
    this.begin(known, partitions, repairs);
    return partitions.some(({ committed }, n) => committed < (known[n] as number));
  }

  /** The group has gone back: it had read up to `known`, by partition, and has caught up at what is the end of the log now. */
  protected begin(known: readonly number[], parts: readonly LogPart[], repairs: boolean): void {
    this.knownUntil = known[0] as number;
    this.until = (parts[0] as LogPart).head;
    this.repairs = repairs;
  }

  /** It has begun, and all has been handed out that could be: is it over already? */
  begun(parts: readonly LogPart[]): void {
    if ((parts[0] as LogPart).committed >= this.until) this.over();
  }

  /** The group's position went on. */
  moved(from: number, to: number): void {
    if (from < this.until && to >= this.until) this.over();
  }

  /** Whether an entry lies before the end of what was to be read again. */
  reaches(offset: number): boolean {
    return offset < this.until;
  }

  /** Whether an entry is read for another time; −1, a queue's, never is. */
  covers(offset: number): boolean {
    return offset >= 0 && offset < this.knownUntil;
  }

  /** The same, where it is a repair's. */
  isRepair(offset: number): boolean {
    return this.repairs && this.covers(offset);
  }

  protected over(): void {
    for (const listener of this.listeners) listener();
  }
}

/** The same of a log with several partitions: over when each has been read up to where it ended. Offsets tell the partition. */
export class DividedRereading extends Rereading {
  /** By partition, as above. */
  private untilIn: readonly number[];
  private knownIn: readonly number[];
  /** How many have not been read so far; −1: none was to be, and nobody has been told. */
  private open = 0;
  private readonly count: number;

  constructor(count: number) {
    super();
    this.saved = [...this.saved, 'untilIn', 'knownIn', 'open'];
    this.count = count;
    this.untilIn = Array.from({ length: count }, () => 0);
    this.knownIn = this.untilIn;
  }

  protected override begin(known: readonly number[], parts: readonly LogPart[], repairs: boolean): void {
    this.knownIn = known;
    this.untilIn = parts.map(({ head }) => head);
    this.open = parts.filter(({ committed, head }) => committed < head).length || -1;
    this.repairs = repairs;
  }

  override begun(): void {
    if (this.open >= 0) return;
    this.open = 0;
    this.over();
  }

  override moved(from: number, to: number): void {
    const partition = from % this.count;
    const until = (this.untilIn[partition] as number) * this.count + partition;
    if (from < until && to >= until && --this.open === 0) this.over();
  }

  override reaches(offset: number): boolean {
    const partition = offset % this.count;
    return offset < (this.untilIn[partition] as number) * this.count + partition;
  }

  override covers(offset: number): boolean {
    if (offset < 0) return false;
    const partition = offset % this.count;
    return offset < (this.knownIn[partition] as number) * this.count + partition;
  }
}
