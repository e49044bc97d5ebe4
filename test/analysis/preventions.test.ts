// What a prevention says that it stops is what it stops: every prevention meets every fault, over several seeds, in a house built
// without any of them; and docs/preventions.md is the table of what the runs said (`npm run preventions` writes it anew).
import { expect, test } from 'vitest';
import { type Prevention, preventions } from '../../src/analysis/preventions.ts';
import { specOf } from '../../src/engine/experiment/comparison.ts';
import { faults } from '../../src/engine/faults/catalog.ts';
import type { Fault } from '../../src/engine/points.ts';
import { Reruns } from '../../src/engine/run/reruns.ts';
import { measureOf } from '../../src/engine/run/result.ts';
import type { FaultSpec } from '../../src/engine/scenario.ts';
import { type Overrides, scenario } from '../support/scenarios.ts';

const SEEDS = [1, 2, 3, 4, 5];

/** What a fault needs to be told beyond when and for how long; the shares are such that some users escape. */
const TOLD: Readonly<Record<string, Partial<FaultSpec>>> = {
  'publisher-crash': { share: 0.5 },
  'publish-before-rollback': { share: 0.3 },
  'publish-reorder': { by: '20m', share: 0.3 },
  'clock-skew': { by: '30m', share: 0.5 },
  'network-partition': { between: 'user-broker' },
  'api-slow': { factor: 10 },
  'api-rate-limit': { limit: '1/s' },
  'message-delay': { by: '20m', share: 0.3 },
  'message-loss': { share: 0.5 },
  'message-ttl': { ttl: '10m' },
  'queue-overflow': { maxLength: 10 },
  'queue-expiry': { expires: '10m' },
  'retention-cut': { keep: '10m' },
  'consumer-slow': { factor: 100 },
  'consumer-crash': { share: 0.3 },
  'consumer-timeout': { share: 0.1 },
  'consumer-bug': { share: 0.5 },
  'poison-message': { share: 0.3 },
  'billing-restore': { back: '1h' },
  'user-restore': { back: '1h' },
};

const CONSUMER_DOWN: FaultSpec = { fault: 'consumer-down', at: '2h', for: '50m' };

/** What has to go wrong at the same time for a fault to do harm: limits strike what waits, and dead letters have to be there. */
const COMPANY: Readonly<Record<string, readonly FaultSpec[]>> = {
  'message-ttl': [CONSUMER_DOWN],
  'queue-overflow': [CONSUMER_DOWN],
  'queue-expiry': [CONSUMER_DOWN],
  'retention-cut': [CONSUMER_DOWN],
  redrive: [{ fault: 'poison-message', at: '1h', for: '30m' } as FaultSpec],
};

/** What the house must have for a fault to be possible in it. */
const HOUSE: Readonly<Record<string, Overrides>> = {
  'retention-cut': { broker: { kind: 'log' } },
  redrive: { billing: { onFailure: 'dead-letter' } },
  'relay-stopped': { publisher: { path: 'outbox' } },
  'clock-skew': { billing: { policy: 'timestamp' } },
};

/** It ends at no whole minute: what is tried again every minute is tried while newer events pass. */
const naive = (fault: Fault) =>
  scenario(
    HOUSE[fault.id],
    scenario({
      length: '6h',
      settleWithin: '2d',
      population: { users: 300, suspendedShare: 0.3 },
      workload: { signUps: '20/h', suspend: '0.3/h', reactivate: '0.6/h', delete: '0.02/h' },
      publisher: { confirms: false },
      billing: { ack: 'before', serviceTime: { constant: '2s' } },
      faults: [
        ...(COMPANY[fault.id] ?? []),
        { fault: fault.id, at: '2h', ...(fault.lasting ? { for: '1h23s' } : {}), ...TOLD[fault.id] } as FaultSpec,
      ],
    }),
  );

/** Users who are still wrong when nothing is on its way any more and nobody has repaired anything: the mean over the seeds. */
function leftWrong(fault: Fault, set: Prevention['set']): number {
  const variant = { id: 'wait', title: 'Wait', strategy: 'wait', parameters: {}, set };
  const runs = new Reruns(specOf(naive(fault), variant, 0));
  const left = SEEDS.map((seed) => Number(measureOf(runs.run(seed).measures, 'divergent.settled')));
  return left.reduce((sum, each) => sum + each, 0) / SEEDS.length;
}

type Cell = 'stops' | 'lessens' | 'leaves' | 'nothing to stop';

function cellOf(without: number, having: number): Cell {
  if (without === 0) return having === 0 ? 'nothing to stop' : 'leaves';
  if (having === 0) return 'stops';
  return having < without / 2 ? 'lessens' : 'leaves';
}

const table = faults.map((fault) => {
  const without = leftWrong(fault, {});
  const cells = preventions.map((prevention) => cellOf(without, leftWrong(fault, prevention.set)));
  return { fault, without, cells };
});
const found = (wanted: Cell, n: number) =>
  table.filter(({ cells }) => cells[n] === wanted).map(({ fault }) => fault.id);

test.each(preventions.map((prevention, n) => [prevention.id, prevention, n] as const))(
  '%s stops what it says, and nothing else',
  (_, prevention, n) => {
    expect([...prevention.stops].sort()).toEqual(found('stops', n).sort());
    for (const id of Object.keys(prevention.leaves)) {
      expect([...found('leaves', n), ...found('lessens', n)], `${prevention.id} leaves ${id}`).toContain(id);
    }
  },
);

test('the document tells every cell', async () => {
  const words: Readonly<Record<Cell, string>> = {
    stops: '**stops**',
    lessens: 'lessens',
    leaves: '',
    'nothing to stop': '–',
  };
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const lines = [
    '# What each prevention stops',
    '',
    'Users who stay wrong for good if nobody repairs anything, in a house that has one prevention or none: means of five seeds; 300',
    'users for six hours, the fault from 2:00 to 3:00:23, a publisher without confirms, a consumer that acknowledges before it works, policy',
    '`arrival`. **stops**: nobody in any seed. lessens: fewer than half. Empty: as many, or nearly. –: there was nothing to stop.',
    'A prevention that tells of an inconsistency, or keeps an invoice from being wrong, and leaves the copy as it is, is not in this table.',
    '',
    row(['fault', 'without', ...preventions.map(({ title }) => title)]),
    row(['---', '---:', ...preventions.map(() => '---')]),
    ...table.map(({ fault, without, cells }) =>
      row([fault.title, without.toFixed(1), ...cells.map((cell) => words[cell])]),
    ),
    '',
    '## Wrongly believed to be stopped',
    '',
    ...preventions.flatMap(({ title, leaves }) =>
      Object.entries(leaves).map(
        ([id, because]) => `- ${title}, ${faults.find((each) => each.id === id)?.title}: ${because}`,
      ),
    ),
    '',
  ];
  await expect(lines.join('\n')).toMatchFileSnapshot('../../docs/preventions.md');
});
