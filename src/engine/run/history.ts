// The memory of a run: keyframes (all tables) now and then, small marks (everything else) in between, and the append-only logs
// of writes, from which any table at any moment can be made again. It runs nothing itself.
import { grown } from '../kernel/columns.ts';
import type { Saved } from '../kernel/state.ts';
import type { RowLog } from '../services/row-log.ts';
import type { Copy } from '../services/subscriber/copy.ts';
import type { Subscriber } from '../services/subscriber/subscriber.ts';
import type { Narrow } from '../services/user-table.ts';
import { scheduleInputs } from './opening.ts';
import type { Parts } from './parts.ts';

/** A subscriber's table by user number, at one moment; cell 0 is unused. */
export interface CopyTable {
  readonly rows: Uint8Array;
  readonly versions: Uint32Array;
  /** Only where its policy compares times. */
  readonly stamps: Float64Array;
}

/** The tables by user number, at one moment; cell 0 is unused. */
interface Tables {
  readonly truthRows: Uint8Array;
  readonly truthVersions: Uint32Array;
  /** Of every subscriber, Billing's first. */
  readonly copies: readonly CopyTable[];
}

/** The same, as a keyframe keeps them. */
interface KeptTables {
  readonly truthRows: Uint8Array;
  readonly truthVersions: Narrow;
  readonly copies: readonly (Omit<CopyTable, 'versions'> & { readonly versions: Narrow })[];
}

/** How long the logs are: the changes of the truth, and of every subscriber the writes of its copy. */
export interface Lengths {
  readonly changes: number;
  readonly writes: readonly number[];
}

export interface Keyframe extends Lengths {
  readonly tables: KeptTables;
}

export interface Mark extends Lengths {
  /** Every task up to this time has been done; −1: none yet. */
  readonly time: number;
  readonly keyframe: Keyframe;
  /** How many of the spec's inputs it knows: later ones were given while a run went on from here. */
  readonly inputs: number;
  readonly state: Saved;
}

/** What of a mark is not in tables and logs. */
type Stand = Pick<Mark, 'inputs' | 'state'>;

/** How long the logs are now. */
export const lengthsOf = ({ users, subscribers }: Parts): Lengths => ({
  changes: users.changes,
  writes: subscribers.map(({ copy }) => copy.writes),
});

export function takeKeyframe(parts: Parts): Keyframe {
  const { users, subscribers } = parts;
  const truth = users.columnsTo(users.highestUsed() + 1);
  return {
    ...lengthsOf(parts),
    tables: {
      truthRows: truth.rows,
      truthVersions: truth.versions,
      copies: subscribers.map(({ copy }) => {
        const length = copy.highestUsed() + 1;
        return { ...copy.columnsTo(length), stamps: copy.stamps.slice(0, length) };
      }),
    },
  };
}

/** How many inputs a run has been given. */
export const inputsKnown = ({ prepared }: Parts): number => prepared.spec.inputs.length;

export function takeMark(parts: Parts, time: number, keyframe: Keyframe): Mark {
  return { time, ...lengthsOf(parts), keyframe, inputs: inputsKnown(parts), state: parts.save() };
}

/** With fewer, a view would do the writes of a large part of the run again. */
const FEWEST_KEYFRAMES = 8;

/**
 * Every second mark, and fewer keyframes: each serves `perKeyframe` marks at least, or so many that there are still a few. The first and
 * the last mark stay. One whose keyframe goes stands on the keyframe before it, from which it is as good, and farther.
 */
export function thinned(marks: readonly Mark[], perKeyframe: number): Mark[] {
  const kept = marks.filter((_, n) => n % 2 === 0 || n === marks.length - 1);
  const least = Math.min(perKeyframe, Math.ceil(kept.length / FEWEST_KEYFRAMES));
  let { keyframe } = kept[0] as Mark;
  let served = 0;
  return kept.map((mark) => {
    if (mark.keyframe !== keyframe && served >= least) {
      keyframe = mark.keyframe;
      served = 0;
    }
    served++;
    return mark.keyframe === keyframe ? mark : { ...mark, keyframe };
  });
}

/** The tables when the logs had the given lengths: those of the keyframe, with the writes since done again. */
export function tablesAt(parts: Parts, { changes, writes, tables }: Keyframe, lengths: Lengths): Tables {
  const { users, subscribers } = parts;
  const copies: CopyTable[] = [];
  for (let n = 0; n < subscribers.length; n++) {
    const before = tables.copies[n] as KeptTables['copies'][number];
    copies.push(copyAt((subscribers[n] as Subscriber).copy, before, writes[n] as number, lengths.writes[n] as number));
  }
  return { ...truthAt(users.log, tables, changes, lengths.changes), copies };
}

