// Cases from bug reports and from what people ask for, about what is published, published again and read again: each file is
// played as it stands, and its right answer stands here.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { specOf, type VariantResult, type VariantSpec } from '../../src/engine/index.ts';
import { readScenario } from '../../src/files/index.ts';
import { type Line, only } from '../support/lines.ts';
import { measured, runOfSpec, traceOfSpec } from '../support/scenarios.ts';

const here = import.meta.dirname;
const readSibling = (name: string): string => readFileSync(join(here, name), 'utf8');
const outcomeOf = (name: string) => readScenario(readSibling(`${name}.yaml`), { file: `${name}.yaml`, readSibling });

interface Playing {
  readonly id?: string;
  readonly seed?: number;
  readonly set?: Record<string, unknown>;
  /** Another one than the variant's. */
  readonly strategy?: Partial<VariantSpec>;
  /** Gets every line. */
  readonly take?: ((line: Line) => void) | undefined;
}

/** Runs a variant of a case; the first unless it is named. */
function play(name: string, { id, seed, set = {}, strategy = {}, take }: Playing = {}) {
  const outcome = outcomeOf(name);
  if ('errors' in outcome) throw new Error(outcome.errors.map(({ message }) => message).join('\n'));
  const { scenario, changes } = outcome;
  const variant = scenario.variants.find((each) => id === undefined || each.id === id);
  if (variant === undefined) throw new Error(`No variant ${id}`);
  const lane = { ...variant, ...strategy, set: { ...variant.set, ...set } } as typeof variant;
  const spec = specOf(scenario, lane, seed ?? scenario.seed);
  if (take === undefined) return runOfSpec(spec, changes);
  const { lines, result } = traceOfSpec(spec, changes);
  for (const line of lines) take(line);
  return result;
}

test('a retry brings an old event again after a newer one: an inbox of ids knows it, an order of arrival does not', () => {
  const seeds = Array.from({ length: 40 }, (_, n) => n + 1);
  const regressed = (policy: string) =>
    seeds.map((seed) => {
      const result = play('late-duplicate-after-a-newer-state', { seed, set: { 'billing.policy': policy } });
      return [measured(result, 'copy.regressed'), measured(result, 'divergent.underbilled')];
    });
  const [arrival, dedupe, version] = [regressed('arrival'), regressed('dedupe'), regressed('version')];
  const wrong = (results: readonly number[][]) => results.filter(([count]) => count === 1).length;
  // Of the two, one is held back in half of the runs and both in a quarter; then even the first to come comes too late.
  expect(wrong(arrival)).toBeGreaterThan(20);
  expect(wrong(arrival)).toBeLessThan(38);
  expect(wrong(dedupe)).toBeLessThan(wrong(arrival) / 2);
  for (const results of [arrival, dedupe, version]) for (const [count, left] of results) expect(left).toBe(count);
  expect(wrong(version)).toBe(0);
  // One of the two late, and the other applied before: this is what an inbox is for.
  const saved = seeds.filter((_, n) => arrival[n]?.[0] === 1 && dedupe[n]?.[0] === 0).length;
  expect(saved).toBeGreaterThan(12);
});

test('a replay goes back by a number of entries, or to a time', () => {
  const name = 'replay-to-a-time-or-by-a-count';
  expect(measured(play(name, { id: 'by-count' }), 'repair.replayed')).toBe(500);
  // The consumer is down from 8:00 to 9:00 and rewound at 9:35. Ten o'clock is to come: nothing is read again, and that is said.
  const toTen = play(name, { id: 'to-time' });
  expect(measured(toTen, 'repair.replayed')).toBe(0);
  expect(toTen.verdict).toMatch(/^There was nothing to read again from there on\./);
  expect(toTen.measures['settled']).toBe(true);
  // On the next day at the earliest moment, everything since ten has been read and is read once more.
  const later = play(name, { id: 'to-time', set: { 'repair.at': '12h' } });
  const since = play(name, { id: 'to-time', set: { 'repair.at': '12h', length: '12h30m' } });
  expect(measured(later, 'repair.replayed')).toBeGreaterThan(400);
  expect(measured(since, 'repair.replayed')).toBe(measured(later, 'repair.replayed'));
  for (const result of [toTen, later]) expect(measured(result, 'divergent.settled')).toBe(0);
});

test('a message that kills the consumer raises the delivery count of all it held: innocents end as dead letters with it', () => {
  // rabbitmq/rabbitmq-website#2207
  const busy = {
    'population.users': 2000,
    'workload.suspend': '1/h',
    'workload.reactivate': '9/h',
    'billing.serviceTime': { constant: '1500ms' },
    length: '9h',
  };
  const died = (more: Record<string, unknown>) => {
    const lines: Line[] = [];
    const set = { ...busy, 'broker.deliveryLimit': 2, ...more };
    const result = play('poison-message-takes-its-neighbours', {
      set,
      take: (line) => lines.push(line),
    });
    const poisonous = new Set(
      lines.flatMap((line) => (line.kind === 'apply' && line.effect === 'failed' ? [line.message] : [])),
    );
    const dead = lines.flatMap((line) => (line.kind === 'dead-letter' ? [line.message] : []));
    expect(measured(result, 'messages.deadLettered')).toBe(dead.length);
    return [
      dead.filter((message) => poisonous.has(message)).length,
      dead.filter((message) => !poisonous.has(message)).length,
    ];
  };
  const [guilty, innocent] = died({ 'faults.0.kills': true }) as [number, number];
  expect(guilty).toBeGreaterThan(2);
  expect(innocent).toBeGreaterThan(2);
  // One at a time has no neighbours, and one that only fails is handed back alone.
  expect(died({ 'faults.0.kills': true, 'billing.prefetch': 1 })).toEqual([expect.any(Number), 0]);
  const [alone, beside] = died({}) as [number, number];
  expect(alone).toBeGreaterThan(2);
  expect(beside).toBe(0);
  // As it stands there is no limit: what fails comes again for as long as the minute lasts, and then it is processed.
  const standing = play('poison-message-takes-its-neighbours', { set: busy });
  expect(measured(standing, 'messages.redelivered')).toBeGreaterThan(10);
  expect([measured(standing, 'messages.deadLettered'), measured(standing, 'divergent.settled')]).toEqual([0, 0]);
});

