// What a decision says is held against runs: a weight's flip against the engine's own costs at other weights, a range's against runs
// on both sides of it, the charges against the total.
import { expect, test } from 'vitest';
import { type DecisionQuestion, deciding } from '../../../src/analysis/decision/decision.ts';
import { laneCosts, meanOf, weightsOf } from '../../../src/analysis/decision/lane-costs.ts';
import { recommendationOf } from '../../../src/analysis/decision/recommendation.ts';
import { firstsOf } from '../../../src/analysis/decision/standings.ts';
import { compare, measureOf, type Scenario, scenarios } from '../../../src/engine/index.ts';
import { readScenario } from '../../../src/files/index.ts';
import { decided, runsAt } from '../../support/decided.ts';

const SEEDS = 4;

const TEXT = `
schema: 1
title: A silence to decide about
length: 20h
population: { users: 1500, suspendedShare: 0.2 }
workload: { suspend: 0.05/h, reactivate: 0.2/h }
api: { pageSize: 100 }
people: { find: 30m, build: 1h, review: 10m, run: 5m }
billing: { policy: version, invoiceEvery: 2h }
faults: [{ fault: publisher-silent, at: 4h30m, for: 90m }]
repair: { at: 7h }
costs: { wrongInvoice: 4, missedInvoice: 1, handsOnHour: 90, horizon: 1d }
perYear: 3
ranges: { faults.0.for: [2m, 3h], costs.missedInvoice: [0, 40], people.build: [0s, 2h] }
variants:
  - wait
  - resync
  - { id: brief, title: Noticed soon, strategy: wait, set: { faults.0.for: 10m }, price: { once: 900, perMonth: 10 } }
`;

function questionIn(text: string, file = 'silence.yaml'): DecisionQuestion {
  const read = readScenario(text, { file, readSibling: () => undefined });
  if ('errors' in read) throw new Error(read.errors.map(({ message }) => message).join('\n'));
  return { scenario: read.scenario, variants: read.scenario.variants, seed: read.scenario.seed };
}

const question = questionIn(TEXT);
const decision = decided(question, SEEDS);

/** Ids of the lanes, the cheapest on average first, with other weights or at other values. */
function orderWith(
  costs: Partial<Scenario['costs']>,
  at: Readonly<Record<string, unknown>> = {},
  variants = question.variants,
): readonly string[] {
  const scenario = { ...question.scenario, costs: { ...question.scenario.costs, ...costs } };
  const lanes = laneCosts(runsAt({ ...question, scenario, variants }, at, SEEDS));
  return [...lanes].sort((a, b) => meanOf(a.totals) - meanOf(b.totals)).map(({ id }) => id);
}

/** Wrong, missed and late invoices, calls, work, harm that goes on: all weights count in one of them. */
const PRICED = ['broken-publisher', 'copy-or-call', 'new-service', 'forgotten-deletions'];

test('of bundled scenarios each weight times what it prices adds up to the total', () => {
  for (const { text, file } of scenarios.filter(({ id }) => PRICED.includes(id))) {
    const { scenario, variants } = questionIn(text, file);
    for (const { charges, measures, id } of compare(scenario, variants.slice(0, 3)).variants) {
      const sum = weightsOf(scenario)
        .filter(({ key }) => key !== 'horizon')
        .reduce((total, { key, value }) => total + value * charges[key as keyof typeof charges], 0);
      expect(sum, `${file} ${id}`).toBeCloseTo(Number(measureOf(measures, 'cost.total')), 6);
    }
  }
});

