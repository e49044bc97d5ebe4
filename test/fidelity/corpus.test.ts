// Plays every recorded case on the simulated broker and compares. The player is given the script alone: what the real
// broker was seen to do is taken away first.
import { describe, expect, test } from 'vitest';
import { playScript } from '../../src/engine/broker/index.ts';
import { disagreement, explain } from './compare.ts';
import { cases, LEFT_OUT, scriptOf } from './corpus.ts';

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
  expect(counted).toMatchObject({ classic: 55, quorum: 30, redis: 38, stream: 24 });
  expect(Object.keys(LEFT_OUT).filter((id) => !cases.some((one) => one.id === id))).toEqual([]);
});

test('a difference is told step by step, in words', () => {
  const script = [{ op: 'publish' }, { op: 'depth' }];
  const deliver = (id: string) => ({ actor: 'c1', type: 'deliver', id });
  const depth = (ready: number) => ({ actor: 'control', type: 'depth', ready, consumers: ready });
  const before = [
    { step: 0, events: [deliver('m1'), deliver('m2')] },
    { step: 1, events: [depth(0)] },
  ];
  expect(explain(script, before, before)).toEqual([]);
  expect(
    explain(script, before, [
      { step: 0, events: [deliver('m2'), deliver('m1')] },
      { step: 1, events: [depth(1)] },
    ]),
  ).toEqual([
    'step 0 (publish): the same events in another order',
    'step 1 (depth)',
    '  - control depth ready=0',
    '  + control depth ready=1',
  ]);
});
