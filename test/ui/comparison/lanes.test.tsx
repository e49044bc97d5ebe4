// The form of a lane by role and name: made from the catalogue, complaints beside what they are about, a checked lane at the end.
// And the bar over the lanes, and a component's card.
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { checkScenario, findVariant, type Scenario, scenarioDefinition, specOf } from '../../../src/engine/index.ts';
import { LaneDialog } from '../../../src/ui/comparison/lane-dialog.tsx';
import { LanesBar } from '../../../src/ui/comparison/lanes-bar.tsx';
import { Inspector } from '../../../src/ui/inspector/inspector.tsx';
import type { Work } from '../../../src/ui/state/slices/work.ts';
import type { RunFacts } from '../../../src/worker/door.ts';
import { newRunner, renderWith } from '../../support/runner.tsx';

let runner = newRunner();
let put = vi.spyOn(runner.lanes, 'put');

function work(): Work {
  const text = { title: 'Test', variants: ['wait', { id: 'log', strategy: 'replay', set: { 'broker.kind': 'log' } }] };
  const checked = checkScenario(text, scenarioDefinition, { id: 'test' });
  const scenario = (checked as { scenario: Scenario }).scenario;
  return {
    source: { file: 'test.yaml', text: '', siblings: {} },
    scenario,
    changes: undefined,
    seed: 1,
    variant: 'wait',
    inputs: [],
  };
}

beforeEach(() => {
  runner = newRunner();
  put = vi.spyOn(runner.lanes, 'put').mockResolvedValue();
  runner.set({ work: work(), dialog: 'lane' });
});
afterEach(cleanup);

const show = (part: React.ReactElement) => renderWith(runner, part);
const button = (name: string | RegExp) => screen.getByRole('button', { name, hidden: true });
const select = (name: string) => screen.getByRole('combobox', { name, hidden: true });

test('a lane is added: strategy, parameters and design changes, wrong ones refused where they stand', async () => {
  show(<LaneDialog />);
  expect(screen.getByRole('dialog', { name: 'Add a lane', hidden: true })).toBeTruthy();
  await userEvent.selectOptions(select('Strategy'), 'resync');
  await userEvent.selectOptions(select('Merge'), 'blind');
  await userEvent.click(screen.getByRole('checkbox', { name: 'Sweep', hidden: true }));
  await userEvent.click(button('Add a design change'));
  await userEvent.selectOptions(select('Setting'), 'billing.prefetch');
  const value = screen.getByRole('textbox', { name: 'Value of billing.prefetch', hidden: true });
  await userEvent.clear(value);
  await userEvent.type(value, 'many');
  await userEvent.click(button('Add the lane'));
  expect(put).not.toHaveBeenCalled();
  expect(value.getAttribute('aria-invalid')).toBe('true');
  expect(document.getElementById(value.getAttribute('aria-describedby') ?? '')?.textContent).toContain('"many"');
  await userEvent.clear(value);
  await userEvent.type(value, '1');
  await userEvent.click(button('Add the lane'));
  expect(put).toHaveBeenCalledWith({
    id: 'resync',
    title: 'Resync, prefetch 1',
    strategy: 'resync',
    parameters: { order: 'subscribe-first', merge: 'blind', sweep: false, parallel: 1, rate: 'none', freeze: false },
    set: { 'billing.prefetch': 1 },
  });
  expect(runner.get().dialog).toBe('none');
});

test('a lane is edited: it keeps its id and what was not touched', async () => {
  runner.set({ lane: 'log' });
  show(<LaneDialog />);
  expect((select('Strategy') as HTMLSelectElement).value).toBe('replay');
  expect((select('Value of broker.kind') as HTMLSelectElement).value).toBe('log');
  const name = screen.getByRole('textbox', { name: 'Name', hidden: true });
  await userEvent.clear(name);
  await userEvent.type(name, 'Wait for the next event');
  await userEvent.clear(name);
  await userEvent.type(name, 'On a log');
  await userEvent.click(button('Change the lane'));
  expect(put.mock.calls[0]?.[0]).toMatchObject({ id: 'log', title: 'On a log', set: { 'broker.kind': 'log' } });
});

const factsOf = (id: string): RunFacts => {
  const { scenario } = work();
  const variant = findVariant(scenario, id, scenarioDefinition);
  if (variant === undefined) throw new Error(id);
  return { spec: specOf(scenario, variant, 1), result: { id, title: variant.title }, repairAt: 0 } as RunFacts;
};

test('two lanes are chosen to be laid over each other, never one twice', async () => {
  runner.set({ comparisonStage: { is: 'ready' } });
  const all = ['wait', 'log', 'resync'].map(factsOf);
  show(<LanesBar lanes={all} start={0} />);
  const overlay = button('Overlay two');
  expect(overlay.getAttribute('aria-pressed')).toBe('false');
  await userEvent.click(overlay);
  expect(overlay.getAttribute('aria-pressed')).toBe('true');
  expect(runner.get().pair).toEqual(['wait', 'resync']);
  await userEvent.selectOptions(select('Second lane'), 'log');
  expect(runner.get().pair).toEqual(['wait', 'log']);
  expect(within(select('First lane')).queryByRole('option', { name: 'Replay', hidden: true })).toBeNull();
});

test('a card says how a component is set, what it leaves out and what it was checked against', async () => {
  runner.set({ facts: factsOf('log'), place: 'broker' });
  show(<Inspector />);
  const card = screen.getByRole('region', { name: 'About the Broker' });
  for (const title of ['Now', 'Set here', 'What the model does', 'What it leaves out', 'Checked against'])
    expect(within(card).getByRole('heading', { name: title })).toBeTruthy();
  expect(card.textContent).toContain('It follows the ways of a RabbitMQ stream.');
  expect(card.textContent).toContain('compared with recordings of RabbitMQ 3.10.8');
  await userEvent.click(button('Close the card'));
  expect(runner.get().place).toBeNull();
});
