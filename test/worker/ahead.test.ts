// What is computed ahead is there when it is asked for, is the same as if it had been asked for at once, and is let go of when it is not.
import { expect, test } from 'vitest';
import { scenarios } from '../../src/engine/index.ts';
import { readScenario } from '../../src/files/index.ts';
import type { RunRequest } from '../../src/worker/door.ts';
import { host } from '../../src/worker/host.ts';

function request(seed: number, first = 0): RunRequest {
  const text = (scenarios[0]?.text ?? '').replace('users: 10000', 'users: 300');
  const outcome = readScenario(text, { file: 'small.yaml' });
  if ('errors' in outcome) throw new Error(outcome.errors.map(({ message }) => message).join('\n'));
  const { scenario } = outcome;
  return { scenario: { ...scenario, seed }, variants: scenario.variants.slice(first, first + 3), seed, inputs: [] };
}

/** Asks, and counts how often it is told of progress: what is there already makes none. */
async function counting<Answer>(ask: (progress: () => void) => Promise<Answer>) {
  let steps = 0;
  const answer = await ask(() => {
    steps++;
  });
  return { answer, steps };
}

test('a run and its lanes are there at once, and are what they are without', async () => {
  const door = host();
  const plain = host();
  const [asked, next] = [request(1), request(2)];
  await door.open(1, asked, () => {});
  await door.ahead(2, next, next);
  const opened = await counting((progress) => door.open(3, next, progress));
  const compared = await counting((progress) => door.compare(4, next, true, progress));
  expect([opened.steps, compared.steps]).toEqual([0, 0]);
  expect(opened.answer).toEqual(await plain.open(1, next, () => {}));
  expect(compared.answer?.result).toEqual((await plain.compare(2, next, true, () => {}))?.result);
  expect(compared.answer?.asleep).toEqual([]);
  expect(door.frame({ time: 0, exact: true }).divergent).toBe(0);
});

test('lanes of what is open already are computed ahead too', async () => {
  const door = host();
  const asked = request(1);
  await door.open(1, asked, () => {});
  await door.ahead(2, asked, asked);
  expect((await counting((progress) => door.compare(3, asked, true, progress))).steps).toBe(0);
});

test('what is opened instead is computed, and what was made ready is forgotten', async () => {
  const door = host();
  const [asked, next, other] = [request(1), request(2), request(3)];
  await door.open(1, asked, () => {});
  await door.ahead(2, next, next);
  expect((await counting((progress) => door.open(3, other, progress))).steps).toBeGreaterThan(0);
  expect((await counting((progress) => door.open(4, next, progress))).steps).toBeGreaterThan(0);
});

test('one that is cancelled keeps nothing and harms nothing', async () => {
  const door = host();
  const [asked, next] = [request(1), request(2)];
  await door.open(1, asked, () => {});
  const ahead = door.ahead(2, next, next);
  door.cancel(2);
  await ahead;
  const { answer, steps } = await counting((progress) => door.open(3, next, progress));
  expect(steps).toBeGreaterThan(0);
  expect(answer?.result.id).toBe(next.variants[0]?.id);
});
