// Laws of time travel: however a moment is reached, it is the same moment, and what follows from it is the same future.
import fc from 'fast-check';
import { expect } from 'vitest';
import { compare, drive, SharedPasts, specOf } from '../../src/engine/experiment/comparison.ts';
import type { Input } from '../../src/engine/run/inputs.ts';
import { measureOf } from '../../src/engine/run/result.ts';
import { Session } from '../../src/engine/run/session.ts';
import type { RunSpec } from '../../src/engine/run/spec.ts';
import type { View } from '../../src/engine/run/view.ts';
import type { VariantSpec } from '../../src/engine/scenario.ts';
import { duration } from '../../src/engine/sections/compiled.ts';
import { writtenLine } from '../../src/engine/trace/lines.ts';
import { anySpec, anyVariant, inputWithin, momentOf } from '../support/arbitrary.ts';
import { simulationOf } from '../support/inside.ts';
import { law } from '../support/law.ts';
import { traceOfSpec } from '../support/scenarios.ts';

/** Marks and keyframes in any density, and within any budget: they must make no difference. */
const density = fc.record(
  {
    marks: fc.integer({ min: 1, max: 40 }),
    marksPerKeyframe: fc.integer({ min: 1, max: 5 }),
    budget: fc.integer({ min: 1, max: 100_000 }),
  },
  { requiredKeys: ['marks', 'marksPerKeyframe'] },
);

const withMoments = (count: number) =>
  anySpec(1).chain((spec) =>
    fc.record({
      spec: fc.constant(spec),
      times: fc.array(momentOf(spec), { minLength: count, maxLength: count }),
      density,
    }),
  );

/** A view without the room that its tables have to grow. */
function seen(view: View, users: number) {
  const { truthRows, truthVersions, billing, copies: _copies, ...rest } = view;
  const { rows, versions, stamps, byKind, ...more } = billing;
  const upTo = (cells: ArrayLike<number>) => Array.from({ length: users }, (_, n) => cells[n + 1] ?? 0);
  const tables = [truthRows, truthVersions, rows, versions, stamps].map(upTo);
  return { ...rest, ...more, byKind: Array.from(byKind), tables };
}

/** The same facts, asked of the parts of a session that stands at the moment. */
function stands(session: Session, users: number) {
  const { users: database, billing } = simulationOf(session);
  const { copy, divergence } = billing;
  const upTo = (cells: ArrayLike<number>) => Array.from({ length: users }, (_, n) => cells[n + 1] ?? 0);
  const columns = [database, copy].flatMap((table) => {
    const { rows, versions } = table.columnsTo(users + 1);
    return [rows, versions];
  });
  const tables = [...columns, copy.stamps].map(upTo);
  return {
    tables,
    users: database.highestUsed(),
    divergent: divergence.total.level,
    byKind: Array.from(divergence.byKind),
  };
}

law(
  'what is seen of a moment from the end is what a run that stops there has, and what a seek finds',
  withMoments(4),
  ({ spec }) => spec,
  40,
  ({ spec, times, density }) => {
    const whole = Session.open(spec, undefined, density);
    whole.finish();
    const users = simulationOf(whole).users.users + 1;
    for (const time of times) {
      const fresh = Session.open(spec, undefined, { marks: 1 });
      fresh.advance(time);
      const view = seen(whole.view(time), users);
      expect(view, `view of ${time} µs`).toEqual(seen(fresh.view(time), users));
      const moment = fresh.moment();
      const { tables, users: highest, divergent, byKind } = view;
      expect({ tables, users: highest, divergent, byKind }).toEqual(stands(fresh, users));
      expect(view.invoices).toEqual({
        sent: moment.counters.invoicesSent,
        wrong: moment.counters.invoicesWrong,
        missed: moment.counters.invoicesMissed,
      });
      whole.seek(time);
      expect(stands(whole, users), `seek to ${time} µs`).toEqual(stands(fresh, users));
      expect(whole.moment(), `moment at ${time} µs`).toEqual(moment);
    }
  },
);

law(
  'the series of divergent users passes through what is seen at each of its moments',
  withMoments(6),
  ({ spec }) => spec,
  30,
  ({ spec, times, density }) => {
    const session = Session.open(spec, undefined, density);
    session.finish();
    const rising = Float64Array.from(times).sort();
    const { times: told, byKind } = session.series(rising);
    rising.forEach((time) => {
      const n = told.lastIndexOf(time);
      expect(
        byKind.map((kind) => kind[n]),
        `at ${time} µs`,
      ).toEqual(Array.from(session.view(time).billing.byKind));
    });
  },
);

law(
  'the highest point of the series is the peak that the run counted itself',
  withMoments(3),
  ({ spec }) => spec,
  30,
  ({ spec, times, density }) => {
    const session = Session.open(spec, undefined, density);
    const { measures, endedAt } = session.finish();
    const end = Math.max(session.length, endedAt * 1e6);
    const rising = Float64Array.from([0, ...times.filter((time) => time < end), end]).sort();
    const { times: told, byKind } = session.series(rising);
    const sums = Array.from(told, (_, n) => byKind.reduce((sum, kind) => sum + (kind[n] as number), 0));
    expect(Math.max(...sums)).toBe(measureOf(measures, 'divergent.peak'));
    for (let n = 1; n < told.length; n++) expect(told[n]).toBeGreaterThanOrEqual(told[n - 1] as number);
  },
);

