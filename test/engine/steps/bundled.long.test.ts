// The bundled strategies, expressed by the primitive steps, are the strategies: over every incident, line by line, sought and forked.
import { describe, expect, test } from 'vitest';
import { checkScenario } from '../../../src/engine/scenarios/checking/check.ts';
import { scenarioDefinition } from '../../../src/engine/scenarios/checking/document.ts';
import { asSteps } from '../../../src/engine/steps/bundled.ts';
import { strategyOf } from '../../../src/engine/steps/made.ts';
import { busy, incidents, procedures } from '../../support/incidents.ts';
import { open } from '../../support/scenarios.ts';

const HOUR = 3_600_000_000;

/** Ways of the bundled strategies that the table of procedures lacks. */
const MORE = [
  { id: 'redrive-frozen', strategy: 'redrive', parameters: { freeze: true } },
  { id: 'resync-once', strategy: 'resync-naive', parameters: { retries: 0, freeze: true } },
  { id: 'resync-since-frozen', strategy: 'resync-since', parameters: { freeze: true } },
  { id: 'reconcile-frozen', strategy: 'reconcile', parameters: { freeze: true } },
  { id: 'copy-frozen', strategy: 'copy-database', parameters: { freeze: true, rate: '1/s' } },
  { id: 'replay-at', strategy: 'replay', parameters: { from: 'at', at: '90m' } },
  { id: 'replay-offset', strategy: 'replay', parameters: { from: 'offset', offset: 20 } },
] as const;

const CHOICES = [...procedures, ...MORE];

/** What the steps need that the incidents' defaults have: here it must be built first, or cannot be. */
const bare = {
  'nothing is there that a repair needs': busy({
    user: { bulkEndpoint: false, updatedSince: false, deletedEndpoint: false, digest: false, history: 'none' },
    billing: { policy: 'arrival' },
    events: { versioned: false },
    people: { handOff: '20m' },
  }),
  'the schema changes while the query is written': busy({
    faults: [{ fault: 'schema-change', at: '125m', for: '30m' }],
    repair: { at: '2h' },
  }),
};

/** One incident in which every run is sought and forked too. */
const SOUGHT = 'everything goes wrong, one after the other';

/** Each incident is met by every third choice in turn, and the two corner ones and the one that is sought by all. */
const metBy = (about: string, n: number) =>
  about in bare || about === SOUGHT ? CHOICES : CHOICES.filter((_, m) => (n + m) % 3 === 0);

const MET = Object.entries({ ...incidents, ...bare }).map(([about, of], n) => [about, of, metBy(about, n)] as const);

describe.each(MET)('%s', (about, incident, choices) => {
  test.each(choices)('$id', ({ strategy, parameters = {} }) => {
    const usual = strategyOf(strategy)?.parameters ?? {};
    const values = Object.fromEntries(Object.entries(usual).map(([name, { default: value }]) => [name, value]));
    const own = asSteps(strategy, { ...values, ...parameters } as never);
    if (own === undefined) throw new Error(`${strategy} is made of no steps.`);
    const expected = open(incident, { strategy, parameters }).finish();
    const session = open(incident, { strategy: own, session: { marks: 7, marksPerKeyframe: 3 } });
    const result = session.finish();
    expect(result.phases).toEqual(expected.phases);
    expect(result.fingerprint).toBe(expected.fingerprint);
    expect([result.verdict, result.strategy, result.measures]).toEqual([
      expected.verdict,
      expected.strategy,
      expected.measures,
    ]);
    if (about !== SOUGHT) return;
    session.seek(2.25 * HOUR);
    expect(session.finish(), 'after a seek').toEqual(result);
    expect(session.fork(3.5 * HOUR).finish(), 'of a fork').toEqual(result);
  });
});

test('a new service is seeded by steps as by the strategy, also where the queue is bound last', () => {
  const ways = [
    ['resync', { order: 'copy-first', merge: 'at-least', sweep: true }],
    ['resync', { order: 'subscribe-first', merge: 'newer', sweep: false }],
    ['copy-database', { position: 'afterwards', rate: '1/s' }],
    ['copy-database', { position: 'same-transaction', rate: '1/s' }],
    ['republish-state', { tombstones: true, rate: '1/s' }],
  ] as const;
  for (const [strategy, parameters] of ways) {
    const own = asSteps(strategy, { ...parameters, freeze: false });
    const document = (seed: unknown) => {
      const base = busy({ billing: { startsAt: '1h10m', policy: 'version' } });
      const billing = { ...base.billing, seed };
      const checked = checkScenario({ ...base, billing, variants: ['wait'] }, scenarioDefinition, { id: 'x' });
      if ('issues' in checked) throw new Error(JSON.stringify(checked.issues));
      return checked.scenario;
    };
    const expected = open(document({ strategy, parameters })).finish();
    const result = open(document({ strategy: own, parameters: {} })).finish();
    expect([strategy, result.fingerprint]).toEqual([strategy, expected.fingerprint]);
    expect(result.measures).toEqual(expected.measures);
  }
});
