// The table of outcomes by role and name: the cost first with places in words, a row per measure with its unit and meaning, a
// column per variant, best and worst in words.
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { measures, type SweepResult, sweptOf, type VariantResult } from '../../../src/engine/index.ts';
import { Outcomes } from '../../../src/ui/comparison/outcomes.tsx';
import { NO_CHARGES } from '../../support/charges.ts';
import { newRunner, renderWith } from '../../support/runner.tsx';

afterEach(cleanup);

type Values = Readonly<Record<string, unknown>>;

function treeOf(told: (id: string) => unknown): Values {
  const tree: Record<string, unknown> = {};
  for (const measure of measures) {
    const path = measure.id.split('.');
    let at = tree;
    for (const part of path.slice(0, -1)) {
      at[part] ??= {};
      at = at[part] as Record<string, unknown>;
    }
    at[path.at(-1) as string] = told(measure.id);
  }
  return tree;
}

const variant = (id: string, own: Values): VariantResult => ({
  id,
  title: `Variant ${id}`,
  strategy: 'wait',
  verdict: '',
  fingerprint: '',
  charges: NO_CHARGES,
  events: 1,
  endedAt: 1,
  phases: [],
  measures: treeOf((measure) => (measure in own ? own[measure] : 0)) as never,
});

const lanes = [
  variant('a', { 'invoices.wrong': 977, 'repair.convergedAfter': null, 'cost.total': 41_784 }),
  variant('b', { 'invoices.wrong': 228, 'repair.convergedAfter': 3661, 'cost.total': 10_424, 'repair.apiCalls': 110 }),
  variant('c', {
    'invoices.wrong': 500,
    'repair.convergedAfter': 5460,
    'cost.total': 10_430,
    'divergent.userHours': 783.68,
  }),
];
const result = { scenario: {} as never, seed: 7, variants: lanes };

const table = () => screen.getByRole('table', { name: 'Outcomes' });
const row = (name: RegExp) =>
  within(within(table()).getByRole('row', { name }))
    .getAllByRole('cell')
    .map((cell) => cell.textContent);
const columns = () =>
  within(table())
    .getAllByRole('columnheader')
    .map((cell) => cell.textContent);

test('rows, columns, best, worst and never; what it took has neither', async () => {
  renderWith(newRunner(), <Outcomes result={result} />);
  expect(columns()).toEqual(['Measure', 'Variant a', 'Variant b', 'Variant c']);
  expect(row(/^Wrong invoices/)).toEqual(['977 worst', '228 best', '500']);
  expect(row(/^Converged after/)).toEqual(['never worst', '61 min best', '91 min']);
  expect(row(/^Repair, API calls/)).toEqual(['0', '110', '0']);
  expect(row(/^Divergent user-hours/)).toEqual(['0', '0', '784 worst']);
  await userEvent.click(screen.getByRole('button', { name: `All ${measures.length} measures` }));
  expect(within(table()).getAllByRole('row')).toHaveLength(measures.length + 1);
  for (const { title, summary } of measures) {
    const header = within(table())
      .getAllByRole('rowheader')
      .find((cell) => cell.textContent?.startsWith(title));
    expect(header?.textContent).toContain(summary);
  }
});

test('the cost stands first, with places in words; lanes stand as written, or the cheapest first', async () => {
  renderWith(newRunner(), <Outcomes result={result} />);
  const first = within(table()).getAllByRole('row')[1] as HTMLElement;
  expect(within(first).getByRole('rowheader').textContent).toMatch(/^Cost, total/);
  expect(row(/^Cost, total/)).toEqual(['41\u202f784most', '10\u202f424least', '10\u202f430least']);
  await userEvent.click(screen.getByRole('button', { name: 'By cost' }));
  expect(columns()).toEqual(['Measure', 'Variant b', 'Variant c', 'Variant a']);
  expect(row(/^Wrong invoices/)).toEqual(['228 best', '500', '977 worst']);
  await userEvent.click(screen.getByRole('button', { name: 'As written' }));
  expect(columns()).toEqual(['Measure', 'Variant a', 'Variant b', 'Variant c']);
});

