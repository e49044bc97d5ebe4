// A level that goes up and down in virtual time, with its peak and its integral. What happens within one microsecond is one
// change: a level counts only when it lasts.

export class Gauge {
  readonly fields = ['level', 'since', 'area', 'highest'];
  level = 0;
  private since = 0;
  private area = 0;
  private highest = 0;

  change(now: number, by: number): void {
    if (now > this.since) this.settle(now);
    this.level += by;
  }

  /** Level × microseconds from the start to `now`. */
  integral(now: number): number {
    return this.area + this.level * (now - this.since);
  }

  /** The highest level that lasted, up to `now`. */
  peak(now: number): number {
    return now > this.since && this.level > this.highest ? this.level : this.highest;
  }

  private settle(now: number): void {
    this.area += this.level * (now - this.since);
    if (this.level > this.highest) this.highest = this.level;
    this.since = now;
  }
}
