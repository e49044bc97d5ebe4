// What a study offers, in which order it runs, and what it says: best and changes are those of
// the engine's study, and sentences tell them.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { figureOf, type PointRuns, type StudyFigure } from '../../../src/analysis/study/figure.ts';
import { offersOf, type StudyOffer } from '../../../src/analysis/study/offered.ts';
import { missingOf, runOrder } from '../../../src/analysis/study/running.ts';
import { setApart, sharesAlong } from '../../../src/analysis/study/scale.ts';
import { studyRows, studySheet } from '../../../src/analysis/study/table.ts';
import { stretchesOf, studySentence } from '../../../src/analysis/study/told.ts';
import { askedIn, askedText } from '../../../src/analysis/study/vary.ts';
import { type MeasuredLane, measures, pointsOf, type Scenario, studyOf } from '../../../src/engine/index.ts';
import { scenario, silent, variant } from '../../support/scenarios.ts';

const offer = (of: Scenario, path: string): StudyOffer | undefined => offersOf(of).find((each) => each.path === path);

test('a range that the scenario names is offered first, as it is named', () => {
  const of = scenario({ faults: [silent('10h', '1h')], ranges: { 'billing.consumers': [1, 6] } });
  const [first] = offersOf(of);
  expect(first).toMatchObject({ path: 'billing.consumers', from: '1', to: '6', unknown: true, now: '1' });
  expect(offer(of, 'faults.0.for')).toMatchObject({
    title: 'Publisher silent lasts',
    from: '15m',
    to: '2h',
    steps: 8,
    now: '1h',
  });
  expect(offer(of, 'faults.0.share')).toMatchObject({ from: '0.1', to: '1', title: 'Publisher silent, share' });
  expect(offer(of, 'repair.at')).toMatchObject({ from: '11h', to: '15h' });
  expect(offer(of, 'broker.kind')).toBeUndefined();
});

test('what is asked for is the same as a text of the command line', () => {
  const asked = { path: 'faults.0.for', from: '10m', to: '4h', steps: 12 };
  expect(askedIn(askedText(asked))).toEqual(asked);
  expect(askedIn('faults.0.for')).toBeNull();
});

test('all points are run once, the ends first; what was run is not run again', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 2, max: 12 }), { minLength: 1, maxLength: 2 }), (counts) => {
      const order = runOrder(counts);
      const all = counts.reduce((product, count) => product * count, 1);
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: all }, (_, n) => n));
      expect(order[0]).toBe(0);
      expect(order.slice(0, 2 ** counts.length)).toContain(all - 1);
    }),
  );
  const vary = [{ path: 'billing.consumers', values: [1, 2, 3] }];
  const asked = { scenario: scenario({ seed: 7 }), vary, seeds: 2 };
  const half = { asked, runs: [[[], []], [[]], []] };
  expect(missingOf(half)).toEqual([
    { job: 2, seed: 7 },
    { job: 2, seed: 8 },
    { job: 1, seed: 8 },
  ]);
});

const lanes = [variant('wait'), variant('resync'), variant('reconcile')];

/** Every measure is 0 but the total cost. */
function allZero(total: number): MeasuredLane['measures'] {
  const tree: Record<string, Record<string, number>> = {};
  for (const { id } of measures) {
    const [group = '', name] = id.split('.');
    tree[group] = name === undefined ? (0 as never) : { ...tree[group], [name]: id === 'cost.total' ? total : 0 };
  }
  return tree;
}

/** One seed a list: what each lane costs. */
const costing = (...seeds: readonly (readonly number[])[]): PointRuns =>
  seeds.map((costs) =>
    costs.map((total, n): MeasuredLane => {
      const { id, title } = lanes[n] as (typeof lanes)[number];
      return { id, title, strategy: id, fingerprint: '', measures: allZero(total) };
    }),
  );

const along = (runs: readonly PointRuns[]): StudyFigure =>
  figureOf({ variants: lanes, vary: [{ path: 'faults.0.for', values: ['1h', '2h', '3h', '4h'] }] }, runs, 'cost.total');

const WAIT = costing([10, 30, 50], [12, 31, 52]);
const RESYNC = costing([90, 30, 50], [95, 31, 52]);
const BOTH = costing([90, 30, 30], [95, 31, 31]);

