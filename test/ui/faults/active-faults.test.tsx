// The marks of faults at the shown moment: those that are active, with a button that removes each; those that are over at once and have
// just struck, with their time and nothing to remove.
import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { Place } from '../../../src/analysis/component-status.ts';
import { ActiveFaults } from '../../../src/ui/faults/active-faults.tsx';
import { newRunner, renderWith } from '../../support/runner.tsx';

afterEach(cleanup);

const MINUTE = 60_000_000;
const flag = { x: 0, y: 0, side: 'left' } as const;
const flags = { user: flag, broker: flag, billing: flag, api: flag } satisfies Record<Place, typeof flag>;

const SCENARIO = `schema: 1
title: Marks
length: 4h
population: { users: 20 }
faults:
  - { fault: consumer-slow, at: 58m, for: 30m, factor: 10 }
  - { fault: billing-restore, at: 1h, back: 30m }
variants: [wait]
`;

test('what is over at once has a mark for five minutes, and no button', async () => {
  localStorage.clear();
  const runner = newRunner();
  await runner.opening.source({ file: 'marks.yaml', text: SCENARIO, siblings: {} });
  const at = async (time: number) => {
    cleanup();
    runner.play.seek(time);
    await vi.waitFor(() => expect(runner.get().frame?.time).toBe(time));
    renderWith(runner, <ActiveFaults flags={flags} />);
    const texts = (name: string) =>
      within(screen.queryByRole('list', { name }) ?? document.createElement('ul'))
        .queryAllByRole('listitem')
        .map(({ textContent }) => textContent);
    return { active: texts('Active faults'), over: texts('Just happened') };
  };
  expect(await at(59 * MINUTE)).toEqual({ active: ['Consumer slow'], over: [] });
  expect(await at(60 * MINUTE)).toEqual({ active: ['Consumer slow'], over: ['Billing restored, 01:00:00'] });
  expect(screen.getAllByRole('button').map((button) => button.getAttribute('aria-label'))).toEqual([
    'Remove Consumer slow',
  ]);
  expect((await at(66 * MINUTE)).over).toEqual([]);
});
