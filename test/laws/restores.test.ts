// Laws of restores, of either side: what a backup brings back is what stood there then, which versions are given afterwards, with an epoch and
// without; and when a copy comes to agree again.
import fc from 'fast-check';
import { expect } from 'vitest';
import type { RunSpec } from '../../src/engine/run/spec.ts';
import type { FaultSpec, Scenario } from '../../src/engine/scenario.ts';
import { anySpec, fits } from '../support/arbitrary.ts';
import { law } from '../support/law.ts';
import { type CommitLine, type CopyLine, type Line, only } from '../support/lines.ts';
import { measured, traceOfSpec } from '../support/scenarios.ts';
import { microseconds } from '../support/time.ts';

type Restore = 'user-restore' | 'billing-restore';

interface Case {
  readonly spec: RunSpec;
  readonly at: number;
  readonly back: number;
  readonly epoch: boolean;
}

const minutes = (count: number): string => `${count}m`;
const MINUTE = 60_000_000;

/** A run in which one database is restored, once; `besides`: what else is changed. */
const restoring = (fault: Restore, besides: (spec: RunSpec) => RunSpec): fc.Arbitrary<Case> =>
  anySpec()
    .chain((spec) => {
      const length = microseconds(spec.scenario.length) / MINUTE;
      return fc.record({
        spec: fc.constant(spec),
        at: fc.integer({ min: 2, max: Math.max(2, Math.floor(length * 0.8)) }),
        share: fc.constantFrom(0.2, 0.5, 1),
        epoch: fc.boolean(),
      });
    })
    .map(({ spec: drawn, at, share, epoch }) => {
      const back = Math.max(1, Math.floor(at * share));
      const restore: FaultSpec = {
        fault,
        at: minutes(at),
        back: minutes(back),
        ...(fault === 'user-restore' && { epoch }),
      };
      const spec = besides(drawn);
      const others = spec.scenario.faults.filter((each) => !each.fault.endsWith('-restore'));
      return {
        spec: { ...spec, inputs: [], scenario: { ...spec.scenario, faults: [...others, restore] } },
        at: at * MINUTE,
        back: back * MINUTE,
        epoch,
      };
    })
    .filter(({ spec }) => fits(spec));

type Row = Pick<CommitLine | CopyLine, 'status' | 'version' | 'plan'>;
const ABSENT: Row = { status: 'absent', version: 0 };

/** What the last of a user's lines up to a time says. */
const standing = (lines: readonly (CommitLine | CopyLine)[], time: number): Row =>
  lines.findLast(({ t }) => t <= time) ?? ABSENT;

function byUser<L extends CommitLine | CopyLine>(lines: readonly L[]): ReadonlyMap<number, readonly L[]> {
  const users = new Map<number, L[]>();
  for (const line of lines) {
    const own = users.get(line.user);
    if (own === undefined) users.set(line.user, [line]);
    else own.push(line);
  }
  return users;
}

const ofBilling = (lines: readonly Line[]): CopyLine[] =>
  (only(lines, 'copy') as CopyLine[]).filter((line) => !('subscriber' in line));

/** Who is absent has no plan, whatever a line says. */
const rowOf = ({ status, plan }: Row) => (status === 'absent' ? { status } : { status, plan });

law(
  'what a backup of the User database brings back is what stood there, and each version that follows is the next; with an epoch they only rise',
  restoring('user-restore', (spec) => ({
    ...spec,
    scenario: {
      ...spec.scenario,
      user: { ...spec.scenario.user, truth: 'database' },
      // What a replica tells after a restore is of before it, and no line says so.
      api: { ...spec.scenario.api, replicaLag: '0s' },
    },
  })),
  ({ spec }) => spec,
  60,
  ({ spec, at, back, epoch }) => {
    const commits = byUser(only(traceOfSpec(spec).lines, 'commit') as CommitLine[]);
    for (const [user, lines] of commits) {
      const place = lines.findIndex(({ cause }) => cause === 'restore');
      const was = standing(lines, at - back);
      const before = place < 0 ? standing(lines, at) : (lines[place - 1] ?? ABSENT);
      const restored = lines[place];
      if (restored === undefined)
        expect([user, rowOf(before), before.version]).toEqual([user, rowOf(was), was.version]);
      else {
        expect(lines.filter(({ cause }) => cause === 'restore')).toHaveLength(1);
        expect([user, restored.t, rowOf(restored)]).toEqual([user, at, rowOf(was)]);
        expect(restored.version).toBe(epoch ? before.version + 1 : was.version);
        // A number is never given to another user.
        if (was.version === 0) expect(lines.slice(place + 1)).toEqual([]);
      }
      lines.forEach((line, n) => {
        if (line.cause === 'workload') expect([user, line.version]).toEqual([user, (lines[n - 1]?.version ?? 0) + 1]);
      });
      if (epoch) {
        const versions = lines.map(({ version }) => version);
        expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
      }
    }
  },
);

