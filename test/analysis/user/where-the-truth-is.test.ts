// Where the truth is after the authority went back: a user of each kind of contradiction, with the four answers before, after, and after
// each repair, as text that is kept beside this file.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FinishedRun } from '../../../src/analysis/record/run-record.ts';
import type { Answer } from '../../../src/analysis/user/answers.ts';
import {
  CONTRADICTIONS,
  contradictionOf,
  restoredUsers,
  type TruthLane,
  whereTheTruthIs,
} from '../../../src/analysis/user/where-the-truth-is.ts';
import { scenarios } from '../../../src/engine/scenarios/catalog.ts';
import { readScenario } from '../../../src/files/index.ts';
import { heldRun, histories } from '../../support/held.ts';

const HOUR = 3_600_000_000;
const WENT_BACK = 11 * HOUR;

const outcome = readScenario(scenarios.find(({ id }) => id === 'two-truths')?.text ?? '', { file: 'two-truths.yaml' });
const { variants } = (outcome as Extract<typeof outcome, { scenario: unknown }>).scenario;

interface Held {
  readonly run: FinishedRun;
  readonly lines: ReturnType<typeof histories>;
  readonly title: string;
  readonly id: string;
}
const lanes: readonly Held[] = variants.map(({ id, title }) => {
  const run = heldRun('two-truths', id);
  return { run, lines: histories(run), title, id };
});
const [waiting] = lanes as readonly [Held, ...Held[]];

const laneOf = ({ run, lines, title, id }: Held, user: number): TruthLane => ({
  id,
  title,
  lines: lines[user] ?? [],
  at: run.facts.endedAt,
  asked: { reads: 'copy', startsAt: 0, beforeTheRun: true },
  cannot: run.facts.cannot,
});

const told = ({ status, version }: Answer): string => `${status}${version === null ? '' : ` v${version}`}`;
const row = (title: string, answers: readonly Answer[], follows = ''): string =>
  [title.padEnd(29), ...answers.map((answer) => told(answer).padEnd(14)), follows].join('').trimEnd();

function story(user: number): string {
  const { contradiction, before, after, repaired } = whereTheTruthIs(
    WENT_BACK,
    lanes.map((lane) => laneOf(lane, user)),
  );
  return [
    `User ${user}: ${contradiction}`,
    `${''.padEnd(29)}${['happened', 'database', 'events', 'Billing'].map((word) => word.padEnd(14)).join('')}Billing follows`,
    row('before', before),
    row('after', after),
    ...repaired.map(({ title, answers, follows }) => row(title, answers, follows.join(', ') || 'nobody')),
  ].join('\n');
}

const restored = restoredUsers(waiting.run.session, WENT_BACK);
const kindOf = (user: number) =>
  contradictionOf((waiting.lines[user] ?? []).filter(({ t }) => t <= waiting.run.facts.endedAt));

test('the users who went back are those of whom a line says so', () => {
  const said = waiting.lines.flatMap((lines, user) =>
    lines.some((line) => line.kind === 'commit' && line.cause === 'restore') ? [user] : [],
  );
  expect(restored).toEqual(said);
  expect(restored.length).toBeGreaterThan(100);
  expect(restoredUsers(waiting.run.session, WENT_BACK - 1)).toEqual([]);
});

test('a user’s four answers before, after, and after each repair', async () => {
  const found = CONTRADICTIONS.flatMap((kind) => restored.filter((user) => kindOf(user) === kind).slice(0, 2));
  expect(new Set(found.map(kindOf))).toEqual(new Set(CONTRADICTIONS.slice(0, 4)));
  const text = `${found.map(story).join('\n\n')}\n`;
  await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'where-the-truth-is.txt'));
});

test('whom each repair makes Billing follow', () => {
  const following = (id: string): Record<string, number> => {
    const lane = lanes.find((each) => each.id === id) as Held;
    const counts: Record<string, number> = { happened: 0, database: 0, events: 0 };
    for (const user of restored)
      for (const answer of whereTheTruthIs(WENT_BACK, [laneOf(lane, user)]).repaired[0]?.follows ?? [])
        counts[answer] = (counts[answer] ?? 0) + 1;
    return counts;
  };
  const all = restored.length;
  for (const id of ['epoch', 'reconcile', 'copy-database']) expect([id, following(id)['database']]).toEqual([id, all]);
  // A guard holds to what it has heard: Billing goes on believing the events, which know what happened.
  for (const id of ['wait', 'replay', 'republish-state']) {
    expect(following(id)['events']).toBeGreaterThan(0.8 * all);
    expect(following(id)['database']).toBeLessThan(all);
  }
  expect(following('resync')['database']).toBeLessThan(all);
});
