// A read replica of the User database, a fixed time behind it: whoever reads from it reads the past. What it holds follows from the
// change log and the time, so that nothing of it is kept with a run's state.
import { grown } from '../../kernel/columns.ts';
import type { Ground } from '../ground.ts';
import type { UserDatabase } from './database.ts';
import { initialRow } from './initial.ts';

/** A table of users as somebody reads it. */
export interface UserTable {
  /** The highest user number. */
  readonly users: number;
  /** By user number; cell 0 is unused. */
  readonly rows: Uint8Array;
  readonly versions: Uint32Array;
}

export class Replica implements UserTable {
  users = 0;
  rows: Uint8Array = new Uint8Array(1);
  versions: Uint32Array = new Uint32Array(1);
  /** How many changes of the log it has; −1: not even the initial users. */
  private has = -1;
  private readonly ground: Ground;
  private readonly database: UserDatabase;

  constructor(ground: Ground, database: UserDatabase) {
    this.ground = ground;
    this.database = database;
  }

  /** How many changes it knows of now. */
  get changes(): number {
    const { time, model } = this.ground;
    return this.database.firstChangeFrom(time.now - model.api.replicaLag + 1);
  }

  /** The table as it is read now. */
  asOfNow(): UserTable {
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
    this.rows.fill(0);
    this.versions.fill(0);
    for (let user = 1; user <= model.users; user++) this.write(user, 1, initialRow(model, chance, user));
    this.has = 0;
  }

  private write(user: number, version: number, row: number): void {
    if (user >= this.rows.length) {
      this.rows = grown(this.rows, user + 1);
      this.versions = grown(this.versions, user + 1);
    }
    this.users = Math.max(this.users, user);
    this.rows[user] = row;
    this.versions[user] = version;
  }
}
