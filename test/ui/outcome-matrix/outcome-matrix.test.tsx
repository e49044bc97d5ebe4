// The grid of outcomes by role and name: every cell says what its runs left, and opens them as a scenario.
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { damages } from '../../../src/analysis/outcome-damages.ts';
import { outcomeMatrix } from '../../../src/analysis/outcome-matrix.ts';
import { OutcomeMatrix } from '../../../src/ui/outcome-matrix/outcome-matrix.tsx';
import { createRunner } from '../../../src/ui/state/runner.ts';
import { connectionTo, renderWith } from '../../support/runner.tsx';

afterEach(cleanup);

const cell = (name: string) => screen.getByRole('button', { name, hidden: true });

test('every cell is played, says what its runs left, and opens them', async () => {
  const played: string[] = [];
  // In place of the runs: the first column leaves something wrong, the last but one cannot be done.
  const lane = (left: readonly (number | null)[]) => ({ left, done: [40, 40, 40] });
  const outcomeCell = (row: number, column: number) => {
    played.push(`${row}/${column}`);
    const cell = outcomeMatrix[row]?.cells[damages[column]?.id ?? ''];
    if (typeof cell === 'object')
      return { holds: lane([0, 0, 0]), fails: lane(cell.otherwise === 'cannot' ? [null, null, null] : [7, 9, 8]) };
    if (outcomeMatrix[row]?.id === 'live-calls') return { holds: { left: [0, 0, 0], done: [0, 0, 0] }, fails: null };
    const none = column === damages.length - 2 ? [null, null, null] : [0, 0, 0];
    return { holds: lane(column === 0 || column === damages.length - 1 ? [28, 31, 30] : none), fails: null };
  };
  const runner = createRunner(() => connectionTo({ outcomeCell }));
  const open = vi.spyOn(runner.opening, 'source').mockResolvedValue('opened');
  renderWith(runner, <OutcomeMatrix />);
  const all = outcomeMatrix.length * damages.length;
  await waitFor(() => screen.getByText(new RegExp(`^${all} cells, [0-9]+ runs, each played just now$`)), {
    timeout: 20_000,
  });
  expect(new Set(played).size).toBe(all);
  const grid = screen.getByRole('region', { name: 'Strategies and designs, and kinds of damage', hidden: true });
  const says = document.getElementById(grid.getAttribute('aria-describedby') ?? '');
  expect(says?.textContent).toBe('Arrows go from cell to cell, Enter opens one.');
  expect(cell('Replay, Never published: no, 28 to 31 users left').textContent).toContain('28 to 31 users left');
  expect(cell('Replay, User database restored: cannot')).toBeTruthy();
  expect(cell('Wait, Wrong invoices sent: no, 28 to 31 invoices stay wrong')).toBeTruthy();
  expect(cell('Live calls, Deletion lost: never')).toBeTruthy();
  const credited = /^Credit notes, Wrong invoices sent: if the history .*, else it cannot be done$/;
  expect(screen.getByRole('button', { name: credited, hidden: true })).toBeTruthy();
  await userEvent.click(cell('Wait, Never published: if everybody changes again, else 7 to 9 users left'));
  const source = open.mock.calls[0]?.[0];
  expect(source?.file).toBe('wait-lost-publication.json');
  expect(source?.text).toContain('Where everybody changes again');
});

test('runs that cannot be played are told', async () => {
  const runner = createRunner(() =>
    connectionTo({
      outcomeCell: () => {
        throw new Error('gone');
      },
    }),
  );
  renderWith(runner, <OutcomeMatrix />);
  await waitFor(() => screen.getByText('The runs could not be played. Close this and open it again.'), {
    timeout: 20_000,
  });
});
