// Where the truth is, by role and name: what the three who are asked say in every lane; a lane that sleeps says so and can be run again.
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { Answer, AnswerId } from '../../../src/analysis/user/answers.ts';
import type { TruthOfLanes } from '../../../src/analysis/user/truth-of-lanes.ts';
import { Truths } from '../../../src/ui/inspector/truths.tsx';
import { createRunner } from '../../../src/ui/state/runner.ts';
import type { Comparison, RunFacts } from '../../../src/worker/door.ts';
import { host } from '../../../src/worker/host.ts';
import { connectionTo, renderWith } from '../../support/runner.tsx';

afterEach(cleanup);

const HOUR = 3_600_000_000;

const answer = (id: AnswerId, status: string, version: number, agrees: boolean): Answer => ({
  ...{ id, status, version, agrees },
  plan: null,
  deleted: false,
  at: 0,
  kind: agrees ? null : 'overbilled',
  since: agrees ? null : 0,
});
const answers = (billing: string): readonly Answer[] => [
  answer('happened', 'active', 3, true),
  answer('database', 'suspended', 2, false),
  answer('events', 'active', 3, true),
  answer('billing', billing, 3, billing === 'active'),
];

const lane = (id: string, title: string) => ({ result: { id, title } }) as unknown as RunFacts;
const LANES = [lane('replay', 'Replay'), lane('copy', 'Copy the table'), lane('wait', 'Wait')];

const TRUTH: TruthOfLanes = {
  contradiction: 'went-back',
  before: answers('active'),
  after: answers('active'),
  repaired: [
    { id: 'replay', title: 'Replay', at: HOUR, cannot: null, answers: answers('active'), follows: ['events'] },
    {
      id: 'copy',
      title: 'Copy the table',
      at: HOUR,
      cannot: null,
      answers: answers('suspended'),
      follows: ['database'],
    },
  ],
  asleep: [{ id: 'wait', title: 'Wait' }],
};

/** A run in which `fault` strikes at half past, with three lanes of which one sleeps. */
async function shown(truth: TruthOfLanes | null, fault = '{ fault: user-restore, at: 30m, back: 10m }') {
  const runner = createRunner(() => connectionTo({ ...host(), whereTheTruthIs: () => truth }));
  const text = `schema: 1\ntitle: Parted\nlength: 2h\npopulation: { users: 20 }\nfaults: [${fault}]\nvariants: [wait]\n`;
  expect(await runner.opening.source({ file: 'parted.yaml', text, siblings: {} })).toBe('opened');
  runner.set({ comparison: { lanes: LANES, asleep: ['wait'] } as unknown as Comparison });
  renderWith(runner, <Truths user={7} time={HOUR} start={0} />);
  return runner;
}

test('every lane has its row, in the order of the comparison, and says whom Billing follows', async () => {
  await shown(TRUTH);
  const table = await screen.findByRole('table', { name: 'Where is the truth?' });
  const rows = within(table)
    .getAllByRole('row')
    .map((row) => row.textContent);
  expect(rows[1]).toMatch(/^Before the restore/);
  expect(rows[2]).toMatch(/^Restored at 00:30/);
  expect(rows.slice(4).map((text) => /^(?:Replay|Copy the table|Wait)/.exec(text ?? '')?.[0])).toEqual([
    'Replay',
    'Copy the table',
    'Wait',
  ]);
  expect(within(table).getByRole('row', { name: /^Replay/ }).textContent).toMatch(/active v3, as Billing says/);
  expect(within(table).getByRole('row', { name: /^Copy the table/ }).textContent).toMatch(
    /suspended v2, as Billing says, not what happened/,
  );
  expect(screen.getByText(/gone back to an older row/)).toBeTruthy();
});

test('a lane that sleeps says so and is run again; meanwhile it says how far it is', async () => {
  const runner = await shown(TRUTH);
  const wake = vi.spyOn(runner.comparison, 'wake').mockResolvedValue();
  const row = await screen.findByRole('row', { name: /^Wait/ });
  expect(row.textContent).toContain('Its moments are not kept.');
  await userEvent.click(within(row).getByRole('button', { name: 'Run Wait again' }));
  expect(wake).toHaveBeenCalledWith('wait');
  runner.set({ waking: { lane: 'wait', done: 0.4 } });
  expect(await screen.findByText('Running it again: 40 %')).toBeTruthy();
});

test('where changes were published and taken back, that is what the rows are about', async () => {
  await shown({ ...TRUTH, contradiction: 'taken-back' }, '{ fault: publish-before-rollback, at: 30m, for: 30m }');
  expect(await screen.findByText(/a change of this user that was taken back/)).toBeTruthy();
  expect(screen.getByRole('row', { name: /^Before it/ })).toBeTruthy();
  expect(screen.getByRole('row', { name: /^Taken back until 01:00/ })).toBeTruthy();
});

test('nothing has parted: nothing is asked; nobody can be asked: that is said', async () => {
  await shown(TRUTH, '{ fault: publisher-silent, at: 30m, for: 30m }');
  expect(screen.queryByText('Where is the truth?')).toBeNull();
  cleanup();
  await shown(null);
  expect(await screen.findByText('In these lanes nobody can be asked.')).toBeTruthy();
});
