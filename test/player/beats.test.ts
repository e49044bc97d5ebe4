// The chart of a lesson: one key goes on, what moves is brought to its end first, back is as it was.
import { expect, test } from 'vitest';
import { createActor } from 'xstate';
import { lessonChart } from '../../src/player/beats.ts';

const KINDS = [
  ['say', 'guess', 'lock', 'play', 'reveal'],
  ['play', 'ask'],
];

function opened(step = 0, beat = 0) {
  const actor = createActor(lessonChart).start();
  actor.send({ type: 'OPEN', kinds: KINDS, step, beat });
  const at = (): string => {
    const { value, context } = actor.getSnapshot();
    return `${context.step}.${context.beat} ${String(value)}`;
  };
  return { send: actor.send.bind(actor), at };
}

test('on goes from beat to beat, and what plays is brought to its end before anything follows', () => {
  const { send, at } = opened();
  const passed = [at()];
  for (let n = 0; n < 10; n++) {
    send({ type: 'NEXT' });
    passed.push(at());
  }
  expect(passed).toEqual([
    '0.0 resting',
    '0.1 resting',
    '0.2 resting',
    '0.3 moving',
    '0.3 resting',
    '0.4 resting',
    '1.0 moving',
    '1.0 resting',
    '1.1 resting',
    '1.1 resting',
    '1.1 resting',
  ]);
});

test('back never moves anything, into the step before too', () => {
  const { send, at } = opened(1, 0);
  send({ type: 'PREVIOUS' });
  expect(at()).toBe('0.4 resting');
  send({ type: 'PREVIOUS' });
  expect(at()).toBe('0.3 resting');
  for (let n = 0; n < 5; n++) send({ type: 'PREVIOUS' });
  expect(at()).toBe('0.0 resting');
});

test('a run that arrives rests; a step is gone to by its number and begun again', () => {
  const { send, at } = opened(0, 2);
  send({ type: 'NEXT' });
  send({ type: 'ARRIVED' });
  expect(at()).toBe('0.3 resting');
  send({ type: 'STEP', step: 1 });
  expect(at()).toBe('1.0 moving');
  send({ type: 'AGAIN' });
  expect(at()).toBe('1.0 moving');
  send({ type: 'STEP', step: 99 });
  expect(at()).toBe('1.0 moving');
});

test('a place that is not there any more leads to the nearest', () => {
  expect(opened(7, 7).at()).toBe('1.1 resting');
});
