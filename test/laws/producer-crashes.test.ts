// What an outbox does about a producer's crashes and undone transactions, counted. Which prevention stops which fault is told by
// test/analysis/preventions.long.test.ts.
import { expect, test } from 'vitest';
import type { FaultSpec } from '../../src/engine/scenario.ts';
import { busy } from '../support/incidents.ts';
import { INSTANT, measured, runOf, traceOf } from '../support/scenarios.ts';

const lasting = { at: '1h', for: '4h30m' };

const of = (fault: FaultSpec) =>
  busy({
    ...INSTANT,
    billing: { ...INSTANT.billing, policy: 'arrival' },
    publisher: { confirms: false },
    faults: [fault],
  });

const CRASH = of({ fault: 'publisher-crash', ...lasting });
const commitsOf = (lines: ReturnType<typeof traceOf>['lines']) =>
  lines.filter((line) => line.kind === 'commit' && line.cause === 'workload');

test('as many events are lost as changes fall between commit and publication; a relay that dies sends twice and loses none', () => {
  const { lines, result } = traceOf(CRASH);
  const within = commitsOf(lines).filter(({ t }) => t >= 3_600_000_000 && t < 5.5 * 3_600_000_000);
  expect(within.length).toBeGreaterThan(50);
  expect(measured(result, 'messages.lost')).toBe(within.length);
  const relayed = runOf(of({ fault: 'publisher-crash', ...lasting, share: 0.3 }), {
    set: { 'publisher.path': 'outbox' },
  });
  expect(measured(relayed, 'messages.lost')).toBe(0);
  expect(measured(relayed, 'messages.published')).toBeGreaterThan(measured(relayed, 'messages.committed'));
});

test('what is undone is undone in every path: lanes have one truth', () => {
  const rollback = of({ fault: 'publish-before-rollback', ...lasting, share: 0.3 });
  const [direct, outbox] = ['direct', 'outbox'].map((path) =>
    commitsOf(traceOf(rollback, { set: { 'publisher.path': path } }).lines).map(({ t }) => t),
  );
  expect(outbox).toEqual(direct);
});
