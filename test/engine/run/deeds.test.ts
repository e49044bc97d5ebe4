// A fault may also do something once, when it begins. What it did stays done: taking the fault away mends nothing.
import { expect, test } from 'vitest';
import { faults } from '../../../src/engine/faults/catalog.ts';
import { deadLettersRedriven } from '../../../src/engine/faults/redrive.ts';
import { placeOf } from '../../../src/engine/points.ts';
import { busy } from '../../support/incidents.ts';
import { only } from '../../support/lines.ts';
import { traceOf } from '../../support/scenarios.ts';

const HOUR = 3_600_000_000;

const incident = (kind: 'queue' | 'log', onFailure: 'dead-letter' | 'skip', hands: boolean) =>
  traceOf(
    busy({
      broker: { kind },
      billing: { policy: 'version', onFailure },
      faults: [
        { fault: 'poison-message', at: '1h', for: '1h', share: 0.5 },
        ...(hands ? [{ fault: 'redrive', at: '3h' }] : []),
      ],
    }),
  ).lines;

test.each(['queue', 'log'] as const)('a deed is done once when the fault begins, and stays done (%s)', (kind) => {
  const told = incident(kind, 'dead-letter', true);
  const marks = only(told, 'fault').filter(({ fault }) => fault === 'redrive');
  expect(marks.map(({ t, on }) => [t, on])).toEqual([
    [3 * HOUR, true],
    [3 * HOUR, false],
  ]);
  const dead = only(told, 'dead-letter').map(({ message }) => message);
  const again = only(told, 'publish').filter(({ cause }) => cause === 'redrive');
  expect(dead.length).toBeGreaterThan(10);
  expect(again.map(({ t }) => t)).toEqual(dead.map(() => 3 * HOUR));
  const original = only(told, 'publish').filter(({ message }) => dead.includes(message));
  const about = ({ user, version, status }: (typeof again)[number]) => `${user} v${version} ${status}`;
  expect(again.map(about)).toEqual(
    dead.map((message) => about(original.find((each) => each.message === message) as never)),
  );
  const processed = new Set(
    only(told, 'apply').flatMap(({ message, effect }) => (effect === 'failed' ? [] : [message])),
  );
  for (const { message } of again) expect(processed.has(message), `${message}`).toBe(true);
});

test('without the deed dead letters stay, and without dead letters there is nothing to do', () => {
  for (const kind of ['queue', 'log'] as const) {
    const left = incident(kind, 'dead-letter', false);
    expect(only(left, 'publish').filter(({ cause }) => cause === 'redrive')).toEqual([]);
    expect(only(left, 'dead-letter').length).toBeGreaterThan(10);
    const none = incident(kind, 'skip', true);
    expect(only(none, 'publish').filter(({ cause }) => cause === 'redrive')).toEqual([]);
    expect(only(none, 'dead-letter')).toEqual([]);
  }
});

test('a fault that only does a deed strikes where its deed does', () => {
  expect(placeOf(deadLettersRedriven)).toBe('broker');
  expect(faults.every(({ speaks, deed }) => Object.keys(speaks).length > 0 || deed !== undefined)).toBe(true);
});
