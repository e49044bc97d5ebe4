// The grid of outcomes by role and name: every cell says what its runs left, and opens them as a scenario.
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { damages, outcomeMatrix } from '../../../src/analysis/outcome-matrix.ts';
import { OutcomeMatrix } from '../../../src/ui/outcome-matrix/outcome-matrix.tsx';
import { createRunner } from '../../../src/ui/state/runner.ts';
import { connectionTo, renderWith } from '../../support/runner.tsx';

afterEach(cleanup);

const cell = (name: string) => screen.getByRole('button', { name, hidden: true });

test('every cell is played, says what its runs left, and opens them', async () => {
  const played: string[] = [];
  // In place of the runs: the first column leaves users wrong, the last cannot be done.
  const outcomeCell = (row: number, column: number) => {
    played.push(`${row}/${column}`);
    const conditional = typeof outcomeMatrix[row]?.cells[damages[column]?.id ?? ''] === 'object';
    if (conditional) return { holds: [0, 0, 0], fails: [7, 9, 8] };
    return {
      holds: column === 0 ? [28, 31, 30] : column === damages.length - 1 ? [null, null, null] : [0, 0, 0],
      fails: null,
    };
  };
  const runner = createRunner(() => connectionTo({ outcomeCell }));
  const open = vi.spyOn(runner.opening, 'source').mockResolvedValue('opened');
  renderWith(runner, <OutcomeMatrix />);
  const all = outcomeMatrix.length * damages.length;
  await waitFor(() => screen.getByText(new RegExp(`^${all} cells, [0-9]+ runs, each played just now$`)), {
    timeout: 20_000,
  });
  expect(new Set(played).size).toBe(all);
  expect(cell('Replay, Never published: no, 28 to 31 users left').textContent).toContain('28 to 31 users left');
  expect(cell('Replay, User database restored: cannot')).toBeTruthy();
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
  await waitFor(() => screen.getByText('The runs could not be played. Close this and open it again.'));
});
