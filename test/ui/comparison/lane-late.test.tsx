// What a lane says that is not kept: why, within how much memory, and the way to look at it all the same.
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { LaneLate } from '../../../src/ui/comparison/lane-late.tsx';
import type { Comparison, Frame } from '../../../src/worker/door.ts';
import { HISTORY } from '../../../src/worker/door.ts';
import { newRunner, renderWith } from '../../support/runner.tsx';

afterEach(cleanup);

const lane = (id: string) => ({ result: { id } });
const compared = (asleep: readonly string[]) =>
  ({ lanes: [lane('wait'), lane('resync')], asleep }) as unknown as Comparison;

test('a lane that sleeps names the memory that all of them may take, and is run again when asked', async () => {
  const runner = newRunner();
  const wake = vi.spyOn(runner.comparison, 'wake').mockResolvedValue();
  runner.set({ comparison: compared(['resync']) });
  renderWith(runner, <LaneLate id="resync" frame={null} late />);
  expect(HISTORY).toBe(512_000_000);
  expect(screen.getByText(/^Its moments are not kept/).textContent).toContain('more than 512 MB of history');
  await userEvent.click(screen.getByRole('button', { name: 'Run it again' }));
  expect(wake).toHaveBeenCalledWith('resync');
});

test('one that had to make room since it was compared says so too; one that is only late says which moment it computes', () => {
  const runner = newRunner();
  runner.set({ comparison: compared([]), laneFrames: [{ time: 0 } as Frame, null] });
  renderWith(runner, <LaneLate id="resync" frame={null} late />);
  expect(screen.getByRole('button', { name: 'Run it again' })).toBeTruthy();
  cleanup();
  renderWith(runner, <LaneLate id="wait" frame={{ time: 0 } as Frame} late />);
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.getByText(/Computing/)).toBeTruthy();
});
