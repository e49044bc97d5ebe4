// A part of the page that cannot be fetched is told of and left; when it is opened again it is asked for again, and once it is there never.
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { latePart } from '../../src/ui/late-part.tsx';
import { RunnerContext } from '../../src/ui/state/use-runner.ts';

test('it is asked for until it is there', async () => {
  const load = vi.fn();
  load.mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'));
  load.mockResolvedValue(() => <p>the part</p>);
  const close = vi.fn();
  const Part = latePart(load, close);
  const shown = () => render(<RunnerContext value={{} as never}>{<Part />}</RunnerContext>);
  const first = shown();
  fireEvent.click(await screen.findByRole('button', { name: 'Go on', hidden: true }));
  expect(close).toHaveBeenCalledTimes(1);
  first.unmount();
  shown();
  expect(await screen.findByText('the part')).toBeDefined();
  shown();
  expect(screen.getAllByText('the part')).toHaveLength(2);
  expect(load).toHaveBeenCalledTimes(2);
});
