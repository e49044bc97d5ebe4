// Redis consumer groups: an entry goes to one member and stays pending under its name until acknowledged; whoever wants
// another's entries has to claim them. Positions are offsets. Counters follow Redis 7.0.
import { GROUP_EXISTS, NO_GROUP } from './codes.ts';
import type { BrokerConsumer } from './consumer.ts';
import type { Core } from './core.ts';
import { Group, UNKNOWN } from './group.ts';
import type { Log } from './log.ts';
import { sendEntry } from './log-reading.ts';
import type { Queue } from './queue.ts';

/** An entry as handed to somebody; `message` is -1 when its content is gone. */
export interface LogEntry {
  readonly offset: number;
  readonly message: number;
}

const logOf = (queue: Queue): Log => queue.logs[0] as Log;

export function findGroup(queue: Queue, name: string): Group | undefined {
  return queue.groups.find((group) => group.name === name);
}

/** Makes a group whose last handed-out entry is `lastDelivered`. */
export function createGroup(queue: Queue, name: string, lastDelivered: number): number {
  if (findGroup(queue, name) !== undefined) return GROUP_EXISTS;
  const group = new Group(name);
  group.lastDelivered = lastDelivered;
  return queue.groups.push(group) - 1;
}

/** Moves a group's place. Members that wait are not woken. */
export function moveGroup(queue: Queue, name: string, lastDelivered: number): number {
  const group = findGroup(queue, name);
  if (group === undefined) return NO_GROUP;
  group.lastDelivered = lastDelivered;
  group.entriesRead = UNKNOWN;
  return 0;
}

/**
 * Whether entries after `offset` were deleted one by one, so that counting them is not safe. Redis 7.0 looks at the last of those
 * only: once that lies before the first entry, it sees no holes, though the group has not been past them.
 */
function hasHolesAfter(log: Log, offset: number): boolean {
  return log.length > 0 && log.lastDeleted >= log.offsetAt(log.first) && offset <= log.lastDeleted;
}

const lastOffset = (log: Log): number => log.nextOffset - 1;

/** How many entries were ever added up to `offset`, or unknown. */
function countUpTo(log: Log, offset: number): number {
  if (log.added === 0) return 0;
  if (log.length === 0 && offset <= lastOffset(log)) return log.added;
  if (offset === lastOffset(log)) return log.added;
  if (offset > lastOffset(log)) return UNKNOWN;
  const first = log.offsetAt(log.first);
  if (log.lastDeleted >= first) return UNKNOWN;
  if (offset < first) return log.added - log.length;
  return offset === first ? log.added - log.length + 1 : UNKNOWN;
}

/** Entries the group has not been handed yet, or null if the broker cannot tell. */
export function lagOf(queue: Queue, group: Group): number | null {
  const log = logOf(queue);
  if (log.added === 0) return 0;
  if (group.entriesRead !== UNKNOWN && !hasHolesAfter(log, group.lastDelivered)) return log.added - group.entriesRead;
  const read = countUpTo(log, group.lastDelivered);
  return read === UNKNOWN ? null : log.added - read;
}

/** The group's place moves on to `offset`. */
function advance(log: Log, group: Group, offset: number): void {
  if (offset <= group.lastDelivered) return;
  if (group.entriesRead !== UNKNOWN && !hasHolesAfter(log, offset)) group.entriesRead++;
  else group.entriesRead = countUpTo(log, offset);
  group.lastDelivered = offset;
}

/** Index of the next entry new to the group; the log's end if there is none. */
function nextNew(log: Log, group: Group): number {
  let index = log.indexFrom(group.lastDelivered + 1);
  while (index < log.end && log.isGone(index)) index++;
  return index;
}

/** Hands waiting members what is new: each in turn takes as much as it may. */
export function serveGroup(core: Core, queue: Queue, at: number): void {
  const group = queue.groups[at] as Group;
  const log = logOf(queue);
  while (group.line.length > 0) {
    const consumer = core.consumers[group.line[0] as number] as BrokerConsumer;
    if (consumer.credit > 0) {
      if (nextNew(log, group) === log.end) return;
      handNew(core, queue, group, consumer);
      // Alone in line, it need not go to the end.
      if (consumer.credit > 0 && group.line.length === 1) continue;
    }
    group.line.shift();
    consumer.inLine = consumer.credit > 0;
    if (consumer.inLine) group.line.push(consumer.id);
  }
}

function handNew(core: Core, queue: Queue, group: Group, consumer: BrokerConsumer): void {
  const log = logOf(queue);
  const owner = group.join(consumer.member);
  for (let index = nextNew(log, group); index < log.end && consumer.credit > 0; index++) {
    if (log.isGone(index)) continue;
    const offset = log.offsetAt(index);
    advance(log, group, offset);
    if (!consumer.autoAck) group.pending.set(offset, owner, core.now, 1);
    sendEntry(core, queue, consumer, index, 0, log, 1);
  }
}

/** Sends a member again what its name has pending, as far as its credit goes; what is gone from the log is forgotten. */
export function servePending(core: Core, queue: Queue, group: Group, consumer: BrokerConsumer): void {
  const log = logOf(queue);
  const owner = group.find(consumer.member);
  while (consumer.credit > 0) {
    const row = rowFrom(group, consumer.cursor);
    if (row < 0) {
      consumer.catchingUp = false;
      return;
    }
    const offset = group.pending.offset(row);
    consumer.cursor = offset + 1;
    if (group.pending.owner(row) !== owner) continue;
    const index = indexOf(log, offset);
    if (index < 0) {
      group.pending.remove(row);
      continue;
    }
    const count = group.pending.count(row) + 1;
    if (consumer.autoAck) group.pending.remove(row);
    else group.pending.set(offset, owner, core.now, count);
    sendEntry(core, queue, consumer, index, 0, log, count);
  }
}

