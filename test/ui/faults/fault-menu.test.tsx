// Menus are the catalogue: every fault that suits the scenario can be injected, every strategy can be a lane's, every policy can be chosen,
// each under its title, and nothing on the page names them one by one.
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import {
  checkScenario,
  faults,
  faultsFor,
  policies,
  type Scenario,
  scenarioDefinition,
  strategies,
} from '../../../src/engine/index.ts';
import { LaneDialog } from '../../../src/ui/comparison/lane-dialog.tsx';
import { FaultMenu } from '../../../src/ui/faults/fault-menu.tsx';
import { InjectDialog } from '../../../src/ui/faults/inject-dialog.tsx';
import type { Work } from '../../../src/ui/state/slices/work.ts';
import { newRunner, renderWith } from '../../support/runner.tsx';

afterEach(cleanup);

const scenarioOf = (broker: object): Scenario => {
  const checked = checkScenario({ title: 'Test', broker }, scenarioDefinition, { id: 'test' });
  return (checked as { readonly scenario: Scenario }).scenario;
};
const workOf = (scenario: Scenario): Work => ({
  source: { file: '', text: '', siblings: {} },
  scenario,
  changes: undefined,
  seed: 1,
  variant: 'wait',
  inputs: [],
});

test.each(['queue', 'log'])('of a %s, the menu of faults has every fault that suits, and no other', (kind) => {
  const scenario = scenarioOf({ kind });
  const runner = newRunner();
  runner.set({ work: workOf(scenario), stage: { is: 'ready' }, menuOpen: true });
  renderWith(runner, <FaultMenu />);
  const offered = screen.getAllByRole('menuitem').map((item) => item.textContent ?? '');
  const suiting = faultsFor(scenario);
  expect(suiting.length).toBeGreaterThan(faults.length / 2);
  expect(offered).toHaveLength(suiting.length);
  for (const [n, { title, symptom }] of suiting.entries()) {
    expect(offered[n]).toContain(title);
    expect(offered[n]).toContain(symptom);
  }
});

test.each(faults.map((fault) => [fault.id, fault] as const))('%s has a form with its parameters', (id, fault) => {
  const runner = newRunner();
  runner.set({ work: workOf(scenarioOf({})), dialog: 'inject', injecting: id });
  renderWith(runner, <InjectDialog />);
  const form = screen.getByRole('dialog', { hidden: true });
  expect(form.textContent).toContain(fault.title);
  for (const [name, { summary }] of Object.entries(fault.parameters)) expect(form.textContent, name).toContain(summary);
});

test('a lane may have every strategy, and every policy of consumers', async () => {
  const runner = newRunner();
  runner.set({ work: workOf(scenarioOf({})), dialog: 'lane' });
  renderWith(runner, <LaneDialog />);
  const select = (name: string) => screen.getByRole('combobox', { name, hidden: true }) as HTMLSelectElement;
  const textsOf = (name: string) => [...select(name).options].map(({ text }) => text);
  expect(textsOf('Strategy')).toEqual(strategies.map(({ title }) => title));
  await userEvent.click(screen.getByRole('button', { name: 'Add a design change', hidden: true }));
  await userEvent.selectOptions(select('Setting'), 'billing.policy');
  expect(textsOf('Value of billing.policy')).toEqual(policies.map(({ id }) => id));
});
