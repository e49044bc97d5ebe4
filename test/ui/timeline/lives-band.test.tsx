// The timeline’s switch by role and name: users as lines, or how many there are.
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { LivesSwitch } from '../../../src/ui/timeline/lives-band.tsx';
import { newRunner, renderWith } from '../../support/runner.tsx';

afterEach(cleanup);

test('one of two ways is pressed', async () => {
  const runner = newRunner();
  renderWith(runner, <LivesSwitch top={0} />);
  const pressed = () => screen.getAllByRole('button', { pressed: true }).map((each) => each.textContent);
  expect(screen.getByRole('group', { name: 'Divergent users drawn as' })).toBeTruthy();
  expect(pressed()).toEqual(['Count']);
  await userEvent.click(screen.getByRole('button', { name: 'Users' }));
  expect(pressed()).toEqual(['Users']);
  expect(runner.get().timelineAs).toBe('users');
});
