// The player's row: the speed, chapters, undo, and what is said there, as people meet them by role and name.
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Futures } from '../../../src/ui/futures/futures.tsx';
import { Toasts } from '../../../src/ui/notices.tsx';
import { TransportBar } from '../../../src/ui/transport/transport.tsx';
import { newRunner, renderWith } from '../../support/runner.tsx';

const HOUR = 3_600_000_000;

const SCENARIO = `schema: 1
title: A short silence
length: 12h
opensAt: 59m
population: { users: 80, suspendedShare: 0.5 }
workload: { suspend: 1/h, reactivate: 1/h }
faults: [{ fault: publisher-silent, at: 1h, for: 1h }]
repair: { at: 3h }
variants: [wait, resync]
`;

beforeEach(() => localStorage.clear());
afterEach(cleanup);

async function shown() {
  const runner = newRunner();
  await runner.opening.source({ file: 'short.yaml', text: SCENARIO, siblings: {} });
  renderWith(runner, <TransportBar said={<Toasts />} changes={<Futures />} />);
  return runner;
}

const speed = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Speed' });
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });
const chapters = () =>
  within(screen.getByRole('navigation', { name: 'Chapters' }))
    .getAllByRole('listitem')
    .map((item) => within(item).getByRole('button').getAttribute('aria-label'));

test('Speed begins with the pace of events; a chosen speed leaves it, and it can be chosen again', async () => {
  const runner = await shown();
  expect(within(speed()).getAllByRole('option')[0]?.textContent).toBe('Pace of events');
  expect(speed().selectedOptions[0]?.textContent).toBe('Pace of events');
  expect(screen.getByText(/^now 1 s shows/).textContent).toBe('now 1 s shows 30 s');
  await userEvent.selectOptions(speed(), '1 s shows 1 h');
  expect(runner.get()).toMatchObject({ paced: false, speed: HOUR });
  expect(screen.queryByText(/^now 1 s shows/)).toBeNull();
  await userEvent.selectOptions(speed(), 'Pace of events');
  expect(runner.get()).toMatchObject({ paced: true, speed: 30_000_000 });
});

test('chapters that nobody has reached are those that are planned; one that is chosen is gone to', async () => {
  const runner = await shown();
  expect(chapters()).toEqual([
    'Chapter 1: Publisher silent, 01:00',
    expect.stringMatching(/^Chapter 2: Wait.*, 03:00$/),
  ]);
  await userEvent.click(screen.getByRole('button', { name: /^Chapter 2/ }));
  expect(runner.get().time).toBe(3 * HOUR);
  expect(chapters()).toContain('Chapter 2: 02:00 invoices, 02:00');
});

test('the whole day is offered for as long as something of it is hidden', async () => {
  const runner = await shown();
  await userEvent.click(screen.getByRole('button', { name: 'Show the whole day' }));
  expect(runner.get().lifted).toBe(true);
  expect(screen.queryByRole('button', { name: 'Show the whole day' })).toBeNull();
  expect(chapters().at(-1)).toMatch(/The rest of the day/);
});

test('undo and redo have their place before anything was changed, and what was done is said until the next thing is done', async () => {
  const runner = await shown();
  expect([button('Undo').disabled, button('Redo').disabled]).toEqual([true, true]);
  runner.play.seek(2 * HOUR);
  runner.play.seek(1.5 * HOUR);
  const at = 1.5 * HOUR + 1;
  await runner.edit.inject({ kind: 'inject', at, fault: { fault: 'consumer-down', at: `${at}us` } }, 'Consumer down');
  expect(await screen.findByText('Consumer down injected: the future from 01:30 is a new lane.')).toBeTruthy();
  expect(button('Undo').disabled).toBe(false);
  const futures = within(screen.getByRole('list', { name: 'Other futures' })).getAllByRole('listitem');
  expect(futures).toHaveLength(1);
  expect(Object.keys(runner.get().otherCurves)).toHaveLength(1);
  await userEvent.hover(futures[0] as HTMLElement);
  expect(runner.get().pointedFuture).toBe(runner.get().work?.futures?.[0]?.id);
  await userEvent.click(screen.getByRole('button', { name: 'Step' }));
  expect(screen.queryByText(/is a new lane/)).toBeNull();
});
