// No key without effect: every key of a scenario file changes some run, or is refused by name; and a key that `check` says has no
// effect changes nothing.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  applyVariant,
  checkScenario,
  notesOn,
  type Scenario,
  Session,
  scenarioDefinition,
  type VariantSpec,
} from '../../src/engine/index.ts';
import { anySpec } from '../support/arbitrary.ts';
import { allKeys, valuesFor } from '../support/keys.ts';
import { law } from '../support/law.ts';
import { otherService } from '../support/other-service.ts';
import { scenario, silent, variant } from '../support/scenarios.ts';

/** What one lane comes to, all of it. */
function outcome(of: Scenario, lane: VariantSpec): string {
  const spec = { scenario: of, variant: lane, seed: of.seed, inputs: [] };
  const { fingerprint, measures, phases, endedAt } = Session.open(spec, undefined, { marks: 1 }).finish();
  return JSON.stringify({ fingerprint, measures, phases, endedAt });
}

/** The scenario with another value at a key, or why that is refused. */
function withKey(of: Scenario, lane: VariantSpec, path: string, value: unknown): Scenario | readonly string[] {
  const set = { ...lane.set, [path]: value } as VariantSpec['set'];
  const checked = checkScenario({ ...of, variants: [{ ...lane, set }] }, scenarioDefinition, { id: of.id });
  if ('issues' in checked) return checked.issues.map(({ message }) => message);
  return applyVariant(checked.scenario, { ...lane, set }, scenarioDefinition);
}

const BUSY = {
  length: '6h',
  settleWithin: '2h',
  population: { users: 60, suspendedShare: 0.3 },
  workload: { signUps: '30/h', suspend: '1/h', reactivate: '2/h', delete: '0.3/h', changePlan: '0.2/h' },
  people: { find: '10m', build: '20m', review: '5m', run: '1m' },
  api: { pageSize: 10 },
} as const;

/** Incidents between which every key has something to act on. */
const INCIDENTS: readonly (readonly [Scenario, VariantSpec])[] = [
  [scenario({ ...BUSY, faults: [silent('1h', '1h')] }), variant('resync', { parameters: { freeze: true } })],
  [scenario({ ...BUSY, faults: [silent('1h', '1h')], user: { history: '3h' } }), variant('republish-events')],
  [
    scenario({
      ...BUSY,
      publisher: { path: 'outbox', confirms: false, relayEvery: '1m' },
      faults: [{ fault: 'broker-restart', at: '1h', for: '30m' }],
    }),
    variant('republish-state'),
  ],
  [
    scenario({
      ...BUSY,
      publisher: { path: 'outbox', relayEvery: '5s', writers: 3, transactionTime: { exponential: '2m' } },
    }),
    variant('wait'),
  ],
  [
    scenario({ ...BUSY, publisher: { confirms: false }, faults: [{ fault: 'broker-restart', at: '1h', for: '30m' }] }),
    variant('wait'),
  ],
  [
    scenario({
      ...BUSY,
      broker: { kind: 'log', profile: 'kafka', offsetsRetention: '1h' },
      billing: { ack: 'before', serviceTime: { constant: '20s' } },
      faults: [{ fault: 'consumer-down', at: '1h', for: '3h' }],
    }),
    variant('replay'),
  ],
  [
    scenario({
      ...BUSY,
      broker: { profile: 'rabbitmq-quorum' },
      billing: { serviceTime: { constant: '20s' }, prefetch: 3 },
      faults: [1, 2, 3, 4].map((hour) => ({ fault: 'consumer-down', at: `${hour}h`, for: '10m' })),
    }),
    variant('wait'),
  ],
  ...(['api', 'verify'] as const).map(
    (reads) =>
      [
        scenario({ ...BUSY, billing: { reads }, faults: [{ fault: 'api-down', at: '115m', for: '80m' }] }),
        variant('wait'),
      ] as const,
  ),
  [
    scenario({
      ...BUSY,
      broker: { maxLength: 3 },
      faults: [
        { fault: 'queue-unbound', at: '1h', for: '30m' },
        { fault: 'poison-message', at: '2h', for: '5m', share: 0.3 },
        { fault: 'consumer-down', at: '3h', for: '1h' },
      ],
    }),
    variant('wait'),
  ],
  ...(['returns', 'failures'] as const).map(
    (limitCounts) =>
      [
        scenario({
          ...BUSY,
          broker: { profile: 'rabbitmq-quorum', deliveryLimit: 2, limitCounts },
          faults: [{ fault: 'poison-message', at: '1h', for: '1h', share: 0.3 }],
        }),
        variant('wait'),
      ] as const,
  ),
  [
    scenario({
      ...BUSY,
      broker: { kind: 'compacted-log' },
      faults: [{ fault: 'consumer-down', at: '1h', for: '4h' }],
    }),
    variant('wait'),
  ],
  [scenario({ ...BUSY, billing: { reads: 'verify' }, faults: [silent('1h', '1h')] }), variant('wait')],
  [scenario({ ...BUSY, billing: { startsAt: '90m', policy: 'version' } }), variant('resync')],
  [scenario({ ...BUSY, user: { bulkEndpoint: false }, faults: [silent('1h', '1h')] }), variant('resync-naive')],
  ...['resync-since', 'reconcile'].map(
    (strategy) => [scenario({ ...BUSY, faults: [silent('1h', '1h')] }), variant(strategy)] as const,
  ),
  [scenario({ ...BUSY, billing: { consumers: 3, serviceTime: { exponential: '20s' } } }), variant('wait')],
  [scenario({ ...BUSY, faults: [silent('1h', '1h')] }), variant('credit-notes')],
  [
    scenario({
      ...BUSY,
      billing: { policy: 'arrival' },
      subscribers: [otherService('mailer', 'UserCreated')],
      faults: [{ fault: 'message-duplicate', at: '1h', for: '2h' }],
    }),
    variant('wait'),
  ],
  ...(['silence-alarm', 'reconciliation', 'customer'] as const).map(
    (by) =>
      [
        scenario({
          ...BUSY,
          faults: [{ fault: 'publisher-silent', at: '1h', for: 'until-fixed' }],
          detection: { by, every: '1h' },
        }),
        variant('resync'),
      ] as const,
  ),
];

