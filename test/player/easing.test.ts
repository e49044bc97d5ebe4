// Playing over legs of different rates: nothing of a slow one is flown over, and how the wall's time is cut into ticks hardly matters.
import { expect, test } from 'vitest';
import { createActor } from 'xstate';
import { movedOn } from '../../src/player/easing.ts';
import { player } from '../../src/player/player.ts';

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;

/** Ten hours that fly, ten seconds that last ten, ten hours that fly. */
const LEGS = [
  { from: 0, to: 600 * MINUTE, rate: 15 * MINUTE },
  { from: 600 * MINUTE, to: 600 * MINUTE + 10 * SECOND, rate: SECOND },
  { from: 600 * MINUTE + 10 * SECOND, to: 1200 * MINUTE, rate: 15 * MINUTE },
];

/** Where one stands after each tick. */
function walk(from: number, tick: number, until: number): readonly number[] {
  const times: number[] = [];
  for (let at = from; at < until && times.length < 10_000; times.push(at)) at = movedOn(LEGS, at, tick);
  return times;
}

test.each([1 / 120, 1 / 60, 1 / 4])('a slow leg is seen for as long as it should be, in ticks of %f s', (tick) => {
  const inside = walk(590 * MINUTE, tick, 1200 * MINUTE).filter(
    (time) => time >= 600 * MINUTE && time < 600 * MINUTE + 10 * SECOND,
  );
  expect(inside.length * tick).toBeGreaterThan(9.6);
  expect(inside.length * tick).toBeLessThan(10.5);
});

test('the rate changes over a fifth of a second on the fast side', () => {
  const times = walk(0, 1 / 60, 610 * MINUTE);
  const steps = times.map((time, n) => time - (times[n - 1] ?? 0));
  const slow = times.findIndex((time) => time > 600 * MINUTE);
  const full = (15 * MINUTE) / 60;
  expect(steps[slow - 1]).toBeLessThan(full / 4);
  expect(steps[slow - 8]).toBeGreaterThan(full / 2);
  expect(steps[slow - 15]).toBeCloseTo(full, -1);
});

test('time never stands still or runs back, and ends with the last leg', () => {
  const times = walk(0, 1 / 60, 1200 * MINUTE);
  for (let n = 1; n < times.length; n++) expect(times[n]).toBeGreaterThan(times[n - 1] as number);
  expect(times.at(-1)).toBe(1200 * MINUTE);
  expect(movedOn(LEGS, 1200 * MINUTE, 1)).toBe(1200 * MINUTE);
});

test('the player goes at the pace it is told, and a chosen speed leaves it', () => {
  const actor = createActor(player).start();
  actor.send({ type: 'LOAD', time: 600 * MINUTE, end: 1200 * MINUTE, speed: MINUTE, paced: true });
  actor.send({ type: 'PLAY' });
  actor.send({ type: 'TICK', elapsed: 100, legs: LEGS });
  expect(actor.getSnapshot().context.time).toBe(600 * MINUTE + SECOND / 10);
  actor.send({ type: 'SPEED', speed: MINUTE });
  actor.send({ type: 'TICK', elapsed: 100, legs: LEGS });
  expect(actor.getSnapshot().context).toMatchObject({ time: 600 * MINUTE + SECOND / 10 + 6 * SECOND, paced: false });
  actor.send({ type: 'PACE' });
  expect(actor.getSnapshot().context.paced).toBe(true);
});