/** The truth after its changes `from` … `to` − 1. */
function truthAt(log: RowLog, before: KeptTables, from: number, to: number): Omit<Tables, 'copies'> {
  let rows = before.truthRows.slice();
  let versions = new Uint32Array(before.truthVersions);
  let highest = rows.length - 1;
  for (let change = from; change < to; change++) {
    log.open(change);
    const { user } = log;
    if (user >= rows.length) {
      rows = grown(rows, user + 1);
      versions = grown(versions, user + 1);
    }
    if (user > highest) highest = user;
    rows[user] = log.row;
    versions[user] = log.version;
  }
  // Growing doubles; a table is as long as it has users.
  return { truthRows: rows.subarray(0, highest + 1), truthVersions: versions.subarray(0, highest + 1) };
}

/** The stamps of a copy after its writes `from` … `to` − 1, as `before` them. */
function stampsAfter(copy: Copy, before: Float64Array, from: number, to: number): Float64Array {
  let stamps = before;
  if (!copy.keepsStamps) return stamps;
  for (let write = from; write < to; write++) {
    const user = copy.log.userOf(write);
    if (user >= stamps.length) stamps = grown(stamps, user + 1);
    stamps[user] = copy.stampOfWrite(write);
  }
  return stamps;
}

/** A copy's table after its writes `from` … `to` − 1. */
function copyAt(copy: Copy, before: KeptTables['copies'][number], from: number, to: number): CopyTable {
  const { log } = copy;
  let rows = before.rows.slice();
  let versions = new Uint32Array(before.versions);
  for (let write = from; write < to; write++) {
    log.open(write);
    const { user } = log;
    if (user >= rows.length) {
      rows = grown(rows, user + 1);
      versions = grown(versions, user + 1);
    }
    rows[user] = log.row;
    versions[user] = log.version;
  }
  return { rows, versions, stamps: stampsAfter(copy, before.stamps.slice(), from, to) };
}

/** Gives a run the state of a mark, and tells it of inputs the mark does not know. Its logs must hold everything up to the mark. */
export function restoreMark(parts: Parts, mark: Mark): void {
  const { users, subscribers } = parts;
  const { changes, writes, tables } = mark.keyframe;
  users.become(tables.truthRows, tables.truthVersions);
  users.redo(users.log, changes, mark.changes);
  for (const [n, { copy }] of subscribers.entries()) {
    const { rows, versions, stamps } = tables.copies[n] as KeptTables['copies'][number];
    const [from, to] = [writes[n] as number, mark.writes[n] as number];
    copy.become(rows, versions);
    copy.redo(copy.log, from, to);
    copy.stamps = stampsAfter(copy, stamps.slice(), from, to);
  }
  loadMark(parts, mark);
}

/** The same where another run of the same past stands at the mark: its tables are copied as they are. */
export function standBeside(parts: Parts, other: Parts, mark: Stand): void {
  const { users, subscribers } = parts;
  users.cells = copied(other.users.cells, users.cells);
  for (const [n, { copy }] of subscribers.entries()) {
    const { cells, stamps } = (other.subscribers[n] as Subscriber).copy;
    copy.cells = copied(cells, copy.cells);
    copy.stamps = copied(stamps, copy.stamps);
  }
  loadMark(parts, mark);
}

/** A column once more, in the room of one that nobody needs where it is as long. */
function copied<T extends Uint8Array | Uint32Array | Float64Array>(column: T, room: T): T {
  if (room.length !== column.length) return column.slice() as T;
  room.set(column);
  return room;
}

/** All but the tables, which stand at the mark already. */
function loadMark(parts: Parts, mark: Stand): void {
  const { users, subscribers } = parts;
  parts.load(mark.state);
  users.fit();
  for (const { copy } of subscribers) copy.reserve(users.users);
  scheduleInputs(parts, mark.inputs);
}

/** Empties the tables in place, and lets their logs be written anew from the beginning: nobody else may hold on to them. */
export function clearTables({ users, subscribers }: Parts): void {
  users.cells.fill(0);
  users.log.restart();
  for (const { copy } of subscribers) {
    copy.log.restart();
    copy.cells.fill(0);
    copy.stamps.fill(0);
  }
}

/** A run whose tables nobody needs: a mark gives it others. */
export function emptyTables({ users, subscribers }: Parts): void {
  users.cells = new Uint32Array(1);
  for (const { copy } of subscribers) {
    copy.cells = new Uint32Array(1);
    copy.stamps = new Float64Array(0);
  }
}

/** Lets a run continue the logs of `from` up to where they are now: its own ones, or `apart` logs that share what is finished of the other's. */
export function continueLogs(parts: Parts, from: Parts, apart: boolean): void {
  parts.users.continueLog(from.users, apart);
  for (const [n, { copy }] of parts.subscribers.entries())
    copy.continueLog((from.subscribers[n] as Subscriber).copy, apart);
  parts.invoicing.book.continueLog(from.invoicing.book, apart);
}