law(
  'a fork that changes nothing ends as its parent does, and leaves the parent as it was',
  withMoments(3),
  ({ spec }) => spec,
  40,
  ({ spec, times, density }) => {
    const parent = Session.open(spec, undefined, density);
    const result = Session.open(spec, undefined, { marks: 1 }).finish();
    for (const time of times) {
      const child = parent.fork(time);
      const [back, on] = [times[0] as number, times[1] as number];
      child.seek(back);
      child.seek(on);
      expect(child.finish(), `forked at ${time} µs`).toEqual(result);
    }
    expect(parent.finish()).toEqual(result);
  },
);

/** A run and things that people do one after another, each at its own time, earlier or later than the one before. */
const meddled = anySpec(0).chain((spec) => {
  const length = Number.parseInt(spec.scenario.length, 10);
  const input = inputWithin(length, spec.scenario.faults);
  return fc.record({
    spec: fc.constant(spec),
    inputs: fc.array(input, { minLength: 1, maxLength: 3 }),
    until: momentOf(spec),
    density,
  });
});

law(
  'what somebody does while watching gives the run that is told of it from the beginning',
  meddled,
  ({ spec, inputs }) => ({ ...spec, inputs }),
  60,
  ({ spec, inputs, until, density }) => {
    let session = Session.open(spec, undefined, density);
    session.advance(until);
    const told: Input[] = [];
    for (const input of inputs) {
      session = session.withInput(input);
      told.push(input);
      const fresh = Session.open({ ...spec, inputs: [...told] }, undefined, { marks: 1 }).finish();
      const result = session.finish();
      expect(result.fingerprint, JSON.stringify(told)).toBe(fresh.fingerprint);
      expect(result, JSON.stringify(told)).toEqual(fresh);
    }
  },
);

law(
  'a window of the trace, written later, is the part of the trace that was written at once',
  withMoments(2),
  ({ spec }) => spec,
  40,
  ({ spec, times, density }) => {
    const { lines } = traceOfSpec(spec);
    const session = Session.open(spec, undefined, density);
    session.finish();
    const [from, to] = [...times].sort((x, y) => x - y) as [number, number];
    const window: unknown[] = [];
    session.trace(from, to, (line) => window.push(writtenLine(line)));
    expect(window).toEqual(lines.filter(({ t }) => t >= from && t <= to));
  },
);

const lanes = anySpec(2).chain((spec) =>
  fc.record({ spec: fc.constant(spec), others: fc.array(anyVariant, { minLength: 1, maxLength: 3 }) }),
);

law(
  'a comparison gives each variant the run it has alone, whatever people do meanwhile',
  lanes,
  ({ spec }) => spec,
  25,
  ({ spec, others }) => {
    const variants = [spec.variant, ...others].map((variant, n) => ({ ...variant, id: `${n}` }));
    const together = compare(spec.scenario, variants, {
      seed: spec.seed,
      inputs: spec.inputs,
      session: { marks: 2 },
    });
    for (const [n, variant] of variants.entries()) {
      const alone = Session.open({ ...spec, variant }, undefined, { marks: 1 }).finish();
      expect(together?.variants[n], `lane ${n}, ${variant.strategy}`).toEqual(alone);
    }
  },
);

/** When a run first depends on its strategy, by what its scenario and people say, microseconds; where only the run shows it, as it shows. */
function askedAt(spec: RunSpec): number {
  const { repair, billing } = spec.scenario;
  const { inputs } = spec;
  if (repair.at === 'detected') {
    const session = Session.open(spec, undefined, { marks: 1 });
    session.finish();
    return session.facts().repairAt ?? Number.POSITIVE_INFINITY;
  }
  const begun = inputs.filter(({ kind }) => kind === 'repair').map(({ at }) => at);
  return Math.max(duration(billing.startsAt), Math.min(duration(repair.at), ...begun));
}

const begun = anySpec(2).chain((spec) =>
  fc.record({
    spec: fc.constant(spec),
    repairs: fc.array(momentOf(spec), { maxLength: 2 }),
    others: fc.array(anyVariant, { minLength: 1, maxLength: 2 }),
    density,
  }),
);

law(
  'lanes fork in the microsecond before the first strategy is asked, whenever somebody begins the repair',
  begun,
  ({ spec }) => spec,
  25,
  ({ spec, repairs, others, density }) => {
    const inputs: Input[] = [...spec.inputs, ...repairs.map((at): Input => ({ kind: 'repair', at }))];
    const variants = [spec.variant, ...others].map((variant, n) => ({ ...variant, id: `${n}` }));
    const { seed, scenario } = spec;
    const specs = variants.map((variant) => specOf(scenario, variant, seed, inputs));
    const pasts = new SharedPasts(specs, { session: density });
    for (const [n, lane] of specs.entries()) {
      const session = drive(pasts.opening(lane));
      const alone = { ...spec, inputs, variant: variants[n] as VariantSpec };
      const asked = askedAt(alone);
      if (asked < Number.POSITIVE_INFINITY) expect(session.position, `lane ${n}`).toBe(asked - 1);
      expect(session.facts()).toMatchObject({ repairAt: null, phases: [] });
      expect(session.finish(), `lane ${n}`).toEqual(Session.open(alone, undefined, { marks: 1 }).finish());
    }
    expect(pasts.held, 'pasts that nobody needs any more').toBe(0);
  },
);

const twin = (spec: RunSpec): RunSpec => JSON.parse(JSON.stringify(spec));

law(
  'a run is a value: its spec, written as JSON and read again, is the same run',
  anySpec(2),
  (spec) => spec,
  40,
  (spec) => {
    const result = Session.open(spec, undefined, { marks: 1 }).finish();
    expect(Session.open(twin(spec), undefined, { marks: 1 }).finish()).toEqual(result);
  },
);
