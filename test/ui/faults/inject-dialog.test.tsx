// The form of a fault by role and name: how long it lasts, by hand or until people have noticed and fixed it.
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { checkScenario, type Scenario, scenarioDefinition } from '../../../src/engine/index.ts';
import { InjectDialog } from '../../../src/ui/faults/inject-dialog.tsx';
import { newRunner, renderWith } from '../../support/runner.tsx';

afterEach(cleanup);

const HOUR = 3_600_000_000;

function shown(detection: object) {
  const checked = checkScenario({ title: 'Test', detection }, scenarioDefinition, { id: 'test' });
  const { scenario } = checked as { readonly scenario: Scenario };
  const runner = newRunner();
  const inject = vi.spyOn(runner.edit, 'inject').mockResolvedValue();
  const work = { source: { file: '', text: '', siblings: {} }, scenario, changes: undefined, seed: 1, variant: 'wait' };
  runner.set({ work: { ...work, inputs: [] }, dialog: 'inject', injecting: 'publisher-silent', time: HOUR });
  renderWith(runner, <InjectDialog />);
  return inject;
}
const fixed = () => screen.getByRole('checkbox', { name: 'Until people have noticed and fixed it', hidden: true });
const lasts = () => screen.getByRole('textbox', { name: 'Lasts', hidden: true }) as HTMLInputElement;
const submit = () => userEvent.click(screen.getByRole('button', { name: /^Inject at 01:00/, hidden: true }));
const hint = () => document.getElementById(fixed().getAttribute('aria-describedby') ?? '')?.textContent;

test('where customers notice, a fault may last until it is fixed, and then has no length of its own', async () => {
  const inject = shown({ by: 'customer' });
  expect(hint()).toBe('It ends at its detection and the time that people take to fix it.');
  await userEvent.click(fixed());
  expect(lasts().disabled).toBe(true);
  await submit();
  expect(inject.mock.calls[0]?.[0].fault).toMatchObject({ fault: 'publisher-silent', for: 'until-fixed' });
});

test('taken back, it lasts as long as is typed; what is no length is said where it stands', async () => {
  const inject = shown({ by: 'customer' });
  await userEvent.click(fixed());
  await userEvent.click(fixed());
  await userEvent.clear(lasts());
  await userEvent.type(lasts(), '30');
  await submit();
  expect(inject).not.toHaveBeenCalled();
  expect(screen.getByText(/a length such as 30m or 1h/)).toBeTruthy();
  expect(document.activeElement).toBe(lasts());
  await userEvent.type(lasts(), 'm');
  await submit();
  expect(inject.mock.calls[0]?.[0].fault).toMatchObject({ for: '30m' });
});

test('a given time of noticing counts while it is to come; where nobody would notice, that is said', () => {
  shown({ by: 'given', at: '2h' });
  expect((fixed() as HTMLInputElement).disabled).toBe(false);
  cleanup();
  shown({ by: 'given', at: '30m' });
  expect((fixed() as HTMLInputElement).disabled).toBe(true);
  expect(hint()).toMatch(/^Nobody would notice it/);
});

test('by keyboard alone: what it asks first has the focus, and Enter injects', async () => {
  const inject = shown({ by: 'customer' });
  expect(document.activeElement).toBe(lasts());
  await userEvent.keyboard('{Enter}');
  expect(inject.mock.calls[0]?.[0].fault).toMatchObject({ fault: 'publisher-silent', for: '1h' });
});
