// The study by role and name: what is varied is chosen in words, run, told in a sentence and in a table; a point opens as a scenario;
// what cannot be run is said, with what to do.
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { FigurePoint, StudyFigure } from '../../../src/analysis/study/figure.ts';
import { findEntry, type Interval, type Measure, measures } from '../../../src/engine/index.ts';
import { readScenario } from '../../../src/files/index.ts';
import { createRunner, type Runner } from '../../../src/ui/state/runner.ts';
import { StudyGrid } from '../../../src/ui/study/grid.tsx';
import { StudyDialog } from '../../../src/ui/study/study.tsx';
import { host } from '../../../src/worker/host.ts';
import { connectionTo, newRunner, renderWith } from '../../support/runner.tsx';

afterEach(cleanup);

const TEXT = `title: Small
length: 3h
seed: 5
population: { users: 50 }
faults:
  - { fault: publisher-silent, at: 1h, for: 1h }  # as it was noticed
variants: [wait, resync]
`;

function opened(runner: Runner = newRunner(), lifted = true): Runner {
  const read = readScenario(TEXT, { file: 'small.yaml', readSibling: () => undefined });
  if (!('scenario' in read)) throw new Error('the scenario is wrong');
  const { scenario } = read;
  runner.set({
    work: {
      scenario,
      seed: scenario.seed,
      variant: 'wait',
      inputs: [],
      changes: undefined,
      source: { file: 'small.yaml', text: TEXT, siblings: {} },
    },
    lifted,
    dialog: 'study',
  });
  renderWith(runner, <StudyDialog />);
  return runner;
}

const hidden = { hidden: true } as const;
const button = (name: string | RegExp) => screen.getByRole('button', { name, ...hidden });
const field = (name: string) => screen.getByRole('textbox', { name, ...hidden });

async function type(name: string, text: string) {
  await userEvent.clear(field(name));
  await userEvent.type(field(name), text);
}

async function small() {
  await type('From', '20m');
  await type('To', '1h');
  await type('Steps', '3');
  await type('Seeds at each value', '2');
}

test('a value in words is proposed, run, told in a sentence and a table, and a point opens as a scenario', async () => {
  const runner = opened();
  const what = screen.getByRole('combobox', { name: 'What is varied', ...hidden });
  expect((what as HTMLSelectElement).value).toBe('faults.0.for');
  expect(within(what).getByRole('option', { name: 'Publisher silent lasts', ...hidden })).toBeTruthy();
  await small();
  expect(screen.getByText('3 points, 2 lanes: 12 runs')).toBeTruthy();
  await userEvent.click(button('Run the study'));
  await waitFor(() => screen.getByText('3 points, 2 lanes: 12 runs, all there'), { timeout: 20_000 });
  const table = screen.getByRole('table', { name: /at every point$/, ...hidden });
  const rows = within(table).getAllByRole('row', hidden);
  expect(rows).toHaveLength(4);
  expect(rows[1]?.textContent).toMatch(/^20m/);
  await waitFor(() => screen.getByText(/is best/));
  const open = vi.spyOn(runner.opening, 'source').mockResolvedValue('opened');
  await userEvent.click(button('Open Publisher silent lasts 40m'));
  await waitFor(() => expect(open).toHaveBeenCalled());
  const [source, options] = open.mock.calls[0] ?? [];
  expect(source?.text).toContain('for: 40m');
  expect(source?.text).toContain('# as it was noticed');
  expect(source?.text).toContain('title: Small (Publisher silent lasts 40m)');
  expect(options?.entry).toBe(true);
});

test('another measure of the same runs needs no run', async () => {
  const runner = opened();
  await small();
  await userEvent.click(button('Run the study'));
  await waitFor(() => screen.getByText(/all there$/), { timeout: 20_000 });
  const before = runner.get().study;
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Measure', ...hidden }), 'divergent.userHours');
  expect(screen.getByRole('table', { name: 'Divergent user-hours at every point', ...hidden })).toBeTruthy();
  expect(runner.get().study).toBe(before);
});

test('of two values a grid is gone through by arrow keys, each cell says who is best', async () => {
  opened();
  await small();
  await userEvent.click(button('A second value'));
  const [, second] = screen.getAllByRole('combobox', { name: 'What is varied', ...hidden });
  await userEvent.selectOptions(second as HTMLElement, 'billing.consumers');
  const [, from] = screen.getAllByRole('textbox', { name: 'From', ...hidden });
  const [, to] = screen.getAllByRole('textbox', { name: 'To', ...hidden });
  const [, steps] = screen.getAllByRole('textbox', { name: 'Steps', ...hidden });
  for (const [input, text] of [
    [from, '1'],
    [to, '2'],
    [steps, '2'],
  ] as const) {
    await userEvent.clear(input as HTMLElement);
    await userEvent.type(input as HTMLElement, text);
  }
  await userEvent.click(button('Run the study'));
  await waitFor(() => screen.getByText('6 points, 2 lanes: 24 runs, all there'), { timeout: 20_000 });
  const grid = screen.getByRole('grid', { name: 'Best lane at every point', ...hidden });
  const cells = within(grid).getAllByRole('button', hidden);
  expect(cells).toHaveLength(6);
  for (const cell of cells)
    expect(cell.getAttribute('aria-label')).toMatch(/^Publisher silent lasts \S+, Billing, consumers [12]: /);
  expect(cells.filter((cell) => cell.tabIndex === 0)).toEqual([cells[0]]);
  cells[0]?.focus();
  await userEvent.keyboard('{ArrowRight}{ArrowDown}');
  expect(document.activeElement).toBe(cells[4]);
});