test('three groups; late invoices and runs put off are among them only when they occur', () => {
  const { unmount } = renderWith(newRunner(), <Outcomes result={result} />);
  const groups = within(table())
    .getAllByRole('rowgroup')
    .map((group) => group.getAttribute('aria-label'));
  expect(groups.filter(Boolean)).toEqual(['What it left', 'What it billed', 'What it took']);
  expect(within(table()).queryByRole('row', { name: /^Late invoices/ })).toBeNull();
  unmount();
  const late = [variant('a', {}), variant('b', { 'invoices.late': 12, 'invoices.blocked': 1 })];
  renderWith(newRunner(), <Outcomes result={{ ...result, variants: late }} />);
  expect(row(/^Late invoices/)).toEqual(['0 best', '12 worst']);
  expect(row(/^Runs put off/)).toEqual(['0 best', '1 worst']);
});

test('lanes that are as good as equal are not best: the row says how many, once', () => {
  const alike = [700, 783.68, 783.72, 700.1].map((hours, n) => variant(String(n), { 'divergent.userHours': hours }));
  renderWith(newRunner(), <Outcomes result={{ ...result, variants: alike }} />);
  expect(row(/^Divergent user-hours 2 equal/)).toEqual(['700', '784', '784', '700']);
  expect(row(/^Wrong invoices all equal/)).toEqual(['0', '0', '0', '0']);
});

test('all digits are in the tooltip and in data-value', () => {
  renderWith(newRunner(), <Outcomes result={result} />);
  const cell = within(within(table()).getByRole('row', { name: /^Divergent user-hours/ })).getAllByRole('cell')[2];
  expect(cell?.getAttribute('title')).toBe('783.68');
  expect(cell?.getAttribute('data-value')).toBe('783.68');
});

test('over many seeds a lead counts only beyond its interval, and the difference is paired', () => {
  const swept = (mean: number, half: number, against: readonly [number, number]) => ({
    mean,
    low: mean - half,
    high: mean + half,
    n: 20,
    versusFirst: { mean: (against[0] + against[1]) / 2, low: against[0], high: against[1] },
  });
  const of = (id: string, hours: unknown) => ({
    id,
    title: `Variant ${id}`,
    strategy: 'wait',
    measures: treeOf((measure) => (measure === 'divergent.userHours' ? hours : swept(0, 0, [0, 0]))),
  });
  const sweep = {
    scenario: {},
    seed: 7,
    seeds: 20,
    variants: [
      of('a', swept(793.43, 20, [0, 0])),
      of('b', swept(793.44, 20, [-4, 4])),
      of('c', swept(770, 30, [-30, -16])),
    ],
  } as unknown as SweepResult;
  const runner = newRunner();
  runner.set({ sweep });
  const { unmount } = renderWith(runner, <Outcomes result={result} />);
  expect(row(/^Divergent user-hours/)).toEqual(['793', '793', '770']);
  expect(within(table()).getByRole('row', { name: /^Divergent user-hours 2 equal/ })).toBeTruthy();
  unmount();
  renderWith(runner, <Outcomes result={result} pair={['a', 'c']} />);
  expect(row(/^Divergent user-hours/)[2]).toBe('−23.43 [−30, −16] better');
});

test('each seed is a dot with its numbers as a table, once every lane is told', () => {
  const costs = (id: string, cost: number) => ({
    ...variant(id, { 'cost.total': cost, 'cost.work': 10, 'cost.damage': cost - 10, 'cost.residual': 0 }),
  });
  const seedRuns = [90, 110, 130].map((cost) => [costs('a', cost), costs('b', cost + 200)]);
  const runner = newRunner();
  runner.set({ seedRuns, sweep: sweptOf({} as never, 7, seedRuns) });
  renderWith(runner, <Outcomes result={{ ...result, variants: seedRuns[0] as never }} />);
  const region = screen.getByRole('region', { name: 'Spread over seeds' });
  const of = (name: string) =>
    within(within(region).getByRole('table', { name: /over seeds$/ }))
      .getByRole('row', { name: new RegExp(`^Variant ${name}`) })
      .textContent?.replace(`Variant ${name}`, '');
  expect(of('a')).toBe('901101303');
  fireEvent.change(within(region).getByRole('combobox'), { target: { value: 'cost.work' } });
  expect(within(region).getByRole('table', { name: /^Cost of work over seeds/ })).toBeTruthy();
});
