// Laws of drifting apart and coming together: without a fault nothing is lost for good, and taking a fault away takes nothing
// back of what it did.
import fc from 'fast-check';
import { expect } from 'vitest';
import { type Input, plannedFaults } from '../../src/engine/run/inputs.ts';
import type { RunSpec } from '../../src/engine/run/spec.ts';
import type { FaultSpec, Scenario } from '../../src/engine/scenario.ts';
import { anySpec, momentOf } from '../support/arbitrary.ts';
import { law } from '../support/law.ts';
import type { Line } from '../support/lines.ts';
import { measured, runOfSpec, traceOfSpec, variant } from '../support/scenarios.ts';
import { microseconds } from '../support/time.ts';
import { MINUTE } from '../support/values.ts';

/** Repairs that write nothing older than what is there. The others regress users even where nothing was wrong. */
const isHarmless = ({ variant: { strategy, parameters, then }, scenario: { billing } }: RunSpec): boolean => {
  if (then !== undefined) return false;
  if (strategy === 'wait' || strategy === 'republish-state') return true;
  if (strategy === 'replay') return billing.policy !== 'dedupe'; // an inbox refuses to read again
  if (strategy === 'resync') return parameters['merge'] !== 'blind';
  return strategy === 'republish-events' && billing.policy === 'version' && parameters['identity'] !== 'renewed';
};

/** Without faults; events of one user are not overtaken, or the policy does not mind. Long enough to drain any queue. */
const healthy = (spec: RunSpec): RunSpec => {
  const { billing } = spec.scenario;
  const consumers = billing.policy === 'version' ? billing.consumers : 1;
  const reads: Scenario['billing']['reads'] = billing.reads === 'api' ? 'copy' : billing.reads;
  return {
    ...spec,
    inputs: [],
    scenario: {
      ...spec.scenario,
      settleWithin: '60d',
      faults: [],
      broker: {
        ...spec.scenario.broker,
        retention: '366d',
        segmentAge: '366d',
        ttl: 'none',
        maxLength: 'none',
        expires: 'none',
      },
      // A gate that nothing new opens stays shut.
      billing: { ...billing, consumers, reads, startsAt: '0s', freshnessGate: 'none' },
      // A relay that polls reads past what commits late.
      publisher: { ...spec.scenario.publisher, transactionTime: { constant: '0s' } },
      // Nobody is told the past.
      api: { ...spec.scenario.api, replicaLag: '0s' },
    },
  };
};

law(
  'where nothing goes wrong, truth and copy agree in the end, whatever the latencies, the policy and the repair',
  anySpec().map(healthy).filter(isHarmless),
  (spec) => spec,
  80,
  (spec) => {
    const { lines, result } = traceOfSpec(spec);
    expect(result.measures['settled']).toBe(true);
    expect(measured(result, 'divergent.settled'), result.verdict).toBe(0);
    // A replay stops the consumers: with acknowledgement before processing it loses what they had in memory, to read it again.
    if (spec.variant.strategy !== 'replay') expect(measured(result, 'messages.lost')).toBe(0);
    expect(lines.filter(({ kind }) => kind === 'requeue' || kind === 'dead-letter')).toEqual([]);
  },
);

const endOf = ({ at, for: lasts }: FaultSpec): number =>
  microseconds(at) + (lasts === undefined ? 0 : microseconds(lasts));

/** Repairs that write what the User service says now, or nothing. */
const MENDERS = ['resync', 'republish-state', 'reconcile', 'copy-database', 'snapshot-watermark', 'credit-notes'];

/**
 * The same run on roads on which a repair's own load brings nothing about (no limits, no times that run out), with the faults that end by
 * themselves, and a repair that begins when the last of them has.
 */
function mendedAfterwards(spec: RunSpec): RunSpec {
  const calm = healthy(spec);
  const { length, detection } = spec.scenario;
  const faults = spec.scenario.faults.filter(
    (fault) => fault.for !== 'until-fixed' && endOf(fault) <= microseconds(length),
  );
  const at = Math.max(0, ...faults.map(endOf));
  return {
    ...calm,
    variant: variant(MENDERS[spec.seed % MENDERS.length] as string),
    scenario: {
      ...calm.scenario,
      faults,
      detection: { ...detection, by: 'given', at: 'none' },
      repair: { at: `${at}us` },
    },
  };
}

