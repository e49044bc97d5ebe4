// Where one member of a group reads and the others stand by: who reads, and who takes over, first come, first served.

const NOBODY = -1;

export class SoleReader {
  readonly saved = ['reader', 'standbys'];
  /** The member that reads; −1: nobody does. */
  reader = NOBODY;
  private standbys: readonly number[] = [];

  /** A member comes; returns whether it is the one that reads. */
  comes(member: number): boolean {
    if (this.reader >= 0) this.standbys = [...this.standbys, member];
    else this.reader = member;
    return this.reader === member;
  }

  /** A member goes; returns who reads in its place from now on, −1 if nobody new does. */
  goes(member: number): number {
    if (member !== this.reader) {
      this.standbys = this.standbys.filter((other) => other !== member);
      return NOBODY;
    }
    const [next = NOBODY, ...others] = this.standbys;
    this.reader = next;
    this.standbys = others;
    return next;
  }

  /** All are gone. */
  clear(): void {
    this.reader = NOBODY;
    this.standbys = [];
  }
}
