// Chains of causes over whole runs: what a repair published again under another name is told for what it is, and no sentence says
// that what was applied was turned away.
import { expect, test } from 'vitest';
import { recording } from '../../../src/analysis/record/recording.ts';
import type { FinishedRun } from '../../../src/analysis/record/run-record.ts';
import { chainAt, chainsOf } from '../../../src/analysis/user/chains.ts';
import { drive } from '../../../src/engine/experiment/comparison.ts';
import type { FaultSpec } from '../../../src/engine/scenario.ts';
import { busy } from '../../support/incidents.ts';
import { type RunChoice, scenario, silent, specFor } from '../../support/scenarios.ts';
import { quiet, story } from '../../support/story.ts';

const recorded = (of: Parameters<typeof specFor>[0], choice: RunChoice): FinishedRun =>
  drive(recording(specFor(of, choice), choice.changes).work);

const incident = quiet({
  length: '8h',
  population: { users: 2, suspendedShare: 0 },
  faults: [silent('1h', '1h')],
  repair: { at: '4h' },
});
const run = (identity: string, third: string, policy = 'arrival'): FinishedRun => {
  const of = scenario({ billing: { policy }, repair: incident.repair }, incident);
  const changes = story('70m suspend 1', '80m reactivate 1', `${third} suspend 1`);
  return recorded(of, { strategy: 'republish-events', parameters: { identity }, changes });
};
const told = (identity: string, third: string) =>
  chainsOf(run(identity, third), 1).map(({ causes }) => causes.map(({ text }) => text));

test('an obsolete event that was published again is named, under whatever version it came', () => {
  const [silence, , ...later] = told('renewed', '150m');
  expect(silence?.at(-1)).toBe('The fault “Publisher silent” was active, from 01:00:00 to 02:00:00.');
  expect(later[later.length - 2]).toEqual([
    'Billing’s copy says active, version 4.',
    'In truth that is version 3, UserReactivated: the repair published it again as version 4.',
    'It was written after version 2.',
    'Version 2, published again as 4, overwrote version 4, which was newer.',
    'The repair had published it again, though it was obsolete.',
  ]);
  const original = told('original', '150m');
  expect(original[original.length - 2]).toEqual([
    'Billing’s copy says active, version 3.',
    'It was written after version 2.',
    'Version 2 overwrote version 4, which was newer.',
    'The repair had published it again, though it was obsolete.',
  ]);
});

test('a guard that takes an old state for the present one is told as that', () => {
  const fooled = chainAt(run('renewed', '5h', 'version'), 1, 4.5 * 3_600_000_000);
  expect(fooled.causes.map(({ text }) => text)).toEqual([
    'Billing’s copy says suspended, version 3.',
    'In truth that is version 2, UserSuspended: the repair published it again as version 3.',
    'Version 3, UserReactivated, was turned away: duplicate.',
  ]);
});

/** One user is suspended at 1:10, while something goes wrong between broker and Billing. */
const why = (fault: FaultSpec, set: RunChoice['set'] = {}, besides: readonly FaultSpec[] = []): string[] => {
  const of = quiet({ length: '8h', population: { users: 2 }, faults: [fault, ...besides] });
  const told = recorded(of, { set, changes: story('70m suspend 1') });
  return chainAt(told, 1, 3 * 3_600_000_000).causes.map(({ text }) => text);
};
const hour = { at: '1h', for: '1h' };
const down: FaultSpec = { fault: 'consumer-down', at: '1h', for: '4h' };

