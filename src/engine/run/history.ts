// The memory of a run: keyframes (all tables) now and then, small marks (everything else) in between, and the two append-only
// logs of writes, from which any table at any moment can be made again. It runs nothing itself.
import { grown } from '../kernel/columns.ts';
import type { Saved } from '../kernel/state.ts';
import { scheduleInputs } from './opening.ts';
import type { Simulation } from './simulation.ts';

/** The tables by user number, at one moment; cell 0 is unused. */
export interface Tables {
  readonly truthRows: Uint8Array;
  readonly truthVersions: Uint32Array;
  readonly copyRows: Uint8Array;
  readonly copyVersions: Uint32Array;
  readonly copyStamps: Float64Array;
}

export interface Keyframe {
  /** Lengths of the two logs when it was taken. */
  readonly changes: number;
  readonly writes: number;
  readonly tables: Tables;
}

export interface Mark {
  /** Every task up to this time has been done; −1: none yet. */
  readonly time: number;
  readonly changes: number;
  readonly writes: number;
  readonly keyframe: Keyframe;
  /** How many of the spec's inputs it knows: later ones were given while a run went on from here. */
  readonly inputs: number;
  readonly state: Saved;
}

export function takeKeyframe({ users, copy }: Simulation): Keyframe {
  const rows = copy.highestUsed() + 1;
  return {
    changes: users.changes,
    writes: copy.writes,
    tables: {
      truthRows: users.rows.slice(0, users.users + 1),
      truthVersions: users.versions.slice(0, users.users + 1),
      copyRows: copy.rows.slice(0, rows),
      copyVersions: copy.versions.slice(0, rows),
      copyStamps: copy.stamps.slice(0, rows),
    },
  };
}

export function takeMark(simulation: Simulation, time: number, keyframe: Keyframe): Mark {
  const { users, copy } = simulation;
  const inputs = simulation.plan.spec.inputs.length;
  return { time, changes: users.changes, writes: copy.writes, keyframe, inputs, state: simulation.save() };
}

/** The tables when the logs had the given lengths: those of the keyframe, with the writes since done again. */
export function tablesAt({ users, copy }: Simulation, keyframe: Keyframe, changes: number, writes: number): Tables {
  let { truthRows, truthVersions, copyRows, copyVersions, copyStamps } = keyframe.tables;
  let highest = truthRows.length - 1;
  [truthRows, truthVersions] = [truthRows.slice(), truthVersions.slice()];
  for (let change = keyframe.changes; change < changes; change++) {
    const user = users.log.userOf(change);
    if (user >= truthRows.length) {
      truthRows = grown(truthRows, user + 1);
      truthVersions = grown(truthVersions, user + 1);
    }
    if (user > highest) highest = user;
    truthRows[user] = users.log.rowOf(change);
    truthVersions[user] = users.log.versionOf(change);
  }
  [copyRows, copyVersions, copyStamps] = [copyRows.slice(), copyVersions.slice(), copyStamps.slice()];
  for (let write = keyframe.writes; write < writes; write++) {
    const user = copy.log.userOf(write);
    if (user >= copyRows.length) {
      copyRows = grown(copyRows, user + 1);
      copyVersions = grown(copyVersions, user + 1);
      if (copy.keepsStamps) copyStamps = grown(copyStamps, user + 1);
    }
    copyRows[user] = copy.log.rowOf(write);
    copyVersions[user] = copy.log.versionOf(write);
    if (copy.keepsStamps) copyStamps[user] = copy.stampOfWrite(write);
  }
  // Growing doubles; a table is as long as it has users.
  const length = highest + 1;
  return {
    truthRows: truthRows.subarray(0, length),
    truthVersions: truthVersions.subarray(0, length),
    copyRows,
    copyVersions,
    copyStamps,
  };
}

/** Gives `simulation` the state of a mark, and tells it of inputs the mark does not know. Its logs must hold everything up to the mark. */
export function restoreMark(simulation: Simulation, mark: Mark): void {
  const { users, copy } = simulation;
  const tables = tablesAt(simulation, mark.keyframe, mark.changes, mark.writes);
  users.rows = tables.truthRows;
  users.versions = tables.truthVersions;
  copy.rows = tables.copyRows;
  copy.versions = tables.copyVersions;
  copy.stamps = tables.copyStamps;
  simulation.load(mark.state);
  copy.reserve(users.users);
  scheduleInputs(simulation, mark.inputs);
}

/** Lets `simulation` continue the logs of `from`, shared but for their unfinished chunks, up to the lengths of a mark. */
export function forkLogs(simulation: Simulation, from: Simulation): void {
  simulation.users.forkLogs(from.users);
  simulation.copy.forkLogs(from.copy);
  simulation.invoicing.forkLogs(from.invoicing);
}
