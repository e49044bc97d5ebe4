// The form of a scenario by role and name: what is entered stands in the text, what stands in the text is shown, the complaints of
// the check stand at their keys, and comments stay.
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { dataOf, readScenario } from '../../../src/files/index.ts';
import { ScenarioForm } from '../../../src/ui/scenario/form.tsx';

const TEXT = `title: Mine # a comment
length: 12h
broker: { kind: queue }
faults:
  - { fault: publisher-silent, at: 1h, for: 1h }
variants: [wait, { id: other, strategy: resync, parameters: { sweep: false }, set: { broker.kind: log } }]
`;

let text = '';
const Harness = ({ first }: { readonly first: string }) => {
  const [now, setNow] = useState(first);
  text = now;
  const outcome = readScenario(now, { file: 'mine.yaml' });
  return (
    <ScenarioForm
      text={now}
      base={first}
      complaints={'errors' in outcome ? outcome.errors : []}
      notes={'notes' in outcome ? outcome.notes : []}
      effective={'scenario' in outcome ? outcome.scenario : null}
      onText={setNow}
      onLine={() => {}}
    />
  );
};

const part = (name: string): HTMLElement => {
  const found = [...document.querySelectorAll('details')].find(
    (each) => each.querySelector('span')?.textContent === name,
  );
  if (found === undefined) throw new Error(name);
  found.open = true;
  return found;
};
const box = (within_: HTMLElement, name: string) => within(within_).getByRole('textbox', { name });

afterEach(cleanup);

test('a key is changed, complained about in place, and reset', async () => {
  render(<Harness first={TEXT} />);
  const length = box(part('general'), 'length') as HTMLInputElement;
  expect(length.value).toBe('12h');
  await userEvent.clear(length);
  await userEvent.type(length, '30');
  expect(text).toContain('length: "30"');
  expect(length.getAttribute('aria-invalid')).toBe('true');
  expect(document.getElementById(length.getAttribute('aria-describedby') ?? '')?.textContent).toContain(
    '"30" is no duration',
  );
  await userEvent.type(length, 'h');
  expect(text).toContain('length: 30h');
  expect(length.getAttribute('aria-invalid')).toBeNull();
  await userEvent.click(within(part('general')).getByRole('button', { name: 'Reset length' }));
  expect(text).not.toContain('length');
  expect(text).toContain('title: Mine # a comment');
  length.blur();
  expect((box(part('general'), 'length') as HTMLInputElement).value).toBe('24h');
});

test('each kind of key has its control', async () => {
  render(<Harness first={TEXT} />);
  await userEvent.selectOptions(within(part('broker')).getByRole('combobox', { name: 'kind' }), 'log');
  expect(text).toContain('kind: log');
  expect((within(part('broker')).getByRole('combobox', { name: 'profile' }) as HTMLSelectElement).value).toBe(
    'rabbitmq-stream',
  );
  await userEvent.selectOptions(within(part('broker')).getByRole('combobox', { name: 'latency, law' }), 'lognormal');
  const p99 = box(part('broker'), 'latency, p99');
  await userEvent.clear(p99);
  await userEvent.type(p99, '90ms');
  expect(text).toContain('lognormal: { median: 20ms, p99: 90ms }');
  await userEvent.click(within(part('user')).getByRole('checkbox', { name: 'bulkEndpoint' }));
  expect(text).toContain('bulkEndpoint: false');
  expect(within(part('population')).getByRole('slider', { name: 'suspendedShare by slider' })).toBeTruthy();
  await userEvent.click(within(part('people')).getByRole('checkbox', { name: /^none/ }));
  expect(text).toContain('people: none');
});

