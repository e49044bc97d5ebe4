// What theory says of the lanes, beside what their runs measured: first of the lane that does nothing, then of each other one what is its
// own. Of a scenario to which a form does not apply it says nothing.
import {
  duration,
  type Interval,
  interval,
  MINUTE,
  measureOf,
  parseRate,
  type Scenario,
  type SeedResult,
  strategyId,
  type VariantSpec,
} from '../../engine/index.ts';
import { runsDue } from '../planned.ts';
import type { ClosedForm, Draining, Form } from './form.ts';
import { drainingOf, ofOutage } from './outage-forms.ts';
import { ofRepair } from './repair-forms.ts';
import { ofSteadyState } from './steady-forms.ts';
import { UserChain } from './user-chain.ts';

/** A lane: the scenario as it has it, and its runs. */
export interface LaneRuns {
  readonly variant: VariantSpec;
  readonly scenario: Scenario;
  readonly results: readonly SeedResult[];
}

/** A form leaves out what is on its way, who comes and who goes. */
const LEAVES_OUT = 0.03;
const FASTEST = 1e-9;
/** What is counted, and so of which less than one is nothing. */
const COUNTED = /^(?:invoices|messages|divergent)\./;

/** Of noticing: the window of a silence less its usual age, a customer’s delay. */
function ofDetection(scenario: Scenario): readonly Form[] {
  const { detection, faults, population, workload } = scenario;
  const [fault] = faults;
  if (fault === undefined || workload.file !== undefined) return [];
  // Of a few busy users events come in bursts, and silences are longer than chance makes them.
  if (
    detection.by === 'silence-alarm' &&
    population.activity === 'even' &&
    ['publisher-silent', 'relay-stopped'].includes(fault.fault)
  ) {
    const suspend = (parseRate(workload.suspend) ?? 0) * population.users * (1 - population.suspendedShare);
    const reactivate = (parseRate(workload.reactivate) ?? 0) * population.users * population.suspendedShare;
    const rate = Math.max(suspend, reactivate, new UserChain(scenario, duration(fault.at)).signUps, FASTEST);
    const window = -Math.log(detection.falseAlarm) / rate;
    return [
      {
        title: 'Noticed after, by the silence',
        formula: '(ln(1/α) − 1)/λ of the most frequent type',
        expected: (window - 1 / rate) / 1e6,
        measure: 'incident.noticedAfter',
      },
    ];
  }
  if (detection.by === 'customer') {
    const first = runsDue(scenario).find((time) => time > duration(fault.at));
    if (first === undefined) return [];
    const expected = (first - duration(fault.at) + duration(detection.delay)) / 1e6;
    return [
      {
        title: 'Noticed after, by a customer',
        formula: 'first run + delay',
        expected,
        measure: 'incident.noticedAfter',
      },
    ];
  }
  return [];
}

const measuredOf = (results: readonly SeedResult[], measure: string): Interval =>
  interval(
    results.map(({ measures }) => {
      const value = measureOf(measures, measure);
      return typeof value === 'number' ? value : null;
    }),
  );

/** After how long the incident ended, microseconds, on average; null where it did not always, or an invoice run lies between the ends. */
function endedIn({ scenario, results }: LaneRuns): number | null {
  const ends = results.map(({ measures }) => measureOf(measures, 'incident.endedAfter'));
  if (ends.length === 0 || ends.some((end) => typeof end !== 'number')) return null;
  const times = ends.map((end) => Number(end) * 1e6);
  const at = duration(scenario.faults[0]?.at ?? '0s');
  const [first, last] = [at + Math.min(...times), at + Math.max(...times)];
  if (first < last && runsDue(scenario).some((time) => time > first && time <= last)) return null;
  return Math.round(times.reduce((sum, time) => sum + time, 0) / times.length);
}

const mends = ({ strategy, then = [] }: VariantSpec): boolean => strategyId(strategy) !== 'wait' || then.length > 0;

function formsOf(lane: LaneRuns): readonly Form[] {
  const { scenario, variant } = lane;
  const ended = endedIn(lane);
  const at = scenario.faults[0] === undefined ? 0 : duration(scenario.faults[0].at);
  const begins = scenario.repair.at === 'detected' ? at + (ended ?? 0) : duration(scenario.repair.at);
  const outage = ofOutage(scenario, ended, mends(variant));
  const waiting = ended === null ? 0 : new UserChain(scenario, at).changes(ended);
  return [
    ...outage,
    ...ofSteadyState(scenario),
    ...ofDetection(scenario),
    ...ofRepair(scenario, variant, { begins, waiting }),
  ];
}

function besideRuns(lane: LaneRuns, form: Form): ClosedForm {
  const measured = measuredOf(lane.results, form.measure);
  const half = measured.low === null || measured.high === null ? 0 : (measured.high - measured.low) / 2;
  const off = Math.abs((measured.mean ?? Number.POSITIVE_INFINITY) - form.expected);
  const agrees = off <= half + LEAVES_OUT * Math.abs(form.expected);
  return { ...form, lane: lane.variant.title, measured, agrees };
}

/** `lanes`: the one that does nothing first. What one lane’s form says for another too is told once. */
export function closedFormsOf(lanes: readonly LaneRuns[]): readonly ClosedForm[] {
  const told: Form[] = [];
  return lanes.flatMap((lane) => {
    const own = formsOf(lane).filter(
      ({ measure, expected }) =>
        (expected >= 1 || !COUNTED.test(measure)) &&
        !told.some((form) => form.measure === measure && Math.abs(form.expected - expected) <= 0.01 * expected),
    );
    told.push(...own);
    return own.map((form) => besideRuns(lane, form));
  });
}

/** A backlog that is gone sooner shows in no mark. */
const SHORTEST = 10 * MINUTE;

/** How long the backlog drains, of the lanes that do nothing but wait for it; told once where several wait alike. */
export function drainsOf(lanes: readonly LaneRuns[]): readonly Draining[] {
  const told = new Set<number>();
  return lanes.flatMap((lane) => {
    const { scenario, variant } = lane;
    const expected = mends(variant) ? null : drainingOf(scenario, endedIn(lane));
    if (expected === null || expected < SHORTEST || told.has(Math.round(expected / MINUTE))) return [];
    told.add(Math.round(expected / MINUTE));
    return [{ id: variant.id, lane: variant.title, expected }];
  });
}
