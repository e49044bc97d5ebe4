// One run, one fingerprint: whichever way it was reached, watched or not, alone or in a comparison. It is a pure function of
// the trace's lines, which separate code confirms.
import { describe, expect, test, vi } from 'vitest';
import { compare } from '../../../src/engine/experiment/comparison.ts';
import { Session } from '../../../src/engine/run/session.ts';
import type { Scenario } from '../../../src/engine/scenario.ts';
import { writtenLine } from '../../../src/engine/trace/lines.ts';
import { fingerprintOf, unknownFields, written } from '../../support/fingerprint.ts';
import { busy, incidents, procedures } from '../../support/incidents.ts';
import { open, runOf, scenario, specFor, traceOf, variant } from '../../support/scenarios.ts';

vi.setConfig({ testTimeout: 30_000 });

const all = Object.entries(incidents);
const FINE = { marks: 25, marksPerKeyframe: 4 };

/** Moments in no order, the same in every run of the test. */
const moments = (length: number, count: number, salt: number): number[] =>
  Array.from({ length: count }, (_, n) => Math.floor((((n + salt) * 0.6180339887498949) % 1) * length));

const procedureFor = (n: number) => procedures[n % procedures.length] as (typeof procedures)[number];

test.each(all)('separate code finds the same fingerprint in the written trace: %s', (name, of) => {
  for (const procedure of [0, 4, 8].map((n) => procedureFor(n + name.length))) {
    const { lines, result } = traceOf(of, procedure);
    expect(fingerprintOf(written(lines)), procedure.id).toBe(result.fingerprint);
    expect(lines.flatMap((line) => unknownFields(line as never))).toEqual([]);
  }
});

describe.each(all)('%s: one fingerprint', (name, of) => {
  const choice = procedureFor(name.length);
  const once = runOf(of, choice);
  const length = 6 * 3_600_000_000;

  test('twice, and with or without a reader', () => {
    expect(runOf(of, choice)).toEqual(once);
    expect(traceOf(of, choice).result).toEqual(once);
  });

  test('forwards in small steps, back and forth, and resumed', () => {
    const session = open(of, { ...choice, session: FINE });
    for (const time of moments(length, 12, 1)) session.seek(time);
    expect(session.finish()).toEqual(once);
    for (const time of moments(length, 6, 5)) {
      session.seek(time);
      expect(session.finish(), `after going back to ${time} µs`).toEqual(once);
    }
  });

  test('in forks, and in forks of forks; the parent is none the worse', () => {
    const session = open(of, { ...choice, session: FINE });
    for (const time of moments(length, 5, 3)) {
      const child = session.fork(time);
      const grandchild = child.fork(Math.min(length, time + length / 9));
      expect(grandchild.finish(), `forked at ${time} µs`).toEqual(once);
      child.seek(time + 1);
      expect(child.finish(), `forked at ${time} µs`).toEqual(once);
    }
    expect(session.finish()).toEqual(once);
  });

  test('written windows, put together, are the whole trace', () => {
    const { lines } = traceOf(of, choice);
    const session = open(of, { ...choice, session: FINE });
    session.finish();
    const seen: unknown[] = [];
    const cuts = [0, ...moments(length, 6, 9).sort((x, y) => x - y), Number.POSITIVE_INFINITY];
    for (let n = 1; n < cuts.length; n++)
      session.trace((cuts[n - 1] as number) + (n === 1 ? 0 : 1), cuts[n] as number, (line) =>
        seen.push(writtenLine(line)),
      );
    expect(seen.length).toBe(lines.length);
    expect(written(seen) === written(lines), 'the same lines').toBe(true);
    expect(session.finish()).toEqual(once);
  });
});

test.each(all)('a comparison gives each variant the run it has alone: %s', (_, of) => {
  const variants = [
    ...procedures.map(({ strategy, ...choice }) => variant(strategy, choice)),
    variant('replay', { id: 'log', set: { 'broker.kind': 'log', 'billing.consumers': 1 } }),
    variant('resync', { id: 'guarded', set: { 'billing.policy': 'version' } }),
    variant('wait', { id: 'asks', set: { 'billing.reads': 'verify' } }),
  ];
  const together = compare(of, variants)?.variants ?? [];
  variants.forEach((each, n) => {
    const alone = Session.open(specFor(of, { ...each, id: each.id }), undefined, { marks: 1 }).finish();
    expect(together[n], each.id).toEqual(alone);
  });
});

test('what leaves no trace does not change the fingerprint: titles, descriptions, costs, settings that are not used', () => {
  const of = incidents['the publisher is silent for an hour'] as Scenario;
  const once = runOf(of);
  const unheard: readonly Scenario[] = [
    { ...of, title: 'Another', description: 'Other words', id: 'other' },
    { ...of, start: '2031-01-01T00:00:00Z', opensAt: '1h' },
    {
      ...of,
      costs: {
        wrongInvoice: 1,
        missedInvoice: 2,
        creditedInvoice: 4,
        sideEffect: 3,
        handsOnHour: 3,
        apiCall: 4,
        lateInvoice: 2,
        currency: 'CHF',
        horizon: '1d',
      },
    },
    scenario({ api: { pageSize: 3, rateLimit: '9/s' }, repair: of.repair }, of), // nobody calls
    scenario({ broker: { retention: '1h' }, repair: of.repair }, of), // a queue retains nothing
    scenario({ publisher: { relayEvery: '9s' }, repair: of.repair }, of), // no outbox
    { ...of, people: { find: '1s', build: '2s', review: '3s', run: '4s', fix: '5s', handOff: '6s', hours: 'always' } }, // nobody works
    { ...of, settleWithin: '3d' },
    {
      ...of,
      perYear: 7,
      words: { user: 'client' },
      ranges: { 'people.find': ['1m', '2h'] },
      observed: { 'invoices.wrong': 3 },
    },
    { ...of, variants: [variant('resync')] },
  ];
  for (const other of unheard) expect(runOf(other).fingerprint).toBe(once.fingerprint);
  expect(runOf(of, { id: 'another-name' }).fingerprint).toBe(once.fingerprint);
});

test('what does leave a trace changes it: seed, rates, policy, one microsecond', () => {
  const of = incidents['the publisher is silent for an hour'] as Scenario;
  const heard: readonly Scenario[] = [
    { ...of, seed: 2 },
    busy({ ...of, workload: { ...of.workload, suspend: '0.6/h' } }),
    busy({
      ...of,
      billing: { ...of.billing, policy: 'version' },
      faults: [{ fault: 'message-duplicate', at: '1h', for: '1h' }],
    }),
    busy({ ...of, billing: { ...of.billing, serviceTime: { constant: '2001us' } } }),
  ];
  const prints = [of, ...heard].map((each) => runOf(each).fingerprint);
  expect(new Set(prints).size).toBe(prints.length);
});