test('why an event never reached the copy is told back to the fault, wherever that struck', () => {
  const dead = { 'billing.onFailure': 'dead-letter' };
  const told = {
    unbound: why({ fault: 'queue-unbound', ...hour }),
    expired: why({ fault: 'message-ttl', ...hour, ttl: '1m' }, {}, [down]),
    waited: why({ fault: 'message-ttl', ...hour, ttl: '1m' }, dead, [down]),
    gone: why({ fault: 'queue-expiry', ...hour, expires: '20m' }, {}, [down]),
    cut: why({ fault: 'retention-cut', ...hour, keep: '1m' }, { 'broker.kind': 'log' }, [down]),
    poison: why({ fault: 'poison-message', ...hour }, dead),
    skipped: why({ fault: 'poison-message', ...hour }, { 'billing.onFailure': 'skip' }),
    ignored: why({ fault: 'schema-change', ...hour }),
    bug: why({ fault: 'consumer-bug', ...hour, types: ['UserReactivated'] }),
    hangs: why({ fault: 'consumer-timeout', at: '1h', for: '3h', timeout: '5h' }),
  };
  const [lost, active] = [
    'Version 2, UserSuspended, was lost at the broker.',
    'was active, from 01:00:00 to 02:00:00.',
  ];
  const copy = 'Billing’s copy says active, version 1.';
  const late = 'Version 2, UserSuspended, has not been applied yet.';
  expect(told).toEqual({
    unbound: [copy, lost, `The fault “Queue unbound” ${active}`],
    expired: [copy, lost, `The fault “Messages expire” ${active}`],
    waited: [
      copy,
      'Version 2, UserSuspended, is a dead letter: it waited too long.',
      `The fault “Messages expire” ${active}`,
    ],
    gone: [copy, lost, `The fault “Queue expires” ${active}`],
    cut: [copy, lost, `The fault “Retention cut” ${active}`],
    poison: [
      copy,
      'Version 2, UserSuspended, is a dead letter: Billing failed on it.',
      `The fault “Poison messages” ${active}`,
    ],
    skipped: [
      copy,
      'Version 2, UserSuspended, was skipped, since Billing failed on it.',
      `The fault “Poison messages” ${active}`,
    ],
    ignored: [
      copy,
      'Version 2, UserSuspended, was passed over: Billing did not know its shape.',
      `The fault “Schema changed” ${active}`,
    ],
    bug: [],
    hangs: [copy, late, 'The fault “Consumer hangs” was active, from 01:00:00 to 04:00:00.'],
  });
  expect(why({ fault: 'consumer-bug', ...hour })).toEqual([
    'Billing’s copy says active, version 2.',
    'A bug of the consumer wrote it.',
    `The fault “Consumer bug” ${active}`,
  ]);
});

test('why a difference began is known when the event was lost that waited first', () => {
  const cut = { fault: 'retention-cut', at: '1h', for: '1h', keep: '10m' };
  const of = quiet({ length: '8h', population: { users: 2 }, broker: { kind: 'log' }, faults: [cut, down] });
  const [chain] = chainsOf(recorded(of, { changes: story('70m suspend 1') }), 1);
  expect(chain?.title).toContain('from 01:10:00 on');
  expect(chain?.causes.map(({ text }) => text)).toEqual([
    'Billing’s copy says active, version 1.',
    'Version 2, UserSuspended, was lost at the broker.',
    'The fault “Retention cut” was active, from 01:00:00 to 02:00:00.',
  ]);
});

test.each([
  ['consumer-bug', {}, 'A bug of the consumer wrote it.', 'Consumer bug'],
  ['schema-change', {}, 'Version 2, UserSuspended, was passed over: Billing did not know its shape.', 'Schema changed'],
  [
    'poison-message',
    { 'billing.onFailure': 'skip' },
    'Version 2, UserSuspended, was skipped, since Billing failed on it.',
    'Poison messages',
  ],
])('of what was processed in vain, by %s, it is known then', (fault, set, what, title) => {
  const of = quiet({
    length: '8h',
    population: { users: 2, suspendedShare: 0 },
    broker: { latency: { constant: '1s' } },
    faults: [{ fault, at: '1h', for: '1h' }],
  });
  const [chain] = chainsOf(recorded(of, { set, changes: story('70m suspend 1') }), 1);
  expect(chain?.causes.slice(1).map(({ text }) => text)).toEqual([
    what,
    `The fault “${title}” was active, from 01:00:00 to 02:00:00.`,
  ]);
});

