// What a prevention says that it does is what it does: every prevention meets every fault, over several seeds, in a house built without
// any of them; and docs/preventions.md is the table of what the runs said (`npm run preventions` writes it anew).
import { expect, test } from 'vitest';
import { type Prevention, type PreventionKind, preventions } from '../../src/analysis/prevention-list.ts';
import { specOf } from '../../src/engine/experiment/comparison.ts';
import { faults } from '../../src/engine/faults/catalog.ts';
import type { Fault } from '../../src/engine/points.ts';
import { Reruns } from '../../src/engine/run/reruns.ts';
import { measureOf } from '../../src/engine/run/result.ts';
import type { FaultSpec, Scenario } from '../../src/engine/scenario.ts';
import { otherService } from '../support/other-service.ts';
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
  redrive: { billing: { onFailure: 'dead-letter', ack: 'after' } },
  'relay-stopped': { publisher: { path: 'outbox', relayEvery: '50ms' } },
  'clock-skew': { billing: { policy: 'timestamp' } },
};

/** What books say otherwise, or name besides, and why. */
const OUTSIDE = [
  '## Where books say otherwise',
  '',
  '- *Mandatory messages stop an unbound queue.* They lose nothing; but what comes back is sent again up to a minute later, behind newer events.',
  '  It takes a version guard beside them (`test/laws/prevention-delivery.test.ts`).',
  '- *An inbox stops redeliveries and doubles.* So it does, and of a copy that is told whole states they spoil nothing: what they spoil is what is',
  '  done outward, above. A redelivery that comes after a newer event is spoiled by its order, which no inbox mends.',
  '- *An epoch stops the harm of a restored database.* It stops a guard from refusing the truth as old news. Nobody is told that rows went back,',
  '  so that the copy is as wrong until each user’s next event, or a resync.',
  '- *A freshness gate keeps invoices right while the copy is suspect.* It knows how old the news is, not what is missing from it: it holds back',
  '  invoices while everything is late, and opens when events flow again, whatever was lost.',
  '- Durable queues, persistent messages and quorum queues have no column: every queue here is durable, every message persistent, and no fault takes a',
  '  node away. Nor has the loss of a replication slot a row.',
];

/** Where invoices are counted a change is hardly ever on its way when they are due; only what is slow beyond measure is slow. */
const SWIFT: Overrides = { billing: { serviceTime: { constant: '2ms' } } };
const SLOWED = { 'consumer-slow': { factor: 1_000_000 } };

/** It ends at no whole minute: what is tried again every minute is tried while newer events pass. */
const naive = (fault: Fault, kind: PreventionKind) =>
  scenario(
    kind === 'spares' ? SWIFT : {},
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
          {
            fault: fault.id,
            at: '2h',
            ...(fault.lasting ? { for: '1h23s' } : {}),
            ...TOLD[fault.id],
            ...(kind === 'spares' ? SLOWED[fault.id as keyof typeof SLOWED] : {}),
          } as FaultSpec,
          ...(COMPANY[fault.id] ?? []),
        ],
      }),
    ),
  );

/** What is counted, by what a prevention is for; null: it never came to that. */
const COUNTED: Readonly<Record<PreventionKind, (measure: (id: string) => unknown) => number | null>> = {
  stops: (measure) => Number(measure('divergent.settled')),
  mends: (measure) => Number(measure('divergent.settled')),
  tells: (measure) => measure('incident.noticedAfter') as number | null,
  spares: (measure) => Number(measure('invoices.wrong')) + Number(measure('invoices.missed')),
};

/** What a house that is built so comes to, seed by seed. */
function played(of: Scenario, kind: PreventionKind, set: ReturnType<Prevention['settings']>): (number | null)[] {
  const variant = { id: 'wait', title: 'Wait', strategy: 'wait', parameters: {}, set };
  const runs = new Reruns(specOf(of, variant, 0));
  return SEEDS.map((seed) => {
    const { measures } = runs.run(seed);
    return COUNTED[kind]((id) => measureOf(measures, id));
  });
}

const mean = (all: readonly (number | null)[]): number =>
  all.reduce<number>((sum, n) => sum + (n ?? 0), 0) / all.length;

type Cell = 'helps' | 'lessens' | 'leaves' | 'nothing';