test('a key of a fault that acts only beside another value comes with that value, and stays where it is given', async () => {
  render(<Harness first={TEXT} />);
  const faults = part('faults');
  const first = () => within(faults).getByRole('group', { name: 'Fault 1' });
  const shown = () => [
    within(first()).queryByRole('textbox', { name: 'atMost' }) !== null,
    within(first()).queryByRole('checkbox', { name: 'unplanned' }) !== null,
  ];
  expect(shown()).toEqual([false, false]);
  await userEvent.selectOptions(within(part('detection')).getByRole('combobox', { name: 'by' }), 'customer');
  expect(shown()).toEqual([false, true]);
  const lasts = within(first()).getByRole('combobox', { name: 'for' });
  await userEvent.clear(lasts);
  await userEvent.type(lasts, 'until-fixed');
  expect(shown()).toEqual([true, true]);
  await userEvent.type(box(first(), 'atMost'), '3h');
  await userEvent.click(within(first()).getByRole('checkbox', { name: 'unplanned' }));
  expect(text).toContain('{ fault: publisher-silent, at: 1h, for: until-fixed, atMost: 3h, unplanned: true }');
  await userEvent.clear(within(first()).getByRole('combobox', { name: 'for' }));
  await userEvent.type(within(first()).getByRole('combobox', { name: 'for' }), '2h');
  await userEvent.selectOptions(within(part('detection')).getByRole('combobox', { name: 'by' }), 'given');
  // They say nothing here; but they stand in the text, so they are to be seen, and taken away.
  expect(shown()).toEqual([true, true]);
  expect(within(first()).getByText(/has no effect where for is 2h/)).toBeTruthy();
});

test('faults are added, changed and removed', async () => {
  render(<Harness first={TEXT} />);
  const faults = part('faults');
  await userEvent.click(within(faults).getByRole('button', { name: 'Add a fault' }));
  await userEvent.selectOptions(within(faults).getByRole('combobox', { name: 'What fault 2 is' }), 'message-delay');
  const second = within(faults).getByRole('group', { name: 'Fault 2' });
  expect(text).toContain('- { fault: message-delay, at: 2h, for: 10m, by: 5m }');
  expect(box(second, 'by').getAttribute('aria-invalid')).toBeNull();
  await userEvent.selectOptions(within(faults).getByRole('combobox', { name: 'What fault 2 is' }), 'broker-restart');
  expect(text).toContain('- { fault: broker-restart, at: 2h, for: 30s }');
  const lasts = within(second).getByRole('combobox', { name: 'for' });
  await userEvent.clear(lasts);
  await userEvent.type(lasts, '4m');
  await userEvent.selectOptions(within(faults).getByRole('combobox', { name: 'What fault 2 is' }), 'message-loss');
  expect(text).toContain('- { fault: message-loss, at: 2h, for: 4m }');
  const first = within(faults).getByRole('group', { name: 'Fault 1' });
  await userEvent.click(within(first).getByRole('checkbox', { name: 'UserCreated' }));
  expect(text).toContain('types: [ UserSuspended, UserReactivated, UserDeleted');
  await userEvent.click(within(faults).getByRole('button', { name: 'Remove fault 1' }));
  expect('scenario' in readScenario(text, { file: 'mine.yaml' })).toBe(true);
  expect(text).not.toContain('publisher-silent');
});

test('variants are changed: a bare id becomes a section, a design change is added', async () => {
  render(<Harness first={TEXT} />);
  const variants = part('variants');
  await userEvent.type(box(within(variants).getByRole('group', { name: 'Variant 1' }), 'title'), ' long');
  await userEvent.selectOptions(
    within(variants).getByRole('combobox', { name: 'Add a design change to variant 1' }),
    'billing.prefetch',
  );
  const prefetch = box(variants, 'billing.prefetch');
  await userEvent.clear(prefetch);
  await userEvent.type(prefetch, '7');
  await userEvent.click(within(variants).getByRole('button', { name: 'Remove broker.kind of variant 2' }));
  const outcome = readScenario(text, { file: 'mine.yaml' });
  expect('scenario' in outcome && outcome.scenario.variants).toMatchObject([
    { id: 'wait', title: 'Wait long', strategy: 'wait', set: { 'billing.prefetch': 7 } },
    { id: 'other', strategy: 'resync', parameters: { sweep: false }, set: {} },
  ]);
});

test('what is worth knowing of a key stands at it, and is no problem', () => {
  render(<Harness first={`${TEXT}publisher: { relayEvery: 2s }\n`} />);
  const field = box(part('publisher'), 'relayEvery');
  expect(field.getAttribute('aria-invalid')).toBeNull();
  expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent).toContain(
    'Note: has no effect where publisher.path is direct',
  );
});