law(
  'a repair that writes nothing older than what is there leaves no more users wrong than waiting does',
  anySpec()
    .map(mendedAfterwards)
    .filter(({ scenario: { faults } }) => faults.length > 0),
  (spec) => spec,
  40,
  (spec) => {
    const mended = runOfSpec(spec);
    const waited = runOfSpec({ ...spec, variant: variant('wait') });
    if (mended.measures['settled'] !== true || waited.measures['settled'] !== true) return;
    expect(measured(mended, 'divergent.settled'), mended.verdict).toBeLessThanOrEqual(
      measured(waited, 'divergent.settled'),
    );
  },
);

/** A fault that ends by itself: with what lasts until it is fixed the repair waits for the fix. */
const isTimed = ({ for: lasts }: FaultSpec): boolean => lasts !== undefined && lasts !== 'until-fixed';

/** A run, one of its faults, and a moment while that is active: never on the minute, so that nothing else happens then. */
const interrupted = anySpec()
  .filter(({ scenario }) => scenario.faults.some(isTimed))
  .chain((spec) =>
    fc
      .record({ at: momentOf(spec), which: fc.nat(), share: fc.integer({ min: 1, max: 999 }) })
      .map(({ which, share }) => {
        const lasting = spec.scenario.faults.flatMap((fault, n) => (isTimed(fault) ? [n] : []));
        const index = lasting[which % lasting.length] as number;
        const fault = spec.scenario.faults[index] as Scenario['faults'][number];
        const from = microseconds(fault.at);
        const time =
          from + Math.floor((microseconds(fault.for as string) * share) / 1000 / MINUTE) * MINUTE + 1 + share;
        return { spec, index, time: Math.min(time, from + microseconds(fault.for as string) - 1) };
      }),
  );

const removal = ({ scenario: { faults } }: RunSpec, index: number, at: number): Input => ({
  kind: 'remove',
  at,
  name: plannedFaults(faults, [])[index]?.name as string,
});

const linesOf = (spec: RunSpec): readonly Line[] => traceOfSpec(spec).lines;

law(
  'removing a fault undoes nothing: the past stays, and what follows is as if the fault had been meant to end then',
  interrupted,
  ({ spec, index, time }) => ({ ...spec, inputs: [removal(spec, index, time)] }),
  60,
  ({ spec, index, time }) => {
    const inputs = [removal(spec, index, time)];
    const meant = spec.scenario.faults.map((fault, n) =>
      n === index ? { ...fault, for: `${time - microseconds(fault.at)}us` } : fault,
    );
    const before = linesOf(spec).filter(({ t }) => t < time);
    const removed = linesOf({ ...spec, inputs });
    const shorter = linesOf({ ...spec, scenario: { ...spec.scenario, faults: meant } });
    expect(removed.slice(0, before.length)).toEqual(before);
    expect(removed).toEqual(shorter);
    if ((removed.at(-1) as Line).t < time) return; // it was over before
    const fault = spec.scenario.faults[index]?.fault;
    expect(removed.filter(({ t }) => t === time)).toContainEqual(
      expect.objectContaining({ kind: 'fault', fault, on: false }),
    );
  },
);

/** A repair that begins when the last fault has ended waits for one that is announced, until that is called off. */
const waitsForAll = ({ scenario: { repair } }: RunSpec): boolean => repair.at === 'detected';

const notYet = interrupted.filter(
  ({ spec, index }) =>
    microseconds(spec.scenario.faults[index]?.at as string) > 0 && isAlone(spec, index) && !waitsForAll(spec),
);

/** Whether no other fault of its kind begins when it does. */
function isAlone({ scenario: { faults } }: RunSpec, index: number): boolean {
  const signs = faults.map(({ fault, at }) => `${fault} ${microseconds(at)}`);
  return signs.indexOf(signs[index] as string) === signs.lastIndexOf(signs[index] as string);
}

law(
  'a fault that is removed before it begins never was',
  notYet,
  ({ spec }) => spec,
  40,
  ({ spec, index }) => {
    const at = microseconds(spec.scenario.faults[index]?.at as string) - 1;
    const never = { ...spec, scenario: { ...spec.scenario, faults: spec.scenario.faults.toSpliced(index, 1) } };
    expect(linesOf({ ...spec, inputs: [removal(spec, index, at)] })).toEqual(linesOf(never));
  },
);
