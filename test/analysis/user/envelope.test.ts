// A message’s envelope against whole runs: what stands on it is what the trace says, an event published again keeps its identity,
// and what is on the way at a moment is what the trace has not settled by then. And the settings that a card shows.
import { expect, test } from 'vitest';
import type { MessageFacts, MessageKey } from '../../../src/analysis/record/facts.ts';
import { firstLine, messageIn } from '../../../src/analysis/record/lines.ts';
import type { FinishedRun } from '../../../src/analysis/record/run-record.ts';
import { settingsOf } from '../../../src/analysis/scenario/settings.ts';
import { envelopeOf, eventText } from '../../../src/analysis/user/envelope.ts';
import { recentOf } from '../../../src/analysis/user/recent.ts';
import type { LostLine, TraceLine } from '../../../src/engine/index.ts';
import { heldRun } from '../../support/held.ts';

const linesOf = ({ tape }: FinishedRun): TraceLine[] => Array.from({ length: tape.length }, (_, at) => tape.line(at));

function facts(held: FinishedRun, key: MessageKey): MessageFacts {
  const found = held.message(key);
  if (found === null) throw new Error(`no message ${JSON.stringify(key)}`);
  return found;
}

test('an envelope says what the trace says of its message, and where it is at each moment', () => {
  const held = heldRun('broken-publisher', 'republish-events', { users: 600 });
  const lines = linesOf(held);
  const published = lines.filter((line) => line.kind === 'publish');
  for (const publish of published.filter((_, n) => n % 17 === 0)) {
    const { message } = publish;
    const letter = facts(held, { message });
    expect(letter.lines).toEqual(lines.filter((each) => messageIn(each) === message));
    const words = envelopeOf(letter, publish.t);
    expect([words.user, words.version, words.state]).toEqual([publish.user, publish.version, publish.status]);
    expect(words.publishedAt).toBe(publish.t);
    const commit = firstLine(lines, 'commit', (e) => e.user === words.user && e.version === words.version);
    expect([letter.commit, words.occurredAt]).toEqual([commit, commit?.t]);
    expect(words.attempt).toBe(0);
    expect(words.where).toBe('On the way to the broker, or waiting there');
    const over = envelopeOf(letter, Number.POSITIVE_INFINITY);
    expect(over.attempt).toBe(letter.lines.filter(({ kind }) => kind === 'deliver').length);
    expect(over.where).toMatch(/^Over: applied/);
    expect(over.steps.every(({ past }) => past)).toBe(true);
  }
});

test('an event that was never made has the identity under which it is published again', () => {
  const held = heldRun('broken-publisher', 'republish-events', { users: 600 });
  const lines = linesOf(held);
  const ghosts = lines.filter((line) => line.kind === 'lost');
  expect(ghosts.length).toBeGreaterThan(5);
  for (const ghost of ghosts) {
    const never = facts(held, { line: ghost.i });
    const { user, version } = ghost;
    const again = firstLine(
      lines,
      'publish',
      (each) => each.cause === 'republish' && each.user === user && each.version === version,
    );
    const second = facts(held, { message: again?.message ?? -1 });
    expect([second.event, second.type, second.occurredAt]).toEqual([never.event, never.type, never.occurredAt]);
    expect(envelopeOf(never, ghost.t)).toMatchObject({ message: null, publishedAt: null, where: 'Never made' });
  }
  const events = new Set(
    lines.filter((line) => line.kind === 'publish').map(({ message }) => facts(held, { message }).event),
  );
  expect(events.size).toBe(lines.filter((line) => line.kind === 'publish').length);
  expect([eventText(12), eventText(0xffffffff), eventText(0xfffffffe)]).toEqual(['e12', 'r1', 'r2']);
});

test('what is on the way is what was published and not settled, at any moment', () => {
  const held = heldRun('consumer-outage', 'replay-log', { users: 300 });
  const lines = linesOf(held);
  const moments = [9.2, 9.9, 10.5, 14.01].map((hours) => hours * 3_600_000_000);
  const sizes = moments.map((time) => {
    const open = new Set<unknown>();
    for (const each of lines.filter(({ t }) => t <= time)) {
      if ((each.kind === 'publish' && each.t > 0) || each.kind === 'deliver') open.add(each.message);
      else if (each.kind === 'ack' || each.kind === 'lost' || each.kind === 'dead-letter') open.delete(each.message);
    }
    const { total, messages } = held.onTheWay(time, 100_000);
    expect(new Set(messages.map(({ message }) => message))).toEqual(open);
    expect(total).toBe(open.size);
    expect(held.onTheWay(time, 3).messages.length).toBe(Math.min(3, open.size));
    return total;
  });
  expect(Math.max(...sizes)).toBeGreaterThan(0);
});

test('lately is told newest first and links its messages', () => {
  const held = heldRun('broken-publisher', 'wait', { users: 600 });
  const ghost = firstLine(linesOf(held), 'lost') as LostLine;
  const late = recentOf(held.history(ghost.user), ghost.t, 5);
  expect(late[0]).toMatchObject({
    who: 'Broker',
    text: `v${ghost.version} never published`,
    letter: { line: ghost.i },
  });
  expect(late[1]).toMatchObject({ who: 'Truth', letter: null });
});

test('settings that were changed come first and say the default; every setting has a name and a value', () => {
  const held = heldRun('copy-or-call', 'verify', { users: 300 });
  const { scenario } = held.facts.spec;
  const billing = settingsOf('billing', scenario);
  expect(billing[0]).toMatchObject({ path: 'billing.reads', name: 'Reads', value: 'verify', standard: 'copy' });
  const user = settingsOf('user', scenario).filter(({ standard }) => standard !== null);
  expect(user.map(({ path }) => path)).toContain('workload.suspend');
  expect(user.find(({ path }) => path === 'population.users')).toMatchObject({
    value: '300 users',
    standard: '10000 users',
  });
  for (const place of ['user', 'broker', 'billing', 'api'] as const)
    for (const { name, value, summary } of settingsOf(place, scenario)) {
      expect(name).toMatch(/^[A-Z]/);
      expect(value).not.toMatch(/undefined|object/);
      expect(summary).toMatch(/\.$/);
    }
});

test('what a log held before the run began is not on its way, though nobody ever acknowledged it', () => {
  const held = heldRun('broken-publisher', 'replay', { users: 600 });
  const HOUR = 3_600_000_000;
  expect(linesOf(held).filter(({ kind, t }) => kind === 'publish' && t === 0).length).toBeGreaterThan(500);
  for (const hour of [0, 5, 9]) {
    const { total, messages } = held.onTheWay(hour * HOUR, 8);
    expect(total).toBeLessThan(5);
    expect(messages.every(({ publishedAt }) => publishedAt > 0)).toBe(true);
  }
});