/** A house that sends everything at least once, with a mailer who writes to whoever signs up, and remembers no more than Billing does. */
const mailing = (fault: Fault) =>
  scenario(
    {
      publisher: { confirms: true },
      billing: { ack: 'after' },
      subscribers: [otherService('mailer', 'UserCreated')],
      workload: { signUps: '200/h' },
    },
    naive(fault, 'stops'),
  );

/** On how many changes other subscribers act twice: the mean over the seeds. */
function doubled(of: Scenario, set: ReturnType<Prevention['settings']>): number {
  const variant = { id: 'wait', title: 'Wait', strategy: 'wait', parameters: {}, set };
  const runs = new Reruns(specOf(of, variant, 0));
  return mean(SEEDS.map((seed) => Number(measureOf(runs.run(seed).measures, 'others.sideEffects'))));
}

/** What a prevention does about a fault, and how it is told. */
interface Found {
  readonly cell: Cell;
  readonly text: string;
}

function harmCell(without: number, having: number): Cell {
  if (without === 0) return having === 0 ? 'nothing' : 'leaves';
  if (having === 0) return 'helps';
  return having < without / 2 ? 'lessens' : 'leaves';
}

const HARM_WORDS: Readonly<Record<Cell, string>> = { helps: '**stops**', lessens: 'lessens', leaves: '', nothing: '–' };
const SPARED_WORDS: Readonly<Record<Cell, string>> = { ...HARM_WORDS, helps: '**none**', lessens: 'fewer' };
const CELL_WORDS: Readonly<Record<PreventionKind, Readonly<Record<Cell, string>>>> = {
  stops: HARM_WORDS,
  mends: { ...HARM_WORDS, helps: '**mends**' },
  tells: HARM_WORDS,
  spares: SPARED_WORDS,
};

/** An alarm in every seed, in some, or in none; nothing where what goes wrong at the same time raises it without the fault. */
function alarmCell(of: Scenario, fault: Fault, set: ReturnType<Prevention['settings']>): Found {
  const company = COMPANY[fault.id];
  if (company !== undefined && played({ ...of, faults: company }, 'tells', set).some((after) => after !== null))
    return { cell: 'nothing', text: '–' };
  const after = played(of, 'tells', set).filter((each) => each !== null);
  if (after.length === 0) return { cell: 'leaves', text: '' };
  const minutes = `${(mean(after) / 60).toFixed(1)} min`;
  if (after.length < SEEDS.length)
    return { cell: 'lessens', text: `${minutes}, in ${after.length} of ${SEEDS.length}` };
  return { cell: 'helps', text: `**${minutes}**` };
}

interface Row {
  readonly fault: Fault;
  readonly without: number;
  readonly found: readonly Found[];
}

/** Preventions of which the same is counted, in a table: a row for each fault. */
function tableOf(kind: PreventionKind, columns: readonly Prevention[]): readonly Row[] {
  return faults.map((fault) => {
    const of = naive(fault, kind);
    const without = kind === 'tells' ? 0 : mean(played(of, kind, {}));
    const found = columns.map(({ settings, kind: own }): Found => {
      const set = settings(of);
      if (kind === 'tells') return alarmCell(of, fault, set);
      // A house into which it cannot be built is the house without it.
      const having = Object.keys(set).length === 0 ? without : mean(played(of, kind, set));
      const cell = harmCell(without, having);
      return { cell, text: CELL_WORDS[own][cell] };
    });
    return { fault, without, found };
  });
}

const TABLES: readonly (readonly PreventionKind[])[] = [['stops', 'mends'], ['tells'], ['spares']];
const tables = TABLES.map((kinds) => {
  const [kind] = kinds as [PreventionKind];
  const columns = preventions.filter((each) => kinds.includes(each.kind));
  return { kind, columns, rows: tableOf(kind, columns) };
});

const cells = tables.flatMap(({ columns, rows }) =>
  columns.map((prevention, n) => {
    const of = (...wanted: readonly Cell[]) =>
      rows.filter(({ found }) => wanted.includes((found[n] as Found).cell)).map(({ fault }) => fault.id);
    return { prevention, of };
  }),
);

test.each(cells.map(({ prevention, of }) => [prevention.id, prevention, of] as const))(
  '%s does what it says, and nothing else',
  (_, prevention, of) => {
    expect([...prevention.helps].sort()).toEqual([...of('helps')].sort());
    for (const id of Object.keys(prevention.leaves))
      expect(of('leaves', 'lessens'), `${prevention.id} leaves ${id}`).toContain(id);
  },
);

