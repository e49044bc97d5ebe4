// A table as it stood at one instant, by user number. It is taken once and never written, so that marks and forks hold the same one.
import type { Saved, Stateful } from './state.ts';

interface Table {
  readonly rows: Uint8Array;
  readonly versions: Uint8Array | Uint16Array | Uint32Array;
}

const NOTHING: Table = { rows: new Uint8Array(0), versions: new Uint32Array(0) };

export class Still implements Stateful {
  private table = NOTHING;

  /** Keeps this; nobody else may write to it. */
  take(table: Table): void {
    this.table = table;
  }

  forget(): void {
    this.table = NOTHING;
  }

  /** How many cells there are; cell 0 is unused. */
  get length(): number {
    return this.table.rows.length;
  }

  rowOf(user: number): number {
    return this.table.rows[user] ?? 0;
  }

  versionOf(user: number): number {
    return this.table.versions[user] ?? 0;
  }

  save(): Saved {
    return { table: this.table };
  }

  load(saved: Saved): void {
    this.table = saved['table'] as Table;
  }
}