/** One read of new entries for a member; without `keep` nothing becomes pending. */
export function readNew(
  core: Core,
  queue: Queue,
  group: Group,
  member: string,
  count: number,
  keep: boolean,
): LogEntry[] {
  const log = logOf(queue);
  const entries: LogEntry[] = [];
  let index = nextNew(log, group);
  if (index === log.end) return entries;
  const owner = group.join(member);
  for (; index < log.end && entries.length < count; index++) {
    if (log.isGone(index)) continue;
    const offset = log.offsetAt(index);
    advance(log, group, offset);
    if (keep) group.pending.set(offset, owner, core.now, 1);
    entries.push({ offset, message: log.messages.at(index) });
  }
  return entries;
}

/** One read of a member's own pending entries from `offset` on. */
export function readPending(
  core: Core,
  queue: Queue,
  group: Group,
  member: string,
  offset: number,
  count: number,
): LogEntry[] {
  const owner = group.join(member);
  const pending = group.pending;
  const entries: LogEntry[] = [];
  for (let row = pending.from(offset); row < pending.end && entries.length < count; row++) {
    if (pending.owner(row) !== owner) continue;
    const entry = entryAt(logOf(queue), pending.offset(row));
    if (entry.message >= 0) pending.set(entry.offset, owner, core.now, pending.count(row) + 1);
    entries.push(entry);
  }
  return entries;
}

export function indexOf(log: Log, offset: number): number {
  const index = log.indexFrom(offset);
  return index < log.end && log.offsetAt(index) === offset && !log.isGone(index) ? index : -1;
}

function entryAt(log: Log, offset: number): LogEntry {
  const index = indexOf(log, offset);
  return { offset, message: index < 0 ? -1 : log.messages.at(index) };
}

/** Acknowledges entries; returns how many were pending. */
export function acknowledge(group: Group, offsets: readonly number[]): number {
  let count = 0;
  for (const offset of offsets) if (acknowledgeOne(group, offset)) count++;
  return count;
}

export function acknowledgeOne(group: Group, offset: number): boolean {
  const row = group.pending.find(offset);
  if (row < 0) return false;
  group.pending.remove(row);
  return true;
}

/** Makes pending entries a member's own. Those whose content is gone are forgotten; `quietly` does not count. */
export function claim(
  core: Core,
  queue: Queue,
  group: Group,
  member: string,
  offsets: readonly number[],
  leastIdle: number,
  quietly: boolean,
): LogEntry[] {
  const claimed: LogEntry[] = [];
  for (const offset of offsets) {
    const row = group.pending.find(offset);
    if (row < 0) continue;
    const entry = entryAt(logOf(queue), offset);
    if (entry.message < 0) group.pending.remove(row);
    else if (core.now - group.pending.time(row) >= leastIdle) {
      take(core, group, member, row, quietly);
      claimed.push(entry);
    }
  }
  return claimed;
}

function take(core: Core, group: Group, member: string, row: number, quietly: boolean): void {
  const count = group.pending.count(row) + (quietly ? 0 : 1);
  group.pending.set(group.pending.offset(row), group.join(member), core.now, count);
}

export interface AutoClaim {
  readonly claimed: readonly LogEntry[];
  /** Pending offsets whose content was gone; they are forgotten. */
  readonly deleted: readonly number[];
  /** Offset to go on from, -1 when done. */
  readonly next: number;
}

/** Claims idle pending entries from `offset` on, at most `count`. */
export function autoClaim(
  core: Core,
  queue: Queue,
  group: Group,
  member: string,
  leastIdle: number,
  offset: number,
  count: number,
): AutoClaim {
  const pending = group.pending;
  const claimed: LogEntry[] = [];
  const deleted: number[] = [];
  let looks = count * 10;
  let from = offset;
  while (looks > 0 && claimed.length + deleted.length < count) {
    const row = rowFrom(group, from);
    if (row < 0) break;
    looks--;
    const entry = entryAt(logOf(queue), pending.offset(row));
    from = entry.offset + 1;
    if (entry.message < 0) {
      pending.remove(row);
      deleted.push(entry.offset);
    } else if (core.now - pending.time(row) >= leastIdle) {
      take(core, group, member, row, false);
      claimed.push(entry);
    }
  }
  const next = rowFrom(group, from);
  return { claimed, deleted, next: next < 0 ? -1 : pending.offset(next) };
}

/** The first pending row at or after an offset, or -1. */
function rowFrom(group: Group, offset: number): number {
  let row = group.pending.from(offset);
  while (row < group.pending.end && group.pending.isHole(row)) row++;
  return row < group.pending.end ? row : -1;
}

/** Forgets a member and its pending entries; returns how many those were. */
export function forgetMember(group: Group, member: string): number {
  const owner = group.find(member);
  if (owner < 0) return 0;
  const pending = group.pending;
  const offsets: number[] = [];
  for (let row = pending.start; row < pending.end; row++) {
    if (pending.owner(row) === owner) offsets.push(pending.offset(row));
  }
  group.members[owner] = '';
  return acknowledge(group, offsets);
}
