// The Broker lab by role and name: what buttons do is played by the engine's broker and shown as slots; a recorded case agrees
// step by step.
import { readFileSync } from 'node:fs';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Case } from '../../../src/analysis/broker-lab/agreement.ts';
import { judge, wholeWords } from '../../../src/analysis/broker-lab/agreement-steps.ts';
import { eventsWords, stepWords } from '../../../src/analysis/broker-lab/broker-words.ts';
import { PROFILE_IDS, PROFILES, playScript } from '../../../src/engine/index.ts';
import { BrokerLab } from '../../../src/ui/broker-lab/broker-lab.tsx';
import { newRunner, renderWith } from '../../support/runner.tsx';

const file = readFileSync('src/ui/broker-lab/recorded-cases.json', 'utf8');
const cases = JSON.parse(file) as Case[];

beforeEach(() => {
  vi.stubGlobal('fetch', async () => new Response(file));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  history.replaceState(null, '', location.pathname);
});

const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }));
const texts = (list: string | RegExp) =>
  [...screen.getByRole('list', { name: list }).children].map((item) =>
    item.textContent?.replace(/(Ack|Requeue|To c).*/, ''),
  );
const happened = () => screen.getByRole('status', { name: 'What happened' }).textContent;
const choose = (profile: string) => userEvent.selectOptions(screen.getByRole('combobox', { name: 'Broker' }), profile);

test('it opens with five messages and somebody who takes them, and begins anew with nothing', async () => {
  renderWith(newRunner(), <BrokerLab />);
  expect(texts('Held by c1')).toEqual(['m1held by c1', 'm2held by c1']);
  expect(texts('Waiting in q')).toHaveLength(3);
  expect(screen.getByText('step 3 of 3')).toBeTruthy();
  await press('Start over');
  expect(screen.getByText('Nothing waits.')).toBeTruthy();
  expect(screen.getByText('No consumer.')).toBeTruthy();
});

test('publish, consume, crash: what was held waits again and says so', async () => {
  renderWith(newRunner(), <BrokerLab />);
  await press('Start over');
  await press('Publish');
  await press('Publish');
  await press('Publish');
  expect(texts('Waiting in q')).toEqual(['m1waiting', 'm2waiting', 'm3waiting']);
  await press('Add a consumer');
  expect(texts('Held by c1')).toEqual(['m1held by c1', 'm2held by c1']);
  expect(happened()).toContain('c1 receives m1.');
  await press('Acknowledge m1 of c1');
  expect(texts('Held by c1')).toEqual(['m2held by c1', 'm3held by c1']);
  await press('Crash c1');
  expect(texts('Waiting in q')).toEqual(['m2waiting↩ redelivered', 'm3waiting↩ redelivered']);
  expect(screen.queryByRole('listitem', { name: 'Consumer c1' })).toBeNull();
  expect(happened()).toBe('Step 7: c1 crashes.m2 and m3 wait in q again.Nobody is told anything.');
  await press('Back');
  expect(texts('Held by c1')).toEqual(['m2held by c1', 'm3held by c1']);
  await press('Forward');
  expect(texts('Waiting in q')).toHaveLength(2);
  expect(texts('Step list').at(-1)).toBe('7 c1 crashes');
});

test('handing back, discarding and a broker that is killed', async () => {
  renderWith(newRunner(), <BrokerLab />);
  await choose('rabbitmq-quorum');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Delivery limit' }), '1');
  await userEvent.click(screen.getByRole('checkbox', { name: 'Keep dead letters' }));
  await press('Publish');
  await press('Add a consumer');
  await press('Hand back m1 of c1');
  expect(texts('Held by c1')).toEqual(['m1held by c1↩ redelivered, 1×']);
  await press('Hand back m1 of c1');
  expect(texts('Waiting in dead')).toEqual(['m1waitingdead letter of q: delivery limit']);
  await press('Publish');
  await press('Kill the broker');
  expect(screen.queryByRole('listitem', { name: 'Consumer c1' })).toBeNull();
  expect(texts('Waiting in q')).toEqual(['m2waiting↩ redelivered, 1×']);
});

