// The broker as a plain value: a snapshot in proportion to what is waiting or held. Full chunks of logs are shared between
// snapshots and brokers, since they never change; everything else is copied both ways.

import { BrokerConsumer, type ConsumerState, SETTLED } from './consumer.ts';
import { COPY_FIELDS, type Death, NO_DEATHS, packCopy, type QueueCopy, unpackCopy } from './copies.ts';
import type { Core } from './core.ts';
import { loadLogs, type RedisImage } from './lifecycle.ts';
import { PROFILES } from './profiles.ts';
import { Queue, type QueueState } from './queue.ts';
import type { TopologyState } from './topology.ts';

/** Everything mutable in a broker; structured-clonable. */
export type BrokerState = {
  readonly now: number;
  readonly up: boolean;
  readonly timed: boolean;
  readonly names: readonly string[];
  readonly topology: TopologyState;
  readonly queues: readonly (QueueState | null)[];
  readonly consumers: readonly ConsumerState[];
  /** `COPY_FIELDS` values per copy: queues' waiting copies in order, then consumers' held ones by tag. */
  readonly copies: Float64Array;
  /** What consumers hold, by consumer and tag: 0 and up stands for the next copy, else the ring's own code. */
  readonly held: Int32Array;
  readonly deaths: readonly (readonly [copy: number, deaths: readonly Death[]])[];
  readonly image: readonly RedisImage[];
};

export function saveBroker(core: Core, image: readonly RedisImage[]): BrokerState {
  const rows: number[] = [];
  const held: number[] = [];
  for (const queue of core.queues) if (queue !== undefined) collectReady(core, queue, rows);
  for (const consumer of core.consumers) {
    for (let tag = consumer.oldest; tag < consumer.next; tag++) {
      const what = consumer.held(tag);
      held.push(what < 0 ? what : 0);
      if (what >= 0) rows.push(what);
    }
  }
  const copies = new Float64Array(rows.length * COPY_FIELDS);
  const deaths: [number, readonly Death[]][] = [];
  rows.forEach((row, n) => {
    const copy = core.copies.at(row);
    packCopy(copy, copies, n * COPY_FIELDS);
    if (copy.deaths.length > 0) deaths.push([n, copy.deaths]);
  });
  return {
    now: core.now,
    up: core.up,
    timed: core.timed,
    names: core.names.slice(),
    topology: core.topology.save(),
    queues: Array.from(core.queues, (queue) => (queue === undefined ? null : saveQueue(queue))),
    consumers: core.consumers.map((consumer) => consumer.save()),
    copies,
    held: Int32Array.from(held),
    deaths,
    image,
  };
}

function collectReady(core: Core, queue: Queue, rows: number[]): void {
  for (let row = queue.first; row >= 0; row = core.copies.at(row).next) rows.push(row);
}

function saveQueue(queue: Queue): QueueState {
  return {
    settings: queue.settings,
    policy: queue.policy,
    readyCount: queue.ready,
    nextPosition: queue.nextPosition,
    nextFront: queue.nextFront,
    line: queue.line.slice(),
    members: queue.members.slice(),
    current: queue.current,
    prioritised: queue.prioritised,
    refusing: queue.refusing,
    mayExpire: queue.mayExpire,
    usedAt: queue.usedAt,
    declaredAt: queue.declaredAt,
    refreshAt: queue.refreshAt,
    logs: queue.logs.map((log) => log.save()),
    groups: queue.groups.map((group) => group.save()),
  };
}

export function loadBroker(core: Core, state: BrokerState): void {
  core.now = state.now;
  core.up = state.up;
  core.timed = state.timed;
  core.names = state.names.slice();
  core.copies.clear();
  core.topology.load(state.topology);
  const deaths = new Map(state.deaths);
  let count = 0;
  const read = (): QueueCopy => {
    const copy = core.copies.take();
    unpackCopy(copy, state.copies, count * COPY_FIELDS);
    copy.deaths = deaths.get(count) ?? NO_DEATHS;
    count++;
    return copy;
  };
  core.queues = state.queues.map((saved, id) => (saved === null ? undefined : loadQueue(core, id, saved, read)));
  core.consumers = [];
  let at = 0;
  state.consumers.forEach((saved, id) => {
    const consumer = new BrokerConsumer(id);
    consumer.load(saved);
    for (let tag = consumer.oldest; tag < consumer.next; tag++, at++) {
      const what = state.held[at] as number;
      consumer.replace(tag, what < 0 ? what : read().row);
    }
    core.consumers.push(consumer);
  });
  countHeld(core);
}

/** How many copies each queue waits for follows from what is held. */
function countHeld(core: Core): void {
  for (const consumer of core.consumers) {
    for (let tag = consumer.oldest; tag < consumer.next; tag++) {
      const row = consumer.held(tag);
      const queue = row <= SETTLED ? undefined : core.queues[core.copies.at(row).queue];
      if (queue !== undefined) queue.unacked++;
    }
  }
}

function loadQueue(core: Core, id: number, saved: QueueState, read: () => QueueCopy): Queue {
  const queue = new Queue(id, saved.settings, PROFILES[saved.settings.profile]);
  queue.setPolicy(saved.policy);
  for (let i = 0; i < saved.readyCount; i++) queue.append(core.copies, read());
  queue.nextPosition = saved.nextPosition;
  queue.nextFront = saved.nextFront;
  queue.line = saved.line.slice();
  queue.members = saved.members.slice();
  queue.current = saved.current;
  queue.prioritised = saved.prioritised;
  queue.refusing = saved.refusing;
  queue.mayExpire = saved.mayExpire;
  queue.usedAt = saved.usedAt;
  queue.declaredAt = saved.declaredAt;
  queue.refreshAt = saved.refreshAt;
  loadLogs(queue, saved.logs, saved.groups);
  return queue;
}
