// The table of policies by role and name: every cell says how many of its runs end right, and opens them as a scenario.
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { TRUTH_ROWS } from '../../../src/analysis/truth-table.ts';
import { createRunner } from '../../../src/ui/state/runner.ts';
import { TruthTable } from '../../../src/ui/truth-table/truth-table.tsx';
import { connectionTo, renderWith } from '../../support/runner.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const cell = (name: string) => screen.getByRole('button', { name, hidden: true });

test('every cell is played, says how many of its runs end right, and opens its runs', async () => {
  const played: string[] = [];
  // In place of the runs: of every row's first run, where it has others, a copy that is overbilled in the end, in the first column only.
  const truthCell = (row: number, column: number) => {
    played.push(`${row}/${column}`);
    const cases = TRUTH_ROWS[row]?.cases ?? [];
    return cases.map((_, n) => (column === 0 && n === 0 && cases.length > 1 ? 1 : 0));
  };
  const complaints = vi.spyOn(console, 'error');
  const runner = createRunner(() => connectionTo({ truthCell }));
  const open = vi.spyOn(runner.opening, 'source').mockResolvedValue('opened');
  renderWith(runner, <TruthTable />);
  await waitFor(() => screen.getByText('130 cells, 1610 runs, each played just now'), { timeout: 20_000 });
  expect(new Set(played).size).toBe(130);
  expect(cell('In order, events carry the key, ask the API: all right').textContent).toBe('all');
  expect(screen.getByText('ends overbilled')).toBeTruthy();
  cell('In order, events carry the change, order of arrival: all right').focus();
  await userEvent.keyboard('{ArrowDown}{ArrowRight}{ArrowLeft}{ArrowLeft}{ArrowUp}');
  expect(document.activeElement).toBe(cell('In order, events carry the change, order of arrival: all right'));
  await userEvent.keyboard('{ArrowDown}{ArrowRight}');
  expect(document.activeElement).toBe(cell('Twice, at once, events carry the change, inbox of ids: all right'));
  await userEvent.click(cell('Two neighbours swapped, events carry the change, order of arrival: 3 of 4 right'));
  const source = open.mock.calls[0]?.[0];
  expect(source?.file).toBe('swapped-arrival-delta.json');
  expect(source?.text).toContain('Event 1: ends wrong');
  expect(complaints).not.toHaveBeenCalled();
});

test('runs that cannot be played are told', async () => {
  const runner = createRunner(() =>
    connectionTo({
      truthCell: () => {
        throw new Error('gone');
      },
    }),
  );
  renderWith(runner, <TruthTable />);
  await waitFor(() => screen.getByText('The runs could not be played. Close this and open it again.'), {
    timeout: 20_000,
  });
});

test('where a row is told by a strip of marks, what the marks mean stands above it', async () => {
  vi.resetModules();
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => {}, removeEventListener: () => {} }));
  const [{ TruthTable: Narrow }, { createRunner: fresh }, { renderWith: shown, connectionTo: to }] = await Promise.all([
    import('../../../src/ui/truth-table/truth-table.tsx'),
    import('../../../src/ui/state/runner.ts'),
    import('../../support/runner.tsx'),
  ]);
  shown(
    fresh(() => to({ truthCell: () => [1] })),
    <Narrow />,
  );
  const meaning = await screen.findByText('all runs end wrong');
  expect(meaning.querySelector('[data-verdict="no"]')).not.toBeNull();
  expect(screen.getByText('some runs end wrong').querySelector('[data-verdict="if"]')).not.toBeNull();
});
