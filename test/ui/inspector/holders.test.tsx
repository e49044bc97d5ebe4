// Who still holds a deleted user, by role and name: each place with its end, what is over the duty, and that nobody does.
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { StillHeld, TraceLine } from '../../../src/engine/index.ts';
import { Holders } from '../../../src/ui/inspector/holders.tsx';
import { createRunner } from '../../../src/ui/state/runner.ts';
import { host } from '../../../src/worker/host.ts';
import { handMade } from '../../support/hand-made.ts';
import { connectionTo, renderWith } from '../../support/runner.tsx';

afterEach(cleanup);

const HOUR = 3_600_000_000;
/** User 7 is there from the start, and deleted then. */
const deletedAt = (when: string): readonly TraceLine[] =>
  handMade(
    ['0s', 'commit', { user: 7, version: 1, status: 'active', cause: 'initial' }],
    ['0s', 'copy', { user: 7, version: 1, status: 'active', cause: 'initial' }],
    [when, 'commit', { user: 7, version: 2, status: 'absent', cause: 'workload' }],
  );

/** What is shown at ten o’clock of a user who is held so. */
function shown(held: StillHeld | null, lines = deletedAt('2h')) {
  const runner = createRunner(() => connectionTo({ ...host(), stillHeld: () => held }));
  const time = 10 * HOUR;
  runner.set({ frame: { time, moment: {} } as never });
  return renderWith(runner, <Holders user={7} lines={lines} time={time} start={0} />);
}

test('each place is told with its end, and how long it is over the duty', async () => {
  shown({
    deletedAt: 2 * HOUR,
    due: 3 * HOUR,
    holdings: [
      { holder: 'copy', count: 1, until: Number.POSITIVE_INFINITY },
      { holder: 'log', count: 3, until: 2.5 * HOUR },
    ],
  });
  const list = await screen.findByRole('list', { name: 'Who still holds them?' });
  const items = [...list.querySelectorAll('li')].map((item) => item.textContent);
  expect(items[0]).toMatch(/Billing’s copy.*7 h over the duty.*until somebody takes it away/);
  expect(items[1]).toMatch(/3 entries of the log.*in time.*until 02:30:00/);
  expect(screen.getByText('Deleted at 02:00:00; nobody may hold them after 03:00:00.')).toBeTruthy();
});

test('it is said that nobody holds them, and without a duty nothing is in time or late', async () => {
  shown({ deletedAt: 2 * HOUR, due: null, holdings: [] });
  expect(await screen.findByText('Nobody holds anything of them any more.')).toBeTruthy();
  cleanup();
  shown({ deletedAt: 2 * HOUR, due: null, holdings: [{ holder: 'dead-letters', count: 2, until: 9 * HOUR }] });
  const item = await screen.findByText('2 dead letters');
  expect(item.closest('li')?.textContent).not.toMatch(/in time|over/);
});

test('of somebody who was not deleted by then nothing is asked', () => {
  const { container } = shown(null, deletedAt('11h'));
  expect(container.textContent).toBe('');
});
