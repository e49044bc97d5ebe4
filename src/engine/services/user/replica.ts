// A read replica of the User database, a fixed time behind it: whoever reads from it reads the past. What it holds follows from the
// change log and the time, so that nothing of it is kept with a run's state.
import type { Ground } from '../ground.ts';
import { cellOf, UserTable } from '../user-table.ts';
import type { UserDatabase } from './database.ts';
import { initialRow } from './initial.ts';

/** A table of users as somebody reads it. */
export interface ReadTable extends UserTable {
  /** The highest user number. */
  readonly users: number;
}

export class Replica extends UserTable implements ReadTable {
  users = 0;
  /** How many changes of the log it has; −1: not even the initial users. */
  private has = -1;
  private readonly ground: Ground;
  private readonly database: UserDatabase;

  constructor(ground: Ground, database: UserDatabase) {
    super();
    this.ground = ground;
    this.database = database;
  }

  /** How many changes it knows of now. */
  get changes(): number {
    const { time, model } = this.ground;
    return this.database.firstChangeFrom(time.now - model.api.replicaLag + 1);
  }

  /** The table as it is read now. */
  asOfNow(): ReadTable {
    const { log } = this.database;
    const until = this.changes;
    // Time has gone back: somebody looks at an earlier moment.
    if (this.has < 0 || this.has > until) this.begin();
    for (; this.has < until; this.has++) this.write(log.userOf(this.has), log.versionOf(this.has), log.rowOf(this.has));
    return this;
  }

  private begin(): void {
    const { model, chance } = this.ground;
    this.users = 0;
    this.cells.fill(0);
    for (let user = 1; user <= model.users; user++) this.write(user, 1, initialRow(model, chance, user));
    this.has = 0;
  }

  private write(user: number, version: number, row: number): void {
    if (user >= this.cells.length) this.makeRoom(user);
    this.users = Math.max(this.users, user);
    this.cells[user] = cellOf(version, row);
  }
}