test('last-writer-wins throws away what a lagging clock has stamped, and whose last change that was stays wrong', () => {
  const seeds = [1, 2, 3, 4, 5, 6];
  const by = (policy: string, share = 1) =>
    seeds.map((seed) =>
      play('clock-of-one-node-behind', { seed, set: { 'billing.policy': policy, 'faults.0.share': share } }),
    );
  const sum = (results: readonly VariantResult[], id: string) =>
    results.reduce((total, result) => total + measured(result, id), 0);
  // Where one node stamps half of the changes, a better clock is often less than ten minutes before.
  for (const share of [0.5, 1]) {
    const [stamps, versions] = [by('timestamp', share), by('version', share)];
    expect(sum(stamps, 'copy.ignoredStale')).toBeGreaterThan(0);
    // Nothing else is stale here, so what stays wrong was thrown away; later changes have healed the rest.
    expect(sum(stamps, 'divergent.settled')).toBeGreaterThan(0);
    expect(sum(stamps, 'divergent.settled')).toBeLessThanOrEqual(sum(stamps, 'copy.ignoredStale'));
    expect(sum(versions, 'copy.ignoredStale') + sum(versions, 'divergent.settled')).toBe(0);
  }
});

test('a relay that asks for ids above the last never sends a row that commits later', () => {
  const name = 'outbox-relay-reads-past-a-late-committer';
  const lost = (set: Record<string, unknown>) => measured(play(name, { set }), 'messages.lost');
  const usual = lost({});
  expect(usual).toBeGreaterThan(0);
  expect(measured(play(name), 'divergent.settled')).toBeGreaterThan(0);
  // The longer transactions last, and the oftener the relay looks, the more.
  const longer = lost({ 'publisher.transactionTime': { exponential: '2s' } });
  expect(longer).toBeGreaterThan(2 * usual);
  expect(lost({ 'publisher.transactionTime': { exponential: '20s' } })).toBeGreaterThan(longer);
  expect(lost({ 'publisher.transactionTime': { exponential: '2s' }, 'publisher.relayEvery': '1m' })).toBeLessThan(
    longer,
  );
  // One writer cannot overtake itself; the log of commits is in the order of commits; and who publishes directly has no relay.
  expect(lost({ 'publisher.writers': 1 })).toBe(0);
  expect(lost({ 'publisher.path': 'cdc' })).toBe(0);
  expect(lost({ 'publisher.path': 'direct' })).toBe(0);
});

test('what is published again reaches the mailer too, and a group’s own replay does not', () => {
  // spatie/laravel-event-projector#29, Rotorsoft/eventually-monorepo#63
  const name = 'replay-sends-mails-again';
  const measuresOf = (result: VariantResult) =>
    ['repair.replayed', 'repair.messages', 'others.messages', 'others.sideEffects'].map((id) => measured(result, id));
  // Billing's group goes back to the earliest entry, and the mailer's place is its own.
  const [replayed, published, received, again] = measuresOf(play(name)) as [number, number, number, number];
  expect(replayed).toBeGreaterThan(10_000);
  expect([published, again]).toEqual([0, 0]);
  expect(received).toBe(measured(play(name, { strategy: { strategy: 'wait' } }), 'others.messages'));
  // Sign-ups of the hour in which Billing was down were mailed then, and are published again for everybody.
  const lines: Line[] = [];
  const republished = (identity: string, policy: string, take?: (line: Line) => void) => {
    const strategy = { strategy: 'republish-events', parameters: { identity, rate: '100/s' } };
    return play(name, { strategy, set: { 'billing.policy': policy }, take });
  };
  const blind = republished('original', 'arrival', (line) => lines.push(line));
  const [from, to] = [8, 9].map((hour) => hour * 3_600_000_000) as [number, number];
  const signUps = only(lines, 'commit').filter(({ version, t }) => version === 1 && t >= from && t < to).length;
  expect(signUps).toBeGreaterThan(3);
  expect(measured(blind, 'others.sideEffects')).toBe(signUps);
  expect(measured(blind, 'others.messages')).toBe(received + measured(blind, 'repair.messages'));
  // Who knows ids or versions is not fooled by the event as it was; by a new id, or a new stamp, some are again.
  const effects = (identity: string, policy: string) => measured(republished(identity, policy), 'others.sideEffects');
  expect(effects('original', 'dedupe')).toBe(0);
  expect(effects('original', 'version')).toBe(0);
  expect(effects('new-ids', 'version')).toBe(0);
  for (const identity of ['new-ids', 'renewed']) expect(effects(identity, 'dedupe'), identity).toBe(signUps);
  expect(effects('renewed', 'arrival')).toBe(signUps);
});