/** What the page shows of a scenario, and no run knows. */
const SHOWN = ['schema', 'id', 'title', 'description', 'start', 'opensAt', 'costs.currency', 'perYear'];
/** A file of changes has laws of its own in `test/files`. */
const OF_FILES = /^workload\.(?:file|timezone|columns\.)/;
const OWN_WORDS = /^words\./;

const REFUSED = /not simulated/;

/** Incidents that have something else than usual in the key's own section come first: there it acts soonest. */
function likeliest<T extends { readonly of: Scenario }>(incidents: readonly T[], path: string): readonly T[] {
  const section = path.split('.')[0] as keyof Scenario;
  const usual = JSON.stringify(scenario(BUSY)[section]);
  const isUsual = ({ of }: T): boolean => JSON.stringify(of[section]) === usual;
  return [...incidents.filter((each) => !isUsual(each)), ...incidents.filter(isUsual)];
}

test('every key acts somewhere, or all that it could say besides its default is refused by name', () => {
  const incidents = INCIDENTS.map(([of, lane]) => ({ of, lane, before: outcome(of, lane) }));
  const idle = allKeys()
    .filter(({ path }) => !SHOWN.includes(path) && !OF_FILES.test(path) && !OWN_WORDS.test(path))
    .filter(({ path, shape }) => {
      let [said, refused] = [0, 0];
      for (const { of, lane, before } of likeliest(incidents, path))
        for (const value of valuesFor(shape)) {
          const other = withKey(of, lane, path, value);
          // It acts here: where else it does is another question.
          if ('id' in other && outcome(other, lane) !== before) return false;
          if ('id' in other) said++;
          else if (other.some((message) => REFUSED.test(message))) refused++;
        }
      // Where a value is refused by name, the default is what is left.
      return refused === 0 || said > incidents.length;
    })
    .map(({ path }) => path);
  expect(idle).toEqual([]);
}, 300_000);

law(
  'a key that is said to have no effect changes nothing',
  fc.record({ spec: anySpec(), pick: fc.nat() }),
  ({ spec }) => spec,
  25,
  ({ spec: { scenario: of, variant: lane, seed }, pick }) => {
    const document = { ...of, seed, variants: [lane] };
    const before = outcome(document, lane);
    const notes = notesOn({ scenario: document, definition: scenarioDefinition, isGiven: () => true });
    const idle = notes.filter(({ message }) => message.includes('has no effect'));
    // A third of them in each case: every one plays the whole run again.
    for (const { path, message } of idle.filter((_, n) => n % 3 === pick % 3)) {
      const key = allKeys().find((each) => each.path === path.join('.'));
      // Where people take no time at all, there is no single one of their times.
      if (key === undefined || (document.people === 'none' && key.path.startsWith('people.'))) continue;
      const values = valuesFor(key.shape);
      const value = values[pick % values.length];
      const other = withKey(document, lane, key.path, value);
      if ('id' in other) expect(outcome(other, lane), `${key.path}: ${JSON.stringify(value)} ${message}`).toBe(before);
    }
  },
);