/** One user is suspended and back within minutes; the first of the two comes last, or looks it. */
const obsolete = (fault: FaultSpec, set: RunChoice['set'] = {}): string[] => {
  const of = quiet({ length: '8h', population: { users: 2 }, faults: [fault] });
  const told = recorded(of, { set, changes: story('70m suspend 1', '80m reactivate 1') });
  return chainAt(told, 1, 3 * 3_600_000_000).causes.map(({ text }) => text);
};

test('why a copy is ahead of a database that went back is told by the restore', () => {
  const restore = { fault: 'user-restore', at: '90m', back: '15m' };
  expect(obsolete(restore)).toEqual([
    'Billing’s copy says active, version 3.',
    'The User database was restored from a backup, and says suspended, version 2, since then.',
  ]);
});

test('an invoice to somebody whom a restore took back does not call them deleted', () => {
  const restore = { fault: 'user-restore', at: '90m', back: '30m' };
  const of = quiet({ length: '3h', population: { users: 2 }, billing: { invoiceEvery: '2h' }, faults: [restore] });
  const chain = chainAt(recorded(of, { changes: story('70m create 3') }), 3, 2.5 * 3_600_000_000);
  expect(chain.causes.map(({ text }) => text)).toEqual([
    'Invoice 02:00 went to a user whom the restored User database does not know.',
    'Billing’s copy says active, version 1.',
    'The User database was restored from a backup, and knows nobody of this number since then.',
  ]);
});

const LATE = { at: '1h', for: '4h' };

test.each([
  ['unsent', 'Relay stopped', { fault: 'relay-stopped', ...LATE }, { 'publisher.path': 'outbox' }],
  ['unsent', 'Published out of order', { fault: 'publish-reorder', ...LATE, by: '3h' }, {}],
  ['late', 'Messages delayed', { fault: 'message-delay', ...LATE, by: '3h' }, {}],
  ['late', 'Publisher blocked', { fault: 'publisher-blocked', ...LATE }, {}],
  ['late', 'Broker restart', { fault: 'broker-restart', ...LATE }, {}],
  ['late', 'Broker unreachable', { fault: 'broker-unreachable', ...LATE }, {}],
  ['late', 'Network partition', { fault: 'network-partition', ...LATE, between: 'user-broker' }, {}],
  ['late', 'Network partition', { fault: 'network-partition', ...LATE, between: 'broker-billing' }, {}],
  ['late', 'Queue unbound', { fault: 'queue-unbound', ...LATE }, { 'publisher.mandatory': true }],
  ['late', 'Consumer down', { fault: 'consumer-down', ...LATE }, {}],
  [
    'late',
    'Consumer slow',
    { fault: 'consumer-slow', ...LATE, factor: 1e6 },
    { 'billing.serviceTime': { constant: '1s' } },
  ],
] as const)('why an event is late is told by the fault that keeps it: %s, %s', (stage, title, fault, set) => {
  const way = stage === 'unsent' ? 'has not been published yet' : 'has not been applied yet';
  const [said, waits, by] = why(fault, set);
  expect(said).toBe('Billing’s copy says active, version 1.');
  expect(waits).toBe(`Version 2, UserSuspended, ${way}.`);
  expect(by).toBe(`The fault “${title}” was active, from 01:00:00 to 05:00:00.`);
});

test('what is only under way, or passes a fault that concerns others, is kept by none', () => {
  const slow = { 'broker.latency': { constant: '3h' } };
  for (const fault of [
    { fault: 'consumer-down', at: '10m', for: '10m' },
    { fault: 'message-delay', at: '2h', for: '1h', by: '5h' },
    { fault: 'network-partition', ...LATE, between: 'billing-api' },
    { fault: 'api-slow', ...LATE, factor: 3 },
  ])
    expect(why(fault, slow)).toEqual([
      'Billing’s copy says active, version 1.',
      'Version 2, UserSuspended, has not been applied yet.',
    ]);
});