test('the first place changes within 1 % of where a weight’s flip is said to be, and nowhere nearer', () => {
  const { scenario, variants } = question;
  const repairs = { ...question, scenario: { ...scenario, ranges: {} }, variants: variants.slice(0, 2) };
  const among = decided(repairs, SEEDS);
  const firsts = firstsOf(among.standings);
  const orderAt = (costs: Partial<Scenario['costs']>) => orderWith(costs, {}, repairs.variants);
  const isFirst = (costs: Partial<Scenario['costs']>): boolean => firsts.includes(orderAt(costs)[0] as string);
  const flips = among.weights.flatMap(({ key, value, unit, flips: own }) =>
    own.map((flip) => ({ key, now: value, unit, ...flip })),
  );
  expect(flips.length).toBeGreaterThan(1);
  for (const { key, now, unit, value, side, to } of flips) {
    const asGiven = (number: number) => (unit === 'h' ? `${Math.round(number * 3600)}s` : number);
    const [near, far] = side === 'above' ? [0.99, 1.01] : [1.01, 0.99];
    expect(isFirst({ [key]: asGiven(value * near) }), `${key} just before ${value}`).toBe(true);
    expect(orderAt({ [key]: asGiven(value * far) })[0], `${key} just beyond ${value}`).toBe(to);
    expect(isFirst({ [key]: asGiven((now + value) / 2) }), `${key} half-way to ${value}`).toBe(true);
  }
});

test('the first place changes within 1 % of where a range’s flip is said to be', () => {
  const { flips } = decision.ranges.find(({ path }) => path === 'faults.0.for') ?? { flips: [] };
  expect(flips.length).toBeGreaterThan(0);
  for (const { value, between } of flips) {
    const seconds = secondsOf(String(value));
    expect(orderWith({}, { 'faults.0.for': `${Math.floor(seconds * 0.99)}s` })[0]).toBe(between[0]);
    expect(orderWith({}, { 'faults.0.for': `${Math.ceil(seconds * 1.01)}s` })[0]).toBe(between[1]);
  }
});

test('a range over a weight agrees with the weight’s own flip, without runs', () => {
  const own = decision.weights.find(({ key }) => key === 'missedInvoice')?.flips.map(({ value }) => value) ?? [];
  const ranged = decision.ranges.find(({ path }) => path === 'costs.missedInvoice')?.flips ?? [];
  for (const value of own.filter((each) => each < 40))
    expect(ranged.some((flip) => Math.abs(Number(flip.value) - value) < 0.01 * value + 0.01)).toBe(true);
});

test('only runs that no weight gives are asked for', () => {
  const { scenario } = question;
  const weightsOnly = { ...question, scenario: { ...scenario, ranges: { 'costs.missedInvoice': [0, 40] as const } } };
  const work = deciding(weightsOnly);
  work.next();
  expect(work.next([runsAt(weightsOnly, {}, SEEDS)]).done).toBe(true);
});

test('lanes are ranked by cost, beside doing nothing, and those as good as equal share a place', () => {
  expect(decision.idle).toMatchObject({ id: 'wait', isIdle: true });
  expect(decision.standings.map(({ id }) => id)).toEqual(orderWith({}));
  const twice = decided(
    {
      ...question,
      scenario: { ...question.scenario, ranges: {} },
      variants: [
        ...question.variants,
        { ...(question.variants[0] as (typeof question.variants)[number]), id: 'again', title: 'Again' },
      ],
    },
    2,
  );
  const places = new Map(twice.standings.map(({ id, place }) => [id, place]));
  expect(places.get('again')).toBe(places.get('wait'));
});

test('a prevention pays from where its yearly price is what it spares', () => {
  const brief = decision.years?.find(({ id }) => id === 'brief');
  const { spares, laterYears, firstYear } = brief?.pays ?? { spares: null, laterYears: null, firstYear: null };
  expect((laterYears?.value ?? 0) * (spares?.mean ?? 0)).toBeCloseTo(120, 6);
  expect((firstYear?.value ?? 0) * (spares?.mean ?? 0)).toBeCloseTo(1020, 6);
});

test('at most five inputs are told, the one that moves the lead most first', () => {
  const swings = decision.tornado.map(({ margins: [low, high] }) => Math.abs(high - low));
  expect(swings.length).toBeLessThanOrEqual(5);
  expect(swings).toEqual([...swings].sort((a, b) => b - a));
});

test('what is recommended is the lane that is ranked first, or said not to be worth it', () => {
  const [first] = decision.standings;
  expect(recommendationOf(decision).join(' ')).toContain(`“${first?.title}”`);
});

const secondsOf = (text: string): number =>
  [...text.matchAll(/(\d+)([hms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (unit === 'h' ? 3600 : unit === 'm' ? 60 : 1),
    0,
  );