test('how a file of changes is to be read: columns, words of others, the offset of its times', async () => {
  render(<Harness first={TEXT} />);
  const workload = part('workload');
  await userEvent.type(within(workload).getByRole('textbox', { name: 'file' }), 'a.csv');
  const columns = within(workload).getByRole('group', { name: 'columns' });
  await userEvent.type(box(columns, 'user'), 'account');
  const types = within(workload).getByRole('group', { name: 'types' });
  await userEvent.type(box(types, 'A word of the file'), 'account.locked');
  await userEvent.click(within(types).getByRole('button', { name: 'Add it to types' }));
  await userEvent.selectOptions(within(types).getByRole('combobox', { name: 'account.locked' }), 'UserSuspended');
  const zone = box(workload, 'timezone');
  await userEvent.clear(zone);
  await userEvent.type(zone, '+25:00');
  expect(zone.getAttribute('aria-invalid')).toBe('true');
  await userEvent.clear(zone);
  await userEvent.type(zone, '+01:00');
  expect(zone.getAttribute('aria-invalid')).toBeNull();
  expect(dataOf(text)).toMatchObject({
    workload: {
      file: 'a.csv',
      columns: { user: 'account' },
      types: { 'account.locked': 'UserSuspended' },
      timezone: '+01:00',
    },
  });
  await userEvent.click(within(types).getByRole('button', { name: 'Remove account.locked of types' }));
  expect(text).not.toContain('account.locked');
});

test('a text that is no YAML is not shown as a form', () => {
  render(<Harness first={'title: [\n'} />);
  expect(screen.getByText(/cannot be read as YAML/)).toBeTruthy();
  expect(screen.getByRole('button', { name: /^Go to line \d$/ })).toBeTruthy();
});

test('what fills the copy of a new service is chosen, and its parameters stand beside it', async () => {
  render(<Harness first={'title: Mine\nbilling: { startsAt: 1h }\nvariants: [wait]\n'} />);
  const billing = part('billing');
  await userEvent.selectOptions(within(billing).getByRole('combobox', { name: 'seed' }), 'Resync');
  expect(text).toContain('seed: resync');
  await userEvent.selectOptions(within(billing).getByRole('combobox', { name: 'seed: order' }), 'copy-first');
  const outcome = readScenario(text, { file: 'mine.yaml' });
  expect('scenario' in outcome && outcome.scenario.billing.seed).toMatchObject({
    strategy: 'resync',
    parameters: { order: 'copy-first', merge: 'at-least' },
  });
  await userEvent.clear(box(billing, 'startsAt'));
  await userEvent.type(box(billing, 'startsAt'), '0s');
  expect(within(billing).getByRole('combobox', { name: 'seed: order' }).getAttribute('aria-invalid')).toBe('true');
  await userEvent.selectOptions(within(billing).getByRole('combobox', { name: 'seed' }), 'none');
  expect(text).not.toContain('seed');
});

test('a copy may be filled by a runbook of one’s own: its steps stand where its parameters would', async () => {
  const first =
    'title: Mine\nbilling: { startsAt: 1h, seed: { strategy: { steps: [build, run, subscribe, scan] } } }\nvariants: [wait]\n';
  render(<Harness first={first} />);
  const billing = part('billing');
  expect(screen.queryByText('[object Object]')).toBeNull();
  const seed = within(billing).getByRole<HTMLSelectElement>('combobox', { name: 'seed' });
  expect(seed.selectedOptions[0]?.textContent).toBe('Runbook of one’s own');
  const steps = within(billing).getByRole('group', { name: 'Steps of seed' });
  await userEvent.selectOptions(within(steps).getByRole('combobox', { name: 'What step 4 of seed is' }), 'sweep');
  expect(within(steps).getByText(/"sweep" asks about whom a scan did not list/)).toBeTruthy();
  await userEvent.selectOptions(seed, 'Resync');
  expect(text).toContain('seed: resync');
});

test('a strategy is taken apart into its steps; they are chosen, moved and complained about in place', async () => {
  render(<Harness first={TEXT} />);
  const variants = part('variants');
  const button = (name: string) => within(variants).getByRole('button', { name });
  await userEvent.click(button('Take variant 2 apart into its steps'));
  expect(text).toContain('title: "Resync, step by step", strategy: { steps:');
  expect(text).toContain('scan');
  expect(text).not.toContain('sweep');
  expect(text).not.toContain('parameters');
  const outcome = readScenario(text, { file: 'mine.yaml' });
  expect('errors' in outcome ? outcome.errors : []).toEqual([]);
  await userEvent.click(button('Add a step'));
  await userEvent.selectOptions(
    within(variants).getByRole('combobox', { name: 'What step 6 of variant 2 is' }),
    'sweep',
  );
  await userEvent.click(button('Move step 6 of variant 2 up'));
  expect(
    within(variants).getByText(/"sweep" asks about whom a scan did not list, and there is none before it/),
  ).toBeTruthy();
  await userEvent.click(button('Move step 6 of variant 2 up'));
  expect(within(variants).queryByText(/asks about whom/)).toBeNull();
  await userEvent.click(button('Remove step 6 of variant 2'));
  expect(text).not.toContain('sweep');
});

