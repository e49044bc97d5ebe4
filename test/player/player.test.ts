// The player maps wall time to virtual time, stops at the end, and remembers while it is held whether it was playing.
import { expect, test } from 'vitest';
import { createActor } from 'xstate';
import { nextSpeed, player, SPEEDS, usualSpeed } from '../../src/player/player.ts';

const MINUTE = 60_000_000;

function loaded(time = 0) {
  const actor = createActor(player).start();
  actor.send({ type: 'LOAD', time, end: 10 * MINUTE, speed: MINUTE, paced: false });
  return actor;
}

test('a tick moves virtual time by speed, never past the end, never in leaps', () => {
  const actor = loaded();
  actor.send({ type: 'TICK', elapsed: 100 });
  expect(actor.getSnapshot().context.time).toBe(0);
  actor.send({ type: 'PLAY' });
  actor.send({ type: 'TICK', elapsed: 100 });
  expect(actor.getSnapshot().context.time).toBe(MINUTE / 10);
  actor.send({ type: 'TICK', elapsed: 60_000 });
  expect(actor.getSnapshot().context.time).toBe(MINUTE / 10 + MINUTE / 4);
  actor.send({ type: 'SEEK', time: 10 * MINUTE - 1 });
  actor.send({ type: 'TICK', elapsed: 16 });
  expect(actor.getSnapshot().value).toBe('paused');
  expect(actor.getSnapshot().context.time).toBe(10 * MINUTE);
});

test('letting go of the slider goes on as before', () => {
  const actor = loaded();
  actor.send({ type: 'PLAY' });
  actor.send({ type: 'GRAB' });
  actor.send({ type: 'SEEK', time: 5 * MINUTE });
  actor.send({ type: 'TICK', elapsed: 100 });
  expect(actor.getSnapshot().context.time).toBe(5 * MINUTE);
  actor.send({ type: 'RELEASE' });
  expect(actor.getSnapshot().value).toBe('playing');
  actor.send({ type: 'PAUSE' });
  actor.send({ type: 'GRAB' });
  actor.send({ type: 'RELEASE' });
  expect(actor.getSnapshot().value).toBe('paused');
});

test('speeds are a ladder', () => {
  expect(usualSpeed(24 * 60 * MINUTE)).toBe(5 * MINUTE);
  expect(nextSpeed(SPEEDS[0] as number, -1)).toBe(SPEEDS[0]);
  expect(nextSpeed(MINUTE, 1)).toBe(5 * MINUTE);
  expect([nextSpeed(18_000_000, -1), nextSpeed(18_000_000, 1)]).toEqual([10_000_000, MINUTE]);
});
