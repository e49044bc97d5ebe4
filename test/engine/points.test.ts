// What may be said at a point is a matter of types: these lines would not compile without their `@ts-expect-error`, and the type
// check fails as soon as one of them is right. What comes of several answers is said by each point's rule.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faults } from '../../src/engine/faults/catalog.ts';
import { networkPartition } from '../../src/engine/faults/network-partition.ts';
import type { PointRule } from '../../src/engine/point-rules.ts';
import { POINTS, type Point, placeOf, type Speaks } from '../../src/engine/points.ts';
import { DIE, DOWN, DUPLICATE, IGNORE, LOSE, OMIT } from '../../src/engine/verdicts.ts';
import { codeIn } from '../support/house.ts';
import { allSources } from '../support/sources.ts';

/** What a rule makes of answers in order; each fault is called by its place. */
function outcomeOf<Says, Outcome>(
  { silence, hear, isDecided }: PointRule<Says, Outcome>,
  said: readonly Says[],
): Outcome {
  let outcome = silence;
  for (const [n, says] of said.entries()) {
    if (isDecided(outcome)) break;
    outcome = hear(outcome, says, `${n}`);
  }
  return outcome;
}

test('a verdict that its point cannot honour does not compile', () => {
  const wrong: readonly Speaks[] = [
    // @ts-expect-error A message on its way to the broker cannot be lost: nobody would notice.
    { transport: () => LOSE },
    // @ts-expect-error A message at the broker is not held back.
    { route: () => ({ verdict: 'delay', by: 1 }) },
    // @ts-expect-error A message is no mode.
    { route: () => DOWN },
    // @ts-expect-error A broker is there or not; it omits nothing.
    { broker: () => OMIT },
    // @ts-expect-error An event is recorded or not; it is doubled on its way only.
    { record: () => DUPLICATE },
    // @ts-expect-error Processing fails, or is passed over; the message is not lost by that.
    { process: () => LOSE },
    // @ts-expect-error Work takes longer; it fails when it is through.
    { work: () => IGNORE },
    // @ts-expect-error There is no such point.
    { nowhere: () => DOWN },
  ];
  const right: readonly Speaks[] = [{ transport: () => DUPLICATE }, { route: () => LOSE }, { record: () => undefined }];
  expect(wrong).toHaveLength(8);
  expect(right).toHaveLength(3);
});

test('what is taken away is taken by the first fault that takes it', () => {
  for (const point of ['record', 'commit', 'mark', 'relay', 'route', 'broker', 'consumer', 'reach'] as const) {
    const rule = POINTS[point].rule as PointRule<typeof DOWN, string | null>;
    expect(outcomeOf(rule, [])).toBe(null);
    expect(outcomeOf(rule, [DOWN, DOWN])).toBe('0');
  }
});

test('delays add up, whatever their order, and each duplication is one more message', () => {
  const answer = fc.oneof(
    fc.constant(DUPLICATE),
    fc.nat(1_000_000).map((by) => ({ verdict: 'delay', by }) as const),
  );
  fc.assert(
    fc.property(fc.array(answer), (said) => {
      const delays = said.flatMap((each) => (each.verdict === 'delay' ? [each.by] : []));
      expect(outcomeOf(POINTS.transport.rule, said)).toEqual({
        delay: delays.reduce((sum, by) => sum + by, 0),
        duplicates: said.length - delays.length,
      });
    }),
  );
});

test('every fault strikes where it speaks first', () => {
  for (const fault of faults.filter(({ speaks, place }) => Object.keys(speaks).length > 0 && place === undefined)) {
    const [first] = Object.keys(fault.speaks) as Point[];
    expect(placeOf(fault), fault.id).toBe(POINTS[first as Point].place);
  }
});

test('a partition strikes the end of the road that is cut', () => {
  const places = (['user-broker', 'broker-billing', 'billing-api'] as const).map((between) =>
    placeOf(networkPartition, { between }),
  );
  expect(places).toEqual(['broker', 'billing', 'api']);
});

test('who dies does not wait; a lag adds to a lag; the first cut says what is left; limits and slowness of calls come together', () => {
  const late = { verdict: 'delay', by: 5 } as const;
  expect(outcomeOf(POINTS.send.rule, [])).toEqual({ crashedBy: null, delay: 0 });
  expect(outcomeOf(POINTS.send.rule, [late, late])).toEqual({ crashedBy: null, delay: 10 });
  expect(outcomeOf(POINTS.send.rule, [late, DIE, late]).crashedBy).toBe('1');
  expect(
    outcomeOf(POINTS.stamp.rule, [
      { verdict: 'lag', by: 3 },
      { verdict: 'lag', by: 4 },
    ]),
  ).toBe(7);
  const [none, some] = [0, 9].map((room) => ({ verdict: 'cut', room, patience: 1 }) as const);
  expect(outcomeOf(POINTS.connection.rule, [some as never, none as never])).toEqual({ by: '0', room: 9, patience: 1 });
  const [twice, thrice] = [2, 3].map((factor) => ({ verdict: 'slow', factor }) as const);
  const [few, many] = [1, 8].map((rate) => ({ verdict: 'ration', rate }) as const);
  expect(outcomeOf(POINTS.call.rule, [twice, many, thrice, DOWN, few, DOWN] as never)).toEqual({
    downBy: '3',
    factor: 6,
    limit: 1,
  });
});

test('every point is asked about by somebody: a fault that nobody asks does nothing', () => {
  const code = codeIn(allSources(), 'src/engine');
  const asked = code.flatMap(({ text }) =>
    [...text.matchAll(/\bask\('(\w+)'|\bat\.(\w+)(?:\.(?:ask|isSilent)\b|;)/g)].map(
      ([, told, reached]) => told ?? reached,
    ),
  );
  expect(Object.keys(POINTS).filter((point) => !asked.includes(point))).toEqual([]);
});
