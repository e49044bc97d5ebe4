// "Had we had …" by role and name: what each design would have stopped of this scenario's faults, and lanes out of the chosen ones.
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { preventions } from '../../../src/analysis/prevention-list.ts';
import { lanesWith } from '../../../src/analysis/preventions.ts';
import { checkScenario, type Scenario, scenarioDefinition } from '../../../src/engine/index.ts';
import { PreventionDialog } from '../../../src/ui/comparison/prevention-dialog.tsx';
import { newRunner, renderWith } from '../../support/runner.tsx';

let runner = newRunner();
let addAll = vi.spyOn(runner.lanes, 'addAll');

function open(document: object): void {
  const checked = checkScenario({ title: 'Test', ...document }, scenarioDefinition, { id: 'test' });
  const { scenario } = checked as { scenario: Scenario };
  const source = { file: 'test.yaml', text: '', siblings: {} };
  runner.set({
    work: { source, scenario, changes: undefined, seed: 1, variant: 'wait', inputs: [] },
    dialog: 'prevention',
  });
  renderWith(runner, <PreventionDialog />);
}

beforeEach(() => {
  runner = newRunner();
  addAll = vi.spyOn(runner.lanes, 'addAll').mockResolvedValue();
});
afterEach(cleanup);

const hidden = { hidden: true };
const items = () => within(screen.getByRole('list', { name: 'Designs', ...hidden })).getAllByRole('listitem', hidden);
const box = (name: RegExp) => screen.getByRole('checkbox', { name, ...hidden }) as HTMLInputElement;
const button = (name: string) => screen.getByRole('button', { name, ...hidden }) as HTMLButtonElement;

test('each design says what it would have stopped here, what not and why; those that help come first', () => {
  open({ publisher: { confirms: false }, faults: [{ fault: 'broker-restart', at: '1h', for: '5m' }] });
  const [first] = items();
  expect(first?.textContent).toContain('Stops Broker restart.');
  cleanup();
  open({ faults: [{ fault: 'publisher-silent', at: '1h', for: '5m' }] });
  const outbox = items().find((item) => item.textContent?.includes('Transactional outbox'));
  expect(outbox?.textContent).toContain('Does not stop Publisher silent: Code that forgets the event');
});

test('what the scenario has already cannot be chosen, and says so', () => {
  open({ publisher: { path: 'outbox' } });
  expect(box(/Transactional outbox/).disabled).toBe(true);
  expect(items().at(-1)?.textContent).toContain('the scenario has it');
});

test('the chosen designs become lanes, each of its own, with the strategy that follows', async () => {
  open({ publisher: { confirms: false } });
  expect(button('Add the lane').disabled).toBe(true);
  await userEvent.click(box(/Publisher confirms/));
  await userEvent.click(box(/Transactional outbox/));
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'And then', ...hidden }), 'resync');
  await userEvent.click(button('Add 2 lanes'));
  const [lanes] = addAll.mock.calls[0] as [readonly { id: string; title: string; strategy: string; set: object }[]];
  expect(lanes.map(({ id, strategy, set }) => ({ id, strategy, set }))).toEqual([
    { id: 'confirms', strategy: 'resync', set: { 'publisher.confirms': true } },
    { id: 'outbox', strategy: 'resync', set: { 'publisher.path': 'outbox' } },
  ]);
  expect(lanes[1]?.title).toMatch(/^Transactional outbox, /);
  expect(runner.get().dialog).toBe('none');
});

test('each says what it does in words of its own: some stop nothing, and tell or keep invoices right', () => {
  open({ faults: [{ fault: 'consumer-down', at: '1h', for: '1h' }] });
  const item = (title: string) => items().find((each) => each.textContent?.includes(title))?.textContent;
  expect(item('Heartbeat events')).toContain('Tells of Consumer down.');
  expect(item('Freshness gate')).toContain('Keeps invoices right in Consumer down.');
  cleanup();
  open({ faults: [{ fault: 'publisher-silent', at: '1h', for: '5m' }] });
  expect(item('Periodic reconciliation')).toContain(
    'Does not stop, but mends in its next round, what comes of Publisher silent.',
  );
  expect(item('A log written first')).toContain('Stops Publisher silent.');
  expect(item('Heartbeat events')).toContain('Does not tell of Publisher silent: The heart beats on');
});

test('what there is nothing to build into cannot be chosen, and says so', () => {
  open({ faults: [{ fault: 'publisher-silent', at: '1h', for: '5m' }] });
  expect(box(/An epoch in the version/).disabled).toBe(true);
  cleanup();
  open({ faults: [{ fault: 'user-restore', at: '2h', back: '1h' }] });
  expect(box(/An epoch in the version/).disabled).toBe(false);
});

test('a fault that somebody injected is one of those it speaks of', () => {
  open({ faults: [] });
  const { work } = runner.get();
  const fault = { fault: 'publisher-crash', at: '1h', for: '10m' };
  if (work !== null) act(() => runner.set({ work: { ...work, inputs: [{ kind: 'inject', at: 1, fault }] } }));
  const outbox = items().find((item) => item.textContent?.includes('Transactional outbox'));
  expect(outbox?.textContent).toContain('Stops Publisher crashes.');
});

test('every lane that a design makes passes the check of files', () => {
  open({
    publisher: { confirms: false },
    faults: [
      { fault: 'publisher-silent', at: '1h', for: '5m' },
      { fault: 'user-restore', at: '2h', back: '1h' },
    ],
  });
  const { scenario } = runner.get().work ?? expect.fail('no work');
  for (const outcome of lanesWith(scenario, preventions, 'wait')) expect(outcome).toHaveProperty('lane');
});
