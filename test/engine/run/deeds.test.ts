// A fault may also do something once, when it begins. What it did stays done: taking the fault away mends nothing.
import { expect, test } from 'vitest';
import { faults } from '../../../src/engine/faults/catalog.ts';
import { type Fault, type FaultInstance, placeOf } from '../../../src/engine/points.ts';
import { Simulation } from '../../../src/engine/run/simulation.ts';
import { preparedRun } from '../../../src/engine/run/spec.ts';
import { type WrittenLine, writtenLine } from '../../../src/engine/trace/lines.ts';
import { busy } from '../../support/incidents.ts';
import { only } from '../../support/lines.ts';
import { specFor } from '../../support/scenarios.ts';

const MINUTE = 60_000_000;
const HOUR = 60 * MINUTE;

/** A fault that is over at once: somebody sets the retention to twenty minutes, and back. */
const cut: Fault = {
  id: 'cut',
  title: 'Cut',
  summary: 'The log keeps the last twenty minutes.',
  symptom: 'Entries are gone.',
  lasting: false,
  parameters: {},
  suits: ({ broker }) => broker.kind === 'log',
  speaks: {},
  deed: () => ({ does: 'cutLog', keep: 20 * MINUTE }),
};

function lines(kind: 'queue' | 'log', deed: Fault | undefined): readonly WrittenLine[] {
  const of = busy({
    broker: { kind },
    billing: { policy: 'version' },
    faults: [
      { fault: 'consumer-down', at: '1h', for: '2h' },
      { fault: 'api-down', at: '2h', for: '1us' },
    ],
  });
  const prepared = preparedRun(specFor(of));
  const [down, second] = prepared.faults as [FaultInstance, FaultInstance];
  const changed = deed && { ...second, fault: deed, ends: second.at, until: second.at };
  const simulation = new Simulation({ ...prepared, faults: changed ? [down, changed] : [down, second] });
  const told: WrittenLine[] = [];
  simulation.trace.reader = (line) => told.push(writtenLine(line));
  simulation.start();
  simulation.run(Number.POSITIVE_INFINITY);
  return told;
}

test('a deed is done once when the fault begins, and stays done', () => {
  const told = lines('log', cut);
  expect(
    only(told, 'fault')
      .filter(({ fault }) => fault === 'cut')
      .map(({ t, on }) => [t, on]),
  ).toEqual([
    [2 * HOUR, true],
    [2 * HOUR, false],
  ]);
  const publications = only(told, 'publish').filter(({ t }) => t > HOUR && t < 2 * HOUR);
  const old = publications.filter(({ t }) => t < 2 * HOUR - 20 * MINUTE - MINUTE).map(({ message }) => message);
  const young = publications.filter(({ t }) => t > 2 * HOUR - 20 * MINUTE + MINUTE).map(({ message }) => message);
  expect(Math.min(old.length, young.length)).toBeGreaterThan(3);
  const lost = new Set(only(told, 'lost').map(({ message }) => message));
  const applied = new Set(only(told, 'apply').map(({ message }) => message));
  for (const message of old) expect([lost.has(message), applied.has(message)], `${message}`).toEqual([true, false]);
  for (const message of young) expect([lost.has(message), applied.has(message)], `${message}`).toEqual([false, true]);
});

test('without the deed nothing is lost, and a queue has no log to cut', () => {
  expect(only(lines('log', undefined), 'lost')).toEqual([]);
  expect(only(lines('queue', cut), 'lost')).toEqual([]);
});

test('a fault that only does a deed strikes where its deed does', () => {
  expect(placeOf(cut)).toBe('broker');
  expect(faults.every(({ speaks, deed }) => Object.keys(speaks).length > 0 || deed !== undefined)).toBe(true);
});
