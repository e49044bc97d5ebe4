// A fault says which scenarios it suits, and menus offer no other.
import { expect, test } from 'vitest';
import { faults, faultsFor } from '../../../src/engine/faults/catalog.ts';
import type { Fault } from '../../../src/engine/points.ts';
import { DOWN, LOSE } from '../../../src/engine/verdicts.ts';
import { scenario } from '../../support/scenarios.ts';

const [any] = faults as [Fault];
const ofQueues: Fault = {
  ...any,
  id: 'unbound',
  suits: ({ broker }) => broker.kind === 'queue',
  speaks: { route: () => LOSE },
};
const ofOutboxes: Fault = {
  ...any,
  id: 'relay',
  suits: ({ publisher }) => publisher.path === 'outbox',
  speaks: { broker: () => DOWN },
};

const offered = (of: Parameters<typeof scenario>[0]) =>
  faultsFor(scenario(of), [any, ofQueues, ofOutboxes]).map(({ id }) => id);

test.each(faults.map((fault) => [fault.id, fault] as const))(
  '%s says how it works, how it shows, and where it was met',
  (_, fault) => {
    const { summary, symptom, incidents } = fault;
    for (const told of [summary, symptom]) expect(told).toMatch(/^[A-Z“].{20,}\.$/);
    expect(incidents.length).toBeGreaterThan(0);
    for (const { title, address, year } of incidents) {
      expect(title).toMatch(/^[A-Z“].{20,}[^.]$/);
      expect(new URL(address).protocol).toBe('https:');
      expect(year).toBeGreaterThan(2000);
    }
  },
);

test('no report is told of two faults', () => {
  const addresses = faults.flatMap(({ incidents }) => incidents.map(({ address }) => address));
  expect(addresses.length).toBeGreaterThan(25);
  expect(new Set(addresses).size).toBe(addresses.length);
});

test('a fault is offered where it makes sense', () => {
  expect(offered({})).toEqual([any.id, 'unbound']);
  expect(offered({ broker: { kind: 'log' } })).toEqual([any.id]);
  expect(offered({ publisher: { path: 'outbox' } })).toEqual([any.id, 'unbound', 'relay']);
});

test('a scenario of the defaults is offered all but what needs a relay, stamps, a log or dead letters', () => {
  const missing = (of: Parameters<typeof scenario>[0]) => {
    const these = faultsFor(scenario(of));
    return faults.filter((fault) => !these.includes(fault)).map(({ id }) => id);
  };
  const elsewhere = ['relay-stopped', 'clock-skew'];
  expect(missing({})).toEqual([...elsewhere, 'retention-cut', 'redrive']);
  expect(missing({ billing: { onFailure: 'dead-letter' } })).toEqual([...elsewhere, 'retention-cut']);
  expect(missing({ broker: { kind: 'log' } })).toEqual([
    ...elsewhere,
    'queue-expiry',
    'message-ttl',
    'queue-overflow',
    'redrive',
  ]);
  expect(missing({ publisher: { path: 'outbox' } })).not.toContain('relay-stopped');
  expect(missing({ billing: { policy: 'timestamp' } })).not.toContain('clock-skew');
});