test('where which lane is best, in a sentence', () => {
  expect(studySentence(along([WAIT, WAIT, RESYNC, RESYNC]))).toBe('Up to 2h Wait is best, from 3h on Resync.');
  expect(studySentence(along([WAIT, RESYNC, RESYNC, BOTH]))).toBe(
    'At 1h Wait is best, from 2h to 3h Resync, at 4h Resync or Reconcile.',
  );
  expect(studySentence(along([RESYNC, RESYNC, RESYNC, RESYNC]))).toBe('Resync is best everywhere from 1h to 4h.');
  expect(studySentence(along([]))).toBe('');
});

test('of two values, how often which lane is best', () => {
  const vary = [
    { path: 'faults.0.for', values: ['1h', '2h'] },
    { path: 'billing.consumers', values: [1, 2] },
  ];
  const figure = figureOf({ variants: lanes, vary }, [WAIT, RESYNC, RESYNC, BOTH], 'cost.total');
  expect(studySentence(figure)).toBe('Resync is best at 2 of 4 points, Wait at 1, Resync or Reconcile at 1.');
  expect(figure.changes.map(({ path, between, best }) => [path, between.join(' '), best.join(' → ')])).toEqual([
    ['faults.0.for', '1h 2h', 'wait → resync'],
    ['faults.0.for', '1h 2h', 'resync → resync,reconcile'],
    ['billing.consumers', '1 2', 'wait → resync'],
    ['billing.consumers', '1 2', 'resync → resync,reconcile'],
  ]);
});

test('a point that was not run yet has no best lane, and no change is seen across it', () => {
  const figure = along([WAIT, [], RESYNC, RESYNC]);
  expect(figure.points[1]).toMatchObject({ seeds: 0, lanes: [], best: [], lead: null });
  expect(figure.changes).toEqual([]);
  expect(stretchesOf(figure).map(({ first, last }) => [first, last])).toEqual([
    [0, 0],
    [2, 3],
  ]);
});

test('best lanes and changes are those of the engine’s study; the lead is that of the means', () => {
  const runs = [WAIT, WAIT, RESYNC, BOTH];
  const figure = along(runs);
  expect(figure.points.map(({ best }) => best.join())).toEqual(['wait', 'wait', 'resync', 'resync,reconcile']);
  expect(figure.points.map(({ lead }) => lead)).toEqual([19.5, 19.5, 20.5, 62]);
  const study = studyOf({ scenario: scenario(), seed: 1, seeds: 2, measure: 'cost.total', vary: figure.vary }, runs);
  expect(study.points.map(({ best }) => best)).toEqual(figure.points.map(({ best }) => best));
  expect(study.changes).toEqual(figure.changes);
});

test('rows for people and for spreadsheets', () => {
  const figure = along([WAIT, [], [], BOTH]);
  expect(studyRows(figure, ({ mean }) => String(mean))[1]).toEqual(['1h', '11', '30.5', '51', 'wait']);
  const [head, ...rows] = studySheet(figure, 2);
  expect(head?.slice(0, 5)).toEqual(['faults.0.for', 'wait', 'wait.low', 'wait.high', 'resync']);
  expect(rows.map(([value, mean]) => [value, mean])).toEqual([
    ['1h', '11'],
    ['4h', '92.5'],
  ]);
  expect(studySheet(figure, 1)[0]).toEqual(['faults.0.for', 'wait', 'resync', 'reconcile', 'best']);
});

test('values stand where they are on their way, labels apart from each other', () => {
  expect(sharesAlong({ path: 'a', values: ['1h', '90m', '3h'] })).toEqual([0, 0.25, 1]);
  expect(pointsOf([{ path: 'a', values: [1, 2] }])).toHaveLength(2);
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { maxLength: 8 }), (places) => {
      const moved = setApart(places, 17, { top: 0, bottom: 300 });
      const sorted = [...moved].sort((a, b) => a - b);
      for (const [n, place] of sorted.entries()) {
        expect(place).toBeGreaterThanOrEqual(-1e-9);
        expect(place).toBeLessThanOrEqual(300 + 1e-9);
        if (n > 0) expect(place - (sorted[n - 1] as number)).toBeGreaterThanOrEqual(17 - 1e-9);
      }
    }),
  );
});