test('a cell with room for two numbers counts more than two lanes that are equal, and what stands in it is explained', () => {
  const measure = findEntry(measures, 'cost.total') as Measure;
  const exactly = (mean: number): Interval => ({ mean, low: mean, high: mean, n: 2 });
  const point = (first: number, second: number, best: readonly string[], lead: number | null): FigurePoint => ({
    at: { 'faults.0.for': `${first}m`, 'billing.consumers': second },
    seeds: 2,
    lanes: [1, 2, 3, 4].map(exactly),
    best,
    lead,
  });
  const figure: StudyFigure = {
    measure,
    vary: [
      { path: 'faults.0.for', values: ['1m', '2m'] },
      { path: 'billing.consumers', values: [1, 2] },
    ],
    lanes: ['a', 'b', 'c', 'd'].map((id) => ({ id, title: `Lane ${id}` })),
    points: [
      point(1, 1, ['b'], 1234),
      point(1, 2, ['a', 'c'], 7),
      point(2, 1, ['a', 'b', 'c'], 1),
      point(2, 2, ['a', 'b', 'c', 'd'], null),
    ],
    changes: [],
  };
  render(<StudyGrid figure={figure} titles={['It lasts', 'Consumers']} onOpen={() => {}} />);
  const cells = screen.getAllByRole('button').map((cell) => cell.textContent);
  // The highest value of the second stands on top.
  expect(cells).toEqual(['1 = 3by 7', 'all equal', '2by 1234', '3 equalby 1']);
  expect(screen.getByText(/^In a cell: the number of the best lane, under it by how much it leads/)).toBeTruthy();
});

test('stopped, it says how far it is and goes on', async () => {
  const runner = opened();
  await small();
  const stop = runner.store.subscribe(({ study }) => {
    if ((study?.runs[0]?.length ?? 0) > 0) runner.study.cancel();
  });
  await userEvent.click(button('Run the study'));
  await waitFor(() => button('Go on'));
  stop();
  expect(screen.getByText(/of 6 comparisons run\./)).toBeTruthy();
  await userEvent.click(button('Go on'));
  await waitFor(() => screen.getByText(/all there$/), { timeout: 20_000 });
});

test('what is typed wrongly is told with what is allowed, and nothing is run', async () => {
  const runner = opened();
  await type('To', 'tomorrow');
  await type('Seeds at each value', '0');
  await userEvent.click(button('Run the study'));
  const alerts = screen.getAllByRole('alert', hidden).map((alert) => alert.textContent);
  expect(alerts).toEqual([
    'faults.0.for: allowed are two durations, two rates of one unit or two numbers around the dots.',
    'Seeds: allowed are 1 to 1000.',
  ]);
  await type('To', '9h');
  await type('Seeds at each value', '2');
  expect(screen.queryAllByRole('alert', hidden)).toEqual([]);
  await type('Steps', '9000');
  await userEvent.click(button('Run the study'));
  expect(screen.getByRole('alert', hidden).textContent).toContain('a page takes up to 500 and 40 000');
  expect(runner.get().study).toBeNull();
});

test('before the lanes’ ends were shown nothing is run, and it is said how it can be', async () => {
  opened(newRunner(), false);
  expect(screen.queryByRole('button', { name: 'Run the study', ...hidden })).toBeNull();
  await userEvent.click(button('Show the whole day'));
  expect(button('Run the study')).toBeTruthy();
});

test('runs that fail are told', async () => {
  opened(
    createRunner(() =>
      connectionTo({
        ...host(),
        seeds: () => {
          throw new Error('no such thing');
        },
      }),
    ),
  );
  await small();
  await userEvent.click(button('Run the study'));
  await waitFor(() =>
    expect(screen.getByRole('alert', hidden).textContent).toContain('It could not be run: no such thing'),
  );
});

test('the same study on the command line', async () => {
  opened();
  await small();
  expect(
    screen.getByText("driftlab study small.yaml --vary 'faults.0.for=20m..1h:3' --seeds 2 --measure cost.total"),
  ).toBeTruthy();
});