test('what is not known has a row: two ends that begin as it is, complained about where they stand', async () => {
  render(<Harness first={TEXT} />);
  const ranges = part('ranges');
  const add = within(ranges).getByRole('combobox', { name: 'Add what is not known' });
  await userEvent.selectOptions(add, 'workload.suspend');
  expect(text).toContain('workload.suspend: [ 0.012/h, 0.012/h ]');
  const high = box(ranges, 'workload.suspend, highest');
  expect(document.activeElement).toBe(box(ranges, 'workload.suspend, lowest'));
  expect(ranges.textContent).toContain('both values are the same');
  await userEvent.clear(high);
  await userEvent.type(high, '0.05/h');
  expect(text).toContain('workload.suspend: [ 0.012/h, 0.05/h ]');
  expect(high.getAttribute('aria-invalid')).toBeNull();
  await userEvent.selectOptions(add, 'faults.0.for');
  await userEvent.clear(box(ranges, 'faults.0.for, highest'));
  await userEvent.type(box(ranges, 'faults.0.for, highest'), '6h');
  await userEvent.selectOptions(add, 'billing.serviceTime');
  await userEvent.clear(box(ranges, 'billing.serviceTime, highest'));
  await userEvent.type(box(ranges, 'billing.serviceTime, highest'), 'constant 9ms');
  const outcome = readScenario(text, { file: 'mine.yaml' });
  expect('errors' in outcome ? outcome.errors : outcome.scenario.ranges).toEqual({
    'workload.suspend': ['0.012/h', '0.05/h'],
    'faults.0.for': ['1h', '6h'],
    'billing.serviceTime': [{ constant: '2ms' }, { constant: '9ms' }],
  });
  await userEvent.click(within(ranges).getByRole('button', { name: 'Remove workload.suspend' }));
  expect(text).not.toContain('workload.suspend');
});

test('what was counted has a row: a value in its unit, and its plus or minus or none', async () => {
  render(<Harness first={`${TEXT}observed: { invoices.wrnog: 3 }\n`} />);
  const observed = part('observed');
  expect(observed.textContent).toContain('unknown measure');
  await userEvent.click(within(observed).getByRole('button', { name: 'Remove invoices.wrnog' }));
  expect(observed.textContent).toContain('None.');
  await userEvent.selectOptions(
    within(observed).getByRole('combobox', { name: 'Add what was counted' }),
    'invoices.wrong',
  );
  const value = box(observed, 'invoices.wrong, value');
  await userEvent.clear(value);
  await userEvent.type(value, '1510');
  expect(text).toContain('invoices.wrong: 1510');
  const give = box(observed, 'invoices.wrong, plus or minus');
  await userEvent.type(give, '50');
  expect(text).toContain('invoices.wrong: [ 1510, 50 ]');
  expect(within(observed).getByRole('group', { name: 'invoices.wrong' }).textContent).toContain('invoices');
  await userEvent.clear(give);
  expect(text).toContain('invoices.wrong: 1510');
});

test('of a long list the first are forms, more on demand, and one that is added is seen', async () => {
  const many = Array.from({ length: 45 }, (_, n) => `  - { id: lane-${n + 1}, strategy: wait }\n`).join('');
  render(<Harness first={`title: Mine\nvariants:\n${many}`} />);
  const variants = part('variants');
  const forms = () => variants.querySelectorAll('[aria-label^="Remove variant"]').length;
  const first = forms();
  expect(first).toBeLessThan(45);
  expect(variants.textContent).toContain(`${45 - first} entries stand here that only the text shows.`);
  await userEvent.click(within(variants).getByText(/^Show \d+ more$/));
  expect(forms()).toBeGreaterThan(first);
  await userEvent.click(within(variants).getByText('Add a variant'));
  expect(within(variants).getByLabelText('Remove variant 46')).toBeDefined();
});
