// Plays every recorded case on the simulated broker and compares. The player is given the script alone: what the real
// broker was seen to do is taken away first.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { playScript } from '../../src/engine/broker/index.ts';
import { type Case, disagreement } from './compare.ts';

const folder = fileURLToPath(new URL('./cases/', import.meta.url));
const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => JSON.parse(readFileSync(`${folder}${file}`, 'utf8')) as Case & Record<string, unknown>);

/** Cases knowingly not reproduced, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {};

const scriptOf = ({ id, broker, brokerVersion, brokerConfig, steps }: Case & Record<string, unknown>) => ({
  ...{ id, broker, brokerVersion, brokerConfig },
  steps: structuredClone(steps),
});

describe('the simulated broker does what the real one was seen to do', () => {
  for (const recorded of cases) {
    const reason = LEFT_OUT[recorded.id];
    test.skipIf(reason !== undefined)(`${recorded.id}${reason === undefined ? '' : ` (left out: ${reason})`}`, () => {
      const played = playScript(scriptOf(recorded));
      if ('error' in played) expect.fail(played.error);
      const difference = disagreement(recorded, played.steps);
      expect(difference?.got).toEqual(difference?.expected);
    });
  }
});

test('there are cases of every kind, and none left out that does not exist', () => {
  const kinds = cases.map((one) => one.id.split('-')[0] as string);
  const counted = Object.fromEntries([...new Set(kinds)].map((kind) => [kind, kinds.filter((k) => k === kind).length]));
  expect(counted).toMatchObject({ classic: 55, quorum: 29, redis: 37, stream: 21 });
  expect(Object.keys(LEFT_OUT).filter((id) => !cases.some((one) => one.id === id))).toEqual([]);
});
