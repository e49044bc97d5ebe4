// Golden traces: tiny runs, told change by change, written out in full. `npx vitest run test/golden -u` writes them anew; the
// diff must then be explained. There is one per strategy and one per fault: whoever adds either adds its trace.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faults } from '../../src/engine/faults/catalog.ts';
import type { Changes, FaultSpec, Scenario } from '../../src/engine/scenario.ts';
import { strategies } from '../../src/engine/strategies/catalog.ts';
import { type RunChoice, silent, traceOf } from '../support/scenarios.ts';
import { quiet, story } from '../support/story.ts';
import { LEGEND, resultText, traceText } from '../support/trace-text.ts';

interface Golden {
  readonly about: string;
  readonly told: readonly string[];
  readonly of: Scenario;
  readonly choice?: RunChoice;
}

function textOf({ about, told, of, choice = {} }: Golden): string {
  const changes: Changes = story(...told);
  const { lines, result } = traceOf(of, { ...choice, changes });
  const heading = [about, '', `Users: ${of.population.users}, all active. Then:`, ...told.map((line) => `  ${line}`)];
  return `${[...heading, '', LEGEND, '', traceText(lines), '', resultText(result)].join('\n')}\n`;
}

const inFile = (name: string, golden: Golden) =>
  expect(textOf(golden)).toMatchFileSnapshot(join(import.meta.dirname, `${name}.txt`));

const unhurried = {
  broker: { latency: { constant: '2ms' }, deliveryLatency: { constant: '1ms' } },
  billing: {
    policy: 'version',
    serviceTime: { constant: '5ms' },
    prefetch: 2,
    invoiceEvery: '10m',
    apiLatency: { constant: '100ms' },
  },
  api: { pageSize: 2, rateLimit: '1/s' },
} as const;

// ── One per strategy ────────────────────────────────────────────────────────────────────────────────────────────────

/** An hour in small: from 3:00 to 8:00 the publisher is silent about one change of each kind; later one user changes again. */
const MISSED = ['1m suspend 2', '4m suspend 3', '5m reactivate 2', '6m create 5', '7m delete 4', '13m suspend 2'];

const silence = quiet({
  ...unhurried,
  length: '25m',
  population: { users: 4 },
  faults: [silent('3m', '5m')],
  repair: { at: '12m' },
  people: { find: '1m', build: '2m', review: '1m', run: '30s', fix: '20m', handOff: '1h' },
});

/** Billing cannot process what comes while the publisher is silent about half of it: that is a dead letter. */
const DEADLY = {
  'billing.onFailure': 'dead-letter',
  'faults.0.fault': 'poison-message',
} as const;

/** Ways of a strategy that deserve a trace of their own. */
const WAYS: Readonly<Record<string, readonly (readonly [name: string, choice: RunChoice])[]>> = {
  replay: [['', { set: { 'broker.kind': 'log' } }]],
  rebuild: [['', { set: { 'broker.kind': 'log' } }]],
  'snapshot-watermark': [['', { parameters: { chunk: 2, rate: '2/m' }, set: { 'publisher.path': 'outbox' } }]],
  redrive: [['', { set: DEADLY }]],
  'republish-events': [
    ['', {}],
    ['-arrival', { set: { 'billing.policy': 'arrival' } }],
    ['-renewed', { parameters: { identity: 'renewed' } }],
  ],
};

const ways = strategies.flatMap(({ id, summary }) =>
  (WAYS[id] ?? [['', {}]]).map(
    ([name, choice]) => [`strategy-${id}${name}`, { strategy: id, ...choice }, summary] as const,
  ),
);

test.each(ways)('%s: the whole trace is as it was', async (name, choice, summary) => {
  const how = [...Object.entries(choice.parameters ?? {}), ...Object.entries(choice.set ?? {})].map((each) =>
    each.join(' '),
  );
  await inFile(name, {
    about: [`${choice.strategy}: ${summary}`, ...how].join('\n'),
    told: MISSED,
    of: silence,
    choice,
  });
});

// ── One per fault ───────────────────────────────────────────────────────────────────────────────────────────────────

