// A file in the Broker lab: RabbitMQ's definitions are where it begins, a script is played, and anything else is told by name.
import { readFileSync } from 'node:fs';
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchScript } from '../../../src/engine/index.ts';
import { BrokerLab } from '../../../src/ui/broker-lab/broker-lab.tsx';
import { newRunner, renderWith } from '../../support/runner.tsx';

const DEFINITIONS = readFileSync('test/cases/rabbitmq-definitions.json', 'utf8');
const KAFKA = readFileSync('test/cases/kafka-consumer-before-its-topic.json', 'utf8');

beforeEach(() => {
  renderWith(newRunner(), <BrokerLab />);
});
afterEach(() => {
  cleanup();
  history.replaceState(null, '', location.pathname);
});

const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }));
const choose = (name: string, option: string) =>
  userEvent.selectOptions(screen.getByRole('combobox', { name }), option);
const open = (name: string, text: string) =>
  userEvent.upload(
    screen.getByLabelText('Definitions or script'),
    new File([text], name, { type: 'application/json' }),
  );
const itemsOf = (list: string) =>
  [...screen.getByRole('list', { name: list }).children].map((item) => item.textContent ?? '');
const script = (): object => JSON.parse((screen.getByLabelText('Script') as HTMLTextAreaElement).value) as object;

test('definitions are the first steps: their exchange, queues and binding are there, and what is left out is named', async () => {
  await open('production.json', DEFINITIONS);
  await waitFor(() => screen.getByText('production.json'));
  expect(itemsOf('Step list')).toHaveLength(4);
  expect(itemsOf('Not simulated').join()).toMatch(/x-dead-letter-strategy.*policies\[0\] "limit"/);
  expect(screen.queryByRole('combobox', { name: 'Delivery limit' })).toBeNull();
  await press('Publish');
  await choose('Of', 'billing.user-events');
  await press('Add a consumer');
  await press('Discard m1 of c1');
  expect(itemsOf('Waiting in billing.parked')).toEqual(['m1waitingdead letter of billing.user-events: rejected']);
  const played = watchScript(script());
  expect([played.error, played.queues.length]).toEqual([undefined, 2]);
  await choose('To', 'queue billing.parked');
  await press('Publish 5');
  expect(itemsOf('Waiting in billing.parked')).toHaveLength(6);
  for (let back = 0; back < 4; back++) await press('Back');
  expect(screen.getByRole('button', { name: 'Back' }).hasAttribute('disabled')).toBe(true);
  await press('Close the file');
  expect(screen.getByRole('region', { name: 'Queue q' })).toBeTruthy();
});

test('a script is played to its end, step by step back, and on by hand', async () => {
  await open('before.json', KAFKA);
  await waitFor(() => screen.getByText('before.json'));
  expect(itemsOf('Held by c1')[0]).toContain('m1');
  await press('Publish');
  expect(itemsOf('Held by c1').join()).toContain('m2');
  for (let back = 0; back < 3; back++) await press('Back');
  expect(screen.getByRole('status', { name: 'What happened' }).textContent).toContain(
    'c1 is warned of statuses, and asks again: UNKNOWN_TOPIC_OR_PARTITION.',
  );
});

test('what is neither is told, and what was there stays', async () => {
  await press('Publish');
  await open('torn.json', '{');
  await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(/^torn\.json is not JSON: /));
  await open('other.json', '{"id": "x", "broker": "pulsar", "steps": []}');
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('"pulsar" is not simulated'));
  expect(itemsOf('Waiting in q').at(-1)).toBe('m6waiting');
});