/** Nothing else goes wrong, everybody compares versions, and there is time to repair and to drain. */
const sound = (spec: RunSpec, strategy: string, parameters: RunSpec['variant']['parameters'] = {}): RunSpec => {
  const { scenario: of } = spec;
  const billing: Scenario['billing'] = {
    ...of.billing,
    policy: 'version',
    reads: 'copy',
    startsAt: '0s',
    seed: 'none',
    freshnessGate: 'none',
    reconcileEvery: 'none',
    // What is still on its way when the repair has swept would bring back whom a restore took back.
    serviceTime: { constant: '2ms' },
  };
  return {
    ...spec,
    variant: { id: strategy, title: strategy, strategy, parameters, set: {} },
    scenario: {
      ...of,
      settleWithin: '60d',
      faults: [],
      detection: { ...of.detection, by: 'given', at: 'none' },
      repair: { at: of.length },
      events: { carry: 'state', versioned: true },
      user: { ...of.user, truth: 'database' },
      broker: {
        ...of.broker,
        ...{ retention: '366d', segmentAge: '366d', ttl: 'none', maxLength: 'none', expires: 'none' },
        ...{ latency: { constant: '20ms' }, deliveryLatency: { constant: '0s' } },
      },
      billing,
      publisher: { ...of.publisher, transactionTime: { constant: '0s' } },
      api: { ...of.api, replicaLag: '0s', paging: 'keyset' },
    },
  };
};

const RESYNC = { order: 'subscribe-first', merge: 'at-least', sweep: true } as const;
const FOLLOWS: readonly (readonly [
  strategy: string,
  parameters: RunSpec['variant']['parameters'],
  needsEpoch: boolean,
])[] = [
  ['resync', RESYNC, true],
  ['reconcile', {}, false],
  ['copy-database', {}, false],
];

law(
  'with an epoch a resync that compares versions makes everybody follow the restored database; a reconciliation and a copy of the table do without',
  fc
    .constantFrom(...FOLLOWS)
    .chain(([strategy, parameters, needsEpoch]) =>
      restoring('user-restore', (spec) => sound(spec, strategy, parameters)).filter(
        ({ epoch }) => epoch || !needsEpoch,
      ),
    ),
  ({ spec }) => spec,
  40,
  ({ spec }) => {
    const { result } = traceOfSpec(spec);
    if (result.verdict.startsWith('Cannot')) return;
    expect(measured(result, 'divergent.settled')).toBe(0);
  },
);

law(
  'a guarded row goes back by no event, however often its versions are given again',
  restoring('user-restore', (spec) => sound(spec, 'wait')),
  ({ spec }) => spec,
  30,
  ({ spec }) => {
    for (const lines of byUser(ofBilling(traceOfSpec(spec).lines)).values()) {
      const versions = lines.map(({ version }) => version);
      expect(versions).toEqual([...versions].sort((a, b) => a - b));
    }
  },
);

law(
  'what a backup of Billing’s database brings back is what stood there; where the position goes back with it, nobody stays wrong',
  restoring('billing-restore', (spec) => sound(spec, 'wait')),
  ({ spec }) => spec,
  40,
  ({ spec, at, back }) => {
    const { lines, result } = traceOfSpec(spec);
    const copies = byUser(ofBilling(lines));
    for (const [user, own] of copies) {
      const place = own.findIndex(({ cause }) => cause === 'restore');
      const was = standing(own, at - back);
      const restored = own[place];
      const before = place < 0 ? standing(own, at) : (own[place - 1] ?? ABSENT);
      if (restored === undefined) expect([user, rowOf(before)]).toEqual([user, rowOf(was)]);
      else expect([user, restored.t, rowOf(restored), restored.version]).toEqual([user, at, rowOf(was), was.version]);
    }
    const positionIsOwn = spec.scenario.broker.profile === 'rabbitmq-stream';
    if (positionIsOwn) expect(measured(result, 'divergent.settled')).toBe(0);
  },
);