/** What a fault of which nothing is known needs; those with parameters of their own say more. */
const PARAMETERS: Readonly<Record<string, Partial<FaultSpec>>> = {
  'message-delay': { by: '70s' },
  'queue-expiry': { expires: '1m' },
  'message-ttl': { ttl: '30s' },
  'queue-overflow': { maxLength: 1 },
  'retention-cut': { keep: '20s' },
  'consumer-slow': { factor: 2000 },
  'consumer-crash': { restartAfter: '30s' },
  'consumer-timeout': { timeout: '1m' },
  redrive: { at: '5m30s' },
  'api-slow': { factor: 10 },
  'api-rate-limit': { limit: '1/m' },
  'broker-unreachable-memory': { buffer: 'memory', bufferSize: 2, giveUpAfter: '50s' },
  'clock-skew': { by: '140s' },
  'network-partition-user-broker': { between: 'user-broker' },
  'network-partition-broker-billing': { between: 'broker-billing' },
  'network-partition-billing-api': { between: 'billing-api' },
  'publish-reorder': { by: '4m' },
  'billing-restore': { at: '6m30s', back: '4m' },
  'user-restore': { at: '4m', back: '70s' },
};

/** Faults that deserve more than one trace. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  'broker-unreachable': ['', '-memory'],
  'network-partition': ['-user-broker', '-broker-billing', '-billing-api'],
  'publisher-crash': ['', '-outbox'],
};
const faultWays = faults.flatMap((fault) => (MORE[fault.id] ?? ['']).map((way) => [fault.id + way, fault] as const));
const throughOutbox = { 'publisher.path': 'outbox', 'publisher.relayEvery': '20s' };

/** What must go wrong besides, and how things are built, so that a fault can be seen to act. */
const BESIDES: Readonly<Record<string, { readonly faults?: readonly FaultSpec[]; readonly set?: RunChoice['set'] }>> = {
  'queue-expiry': { faults: [{ fault: 'consumer-down', at: '2m', for: '2m' }] },
  'message-ttl': { faults: [{ fault: 'consumer-down', at: '2m', for: '2m' }] },
  'queue-overflow': { faults: [{ fault: 'consumer-down', at: '2m', for: '2m' }] },
  'retention-cut': { faults: [{ fault: 'consumer-down', at: '2m', for: '2m' }], set: { 'broker.kind': 'log' } },
  'poison-message': { set: { 'billing.retryAfter': '30s' } },
  'consumer-crash': { set: { 'billing.policy': 'arrival' } },
  redrive: {
    faults: [{ fault: 'poison-message', at: '2m', for: '2m' }],
    set: { 'billing.onFailure': 'dead-letter', 'billing.policy': 'arrival' },
  },
  'broker-unreachable': { set: { 'publisher.confirms': false } },
  'broker-unreachable-memory': { set: { 'publisher.confirms': false } },
  'clock-skew': { set: { 'billing.policy': 'timestamp' } },
  'network-partition-user-broker': { set: { 'publisher.confirms': false } },
  'network-partition-billing-api': { set: { 'billing.reads': 'verify' } },
  'publisher-crash-outbox': { set: throughOutbox },
  'relay-stopped': { set: throughOutbox },
};

const THROUGH = [
  '1m suspend 1',
  '2m30s suspend 2',
  '3m reactivate 1',
  '3m20s plan 3',
  '5m create 4',
  '6m reactivate 2',
];

test.each(faultWays)('fault-%s: the whole trace is as it was', async (id, fault) => {
  const spec: FaultSpec = { fault: fault.id, at: '2m', ...(fault.lasting && { for: '2m' }), ...PARAMETERS[id] };
  const of = quiet({
    ...unhurried,
    length: '8m',
    population: { users: 3 },
    billing: { ...unhurried.billing, invoiceEvery: '3m', reads: id.startsWith('api') ? 'verify' : 'copy' },
    faults: [spec, ...(BESIDES[id]?.faults ?? [])],
    repair: { at: '8m' },
  });
  const set = BESIDES[id]?.set;
  const about = `${fault.id}, ${JSON.stringify(spec)}: ${fault.summary}`;
  await inFile(`fault-${id}`, { about, told: THROUGH, of, ...(set && { choice: { set } }) });
});