test('why the older of two came last is told by the fault that held it back', () => {
  const between = { at: '65m', for: '10m' };
  for (const [title, fault] of [
    ['Published out of order', { fault: 'publish-reorder', ...between, by: '30m' }],
    ['Messages delayed', { fault: 'message-delay', ...between, by: '30m' }],
  ] as const)
    expect(obsolete(fault)).toEqual([
      'Billing’s copy says suspended, version 2.',
      'Version 2 overwrote version 3, which was newer.',
      'It arrived late.',
      `The fault “${title}” was active, from 01:05:00 to 01:15:00.`,
    ]);
});

test('why the newer of two was turned away is told by the clock that stamped it', () => {
  const fault = { fault: 'clock-skew', at: '75m', for: '10m', by: '3h' };
  expect(obsolete(fault, { 'billing.policy': 'timestamp' })).toEqual([
    'Billing’s copy says suspended, version 2.',
    'Version 3, UserReactivated, was turned away: stale.',
    'It was stamped 3 h too early, by a clock that lags.',
    'The fault “Clock lags” was active, from 01:15:00 to 01:25:00.',
  ]);
});

test('no chain says of what was applied that it was turned away', () => {
  const of = busy({ faults: [silent('1h', '1h')], repair: { at: '190m' } });
  const repairs: readonly RunChoice[] = [
    ...['original', 'new-ids', 'renewed'].map((identity) => ({
      strategy: 'republish-events',
      parameters: { identity },
    })),
    { strategy: 'resync', parameters: { merge: 'blind' } },
    { strategy: 'republish-state' },
    { strategy: 'replay', set: { 'broker.kind': 'log' } },
  ];
  let chains = 0;
  for (const choice of repairs) {
    for (const policy of ['arrival', 'dedupe', 'version', 'timestamp']) {
      const held = recorded(of, { ...choice, set: { ...choice.set, 'billing.policy': policy } });
      for (let user = 1; user <= held.facts.users; user++) {
        for (const { causes } of chainsOf(held, user)) {
          chains++;
          for (const { text } of causes) expect(text).not.toMatch(/turned away: (applied|regressed)/);
        }
      }
    }
  }
  expect(chains).toBeGreaterThan(200);
});

test('Why leads back to a transaction that was undone, a process that died and a relay that read on', () => {
  const why = (fault: FaultSpec) => {
    const of = quiet({ length: '4h', population: { users: 2 }, faults: [fault], repair: { at: '4h' } });
    const held = recorded(of, { changes: story('70m suspend 1') });
    return chainAt(held, 1, 3.9 * 3_600_000_000).causes.map(({ text }) => text);
  };
  const lasting = { at: '1h', for: '1h' };
  expect(why({ fault: 'publish-before-rollback', ...lasting })).toEqual([
    'Billing’s copy says suspended, version 2.',
    'Version 2, UserSuspended, never was: the event had left when its transaction was rolled back.',
    'The fault “Published, then rolled back” was active, from 01:00:00 to 02:00:00.',
  ]);
  expect(why({ fault: 'publisher-crash', ...lasting }).slice(1)).toEqual([
    'Version 2, UserSuspended, was never published.',
    'The fault “Publisher crashes” was active, from 01:00:00 to 02:00:00.',
  ]);
  const transactions = {
    path: 'outbox',
    relayEvery: '10s',
    writers: 4,
    transactionTime: { exponential: '1m' },
  } as const;
  const held = recorded(busy({ publisher: transactions }), {});
  const last = Array.from({ length: held.facts.users }, (_, n) =>
    chainAt(held, n + 1, held.facts.endedAt).causes.at(-1),
  );
  const passedOver =
    'Its row in the outbox could be read only after the relay had marked a later one: the relay has passed it over.';
  const wrong = last.filter((cause) => cause !== undefined);
  expect(wrong.length).toBeGreaterThan(0);
  for (const { text } of wrong) expect(text).toBe(passedOver);
});
