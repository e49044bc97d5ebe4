// How many tasks of a job a seat is given at once. Small ones go in batches, since to hand over each by itself would take as long as
// to carry it out; a batch lasts no longer than people wait to see that it goes on, or to be rid of it, and large tasks go one by one.

/** So long a batch should last, milliseconds: what is lost with a seat that dies. */
const LASTS = 50;
/** A batch is at most so many times one whose time is known: tasks of one job differ. */
const GROWTH = 4;
/** At most so many. */
const MOST = 2048;

export class Batches {
  /** By job; one whose tasks nobody has carried out yet begins with one. */
  private readonly sizes: number[] = [];

  /** How many of the job's tasks to give next, where `left` are left for `seats`, all of which should have something to the end. */
  size(job: number, left: number, seats: number): number {
    return Math.max(1, Math.min(this.sizes[job] ?? 1, Math.ceil(left / (2 * seats))));
  }

  /** So many of the job's tasks took so many milliseconds. */
  took(job: number, tasks: number, milliseconds: number): void {
    const fitting = Math.floor((LASTS * tasks) / Math.max(milliseconds, 0.001));
    const known = Math.max(this.sizes[job] ?? 1, GROWTH * tasks);
    this.sizes[job] = Math.max(1, Math.min(fitting, known, MOST));
  }
}