test('a log keeps what was read, and shows where readers stand', async () => {
  renderWith(newRunner(), <BrokerLab />);
  await choose('rabbitmq-stream');
  await press('Publish 5');
  await press('Add a consumer');
  await press('Acknowledge m1 of c1');
  expect(texts('Entries of q')).toHaveLength(6);
  expect(screen.getByRole('list', { name: 'Entries of q' }).children[3]?.textContent).toContain('c1 reads this next');
  await choose('redis-stream');
  await press('Publish');
  await press('Add a consumer');
  await press('Crash c1');
  expect(screen.getByRole('listitem', { name: 'Consumer c1' }).textContent).toContain('still holding');
  await press('Add a consumer');
  await press('c2 claims m1 from c1');
  expect(texts('Held by c2')).toEqual(['m1held by c2, offset 1↩ redelivered, 1×']);
  await choose('kafka');
  expect(screen.getByText('from documentation: not recorded')).toBeTruthy();
  await press('Publish');
  await press('Add a consumer');
  await press('Acknowledge m1 of c1');
  await press('Crash c1');
  expect(texts('Groups').join()).toContain('committed 1, read by nobody');
});

test('every profile can be chosen, and says where it is known from', () => {
  renderWith(newRunner(), <BrokerLab />);
  const options = within(screen.getByRole('combobox', { name: 'Broker' })).getAllByRole('option');
  expect(options.map((option) => option.textContent)).toEqual(
    PROFILE_IDS.map((id) => `${PROFILES[id].title} (${PROFILES[id].recorded ? 'recorded' : 'from documentation'})`),
  );
});

test('a recorded case agrees step by step', async () => {
  history.replaceState(null, '', '#broker-lab=classic-ack-multiple');
  renderWith(newRunner(), <BrokerLab />);
  const list = await waitFor(() => screen.getByRole('list', { name: 'Steps compared' }));
  expect(within(list).queryByText(/agrees/)).toBeNull();
  const steps = cases.find(({ id }) => id === 'classic-ack-multiple')?.steps ?? [];
  for (let at = 1; at <= steps.length; at++) {
    await press('Forward');
    expect(within(list).getAllByText(/agrees/)).toHaveLength(at);
  }
  const [observed, simulated] = ['Observed on the real broker', 'Done by the simulated broker'].map(texts);
  expect(observed).toEqual(simulated);
  expect(observed?.length).toBeGreaterThan(0);
  expect(screen.getByText('The whole case agrees with the real broker.')).toBeTruthy();
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Broker' }), 'Redis stream');
  expect(location.hash).toMatch(/^#broker-lab=redis-/);
});

test('cases that cannot be loaded are a sentence and another try', async () => {
  history.replaceState(null, '', '#broker-lab=classic-ack-multiple');
  vi.resetModules();
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
  const { BrokerLab: Fresh } = await import('../../../src/ui/broker-lab/broker-lab.tsx');
  const fresh = await import('../../support/runner.tsx');
  fresh.renderWith(fresh.newRunner(), <Fresh />);
  await waitFor(() => screen.getByRole('alert'));
  vi.stubGlobal('fetch', async () => new Response(file));
  await press('Try again');
  await waitFor(() => screen.getByRole('list', { name: 'Steps compared' }));
});

test('every case is told in words, and its steps agree as the whole does', () => {
  for (const recorded of cases) {
    const { id, broker, brokerConfig, steps } = recorded;
    const played = playScript({ id, broker, ...(brokerConfig && { brokerConfig }), steps });
    if ('error' in played) throw new Error(played.error);
    const judgement = judge(recorded, played.steps);
    const differing = judgement.steps.filter(({ verdict }) => verdict === 'differs').length;
    expect([id, judgement.agrees, differing]).toEqual([id, true, 0]);
    if (recorded.compare !== 'none') expect(wholeWords(recorded, judgement)).toMatch(/^The whole case agrees/);
    else expect(wholeWords(recorded, judgement)).toMatch(recorded.properties ? /^Every statement/ : /^Nothing/);
    const words = [...steps.map(stepWords), ...played.steps.flatMap(({ events }) => eventsWords(events))];
    for (const sentence of words) expect(sentence).not.toMatch(/undefined|null|NaN|\[object|^(?!Pending|Redis)\w+: /);
  }
});