const invoicesOf = (of: Scenario, set: ReturnType<Prevention['settings']>): number => mean(played(of, 'spares', set));

test.each(preventions.filter(({ kind }) => kind === 'mends').map((prevention) => [prevention.id, prevention] as const))(
  '%s does not stop what it mends: until its next round invoices go wrong as without it',
  (_, { settings, helps }) => {
    for (const fault of faults.filter(({ id }) => helps.includes(id))) {
      const of = naive(fault, 'mends');
      const having = invoicesOf(of, settings(of));
      expect(having, fault.id).toBeGreaterThan(0);
      expect(having, fault.id).toBeLessThan(invoicesOf(of, {}));
    }
  },
);

/** Those who say that they keep others from acting twice, beside every fault by which somebody does. */
const keepers = preventions.filter(({ once }) => once !== undefined);
const twice = faults
  .map((fault) => ({ fault, of: mailing(fault) }))
  .map(({ fault, of }) => ({ fault, of, without: doubled(of, {}) }))
  .filter(({ without }) => without > 0)
  .map(({ fault, of, without }) => ({
    fault,
    without,
    cells: keepers.map(({ settings }) => harmCell(without, doubled(of, settings(of)))),
  }));

test.each(keepers.map((prevention, n) => [prevention.id, prevention, n] as const))(
  '%s keeps others from acting twice where it says so',
  (_, { once }, n) => {
    const found = twice.filter(({ cells: row }) => row[n] === 'helps').map(({ fault }) => fault.id);
    expect([...(once ?? [])].sort()).toEqual(found.sort());
  },
);

const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;

function told({ kind, columns, rows }: (typeof tables)[number]): readonly string[] {
  const counted = kind !== 'tells';
  return [
    line(['fault', ...(counted ? ['without'] : []), ...columns.map(({ title }) => title)]),
    line(['---', ...(counted ? ['---:'] : []), ...columns.map(() => '---')]),
    ...rows.map(({ fault, without, found }) =>
      line([fault.title, ...(counted ? [without.toFixed(1)] : []), ...found.map(({ text }) => text)]),
    ),
  ];
}

test('the document tells every cell', async () => {
  const [stops, tells, spares] = tables.map(told);
  const lines = [
    '# What each prevention stops',
    '',
    'Every prevention of *Had we had …* met every fault in a house that has this one prevention or none: 300 users for six hours, the',
    'fault from 2:00 to 3:00:23, a publisher without confirms, a consumer that acknowledges before it works, policy `arrival`; five seeds.',
    '',
    '## Who stays wrong for good',
    '',
    'Users who are still wrong when nothing is on its way any more and nobody has repaired anything: means of the seeds. **stops**: nobody',
    'in any seed. **mends**: nobody either, but only from its next round on: till then invoices go wrong. lessens: fewer than half. Empty:',
    'as many, or nearly. –: there was nothing to stop.',
    '',
    ...(stops ?? []),
    '',
    '## Who tells',
    '',
    'An alarm, and the copy stays as it is: how long after the fault began it was raised, and in how many seeds, where not in all. Empty:',
    'never. –: what has to go wrong at the same time raises it without the fault.',
    '',
    ...(tells ?? []),
    '',
    '## Which invoices go wrong',
    '',
    'Invoices of the whole day that were wrong or missed, with an invoice run every hour; a consumer that needs 2 ms. **none**: none in any',
    'seed. fewer: fewer than half.',
    '',
    ...(spares ?? []),
    '',
    '## What others do twice',
    '',
    'Welcome mails to people who had one, by a mailer beside Billing in a house that sends everything at least once (confirms, acknowledgement',
    'after processing), 200 sign-ups an hour. Faults by which nobody gets two are left out.',
    '',
    line(['fault', 'without', ...keepers.map(({ title }) => title)]),
    line(['---', '---:', ...keepers.map(() => '---')]),
    ...twice.map(({ fault, without, cells: row }) =>
      line([fault.title, without.toFixed(1), ...row.map((cell) => HARM_WORDS[cell])]),
    ),
    '',
    '## Wrongly believed to help',
    '',
    ...preventions.flatMap(({ title, leaves }) =>
      Object.entries(leaves).map(
        ([id, because]) => `- ${title}, ${faults.find((each) => each.id === id)?.title}: ${because}`,
      ),
    ),
    '',
    ...OUTSIDE,
    '',
  ];
  await expect(lines.join('\n')).toMatchFileSnapshot('../../docs/preventions.md');
});
